"""The two sides of every threshold of a condition: 11 and 12 months, 5.5 % and 5.51 %, the last day and the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.eligibility.mutation_people import written
from bot.eligibility.sets import Known, allowed, everything, within
from bot.model.conditions import Elapsed, Leaf, OneOf, SameYear
from bot.model.facts import Fact
from bot.model.values import Span

FAR = 10**18


@dataclass(frozen=True, slots=True)
class Side:
    """Values right beside a threshold. value: how somebody there would say it. near: what counts as being there."""

    value: Span
    lo: int | None = None
    hi: int | None = None

    def holds(self, known: Known) -> bool:
        """Whether what is known of the fact lies on this side and touches the threshold."""
        if isinstance(known, frozenset):
            return False
        if self.lo is None and self.hi is None:
            return within(known, ((self.value.lo, self.value.hi),))
        return known[-1][1] == self.hi if self.hi is not None else known[0][0] == self.lo


def sides(leaf: Leaf, fact: Fact, on: date) -> Iterator[Side]:
    """Both sides of every written threshold of a condition on a day; of a calendar year the years beside it."""
    if isinstance(leaf.test, OneOf):
        return
    if isinstance(leaf.test, SameYear):
        for year in (on.year + leaf.test.offset - 1, on.year + leaf.test.offset + 1):
            yield Side(Span(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()))
        return
    whole, spans = everything(fact, on), allowed(leaf.test, on)
    if isinstance(whole, frozenset) or isinstance(spans, frozenset):
        return
    first, last = whole[0][0], whole[-1][1]
    today = on.toordinal() if isinstance(leaf.test, Elapsed) else None
    for lo, hi in spans:
        for below in (lo - 1, hi):
            # time to come is no threshold that anybody wrote
            if first <= below and below + 1 <= last and below != today:
                yield Side(written(fact, below, on, ((-FAR, below),)), hi=below)
                yield Side(written(fact, below + 1, on, ((below + 1, FAR),)), lo=below + 1)
