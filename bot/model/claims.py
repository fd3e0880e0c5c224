"""What the content asserts with figures, and by which clause: the input of the check against the sources."""

from __future__ import annotations

from dataclasses import dataclass

from bot.model.documents import Cite
from bot.model.problems import Place


@dataclass(frozen=True, slots=True)
class Claim:
    """A scalar of the content that the cited clause must bear out.

    kind: prose (free text with figures), names (likewise, but made of names that cannot be reworded), number,
    share, period, age-below, date or year.
    words: the scalar as written, for number with its unit after a space. place: where its first character stands.
    inline: written on one line, so that a figure's column can be counted from there.
    An empty clause in the cite means anywhere in the document.
    """

    kind: str
    words: str
    cite: Cite
    place: Place
    field: str
    inline: bool = True
