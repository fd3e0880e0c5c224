"""Multi-valued decision diagrams: shared, reduced, ordered.

A node asks one variable and has one child for each of its cells; a terminal carries a label. Equal
functions are the same node, so comparing two functions is comparing two numbers. Children always
have smaller numbers than their parents. See Bryant (1986) and Srinivasan et al. (1990).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from bot.model.errors import JiuyeError

NODE_LIMIT = 40_000
"""More nodes than any condition a person can read needs; beyond it the diagram is given up."""


class DiagramTooLarge(JiuyeError):
    """A condition has no diagram of a usable size."""


class Diagram:
    """The nodes of some functions over the same variables; sizes are numbers of cells."""

    def __init__(self, sizes: Sequence[int]) -> None:
        self.sizes = tuple(sizes)
        self.bottom = len(self.sizes)
        self.variable: list[int] = []
        self.children: list[tuple[int, ...]] = []
        self.label: list[Hashable] = []
        self._nodes: dict[tuple[int, tuple[int, ...]], int] = {}
        self._terminals: dict[Hashable, int] = {}

    def terminal(self, label: Hashable) -> int:
        """The node that always yields this label."""
        found = self._terminals.get(label)
        if found is None:
            found = self._terminals[label] = self._add(self.bottom, (), label)
        return found

    def node(self, variable: int, children: tuple[int, ...]) -> int:
        """The node that asks a variable, or its child when all are the same."""
        if children.count(children[0]) == len(children):
            return children[0]
        key = (variable, children)
        found = self._nodes.get(key)
        if found is None:
            found = self._nodes[key] = self._add(variable, children, None)
        return found

    def _add(self, variable: int, children: tuple[int, ...], label: Hashable) -> int:
        if len(self.variable) >= NODE_LIMIT:
            raise DiagramTooLarge("条件太复杂，请拆成几条")
        self.variable.append(variable)
        self.children.append(children)
        self.label.append(label)
        return len(self.variable) - 1

    def combine(self, roots: tuple[int, ...], decide: Callable[[tuple[Hashable, ...]], Hashable]) -> int:
        """The function whose label follows from those of several functions.

        `decide` gets a tuple of labels, with None where one is not settled yet, and returns the label
        or None for: go on. It must answer when all are settled.
        """
        memo: dict[tuple[int, ...], int] = {}

        def visit(nodes: tuple[int, ...]) -> int:
            found = memo.get(nodes)
            if found is None:
                label = decide(tuple(self.label[node] for node in nodes))
                if label is not None:
                    found = self.terminal(label)
                else:
                    top = min(self.variable[node] for node in nodes)
                    found = self.node(top, tuple(visit(self._step(nodes, top, at)) for at in range(self.sizes[top])))
                memo[nodes] = found
            return found

        return visit(roots)

    def _step(self, nodes: tuple[int, ...], variable: int, cell: int) -> tuple[int, ...]:
        return tuple(self.children[node][cell] if self.variable[node] == variable else node for node in nodes)

    def labels(self, root: int, masks: Sequence[int]) -> frozenset[Hashable]:
        """All labels that can still be reached when each variable is held to its mask."""
        seen = {root}
        stack = [root]
        found = set()
        while stack:
            node = stack.pop()
            if self.variable[node] == self.bottom:
                found.add(self.label[node])
                continue
            mask = masks[self.variable[node]]
            fresh = {child for at, child in enumerate(self.children[node]) if mask >> at & 1} - seen
            seen |= fresh
            stack += fresh
        return frozenset(found)

    def relabel(self, root: int, first: int, name: Callable[[frozenset[Hashable]], Hashable]) -> int:
        """Fold away the variables from `first` on: a label becomes the name of the set of labels possible there."""
        full = [(1 << size) - 1 for size in self.sizes]
        memo: dict[int, int] = {}

        def visit(node: int) -> int:
            found = memo.get(node)
            if found is None:
                variable = self.variable[node]
                if variable >= first:
                    found = self.terminal(name(self.labels(node, full)))
                else:
                    found = self.node(variable, tuple(visit(child) for child in self.children[node]))
                memo[node] = found
            return found

        return visit(root)
