"""What was read of the texts that came last: many people ask in the same words.

Only what follows from the text alone is kept, in memory and nowhere else, without any link to who wrote it.
Very long texts and those with long numbers (identity cards, telephones, bank cards) are read anew each time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Generic, TypeVar

SHORT, LONGEST = 80, 300
"""Characters. What is read of a text grows with it, so that of texts that are not short a tenth as many are kept."""

DIGITS = 11
"""Numbers of fewer digits name no person."""

_LONG_NUMBER = re.compile(rf"(?:\d\D{{0,2}}){{{DIGITS}}}")

T = TypeVar("T")


class Remembered(Generic[T]):
    """A pure function of a text, and of little else, that remembers its last results; most: how many."""

    def __init__(self, make: Callable[..., T], most: int) -> None:
        self._make = make
        self._kept = lru_cache(most)(make)
        self._kept_long = lru_cache(most // 10)(make)

    def __call__(self, text: str, *rest: Hashable) -> T:
        """What the function gives for the text and the rest."""
        size = len(text)
        # What is shorter than a long number holds none.
        if size < DIGITS:
            return self._kept(text, *rest)
        if size > LONGEST or _LONG_NUMBER.search(text):
            return self._make(text, *rest)
        return self._kept(text, *rest) if size <= SHORT else self._kept_long(text, *rest)

    def counts(self) -> tuple[int, int, int]:
        """How often a text was among the kept ones, how often it was not, and how many are kept now."""
        short, long = self._kept.cache_info(), self._kept_long.cache_info()
        return short.hits + long.hits, short.misses + long.misses, short.currsize + long.currsize
