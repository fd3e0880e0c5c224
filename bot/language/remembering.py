"""What was read of the texts that came last: many people ask in the same words.

Only what follows from the text alone is kept, in memory and nowhere else, without any link to who wrote it.
Long texts and those with long numbers (identity cards, telephones, bank cards) are read anew each time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Generic, TypeVar

LONGEST = 80
"""Characters; longer messages are stories that nobody tells twice."""

_LONG_NUMBER = re.compile(r"(?:\d\D{0,2}){11}")

T = TypeVar("T")


class Remembered(Generic[T]):
    """A pure function of a text, and of little else, that remembers its last results; most: how many."""

    def __init__(self, make: Callable[..., T], most: int) -> None:
        self._make = make
        self._kept = lru_cache(most)(make)

    def __call__(self, text: str, *rest: Hashable) -> T:
        """What the function gives for the text and the rest."""
        if len(text) > LONGEST or _LONG_NUMBER.search(text):
            return self._make(text, *rest)
        return self._kept(text, *rest)

    def counts(self) -> tuple[int, int, int]:
        """How often a text was among the kept ones, how often it was not, and how many are kept now."""
        kept = self._kept.cache_info()
        return kept.hits, kept.misses, kept.currsize
