"""How likely each cell of a fact is before anything is known.

Declared priors are spread evenly over their spans; without any, every option, or every cell of a
number, is as likely as the others. No cell is impossible: priors order questions and decide nothing.
"""

from __future__ import annotations

from datetime import date

from bot.eligibility.cells import Variable
from bot.eligibility.sets import Known, meet
from bot.model.calendar import FIRST_DAY, add_months
from bot.model.facts import RATE_SCALE, Fact, FactType, Prior

LEAST = 1e-4
"""Weight every cell keeps, so that an unlikely answer is still foreseen."""

OPEN_YEARS = 60
"""A span of time without an end is taken to reach this far back."""


def weights(variable: Variable, on: date) -> tuple[float, ...]:
    """The probability of each cell; they add up to one."""
    fact = variable.fact
    if fact.priors:
        raw = [sum(prior.weight * _share(fact, prior, cell, on) for prior in fact.priors) for cell in variable.cells]
    elif fact.type.is_options:
        raw = [float(len(cell)) for cell in variable.cells]
    else:
        raw = [1.0] * len(variable.cells)
    total = sum(raw) or 1.0
    held = [max(one / total, LEAST) for one in raw]
    return tuple(one / sum(held) for one in held)


def _share(fact: Fact, prior: Prior, cell: Known, on: date) -> float:
    """The part of a prior's options or span that lies in a cell."""
    if isinstance(cell, frozenset):
        return 1.0 if prior.option in cell else 0.0
    lo, hi = _span(fact, prior, on)
    inside = meet(((lo, hi),), cell)
    return 0.0 if isinstance(inside, frozenset) else sum(b - a + 1 for a, b in inside) / (hi - lo + 1)


def _span(fact: Fact, prior: Prior, on: date) -> tuple[int, int]:
    """A prior's span in stored numbers; for days it is given in months ago, for ages in years ago."""
    if fact.type.is_day:
        scale = 12 if fact.type is FactType.AGE else 1
        lo = -OPEN_YEARS * 12 if prior.lo is None and fact.type is FactType.DATE else (prior.lo or 0) * scale
        hi = OPEN_YEARS * 12 if prior.hi is None else prior.hi * scale
        first, last = add_months(on.toordinal(), -hi) + 1, add_months(on.toordinal(), -lo)
        return max(min(first, last), FIRST_DAY), last
    scale = RATE_SCALE if fact.type is FactType.RATE else 1
    lo = fact.domain.lo if prior.lo is None else prior.lo * scale
    hi = lo * 2 + 10 * scale if prior.hi is None else prior.hi * scale
    return lo, max(lo, hi)
