"""How much longer something may be had: its longest time less the months or years it was received."""

from __future__ import annotations

from collections.abc import Mapping

from bot.eligibility.sets import Known
from bot.model.conditions import Between, Leaf, leaves
from bot.model.facts import MONTHS_IN, Fact
from bot.model.policies import Policy
from bot.model.verdicts import Result, Verdict

DUE = frozenset({Verdict.ELIGIBLE, Verdict.NEEDS_OFFICE})


def time_left(result: Result, policy: Policy, known: Mapping[str, Known], facts: Mapping[str, Fact]) -> str:
    """The arithmetic in one line; empty where nothing was received yet, or it is not known how long."""
    due = result.amount
    longest = {one.longest_months for one in policy.benefits if due is not None and one.id in due.benefits}
    if result.verdict not in DUE or len(longest) != 1:
        return ""
    months = next(iter(longest))
    for leaf in leaves(policy.condition):
        if months is None or not isinstance(leaf, Leaf) or not isinstance(leaf.test, Between) or leaf.test.hi is None:
            continue
        unit, value = facts[leaf.fact].unit, known.get(leaf.fact)
        size = MONTHS_IN.get(unit)
        if size is None or (leaf.test.hi + 1) * size != months or not value or isinstance(value, frozenset):
            continue
        lo, hi = value[0][0], value[-1][1]
        if 0 < lo == hi <= leaf.test.hi:
            return f"最长{leaf.test.hi + 1}{unit} − 已领{lo}{unit} = 还可领{leaf.test.hi + 1 - lo}{unit}"
    return ""
