"""The arithmetic of one benefit on ranges: share × min(cap, base × each factor)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from bot.eligibility.sets import Known, Spans
from bot.model.facts import Fact
from bot.model.policies import Benefit


@dataclass(frozen=True, slots=True)
class Range:
    """Exact numbers low..high; high None is without bound."""

    low: Fraction
    high: Fraction | None


def numbers(benefit: Benefit) -> tuple[str, ...]:
    """The facts whose numbers are multiplied."""
    if benefit.base is None:
        return ()
    return ((benefit.base,) if isinstance(benefit.base, str) else ()) + benefit.factors


def has_figure(benefit: Benefit) -> bool:
    """Whether the document gives a figure at all."""
    return benefit.base is not None


def bounds(known: Known | None, fact: Fact) -> Range:
    """What a number fact can be; its declared end means there is no end."""
    if known is None or isinstance(known, frozenset):
        known = ((fact.domain.lo, fact.domain.hi),)
    low, high = known[0][0], known[-1][1]
    return Range(Fraction(max(low, 0)), None if high >= fact.domain.hi > low else Fraction(max(high, 0)))


def product(ranges: tuple[Range, ...]) -> Range:
    """All products of one number from each range; none of them is negative."""
    if not ranges:
        return Range(Fraction(1), Fraction(1))
    if len(ranges) == 1:
        return ranges[0]
    low, high = ranges[0].low, Fraction(1)
    for one in ranges[1:]:
        low *= one.low
    if any(one.high == 0 for one in ranges):
        return Range(low, Fraction(0))
    for one in ranges:
        if one.high is None:
            return Range(low, None)
        high *= one.high
    return Range(low, high)


def value(benefit: Benefit, counts: Range) -> Range:
    """The benefit for a range of the multiplied numbers."""

    def capped(raw: Fraction | None) -> Fraction | None:
        if raw is None:
            return None if benefit.cap is None else benefit.share * benefit.cap
        return benefit.share * (raw if benefit.cap is None else min(raw, benefit.cap))

    base = benefit.base if isinstance(benefit.base, Fraction) else Fraction(1)
    low = capped(base * counts.low)
    high = capped(None if counts.high is None else base * counts.high)
    return Range(low if low is not None else Fraction(0), high)


def less(found: Range, received: Range) -> Range:
    """What is left of a sum after what was already received; never below nought."""
    high = None if found.high is None else max(Fraction(0), found.high - received.low)
    low = Fraction(0) if received.high is None else max(Fraction(0), found.low - received.high)
    return Range(low, high)


def cuts(benefit: Benefit, name: str, facts: Mapping[str, Fact]) -> tuple[Spans, ...]:
    """Where a number fact is cut so that asking it counts as news: at nought, at the cap, else in the middle."""
    fact = facts[name]
    hi = fact.domain.hi
    middle = _reach(benefit) if len(numbers(benefit)) == 1 else None
    if middle is None:
        edges = sorted(
            {edge for prior in fact.priors for edge in (prior.lo, prior.hi) if edge is not None and edge > 0}
        )
        middle = edges[len(edges) // 2] if edges else max(1, fact.domain.lo + 1)
    return (((fact.domain.lo, 0),), ((max(middle, 1), hi),))


def _reach(benefit: Benefit) -> int | None:
    """The least number at which the cap is reached, when only one number is multiplied."""
    base = benefit.base if isinstance(benefit.base, Fraction) else Fraction(1)
    if benefit.cap is None or base <= 0:
        return None
    return -(-benefit.cap // base)


def matters(benefit: Benefit, name: str, ranges: Mapping[str, Range]) -> bool:
    """Whether another number for this fact, within its range, could change the benefit."""
    mine = ranges[name]
    if mine.high is not None and mine.low >= mine.high:
        return False
    others = [other for key, other in ranges.items() if key != name]
    if any(other.high == 0 for other in others):
        return False
    least = [Range(max(other.low, Fraction(1)), None) for other in others]
    low = product((Range(mine.low, mine.low), *least)).low
    top = None if mine.high is None else product((Range(mine.high, mine.high), *least)).low
    found = value(benefit, Range(low, top))
    return found.low != found.high
