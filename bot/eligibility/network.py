"""What follows from the constraints between facts, exactly, for each fact.

Facts tied together by constraints form a component; its diagram is True for people who can exist.
A fact's possible cells are those on some path to True.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.eligibility.cells import Variable, discretise
from bot.eligibility.diagram import Diagram, DiagramTooLarge
from bot.eligibility.sets import Known, allowed, everything, meet
from bot.eligibility.trees import TreeBuilder
from bot.model.conditions import AnyOf, Constraint, Leaf, NoneOf, leaves
from bot.model.facts import Fact

KEPT = 2_000
"""Findings a component keeps at once."""


def facts_of(constraint: Constraint) -> frozenset[str]:
    """The facts a constraint speaks of."""
    found = [*leaves(constraint.given), *leaves(constraint.then)]
    return frozenset(leaf.fact for leaf in found if isinstance(leaf, Leaf))


def implication(constraint: Constraint) -> AnyOf:
    """The constraint as one tree: not given, or then."""
    return AnyOf((NoneOf((constraint.given,)), constraint.then))


def components(constraints: Sequence[Constraint]) -> tuple[tuple[Constraint, ...], ...]:
    """Constraints grouped so that no fact is in two groups."""
    groups: list[tuple[set[str], list[Constraint]]] = []
    for constraint in constraints:
        facts = set(facts_of(constraint))
        joined = [constraint]
        rest = []
        for group in groups:
            if group[0] & facts:
                facts |= group[0]
                joined = group[1] + joined
            else:
                rest.append(group)
        groups = [*rest, (facts, joined)]
    return tuple(tuple(group[1]) for group in groups)


@dataclass(frozen=True, slots=True)
class Component:
    """Some constraints over shared facts, and the diagram of who can exist."""

    constraints: tuple[Constraint, ...]
    variables: tuple[Variable, ...]
    diagram: Diagram
    root: int
    found: dict[tuple[Known | None, ...], Mapping[str, Known] | None] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )
    new: dict[tuple[Known | None, ...], Mapping[str, Known]] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )
    names: tuple[str, ...] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", tuple(variable.fact.name for variable in self.variables))

    def possible(self, known: Mapping[str, Known]) -> Mapping[str, Known] | None:
        """What each fact can still be; None when nobody fits what is known. Found once for the same knowledge."""
        key = tuple(map(known.get, self.names))
        if key not in self.found:
            if len(self.found) >= KEPT:
                self.found.clear()
            self.found[key] = self._possible(known)
        return self.found[key]

    def follows(self, known: Mapping[str, Known], on: date) -> Mapping[str, Known]:
        """The facts that this holds to less than what is known; nothing from a contradiction. Found once, too."""
        key = tuple(map(known.get, self.names))
        kept = self.new.get(key)
        if kept is None:
            if len(self.new) >= KEPT:
                self.new.clear()
            possible = self.possible(known) or {}
            facts = ((variable.fact, possible[variable.fact.name]) for variable in self.variables if possible)
            held = {fact.name: narrowed(known, fact, values, on) for fact, values in facts}
            kept = self.new[key] = {name: values for name, values in held.items() if values}
        return kept

    def _possible(self, known: Mapping[str, Known]) -> dict[str, Known] | None:
        masks = [variable.mask(known.get(variable.fact.name)) for variable in self.variables]
        alive = self._alive(masks)
        if self.root not in alive:
            return None
        found = self._cells(masks, alive)
        return {variable.fact.name: variable.values(mask) for variable, mask in zip(self.variables, found, strict=True)}

    def _alive(self, masks: list[int]) -> set[int]:
        """Nodes from which True can be reached; children come before parents."""
        diagram = self.diagram
        alive = {diagram.terminal(True)}
        for node in range(len(diagram.variable)):
            if diagram.variable[node] < diagram.bottom:
                mask = masks[diagram.variable[node]]
                if any(child in alive for at, child in enumerate(diagram.children[node]) if mask >> at & 1):
                    alive.add(node)
        return alive

    def _cells(self, masks: list[int], alive: set[int]) -> list[int]:
        """The cells of each variable on a path from the root to True; a skipped variable keeps all of its own."""
        diagram = self.diagram
        found = [masks[at] if at < diagram.variable[self.root] else 0 for at in range(diagram.bottom)]
        reached = {self.root}
        for node in range(self.root, -1, -1):
            if node not in reached or diagram.variable[node] == diagram.bottom:
                continue
            variable = diagram.variable[node]
            for at, child in enumerate(diagram.children[node]):
                if masks[variable] >> at & 1 and child in alive:
                    reached.add(child)
                    found[variable] |= 1 << at
                    for skipped in range(variable + 1, diagram.variable[child]):
                        found[skipped] |= masks[skipped]
        return found


def build(constraints: tuple[Constraint, ...], facts: Mapping[str, Fact], on: date) -> tuple[Component, ...]:
    """The components that hold on a day; one that is too large is split into single constraints."""
    found: list[Component] = []
    for group in components(constraints):
        try:
            found.append(_component(group, facts, on))
        except DiagramTooLarge:
            found += [_component((constraint,), facts, on) for constraint in group]
    return tuple(found)


def _component(constraints: tuple[Constraint, ...], facts: Mapping[str, Fact], on: date) -> Component:
    variables = variables_for(constraints, facts, on)
    diagram = Diagram([len(variable.cells) for variable in variables])
    index = {variable.fact.name: at for at, variable in enumerate(variables)}
    builder = TreeBuilder(diagram, variables, {}, index)
    roots = tuple(builder.build(implication(constraint), on) for constraint in constraints)
    root = diagram.combine(roots, lambda labels: False if False in labels else (None if None in labels else True))
    return Component(constraints, variables, diagram, root)


def variables_for(constraints: Iterable[Constraint], facts: Mapping[str, Fact], on: date) -> tuple[Variable, ...]:
    """The facts of some constraints in the order they are first named, cut where their tests cut."""
    tests: dict[str, list[Known]] = {}
    for constraint in constraints:
        for leaf in (*leaves(constraint.given), *leaves(constraint.then)):
            if isinstance(leaf, Leaf):
                tests.setdefault(leaf.fact, []).append(allowed(leaf.test, on))
    return tuple(discretise(facts[name], sets, on) for name, sets in tests.items())


def broken(component: Component, known: Mapping[str, Known], facts: Mapping[str, Fact], on: date) -> tuple[str, ...]:
    """Wordings of a smallest group of constraints that nobody with these facts can satisfy together."""
    if component.possible(known) is not None:
        return ()
    kept = list(component.constraints)
    for constraint in component.constraints:
        fewer = tuple(one for one in kept if one is not constraint)
        if any(part.possible(known) is None for part in build(fewer, facts, on)):
            kept.remove(constraint)
    return tuple(constraint.text for constraint in kept)


def narrowed(known: Mapping[str, Known], fact: Fact, values: Known, on: date) -> Known | None:
    """A fact held to some values, or None when that leaves nothing or says nothing new."""
    before = known.get(fact.name, everything(fact, on))
    after = meet(before, values)
    return after if after and after != before else None
