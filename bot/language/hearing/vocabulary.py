"""Finds many words in a text in one pass: the longest word at every place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from operator import add
from typing import Generic, TypeVar

T = TypeVar("T")
_FIGURES = frozenset("0123456789")
"""A word that begins with a figure is none where the number began before it: 5级 in 15级."""


class Vocabulary(Generic[T]):
    """Words with what they stand for; looked up by their first two characters."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        meanings: dict[str, list[T]] = {}
        for word, meaning in entries:
            if word:
                meanings.setdefault(word, []).append(meaning)
        self._meanings: Mapping[str, tuple[T, ...]] = {word: tuple(found) for word, found in meanings.items()}
        by_pair: dict[str, list[str]] = {}
        for word in sorted(self._meanings, key=lambda word: (-len(word), word)):
            if len(word) > 1:
                by_pair.setdefault(word[:2], []).append(word)
        self._by_pair = by_pair
        self._alone = frozenset(word for word in self._meanings if len(word) == 1)

    @property
    def words(self) -> Collection[str]:
        """All words."""
        return self._meanings.keys()

    def meanings(self, word: str) -> tuple[T, ...]:
        """What a word stands for. Raises KeyError for none of the words."""
        return self._meanings[word]

    def find(self, text: str) -> Sequence[tuple[int, str, tuple[T, ...]]]:
        """Every occurrence that is not part of a longer word found before it: place, word, meanings."""
        by_pair, alone, covered = self._by_pair, self._alone, 0
        # Most texts hold no word at all; this is seen without a loop of our own.
        if by_pair.keys().isdisjoint(map(add, text, text[1:])) and (not alone or alone.isdisjoint(text)):
            return ()
        told: list[tuple[int, str, tuple[T, ...]]] = []
        pairs = list(map(add, text, text[1:]))
        for at, char in enumerate(text):
            found = char if char in alone else ""
            if at < len(pairs) and pairs[at] in by_pair:
                for word in by_pair[pairs[at]]:
                    if text.startswith(word, at):
                        found = word
                        break
            if found and at and found[0] in _FIGURES and text[at - 1] in _FIGURES:
                continue
            if found and at + len(found) > covered:
                covered = at + len(found)
                told.append((at, found, self._meanings[found]))
        return told
