"""What names a rendered block, so that equal blocks are rendered once.

Few decisions lead to the same words for most people: of a thousand replies in a day about two hundred differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.model.decisions import Say

REMEMBERED = 2048
"""Rendered blocks kept at once, about one kilobyte each; they may hold what somebody told, but never who it was."""
EVERYTHING = frozenset({"事项", "方面", "地区", "结果", "今天"})
"""The variables that a block has besides its data and the fact that these name."""


class Wanted:
    """A block on a day, as the key of what was rendered for it; path: the template, where it is not the block's.

    Only what its template uses names it: what the county has nothing on is said alike whatever was asked about it.
    The number it is looked up by leaves out what is slow to number; whether two are the same is told by everything.
    """

    __slots__ = ("_key", "_number", "block", "on", "shown")

    def __init__(self, block: Say, on: date, path: str = "", used: frozenset[str] = EVERYTHING) -> None:
        self.block = block
        self.on = on
        self.shown = shown = "结果" in used
        names = (
            path or block.template,
            block.measure if "事项" in used else None,
            block.aspect if shown or "方面" in used else None,
            block.region if "地区" in used else None,
            on if shown or "今天" in used else None,
        )
        results = block.results if shown else ()
        self._key = (names, results, block.data)
        self._number = hash(
            (
                names,
                tuple([(one.policy, one.verdict, len(one.because), one.missing, one.until_day) for one in results]),
                tuple([_number(value) for value in block.data.values()]) if block.data else (),
            )
        )

    def __hash__(self) -> int:
        return self._number

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Wanted) and self._key == other._key


def _number(value: object) -> int:
    """A number for a piece of data that is the same for equal ones."""
    if isinstance(value, str | bool):
        return hash(value)
    if isinstance(value, Sequence):
        return hash((len(value), *[one for one in value if isinstance(one, str)]))
    return 0
