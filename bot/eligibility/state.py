"""What one policy still depends on in one state of knowledge, with probabilities.

A state holds each variable to some cells. Its reduced diagram keeps only what can still matter; one
pass down and one pass up give, for every question and answer, the distribution of outcomes.
Thousands of states reduce to some hundred diagrams: equal ones are one state, so that what is planned in it is
planned once.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from math import log2

from bot.eligibility.compiled import IMPOSSIBLE, Compiled
from bot.eligibility.diagram import Diagram

Vector = list[float]
Chances = list[tuple[int, float]]

KEPT_STATES = 5_000
"""States kept for one policy; a year of people does not need more at once."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a question: its cell, its probability, how open things are after it, and whether they are not."""

    cell: int
    probability: float
    entropy: float
    settled: bool


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """outcomes: labels still possible. questions: variable -> its possible answers. support: variables that matter.

    Compared by identity: an analyser has one object for all states that leave the same things open.
    """

    outcomes: frozenset[Hashable]
    entropy: float
    questions: dict[int, tuple[Answer, ...]] = field(default_factory=dict)
    support: frozenset[int] = frozenset()

    @property
    def settled(self) -> bool:
        """Whether only one outcome is left."""
        return len(self.outcomes) <= 1


def entropy(vector: Vector) -> float:
    """Bits of a distribution given as weights that need not add up to one."""
    total = sum(vector)
    if total <= 0:
        return 0.0
    return -sum(one / total * log2(one / total) for one in vector if one > 0)


class Analyser:
    """Analyses states of one compiled policy for one of its roots; results are kept."""

    def __init__(
        self, compiled: Compiled, root: int, weights: tuple[tuple[float, ...], ...], keep: Callable[[int], bool]
    ) -> None:
        self.compiled = compiled
        self._root = root
        self._weights = weights
        self._keep = keep
        self._states: dict[tuple[int, ...], State] = {}
        self._distinct: dict[Hashable, State] = {}
        self._chances: tuple[dict[int, Chances], ...] = tuple({} for _ in weights)

    def state(self, masks: tuple[int, ...]) -> State:
        """The state in which each variable is held to its mask."""
        found = self._states.get(masks)
        if found is None:
            if len(self._states) >= KEPT_STATES:
                self._states.clear()
            found = self._states[masks] = self._analysed(masks)
        return found

    def _analysed(self, masks: tuple[int, ...]) -> State:
        """The one state of all that reduce to the same diagram with the same chances in it."""
        reduced = _Pass(self.compiled.diagram, self._root, [*map(self._chance, range(len(masks)), masks)])
        key = reduced.key(masks)
        found = self._distinct.get(key)
        if found is None:
            if len(self._distinct) >= KEPT_STATES:
                self._distinct.clear()
            found = self._distinct[key] = reduced.state(self._keep)
        return found

    def _chance(self, variable: int, mask: int) -> Chances:
        """The cells that a mask leaves open, each with its chance."""
        known = self._chances[variable]
        found = known.get(mask)
        if found is None:
            row = self._weights[variable]
            total = sum(one for at, one in enumerate(row) if mask >> at & 1)
            found = known[mask] = [(at, one / total) for at, one in enumerate(row) if mask >> at & 1]
        return found


class _Pass:
    """The reduced diagram of one state, and the two passes over it."""

    def __init__(self, diagram: Diagram, root: int, chances: list[Chances]) -> None:
        self._diagram = diagram
        self._chances = chances
        self._nodes: list[tuple[int, tuple[int, ...]]] = []
        self._unique: dict[tuple[int, tuple[int, ...]], int] = {}
        self._terminals: dict[Hashable, int] = {}
        self._memo: dict[int, int] = {}
        self._top = self._reduce(root)
        self._support = frozenset(variable for variable, _ in self._nodes if variable >= 0)

    def key(self, masks: tuple[int, ...]) -> Hashable:
        """All that the state depends on: nodes come in the order of a walk, so equal functions have equal rows."""
        open_cells = tuple([masks[variable] for variable in sorted(self._support)])
        return tuple(self._nodes), tuple(self._terminals.items()), open_cells

    def _reduce(self, node: int) -> int:
        """The node's function on the cells of this state, as a number shared by equal functions."""
        found = self._memo.get(node)
        if found is not None:
            return found
        diagram = self._diagram
        variable = diagram.variable[node]
        if variable == diagram.bottom:
            found = self._terminals.get(diagram.label[node])
            if found is None:
                found = self._add((-1, ()))
                self._terminals[diagram.label[node]] = found
        else:
            children = diagram.children[node]
            kids = tuple(self._reduce(children[at]) for at, _ in self._chances[variable])
            if kids.count(kids[0]) == len(kids):
                found = kids[0]
            else:
                found = self._unique.get((variable, kids))
                if found is None:
                    found = self._unique[variable, kids] = self._add((variable, kids))
        self._memo[node] = found
        return found

    def _add(self, node: tuple[int, tuple[int, ...]]) -> int:
        self._nodes.append(node)
        return len(self._nodes) - 1

    def state(self, keep: Callable[[int], bool]) -> State:
        """Outcomes, their entropy, and what each question that is kept would do."""
        labels = [label for label in self._terminals if label != IMPOSSIBLE]
        mass = self._upwards({self._terminals[label]: at for at, label in enumerate(labels)})
        total = mass[self._top]
        outcomes = frozenset(label for label, one in zip(labels, total, strict=True) if one > 0)
        if len(outcomes) <= 1:
            return State(outcomes, 0.0, support=self._support)
        seen, parts = self._downwards(mass)
        whole = sum(total)
        questions = {
            variable: self._answers(variable, [a - b for a, b in zip(total, seen[variable], strict=True)], part, whole)
            for variable, part in sorted(parts.items())
            if keep(variable)
        }
        return State(outcomes, entropy(total), questions, self._support)

    def _upwards(self, places: dict[int, int]) -> list[Vector]:
        """For each node the weight of each outcome below it."""
        mass: list[Vector] = []
        for at, (variable, kids) in enumerate(self._nodes):
            row = [0.0] * len(places)
            if variable < 0:
                if at in places:
                    row[places[at]] = 1.0
            else:
                for (_, chance), kid in zip(self._chances[variable], kids, strict=True):
                    for place, one in enumerate(mass[kid]):
                        if one:
                            row[place] += chance * one
            mass.append(row)
        return mass

    def _downwards(self, mass: list[Vector]) -> tuple[dict[int, Vector], dict[int, list[Vector]]]:
        """For each variable the outcomes of paths that ask it: together, and answer by answer."""
        width = range(len(mass[0]))
        reach = [0.0] * len(self._nodes)
        reach[self._top] = 1.0
        seen: dict[int, Vector] = {}
        parts: dict[int, list[Vector]] = {}
        for node in range(self._top, -1, -1):
            here, (variable, kids) = reach[node], self._nodes[node]
            if variable < 0 or not here:
                continue
            chances = self._chances[variable]
            if variable not in seen:
                seen[variable] = [0.0 for _ in width]
                parts[variable] = [[0.0 for _ in width] for _ in chances]
            sums, rows = seen[variable], parts[variable]
            for (at, kid), (_, chance) in zip(enumerate(kids), chances, strict=True):
                reach[kid] += here * chance
                below = mass[kid]
                row = rows[at]
                for place in width:
                    row[place] += here * below[place]
                    sums[place] += here * chance * below[place]
        return seen, parts

    def _answers(self, variable: int, rest: Vector, parts: list[Vector], whole: float) -> tuple[Answer, ...]:
        found = []
        for (cell, chance), part in zip(self._chances[variable], parts, strict=True):
            vector = [a + (b if b > 1e-12 * whole else 0.0) for a, b in zip(part, rest, strict=True)]
            total = sum(vector)
            if total > 0:
                alive = sum(1 for one in vector if one > 0)
                found.append(Answer(cell, chance * total / whole, entropy(vector), alive == 1))
        return tuple(found)
