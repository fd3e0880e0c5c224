"""Which sides of a measure a message asks about."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from bot.language.phrases import Found

VAGUE = frozenset({"overview", "odd-case", "who"})
"""Sides whose words are common; they count only where nothing else is asked."""

_START = itemgetter(1)


def sides(found: Sequence[Found]) -> list[tuple[str, int, int]]:
    """Aspects with the place of their words, in the order they are said; overlaps go to the longest.

    found: all words of aspects in a text.
    """
    taken = 0
    chosen: list[tuple[str, int, int]] = []
    for start, end, tags, _ in sorted(found, key=_rank):
        # One bit a character.
        place = (1 << end) - (1 << start)
        if not place & taken:
            taken |= place
            chosen += [(slug, start, end) for slug in tags]
    chosen.sort(key=_START)
    return chosen


def _rank(one: Found) -> tuple[bool, int, int]:
    return one.by_sound, one.start - one.end, -one.start


def ordered(found: list[tuple[str, int, int]]) -> tuple[str, ...]:
    """Aspects once each: clear ones before vague ones, longer words before shorter, the later before the earlier."""
    if len(found) < 2:
        return tuple([slug for slug, _, _ in found])
    ranked = sorted(found, key=lambda item: (item[0] in VAGUE, item[1] - item[2], -item[1]))
    return tuple(dict.fromkeys(slug for slug, _, _ in ranked))
