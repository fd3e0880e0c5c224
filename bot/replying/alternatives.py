"""Failing conditions of which one would have been enough: they are told as such, not as if all were needed."""

from __future__ import annotations

from bot.model.conditions import AnyOf, Condition, Leaf, NoneOf, OfficeLeaf
from bot.model.verdicts import Reason

FEWEST = 2
"""Fewer failing ones are no choice."""


def one_enough(condition: Condition, because: tuple[Reason, ...]) -> frozenset[tuple[str, str]]:
    """Text and clause of the reasons that fail beside others of which any one would do."""
    failing = frozenset({(reason.text, reason.cite.clause) for reason in because if reason.holds is False})
    return frozenset(_alternatives(condition, failing)) if len(failing) >= FEWEST else frozenset()


def _alternatives(condition: Condition, failing: frozenset[tuple[str, str]]) -> set[tuple[str, str]]:
    if isinstance(condition, Leaf | OfficeLeaf | NoneOf):
        return set()
    found: set[tuple[str, str]] = set()
    if isinstance(condition, AnyOf):
        below = _texts(condition) & failing
        if len(below) >= FEWEST:
            found |= below
    for child in condition.children:
        found |= _alternatives(child, failing)
    return found


def _texts(condition: Condition) -> set[tuple[str, str]]:
    """Text and clause of all leaves below."""
    if isinstance(condition, Leaf | OfficeLeaf):
        return {(condition.text, condition.cite.clause)}
    return set().union(*[_texts(child) for child in condition.children])
