"""What is known, and what a test allows, as sets: options, or whole numbers in disjoint spans.

Inside the engine a value is an option set or a tuple of disjoint, ascending (lo, hi) spans, because
what follows from a constraint need not be one span. Days are proleptic ordinals.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from bot.model.calendar import FIRST_DAY, LAST_DAY, shift
from bot.model.conditions import Between, Days, Elapsed, OneOf, Period, SameYear, Test
from bot.model.facts import Fact, FactType
from bot.model.values import Span, Value

Spans = tuple[tuple[int, int], ...]
Known = frozenset[str] | Spans


def internal(value: Value) -> Known:
    """A value of the model in the engine's own form."""
    return ((value.lo, value.hi),) if isinstance(value, Span) else value


def external(known: Known) -> Value:
    """The smallest value of the model that holds all of it."""
    return known if isinstance(known, frozenset) else Span(known[0][0], known[-1][1])


def everything(fact: Fact, on: date) -> Known:
    """All a fact can be on a day: lengths of time and ages have begun, days lie in the calendar."""
    if not fact.type.is_day:
        return internal(fact.everything)
    last = on.toordinal() if fact.type in (FactType.DURATION, FactType.AGE) else LAST_DAY
    lo = min(max(fact.domain.lo, FIRST_DAY), last)
    return ((lo, max(lo, min(fact.domain.hi, last))),)


def meet(one: Known, other: Known) -> Known:
    """What lies in both; an empty set or tuple when nothing does."""
    if isinstance(one, frozenset):
        return one & other if isinstance(other, frozenset) else frozenset()
    if isinstance(other, frozenset):
        return ()
    pairs = ((max(a, c), min(b, d)) for a, b in one for c, d in other)
    return tuple((lo, hi) for lo, hi in pairs if lo <= hi)


def within(one: Known, other: Known) -> bool:
    """Whether all of one lies in the other."""
    return meet(one, other) == one


def join(parts: Iterable[tuple[int, int]]) -> Spans:
    """Spans in order, with those that touch made one."""
    joined: list[tuple[int, int]] = []
    for lo, hi in sorted(parts):
        if joined and lo <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(hi, joined[-1][1]))
        else:
            joined.append((lo, hi))
    return tuple(joined)


def last_day_reaching(period: Period, on: date) -> int:
    """The last day from which the period is complete on that day (12 months from the 31st end on a 30th)."""
    end = on.toordinal()
    day = shift(end, period, -1)
    while day < LAST_DAY and shift(day + 1, period, 1) <= end:
        day += 1
    while day > FIRST_DAY and shift(day, period, 1) > end:
        day -= 1
    return day


@lru_cache(2048)
def _elapsed(test: Elapsed, on: date) -> Spans:
    """Days for which the elapsed time fits; a day still to come has no elapsed time."""
    lo, hi = FIRST_DAY, on.toordinal()
    if test.at_least is not None:
        hi = min(hi, last_day_reaching(test.at_least, on))
    if test.below is not None:
        lo = max(lo, last_day_reaching(test.below, on) + 1)
    if test.at_most is not None and on > date.min:
        lo = max(lo, last_day_reaching(test.at_most, on - timedelta(days=1)) + 1)
    return ((lo, hi),) if lo <= hi else ()


def allowed(test: Test, on: date) -> Known:
    """The values a test lets pass on that governing day."""
    match test:
        case OneOf():
            return test.options
        case Between():
            lo = -(10**18) if test.lo is None else test.lo
            hi = 10**18 if test.hi is None else test.hi
        case Days():
            lo = FIRST_DAY if test.first is None else test.first.toordinal()
            hi = LAST_DAY if test.last is None else test.last.toordinal()
        case SameYear():
            year = min(max(on.year + test.offset, date.min.year), date.max.year)
            lo, hi = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
        case Elapsed():
            return _elapsed(test, on)
    return ((lo, hi),) if lo <= hi else ()
