"""Ratio facts: a rate that follows from two counts.

A rate is kept in hundredths of a percent and rounded up, so that 「不高于」 stays exact: eleven of two
hundred are 5.5 %, and one more person than that is above it however many people there are.
"""

from __future__ import annotations

from bot.eligibility.sets import Known, Spans, meet
from bot.model.facts import RATE_SCALE

WHOLE = 100 * RATE_SCALE


def ratio(numerator: Spans, denominator: Spans) -> Known | None:
    """The rates two counts allow; None when the denominator may be nought, which says nothing."""
    lo, hi = denominator[0][0], denominator[-1][1]
    if lo <= 0:
        return None
    first, last = numerator[0][0], numerator[-1][1]
    return ((-(-first * WHOLE // hi), -(-last * WHOLE // lo)),)


def clash(numerator: Spans, denominator: Spans, rate: Known) -> bool:
    """Whether no counts in these ranges give such a rate."""
    found = ratio(numerator, denominator)
    return found is not None and not meet(found, rate)
