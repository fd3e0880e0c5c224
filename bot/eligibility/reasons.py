"""The smallest sets of conditions that decide, and the conditions that are still open.

A certificate is a set of leaves whose values alone force the value of the tree, whatever the other
leaves are. Leaves are numbered in the order they are written; sets of them are bit masks.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

from bot.eligibility.trees import together
from bot.model.conditions import LEAVES, AllOf, AnyOf, AtLeast, Condition, Leaf, NoneOf, OfficeLeaf, leaves
from bot.model.verdicts import Reason

WIDTH = 256
"""Certificates kept side by side while they are put together; more are never needed by what people can read."""

Truth = Callable[[Leaf | OfficeLeaf], bool | None]


def certificate(
    condition: Condition, truth: Truth, value: bool, office: bool = False
) -> tuple[Leaf | OfficeLeaf, ...] | None:
    """A smallest set of leaves that forces this value; None when single leaves do not.

    With `office`, leaves for the office count as if they would be found the way that helps.
    """
    order = list(leaves(condition))
    numbers = {id(leaf): at for at, leaf in enumerate(order)}
    sets = _Certificates(numbers, truth, office).sets(condition, value)
    if not sets:
        return None
    best = min(sets, key=lambda bits: (bits.bit_count(), bits))
    return tuple(leaf for at, leaf in enumerate(order) if best >> at & 1)


class _Certificates:
    """Builds the minimal certificates of a tree from those of its children."""

    def __init__(self, numbers: dict[int, int], truth: Truth, office: bool) -> None:
        self._numbers = numbers
        self._truth = truth
        self._office = office

    def sets(self, condition: Condition, value: bool) -> list[int]:
        """All minimal certificates that force the value (the smallest of them if there are very many)."""
        if isinstance(condition, LEAVES):
            by_office = isinstance(condition, OfficeLeaf)
            fits = self._office if by_office else self._truth(condition) is value
            return [1 << self._numbers[id(condition)]] if fits else []
        count = len(condition.children)
        wanted = value
        match condition:
            case AllOf():
                need = count if value else 1
            case AnyOf():
                need = 1 if value else count
            case NoneOf():
                need, wanted = (count, False) if value else (1, True)
            case AtLeast():
                need = condition.count if value else count - condition.count + 1
        return self._choose([self.sets(child, wanted) for child in condition.children], need)

    def _choose(self, children: list[list[int]], need: int) -> list[int]:
        """Certificates of so many children, put together in every way."""
        sums: dict[int, list[int]] = {0: [0]}
        for own in children:
            fresh = {got: list(bits) for got, bits in sums.items()}
            for got, bits in sums.items():
                if got < need:
                    fresh.setdefault(got + 1, []).extend(a | b for a in bits for b in own)
            sums = {got: _minimal(bits) for got, bits in fresh.items()}
        return [0] if need <= 0 else sums.get(need, [])


def _minimal(sets: list[int]) -> list[int]:
    """Sets that hold no other, smallest first, no more than WIDTH."""
    kept: list[int] = []
    for bits in sorted(set(sets), key=lambda one: (one.bit_count(), one)):
        if not any(other & bits == other for other in kept):
            kept.append(bits)
    return kept[:WIDTH]


def still_open(condition: Condition, truth: Truth) -> tuple[Leaf | OfficeLeaf, ...]:
    """Undecided leaves in undecided branches."""
    return _open(condition, truth)[1]


def _open(condition: Condition, truth: Truth) -> tuple[bool | None, tuple[Leaf | OfficeLeaf, ...]]:
    """The value of a tree, and its undecided leaves if it is undecided."""
    if isinstance(condition, LEAVES):
        held = truth(condition)
        return held, (condition,) if held is None else ()
    parts = [_open(child, truth) for child in condition.children]
    whole = together(condition, [value for value, _ in parts])
    return whole, tuple([leaf for _, found in parts for leaf in found]) if whole is None else ()


def smallest_facts(names: tuple[str, ...], decides: Callable[[frozenset[str]], bool]) -> frozenset[str]:
    """A smallest set of facts that decides by itself; for trees that no single leaf settles."""
    for size in range(len(names)):
        for chosen in combinations(names, size):
            if decides(frozenset(chosen)):
                return frozenset(chosen)
    return frozenset(names)


def reason(leaf: Leaf | OfficeLeaf, holds: bool | None) -> Reason:
    """A leaf as a reason."""
    if isinstance(leaf, OfficeLeaf):
        return Reason(leaf.id, leaf.text, None, leaf.cite, by_office=True)
    return Reason(leaf.id, leaf.text, holds, leaf.cite, fact=leaf.fact)
