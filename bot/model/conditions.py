"""Condition trees over facts.

A leaf holds when the fact's value lies in what its test allows on the governing day.
Tests are absolute (options, numbers, days) or relative to that day (elapsed time, same year).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.model.documents import Cite
from bot.model.problems import Place


@dataclass(frozen=True, slots=True)
class Period:
    """Calendar time in whole months and days: 5年 is 60 months."""

    months: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True)
class OneOf:
    """The fact is one of these options."""

    options: frozenset[str]


@dataclass(frozen=True, slots=True)
class Between:
    """The stored number lies in lo..hi, both included; None is open."""

    lo: int | None = None
    hi: int | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """The day lies in first..last, both included; None is open."""

    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Elapsed:
    """Time from the fact's day to the governing day.

    at_least: the period is complete (满). below: it is not yet complete (未满).
    at_most: not past the anniversary, which itself still counts (以内).
    """

    at_least: Period | None = None
    below: Period | None = None
    at_most: Period | None = None


@dataclass(frozen=True, slots=True)
class SameYear:
    """The fact's day lies in the calendar year of the governing day, shifted by whole years."""

    offset: int = 0


Test = OneOf | Between | Days | Elapsed | SameYear


@dataclass(frozen=True, slots=True)
class Leaf:
    """A fact and what it must be; text is the wording for citizens."""

    id: str
    fact: str
    test: Test
    text: str
    cite: Cite
    place: Place


@dataclass(frozen=True, slots=True)
class OfficeLeaf:
    """Something only the office can verify; never true or false in a chat."""

    id: str
    text: str
    cite: Cite
    place: Place


LEAVES = (Leaf, OfficeLeaf)
"""For isinstance in trees that are walked often: a union would be made anew each time."""


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every child holds; true when there is none."""

    children: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one child holds; false when there is none."""

    children: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class NoneOf:
    """No child holds."""

    children: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least so many children hold."""

    count: int
    children: tuple[Condition, ...]


Condition = Leaf | OfficeLeaf | AllOf | AnyOf | NoneOf | AtLeast

ALWAYS = AllOf(())


@dataclass(frozen=True, slots=True)
class Constraint:
    """People for whom `given` holds also satisfy `then`; others do not exist (of a custom: are rare)."""

    text: str
    given: Condition
    then: Condition
    place: Place


def leaves(condition: Condition) -> Iterator[Leaf | OfficeLeaf]:
    """All leaves of a tree, in the order they are written."""
    if isinstance(condition, LEAVES):
        yield condition
        return
    for child in condition.children:
        yield from leaves(child)
