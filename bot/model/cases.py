"""A person in words with the verdict officers expect: tests that live beside the policy they test."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from bot.model.problems import Place
from bot.model.values import Value
from bot.model.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Case:
    """One person on one day. facts: what is known, by Chinese name; 不知道 is left out.

    low, high: the amount expected in the benefit's unit; None when the case says nothing about it.
    """

    name: str
    on: date
    facts: Mapping[str, Value]
    verdict: Verdict
    low: Fraction | None
    high: Fraction | None
    place: Place
