"""Finds many words in a text in one pass: the longest word at every place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, TypeVar

T = TypeVar("T")


class Vocabulary(Generic[T]):
    """Words with what they stand for; looked up by their first character."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        meanings: dict[str, list[T]] = {}
        for word, meaning in entries:
            if word:
                meanings.setdefault(word, []).append(meaning)
        self._meanings: Mapping[str, tuple[T, ...]] = {word: tuple(found) for word, found in meanings.items()}
        by_first: dict[str, list[str]] = {}
        for word in sorted(self._meanings, key=lambda word: (-len(word), word)):
            by_first.setdefault(word[0], []).append(word)
        self._by_first = by_first

    def find(self, text: str) -> Iterator[tuple[int, str, tuple[T, ...]]]:
        """Every occurrence that is not part of a longer word found before it: place, word, meanings."""
        covered = 0
        for at, char in enumerate(text):
            words = self._by_first.get(char)
            if words is None:
                continue
            for word in words:
                if text.startswith(word, at):
                    if at + len(word) > covered:
                        covered = at + len(word)
                        yield at, word, self._meanings[word]
                    break
