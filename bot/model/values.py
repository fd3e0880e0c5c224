"""What can be known about a fact: a set of options, or a span of whole numbers.

A vague answer is kept as the set of everything it may mean, so that deciding stays exact.
Units of a span: a count in heads or pieces, money in yuan, a rate in hundredths of a percent,
and for dates, durations and ages the proleptic ordinal of a day (a duration and an age are
kept as the day they started, so that they grow by themselves).
"""

from __future__ import annotations

from dataclasses import dataclass

YES = "是"
NO = "否"


@dataclass(frozen=True, slots=True)
class Span:
    """All whole numbers from lo to hi, both included."""

    lo: int
    hi: int

    def __post_init__(self) -> None:
        if self.lo > self.hi:
            raise ValueError(f"empty span {self.lo}..{self.hi}")

    def meets(self, other: Span) -> Span | None:
        """The numbers in both spans, or None."""
        lo, hi = max(self.lo, other.lo), min(self.hi, other.hi)
        return Span(lo, hi) if lo <= hi else None

    def plus(self, other: Span) -> Span:
        """All sums of a number of each."""
        return Span(self.lo + other.lo, self.hi + other.hi)


Options = frozenset[str]
Value = Options | Span


def exactly(option: str) -> Options:
    """The value of somebody who named one option."""
    return frozenset({option})


def truth(holds: bool) -> Options:
    """The value of a yes-or-no fact."""
    return exactly(YES if holds else NO)
