"""What names a rendered block, so that equal blocks are rendered once.

Few decisions lead to the same words for most people: of a thousand replies in a day about two hundred differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.model.decisions import Say

REMEMBERED = 2048
"""Rendered blocks kept at once, about one kilobyte each; they may hold what somebody told, but never who it was."""


class Wanted:
    """A block on a day, as the key of what was rendered for it.

    The number it is looked up by leaves out what is slow to number; whether two are the same is told by everything.
    """

    __slots__ = ("_number", "block", "on")

    def __init__(self, block: Say, on: date) -> None:
        self.block = block
        self.on = on
        results = tuple((result.policy, result.verdict, len(result.because)) for result in block.results)
        data = tuple([_number(value) for value in block.data.values()])
        self._number = hash((block.template, block.measure, block.aspect, block.region, results, data))

    def __hash__(self) -> int:
        return self._number

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Wanted) and self.on == other.on and self.block == other.block


def _number(value: object) -> int:
    """A number for a piece of data that is the same for equal ones."""
    if isinstance(value, str):
        return hash(value)
    if isinstance(value, Sequence):
        return hash(tuple([one for one in value if isinstance(one, str)]))
    return 0
