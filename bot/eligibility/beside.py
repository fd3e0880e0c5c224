"""Policies that a document lets nobody have together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.model.policies import Policy


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
