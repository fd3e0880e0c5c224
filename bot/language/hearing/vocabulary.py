"""Finds many words in a text in one pass: the longest word at every place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, TypeVar

T = TypeVar("T")


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

    def find(self, text: str) -> Iterator[tuple[int, str, tuple[T, ...]]]:
        """Every occurrence that is not part of a longer word found before it: place, word, meanings."""
        covered = 0
        for at, char in enumerate(text):
            found = char if char in self._meanings else ""
            for word in self._by_pair.get(text[at : at + 2], ()):
                if text.startswith(word, at):
                    found = word
                    break
            if found and at + len(found) > covered:
                covered = at + len(found)
                yield at, found, self._meanings[found]
