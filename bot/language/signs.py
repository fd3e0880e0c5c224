"""What a scored message shows besides its measures: where it asks."""

from __future__ import annotations

from collections.abc import Sequence

from bot.language.beside import asking
from bot.language.matching import Part, Scored


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
    return scored._replace(parts=parts, beside=asking(scored.beside, clean, places))
