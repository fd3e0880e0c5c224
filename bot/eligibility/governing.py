"""The days that may govern a policy: the day asked, or the day of an event such as hiring somebody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.eligibility.events import turns
from bot.eligibility.sets import Known, everything
from bot.model.conditions import Leaf, leaves
from bot.model.facts import Fact
from bot.model.policies import Policy

APPLICATION = "申请"


@dataclass(frozen=True, slots=True)
class Governing:
    """fact: the event's fact while its day is not known exactly. days: days that stand for all it can be."""

    days: tuple[date, ...]
    fact: str | None = None


def governing(policy: Policy, facts: Mapping[str, Fact], known: Mapping[str, Known], on: date) -> Governing:
    """The day that governs, or the days at which something about the policy changes within what is known."""
    fact = None if policy.governing == APPLICATION else facts.get(policy.governing)
    if fact is None:
        return Governing((on,))
    value = known.get(fact.name) or everything(fact, on)
    first, last = value[0], value[-1]  # type: ignore[index]  # a date fact is never a set of options
    lo, hi = first[0], last[1]
    if lo == hi:
        return Governing((date.fromordinal(lo),))
    edges = {lo, hi, on.toordinal()}
    for validity in (policy.validity, *(benefit.validity for benefit in policy.benefits)):
        if validity is not None:
            start = validity.start
            edges |= {start.toordinal(), start.toordinal() - 1}
            edges |= {validity.end.toordinal(), validity.end.toordinal() + 1} if validity.end else set()
    for tree in (policy.condition, *(benefit.when for benefit in policy.benefits)):
        for leaf in leaves(tree):
            if isinstance(leaf, Leaf) and leaf.fact in known and leaf.fact != fact.name:
                edges |= {turn + step for turn in turns(leaf, known) for step in (-1, 0)}
    inside = sorted(edge for edge in edges if lo <= edge <= hi and any(a <= edge <= b for a, b in _spans(value)))
    return Governing(tuple(date.fromordinal(edge) for edge in inside), fact.name)


def _spans(value: Known) -> tuple[tuple[int, int], ...]:
    return () if isinstance(value, frozenset) else value
