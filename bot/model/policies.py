"""Policies: who gets what, since when, until when, by which clause, and what is left open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from bot.model.cases import Case
from bot.model.conditions import ALWAYS, Condition
from bot.model.documents import Cite
from bot.model.problems import Place


@dataclass(frozen=True, slots=True)
class Validity:
    """First and last day in force, both included; end None means no end is written."""

    start: date
    end: date | None
    cite: Cite

    def state(self, on: date) -> str:
        """not_yet, open or expired on that day."""
        if on < self.start:
            return "not_yet"
        return "expired" if self.end is not None and on > self.end else "open"


@dataclass(frozen=True, slots=True)
class Benefit:
    """One amount: share × min(cap, base × each factor) less what was received, while `when` holds.

    base: a figure, or the name of a money fact; None where the document gives no figure.
    factors: number facts multiplied in (heads, months). share: 2/3, 60 %, an early half.
    wording: 定额 (exact), 上限 (不超过/最高), 原则上 (as a rule not more than), 参照 (follows another standard).
    period: 一次, 每月, 每年, 每人每月 …; printed after the unit. longest: months at most.
    received: a money fact, what was already paid of this amount; text: further limits in plain words.
    """

    id: str
    title: str
    cite: Cite
    place: Place
    wording: str = "定额"
    base: Fraction | str | None = None
    base_text: str = ""
    factors: tuple[str, ...] = ()
    per: str = ""
    share: Fraction = Fraction(1)
    share_text: str = ""
    cap: Fraction | None = None
    received: str = ""
    unit: str = "元"
    period: str = "一次"
    longest_months: int | None = None
    when: Condition = ALWAYS
    validity: Validity | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing the document says (cited) or leaves open (is_open) about an aspect."""

    text: str
    cite: Cite
    place: Place
    is_open: bool = False
    validity: Validity | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """One measure of one region, or one variant of it.

    kind: 待遇 (an entitlement), 服务 (something to use), 规定 (a rule) or 报道 (reported in a past year).
    audience: 个人, 单位 or 机构. statements: aspect slug -> what is said about it.
    governing: 申请 (the day asked about) or the name of a date fact.
    excludes: policies that the document lets nobody have beside this one; it holds both ways.
    """

    id: str
    region: str
    measure: str
    variant: str
    title: str
    kind: str
    audience: str
    summary: str
    cite: Cite
    validity: Validity
    place: Place
    condition: Condition = ALWAYS
    benefits: tuple[Benefit, ...] = ()
    statements: Mapping[str, tuple[Statement, ...]] = field(default_factory=dict)
    bodies: tuple[str, ...] = ()
    governing: str = "申请"
    successor: str = ""
    excludes: tuple[str, ...] = ()
    screened: bool = True
    year: int | None = None
    cases: tuple[Case, ...] = ()


Policies = Mapping[str, Policy]
