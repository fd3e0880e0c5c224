"""A condition tree as the questions a clerk goes through, one after the other, each with where yes and no lead."""

from __future__ import annotations

from dataclasses import dataclass

from bot.model.conditions import AllOf, AnyOf, AtLeast, Condition, Leaf, NoneOf, OfficeLeaf, leaves

MET, FAILED = -1, -2
"""Where the steps end: all that is asked for is met, or it cannot be any more."""


@dataclass(frozen=True, slots=True)
class Step:
    """One condition; yes and no are the numbers of the next steps, or MET or FAILED. Both lead forward."""

    leaf: Leaf | OfficeLeaf
    yes: int
    no: int


def steps(tree: Condition) -> tuple[Step, ...]:
    """The steps in the order of the document, the first one first; empty when the tree asks nothing."""
    builder = _Builder({id(leaf): at for at, leaf in enumerate(leaves(tree))})
    builder.build(tree, MET, FAILED)
    return builder.ordered()


class _Builder:
    """Puts steps before what follows them, from the end of the tree to its beginning."""

    def __init__(self, written: dict[int, int]) -> None:
        self._written = written
        self._made: list[Step] = []
        self._known: dict[tuple[int, int, int], int] = {}

    def build(self, tree: Condition, yes: int, no: int) -> int:
        """The first step of a tree, given what follows when it holds and when it does not."""
        if isinstance(tree, Leaf | OfficeLeaf):
            return self._step(tree, yes, no)
        if isinstance(tree, AtLeast):
            return self._count(tree.children, tree.count, yes, no)
        entry = no if isinstance(tree, AnyOf) else yes
        for child in reversed(tree.children):
            match tree:
                case AllOf():
                    entry = self.build(child, entry, no)
                case AnyOf():
                    entry = self.build(child, yes, entry)
                case NoneOf():
                    entry = self.build(child, no, entry)
        return entry

    def _count(self, children: tuple[Condition, ...], need: int, yes: int, no: int) -> int:
        if need <= 0:
            return yes
        if len(children) < need:
            return no
        more = self._count(children[1:], need - 1, yes, no)
        return self.build(children[0], more, self._count(children[1:], need, yes, no))

    def _step(self, leaf: Leaf | OfficeLeaf, yes: int, no: int) -> int:
        key = (id(leaf), yes, no)
        if key not in self._known:
            self._known[key] = len(self._made)
            self._made.append(Step(leaf, yes, no))
        return self._known[key]

    def ordered(self) -> tuple[Step, ...]:
        """The steps numbered as they are written."""
        order = sorted(range(len(self._made)), key=lambda at: (self._written[id(self._made[at].leaf)], -at))
        place = {old: new for new, old in enumerate(order)}
        ends = {MET: MET, FAILED: FAILED}
        return tuple(
            Step(self._made[old].leaf, {**place, **ends}[self._made[old].yes], {**place, **ends}[self._made[old].no])
            for old in order
        )
