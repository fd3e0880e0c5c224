"""What a scored message shows besides its measures: where it asks."""

from __future__ import annotations

from collections.abc import Sequence

from bot.language.beside import ASKS, MARKS, Beside
from bot.language.matching import Part, Scored

_SUBJECT = 2
"""Fewer characters beside the words that ask are no subject."""


def with_asking(scored: Scored, clean: str, asked: Sequence[tuple[str, int, int]]) -> Scored:
    """The scores with the words that ask weighed in. asked: aspects with the place of their words."""
    places = [(start, end) for _, start, end in asked]
    parts = scored.parts
    if places:
        parts = tuple(
            [
                Part(start, end, chances, best, any(start <= one and other <= end for one, other in places))
                for start, end, chances, best, _ in parts
            ]
        )
    return scored._replace(parts=parts, beside=_asking(scored.beside, clean, places))


def _asking(found: Sequence[Beside], text: str, asked: Sequence[tuple[int, int]]) -> tuple[Beside, ...]:
    """The same with what the words that ask add. asked: where they start and end."""
    return tuple(
        one._replace(evidence=(*one.evidence[:ASKS], float(_asks(text, one.cut, asked)), *one.evidence[ASKS + 1 :]))
        for one in found
        if not _bare(text, *((0, one.cut) if one.first else (one.cut, len(text))), asked)
    )


def _bare(text: str, start: int, end: int, asked: Sequence[tuple[int, int]]) -> bool:
    """Whether a part of the text holds hardly more than words that ask: 还能领多少 is about nothing by itself."""
    taken = sum(char in MARKS for char in text[start:end])
    places = {place for one, other in asked for place in range(max(one, start), min(other, end))}
    return bool(places) and end - start - len(places) - taken < _SUBJECT


def _asks(text: str, cut: int, asked: Sequence[tuple[int, int]]) -> bool:
    left = "？" in text[:cut] or any(start < cut for start, _ in asked)
    return left and ("？" in text[cut:] or any(end > cut for _, end in asked))
