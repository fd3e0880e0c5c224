"""A fact as a variable with few cells: values that no test in play can tell apart are one cell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from bot.eligibility.sets import Known, Spans, everything, join, meet, within
from bot.model.facts import Fact


@dataclass(frozen=True, slots=True)
class Variable:
    """A fact and its cells; a set of cells is written as a bit mask."""

    fact: Fact
    cells: tuple[Known, ...]

    @property
    def full(self) -> int:
        """The mask of all cells."""
        return (1 << len(self.cells)) - 1

    def mask(self, known: Known | None) -> int:
        """The cells that knowledge leaves possible; what lies outside the domain counts as nearest to it."""
        if not known:
            return self.full
        bits = sum(1 << at for at, cell in enumerate(self.cells) if meet(cell, known))
        return bits or self._nearest(known)

    def inside(self, values: Known) -> int:
        """The cells that lie wholly in a set of values."""
        return sum(1 << at for at, cell in enumerate(self.cells) if within(cell, values))

    def values(self, mask: int) -> Known:
        """The values of the cells of a mask."""
        chosen = [cell for at, cell in enumerate(self.cells) if mask >> at & 1]
        if isinstance(self.cells[0], frozenset):
            return frozenset(option for cell in chosen for option in cell if isinstance(option, str))
        return join(span for cell in chosen for span in cell if isinstance(span, tuple))

    def _nearest(self, known: Known) -> int:
        if isinstance(known, frozenset):
            return self.full
        at = known[0][0]
        gaps = [min(abs(edge - at) for span in cell for edge in span if isinstance(edge, int)) for cell in self.cells]
        return 1 << gaps.index(min(gaps))


def discretise(fact: Fact, tests: Iterable[Known], on: date) -> Variable:
    """The coarsest cells of a fact such that every test holds for all or none of each."""
    whole = everything(fact, on)
    sets = list(dict.fromkeys(tests))
    if isinstance(whole, frozenset):
        order = [option.value for option in fact.options if option.value in whole]
        order += sorted(whole - set(order), reverse=True)
        return Variable(fact, tuple(frozenset(group) for group in _group(order, [set(one) for one in sets])))
    ranges = [one for one in sets if not isinstance(one, frozenset)]
    pieces = _cut(whole, ranges)
    classes: dict[tuple[bool, ...], list[tuple[int, int]]] = {}
    for lo, hi in pieces:
        classes.setdefault(tuple(any(a <= lo <= b for a, b in one) for one in ranges), []).append((lo, hi))
    return Variable(fact, tuple(join(group) for group in classes.values()))


def _group(order: list[str], sets: list[set[object]]) -> list[list[str]]:
    classes: dict[tuple[bool, ...], list[str]] = {}
    for option in order:
        classes.setdefault(tuple(option in one for one in sets), []).append(option)
    return list(classes.values())


def _cut(whole: Spans, ranges: list[Spans]) -> list[tuple[int, int]]:
    """The domain cut wherever some range begins or ends."""
    lo, hi = whole[0][0], whole[-1][1]
    starts = {edge for one in ranges for a, b in one for edge in (a, b + 1) if lo < edge <= hi}
    edges = [lo, *sorted(starts), hi + 1]
    return [(a, b - 1) for a, b in pairwise(edges)]
