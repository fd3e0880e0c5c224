"""What a scored message shows besides its measures: where it asks."""

from __future__ import annotations

from collections.abc import Sequence

from bot.language.beside import asking
from bot.language.matching import Scored


def with_asking(scored: Scored, clean: str, asked: Sequence[tuple[str, int, int]]) -> Scored:
    """The scores with the words that ask weighed in. asked: aspects with the place of their words."""
    if not scored.beside:
        return scored
    parts = tuple(
        part._replace(asks=any(part.start <= start and end <= part.end for _, start, end in asked))
        for part in scored.parts
    )
    return scored._replace(parts=parts, beside=asking(scored.beside, clean, [(start, end) for _, start, end in asked]))
