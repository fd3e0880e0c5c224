"""What deciding a policy for a person on a day yields."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from bot.model.documents import Cite


class Verdict(StrEnum):
    """The seven verdicts; they are never collapsed into yes and no."""

    ELIGIBLE = "eligible"
    INELIGIBLE = "ineligible"
    NEEDS_FACTS = "needs_facts"
    NEEDS_OFFICE = "needs_office"
    NOT_YET = "not_yet"
    EXPIRED = "expired"
    NOT_HERE = "not_here"


@dataclass(frozen=True, slots=True)
class Reason:
    """A condition that helped to decide: holds is None while it is unknown."""

    leaf: str
    text: str
    holds: bool | None
    cite: Cite
    fact: str | None = None
    by_office: bool = False


@dataclass(frozen=True, slots=True)
class Amount:
    """What is due: low..high in the unit; a ceiling is an upper limit, never a promise.

    benefits: ids of the benefits that may apply. sum_line: the arithmetic in one line, if it is decided.
    """

    low: Fraction
    high: Fraction
    unit: str
    ceiling: bool
    benefits: tuple[str, ...] = ()
    sum_line: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """One policy decided. missing: facts that can still change verdict or amount, most useful first.

    because: the smallest set of conditions that decides (or, while undecided, that is still open).
    from_day: when time alone would turn 不符合 into 符合, from which day.
    until_day: when time alone would end it.
    assumed: facts on which nothing was said and which are taken for granted here (nothing received yet).
    left: how much longer it may be had, in one line, when part of its longest time is used.
    instead_of: policies in reach that the document does not let anybody have beside this one.
    """

    policy: str
    verdict: Verdict
    amount: Amount | None = None
    missing: tuple[str, ...] = ()
    because: tuple[Reason, ...] = ()
    from_day: date | None = None
    until_day: date | None = None
    since: date | None = None
    ended: date | None = None
    successor: str = ""
    assumed: tuple[str, ...] = ()
    instead_of: tuple[str, ...] = ()
    left: str = ""
