"""What the oracle says about one person, one benefit and one day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tests.oracle.people import Person

ELIGIBLE, INELIGIBLE, OFFICE = "eligible", "ineligible", "needs_office"
EXPIRED, NOT_YET, NOT_HERE = "expired", "not_yet", "not_here"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verdict and, where the document gives a figure, the sum: low..high in the unit.

    ceiling: the document says 不超过, 最高 or 原则上. per: "" for once, else 月 or 年 (the unit is 元/月 …).
    """

    verdict: str
    low: Fraction | None = None
    high: Fraction | None = None
    ceiling: bool = False
    per: str = ""


Rule = Callable[[Person, date], Outcome]
NO = Outcome(INELIGIBLE)
YES = Outcome(ELIGIBLE)
ASK_OFFICE = Outcome(OFFICE)
ELSEWHERE = Outcome(NOT_HERE)


def pays(yuan: Fraction | int, *, ceiling: bool = False, per: str = "", verdict: str = ELIGIBLE) -> Outcome:
    """Entitled to this sum, or up to it."""
    return Outcome(verdict, Fraction(yuan), Fraction(yuan), ceiling, per)


def between(first: date, last: date, rule: Rule) -> Rule:
    """The rule from its first to its last day, both included; before and after only the calendar speaks."""

    def dated(person: Person, on: date) -> Outcome:
        if on < first:
            return Outcome(NOT_YET)
        return Outcome(EXPIRED) if on > last else rule(person, on)

    return dated
