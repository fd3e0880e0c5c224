"""Whether a text holds any of many words, found out without a look for each of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import add


class Words:
    """A set of words, known by their first two characters."""

    __slots__ = ("_alone", "_by_pair")

    def __init__(self, words: Iterable[str]) -> None:
        by_pair: dict[str, list[str]] = {}
        alone: set[str] = set()
        for word in words:
            if len(word) == 1:
                alone.add(word)
            elif word:
                by_pair.setdefault(word[:2], []).append(word)
        self._alone = frozenset(alone)
        self._by_pair: Mapping[str, tuple[str, ...]] = {pair: tuple(found) for pair, found in by_pair.items()}

    def inside(self, text: str) -> bool:
        """Whether one of the words is in the text."""
        if self._alone and not self._alone.isdisjoint(text):
            return True
        for pair in self._by_pair.keys() & map(add, text, text[1:]):
            for word in self._by_pair[pair]:
                if word in text:
                    return True
        return False
