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
    builder = _Builder()
    return builder.ordered(builder.build(tree, 0, MET, FAILED))


def met_without_office(found: tuple[Step, ...]) -> bool:
    """Whether some answers meet all that is asked for before the office has to verify anything."""
    reached, left = set[int](), [0]
    while left:
        at = left.pop()
        if at == MET:
            return True
        if at >= 0 and at not in reached and not isinstance(found[at].leaf, OfficeLeaf):
            reached.add(at)
            left += [found[at].yes, found[at].no]
    return False


def _count(tree: Condition) -> int:
    return sum(1 for _ in leaves(tree))


class _Builder:
    """Puts steps before what follows them, from the end of the tree to its beginning.

    A condition is known by its place among all conditions as they are written: at is that of a tree's first one.
    """

    def __init__(self) -> None:
        self._made: list[tuple[int, Step]] = []
        self._known: dict[tuple[int, int, int], int] = {}

    def build(self, tree: Condition, at: int, yes: int, no: int) -> int:
        """The first step of a tree, given what follows when it holds and when it does not."""
        if isinstance(tree, Leaf | OfficeLeaf):
            return self._step(tree, at, yes, no)
        if isinstance(tree, AtLeast):
            return self._some(tree.children, tree.count, at, yes, no)
        entry = no if isinstance(tree, AnyOf) else yes
        end = at + _count(tree)
        for child in reversed(tree.children):
            end -= _count(child)
            match tree:
                case AllOf():
                    entry = self.build(child, end, entry, no)
                case AnyOf():
                    entry = self.build(child, end, yes, entry)
                case NoneOf():
                    entry = self.build(child, end, no, entry)
        return entry

    def _some(self, children: tuple[Condition, ...], need: int, at: int, yes: int, no: int) -> int:
        if need <= 0:
            return yes
        if len(children) < need:
            return no
        rest, after = children[1:], at + _count(children[0])
        enough = self._some(rest, need - 1, after, yes, no)
        return self.build(children[0], at, enough, self._some(rest, need, after, yes, no))

    def _step(self, leaf: Leaf | OfficeLeaf, at: int, yes: int, no: int) -> int:
        if yes == no:
            return yes  # whatever the answer, nothing changes
        key = (at, yes, no)
        if key not in self._known:
            self._known[key] = len(self._made)
            self._made.append((at, Step(leaf, yes, no)))
        return self._known[key]

    def ordered(self, entry: int) -> tuple[Step, ...]:
        """The steps that can be reached from the first one, numbered as they are written."""
        reached, left = set[int](), [entry]
        while left:
            made = left.pop()
            if made >= 0 and made not in reached:
                reached.add(made)
                left += [self._made[made][1].yes, self._made[made][1].no]
        order = sorted(reached, key=lambda made: (self._made[made][0], -made))
        place = {MET: MET, FAILED: FAILED, **{old: new for new, old in enumerate(order)}}
        found = (self._made[old][1] for old in order)
        return tuple(Step(step.leaf, place[step.yes], place[step.no]) for step in found)
