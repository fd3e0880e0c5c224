"""Condition trees as diagrams, and as three-valued logic where that is enough."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from datetime import date

from bot.eligibility.cells import Variable
from bot.eligibility.diagram import Diagram
from bot.eligibility.sets import Known, allowed, meet, within
from bot.model.conditions import LEAVES, AllOf, AnyOf, AtLeast, Condition, Leaf, NoneOf, OfficeLeaf

Labels = tuple[Hashable, ...]


def holds(leaf: Leaf, known: Mapping[str, Known], on: date) -> bool | None:
    """Whether a leaf is true for all, for none, or for some of what is known of its fact."""
    value = known.get(leaf.fact)
    if value is None:
        return None
    test = allowed(leaf.test, on)
    if within(value, test):
        return True
    return None if meet(value, test) else False


def judge(condition: Condition, value: Callable[[Leaf | OfficeLeaf], bool | None]) -> bool | None:
    """Kleene's value of a tree: sure when it says so, though it may miss that a tree is settled."""
    if isinstance(condition, LEAVES):
        return value(condition)
    return together(condition, [judge(child, value) for child in condition.children])


def together(condition: AllOf | AnyOf | NoneOf | AtLeast, found: list[bool | None]) -> bool | None:
    """Kleene's value of a tree whose children have these."""
    sure, possible = found.count(True), len(found) - found.count(False)
    match condition:
        case AllOf():
            need = len(found)
        case AnyOf():
            need = 1
        case AtLeast():
            need = condition.count
        case NoneOf():
            return False if sure else (True if not possible else None)
    if sure >= need:
        return True
    return None if possible >= need else False


def favourable(condition: Condition, best: bool = True) -> Condition:
    """The tree with every office leaf replaced by what helps most (or, if not best, least)."""
    match condition:
        case Leaf():
            return condition
        case OfficeLeaf():
            return AllOf(()) if best else AnyOf(())
        case AllOf(children):
            return AllOf(tuple(favourable(child, best) for child in children))
        case AnyOf(children):
            return AnyOf(tuple(favourable(child, best) for child in children))
        case NoneOf(children):
            return NoneOf(tuple(favourable(child, not best) for child in children))
        case AtLeast(count, children):
            return AtLeast(count, tuple(favourable(child, best) for child in children))


def _all(labels: Labels) -> Hashable:
    return False if False in labels else (None if None in labels else True)


def _any(labels: Labels) -> Hashable:
    return True if True in labels else (None if None in labels else False)


def _none(labels: Labels) -> Hashable:
    return False if True in labels else (None if None in labels else True)


def _at_least(count: int) -> Callable[[Labels], Hashable]:
    def decide(labels: Labels) -> Hashable:
        sure = labels.count(True)
        if sure >= count:
            return True
        return False if sure + labels.count(None) < count else None

    return decide


class TreeBuilder:
    """Turns trees into functions over variables; office leaves are two-celled variables of their own."""

    def __init__(
        self, diagram: Diagram, variables: tuple[Variable, ...], offices: Mapping[str, int], index: Mapping[str, int]
    ) -> None:
        self.diagram = diagram
        self._variables = variables
        self._offices = offices
        self._index = index

    def build(self, condition: Condition, on: date) -> int:
        """The node whose label is True where the tree holds on that day, else False."""
        diagram = self.diagram
        true, false = diagram.terminal(True), diagram.terminal(False)
        if isinstance(condition, OfficeLeaf):
            return diagram.node(self._offices[condition.id], (false, true))
        if isinstance(condition, Leaf):
            at = self._index[condition.fact]
            variable = self._variables[at]
            inside = variable.inside(allowed(condition.test, on))
            cells = range(len(variable.cells))
            return diagram.node(at, tuple(true if inside >> cell & 1 else false for cell in cells))
        children = tuple(self.build(child, on) for child in condition.children)
        match condition:
            case AllOf():
                return diagram.combine(children, _all)
            case AnyOf():
                return diagram.combine(children, _any)
            case NoneOf():
                return diagram.combine(children, _none)
            case AtLeast():
                return diagram.combine(children, _at_least(condition.count))
