"""One text as the evidence in it: names at once, and where each piece was seen only when it is asked for.

Most messages are scored by names alone; places are needed to score clauses and halves, and to tell what decided.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from operator import add
from typing import NamedTuple

from bot.language.pinyin import Spoken

BLANK = "#"
PLACE = "@"
_MARKS = frozenset("，。？！；、 ")
_BLANKS = frozenset({BLANK, PLACE})
_EMPTY = frozenset({"^", "$", BLANK, PLACE})
_CLAUSE = re.compile(f"[^{''.join(sorted(_MARKS))}]+")

_SUBJECT = re.compile(r"[^\W\d_]{2}")
"""Two characters side by side that words are written with; figures and places are blanked, and no such characters."""
_FIGURE = "n"
"""How the name of a figure begins; one that belongs to a measure is marked besides, by another name."""


class Seen(NamedTuple):
    """One bit of evidence: its name and the place in the text it was seen at."""

    name: str
    start: int
    end: int


made: Callable[[tuple[str, int, int]], Seen] = partial(tuple.__new__, Seen)
"""Makes what was seen from a tuple, faster than by its fields: there are some seventy in a message."""


class Sight:
    """What was seen in a text.

    marked: figures, words and expressions. blanked: the text with signs for figures and places, as long as it.
    """

    __slots__ = ("_blanked", "_clauses", "_sounds", "_spans", "marked")

    def __init__(self, marked: Sequence[Seen], blanked: str, spoken: Spoken) -> None:
        self.marked = marked
        self._blanked = blanked
        self._spans = spoken.spans
        self._clauses = [found.span() for found in _CLAUSE.finditer(blanked)]
        self._sounds = spoken.syllables
        if not _BLANKS.isdisjoint(blanked):
            self._sounds = [
                "" if blanked[span[0]] in _BLANKS else one
                for one, span in zip(spoken.syllables, spoken.spans, strict=True)
            ]

    def has_subject(self) -> bool:
        """Whether anything but places, figures and single characters was seen: 襄汾的 or 00007 is about nothing."""
        marked = any(one[0][0] != _FIGURE for one in self.marked)
        return marked or _SUBJECT.search(self._blanked) is not None

    def names(self) -> list[str]:
        """The names of all evidence; the same may occur several times."""
        names = [one[0] for one in self.marked]
        blanked = self._blanked
        for first, last in self._clauses:
            chars = blanked[first:last]
            if not _BLANKS.isdisjoint(chars):
                chars = "".join([blanked[place] for place in _kept(blanked, first, last)])
            whole = f"^{chars}$"
            # Runs of characters inside a clause, each grown from the shorter one.
            single = ["c" + char for char in whole]
            names += (
                single[1:-1]
                if _EMPTY.isdisjoint(chars)
                else [name for name, char in zip(single, whole, strict=True) if char not in _EMPTY]
            )
            double = list(map(add, single, whole[1:]))
            names += double
            names += map(add, double, whole[2:])
        sounds = self._sounds
        for one, two, three in zip(sounds, sounds[1:], [*sounds[2:], ""], strict=False):
            if one and two:
                name = f"p{one} {two}"
                names.append(name)
                if three:
                    names.append(f"{name} {three}")
        return names

    def places(self) -> tuple[list[int], list[int]]:
        """Where the evidence starts and where it ends, in the order of its names."""
        starts = [one[1] for one in self.marked]
        stops = [one[2] for one in self.marked]
        for first, last in self._clauses:
            kept = _kept(self._blanked, first, last)
            end = kept[-1] + 1
            single = [place for place in kept if self._blanked[place] not in _EMPTY]
            starts += single
            stops += [place + 1 for place in single]
            begins, ends = [first, *kept, end], [first, *[place + 1 for place in kept], end]
            # The edges of a clause count as characters of no length.
            starts += begins[:-1]
            stops += ends[1:]
            starts += begins[:-2]
            stops += ends[2:]
        sounds, spans = self._sounds, self._spans
        for at, (one, two, three) in enumerate(zip(sounds, sounds[1:], [*sounds[2:], ""], strict=False)):
            if one and two:
                starts.append(spans[at][0])
                stops.append(spans[at + 1][1])
                if three:
                    starts.append(spans[at][0])
                    stops.append(spans[at + 2][1])
        return starts, stops


def _kept(blanked: str, first: int, last: int) -> Sequence[int]:
    """The places of the characters of a clause that count: of a run of blanks only the first does."""
    places = range(first, last)
    if _BLANKS.isdisjoint(blanked[first:last]):
        return places
    return [
        place
        for place in places
        if place == first or blanked[place] not in _BLANKS or blanked[place - 1] != blanked[place]
    ]
