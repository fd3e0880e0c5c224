"""From which day, or until which day, time alone changes a verdict.

Only lengths of time and calendar years change by themselves. The days on which a test over a known day
turns are few; each is looked at, for the earliest and the latest day the fact may be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from bot.eligibility.sets import Known
from bot.eligibility.trees import holds, judge
from bot.model.calendar import LAST_DAY, shift
from bot.model.conditions import Condition, Elapsed, Leaf, OfficeLeaf, Period, SameYear, leaves

DAY = timedelta(days=1)


def relative(leaf: Leaf | OfficeLeaf, known: Mapping[str, Known]) -> bool:
    """Whether a leaf turns with time while the fact stays as it is."""
    return isinstance(leaf, Leaf) and isinstance(leaf.test, Elapsed | SameYear) and leaf.fact in known


def turns(leaf: Leaf, known: Mapping[str, Known]) -> Iterator[int]:
    """Days on which the value of a leaf over a known day may change."""
    value = known[leaf.fact]
    if isinstance(value, frozenset):
        return
    for ordinal in {edge for span in value for edge in span}:
        if isinstance(leaf.test, SameYear):
            year = date.fromordinal(ordinal).year - leaf.test.offset
            for first in (year, year + 1):
                if date.min.year <= first <= date.max.year:
                    yield date(first, 1, 1).toordinal()
        elif isinstance(leaf.test, Elapsed):
            periods: tuple[Period | None, ...] = (leaf.test.at_least, leaf.test.below, leaf.test.at_most)
            for period in periods:
                if period is not None:
                    turn = shift(ordinal, period, 1)
                    yield turn
                    yield min(turn + 1, LAST_DAY)
            yield ordinal


def search(tree: Condition, known: Mapping[str, Known], after: date, until: date | None, wanted: bool) -> date | None:
    """The first day after one on which the tree is sure to be true (or, if not wanted, no longer is).

    The tree is one without office leaves. Days past `until` do not count.
    """
    moving = [leaf for leaf in leaves(tree) if isinstance(leaf, Leaf) and relative(leaf, known)]
    for ordinal in sorted({turn for leaf in moving for turn in turns(leaf, known) if turn > after.toordinal()}):
        day = date.fromordinal(ordinal)
        if until is not None and day > until:
            return None
        if sure(tree, known, day) is wanted:
            return day
    return None


def sure(tree: Condition, known: Mapping[str, Known], day: date) -> bool:
    """Whether the tree is true on a day for all that is known."""
    return judge(tree, lambda leaf: holds(leaf, known, day) if isinstance(leaf, Leaf) else None) is True
