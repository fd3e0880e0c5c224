"""Policies of one region that say the same twice, or of which one variant never gives more than another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import combinations

from bot.eligibility.trees import favourable
from bot.eligibility.witness import Lens, granted, someone
from bot.model.conditions import AllOf, Condition, Leaf, NoneOf, OfficeLeaf, leaves
from bot.model.policies import Benefit, Policy
from bot.model.problems import Problem, Severity
from bot.model.wording import show_day

ENTITLEMENT = "待遇"


def pair_flaws(lens: Lens, on: date) -> Iterator[Problem]:
    """Equivalent entitlements of a region, and variants of a measure that are never better than another one.

    Different measures may be had side by side, so that only equal ones are a flaw there. Raises DiagramTooLarge.
    """
    policies = [one for _, one in sorted(lens.content.policies.items()) if one.kind == ENTITLEMENT]
    for first, second in combinations(policies, 2):
        if (first.region, first.audience) == (second.region, second.audience):
            yield from _compare(lens, first, second, on)


def _compare(lens: Lens, first: Policy, second: Policy, on: date) -> Iterator[Problem]:
    if not _speaks(first) or not _speaks(second) or _office(first) != _office(second):
        return
    day = _shared_day(first, second, on)
    if day is None:
        return
    variants = first.measure == second.measure
    under = _never_better(lens, first, second, day)
    if not under and not variants:
        return
    over = _never_better(lens, second, first, day)
    if under and over:
        message = f"「{second.title}」和「{first.title}」条件一样、给的也一样，{_example(lens, first, day)}，两项都符合"
        remedy = "只留一项；真是两回事的，对照原文写出差别"
        yield Problem(second.place, "W-SAME-POLICY", "", message, remedy, Severity.WARNING)
    elif variants and (under or over):
        less, more = (first, second) if under else (second, first)
        message = f"「{less.title}」的人都符合「{more.title}」，而且从不多给，{_example(lens, less, day)}"
        remedy = "对照原文，看条件或数目是不是写漏了"
        yield Problem(less.place, "W-DOMINATED", "", message, remedy, Severity.WARNING)


def _speaks(policy: Policy) -> bool:
    """Whether a policy has a condition on a fact and something to give that can be compared."""
    return any(isinstance(leaf, Leaf) for leaf in leaves(policy.condition)) and bool(policy.benefits)


def _office(policy: Policy) -> frozenset[str]:
    return frozenset(leaf.text for leaf in leaves(policy.condition) if isinstance(leaf, OfficeLeaf))


def _shared_day(first: Policy, second: Policy, on: date) -> date | None:
    """The day asked, or else a first day, on which both are in force."""
    days = (on, first.validity.start, second.validity.start)
    return next((day for day in days if first.validity.state(day) == second.validity.state(day) == "open"), None)


def _within(lens: Lens, policy: Policy, one: Condition, other: Condition, day: date) -> bool:
    """Whether everybody for whom one tree can hold is somebody for whom the other can."""
    tree = AllOf((favourable(one), NoneOf((favourable(other),))))
    return someone(lens.plain(policy, tree, day), granted) is None


def _never_better(lens: Lens, less: Policy, more: Policy, day: date) -> bool:
    """Whether whoever can have one policy can have the other, and gets as much of everything there."""
    # figures are compared first: that is cheap and tells most pairs apart
    matches = [[his.when for his in more.benefits if _as_much(mine, his)] for mine in less.benefits]
    if not all(matches) or not _within(lens, less, less.condition, more.condition, day):
        return False
    return all(
        any(_within(lens, less, mine.when, when, day) for when in whens)
        for mine, whens in zip(less.benefits, matches, strict=True)
    )


def _as_much(mine: Benefit, his: Benefit) -> bool:
    """Whether the second benefit is of the same kind and never smaller."""
    same = (mine.unit, mine.period, mine.factors, mine.wording, mine.per, mine.longest_months)
    if same != (his.unit, his.period, his.factors, his.wording, his.per, his.longest_months):
        return False
    if not isinstance(mine.base, Fraction) or not isinstance(his.base, Fraction):
        return mine.base is not None and mine.base == his.base and mine.share <= his.share and _cap(mine, his)
    return mine.share * mine.base <= his.share * his.base and _cap(mine, his)


def _cap(mine: Benefit, his: Benefit) -> bool:
    if his.cap is None:
        return True
    return mine.cap is not None and mine.share * mine.cap <= his.share * his.cap


def _example(lens: Lens, policy: Policy, day: date) -> str:
    return f"例如：{someone(lens.plain(policy, policy.condition, day), granted) or show_day(day)}"
