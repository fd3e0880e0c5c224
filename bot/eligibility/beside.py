"""What stands beside a verdict: policies that exclude each other, and what was taken for granted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace

from bot.model.conditions import Leaf, leaves
from bot.model.policies import Policy
from bot.model.verdicts import Result, Verdict

DUE = frozenset({Verdict.ELIGIBLE, Verdict.NEEDS_OFFICE})


def rivals(policies: Iterable[Policy]) -> Mapping[str, tuple[str, ...]]:
    """For each policy those it cannot be had with, whichever of the two says so; only ones that exist."""
    found: dict[str, dict[str, None]] = {}
    every = {policy.id: policy for policy in policies}
    for policy in every.values():
        for other in policy.excludes:
            if other in every and other != policy.id:
                found.setdefault(policy.id, {})[other] = None
                found.setdefault(other, {})[policy.id] = None
    return {name: tuple(others) for name, others in found.items()}


def supposing(result: Result, policy: Policy, unsaid: AbstractSet[str]) -> Result:
    """The result with the facts named on which nothing was said although another answer would change it.

    A condition that only holds because nothing was said is no reason that anybody gave.
    """
    because = tuple(one for one in result.because if one.fact not in unsaid)
    if result.verdict not in DUE:
        return replace(result, because=because)
    names = [leaf.fact for leaf in leaves(policy.condition) if isinstance(leaf, Leaf)]
    due = result.amount
    if due is not None and due.high > 0:
        names += [one.received for one in policy.benefits if one.id in due.benefits and one.received]
    return replace(result, because=because, assumed=tuple(dict.fromkeys(name for name in names if name in unsaid)))
