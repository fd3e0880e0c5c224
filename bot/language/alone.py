"""One message read without regard to the talk: the part of its reading that is the same for everybody who sends it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.language.borrowing import Asked
from bot.language.deciding import Verdict
from bot.language.matching import Scored
from bot.model.understanding import Match

Chosen = tuple[Verdict, tuple[tuple[str, float], ...]]
"""A verdict and the measures it stands for."""


@dataclass(frozen=True, slots=True)
class Alone:
    """What a message says by itself.

    asked: words of aspects. further: the verdict with all measures asked about, and matches: these as they are
    reported. named: measures it names or hints at. in_passing: its places only say where somebody works or learns.
    The others as in Understanding.
    """

    clean: str
    scored: Scored
    asked: Asked
    aspects: tuple[str, ...]
    act: tuple[str, str] | None
    verdict: Verdict
    further: Chosen
    matches: tuple[Match, ...]
    named: tuple[str, ...]
    ranked: tuple[Match, ...]
    regions: tuple[str, ...]
    elsewhere: str | None
    in_passing: bool
    sensitive: tuple[str, ...]
    topic: str | None
