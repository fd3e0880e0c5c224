"""Finds listed expressions in a text, by their characters and by their sound."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from bot.language.pinyin import Sounds

Key = TypeVar("Key")

MIN_SOUNDS = 3
"""Expressions of fewer syllables are not looked for by sound: too many others sound like them."""


@dataclass(frozen=True, slots=True)
class Found:
    """An expression in a text: where it stands, the tags it carries, and whether only its sound fits."""

    start: int
    end: int
    tags: tuple[str, ...]
    by_sound: bool = False


class Phrases:
    """Expressions with tags, indexed by length so that looking does not slow down with their number."""

    def __init__(self, entries: Iterable[tuple[str, str]], sounds: Sounds) -> None:
        exact: dict[str, list[str]] = {}
        heard: dict[tuple[str, ...], list[str]] = {}
        for words, tag in entries:
            if not words:
                continue
            _add(exact, words, tag)
            syllables = sounds.read(words)[0]
            if len(syllables) >= MIN_SOUNDS and all(syllables):
                _add(heard, tuple(syllables), tag)
        self._exact: Mapping[str, tuple[str, ...]] = {key: tuple(tags) for key, tags in exact.items()}
        self._heard: Mapping[tuple[str, ...], tuple[str, ...]] = {key: tuple(tags) for key, tags in heard.items()}
        self._single = frozenset(words for words in self._exact if len(words) == 1)
        self._starts = _lengths((words[:2], len(words)) for words in self._exact if len(words) > 1)
        self._sound_starts = _lengths((key[:2], len(key)) for key in self._heard)

    def find(self, text: str, syllables: Sequence[str], spans: Sequence[tuple[int, int]]) -> list[Found]:
        """All expressions in the text, longest first at each place; sound only where characters differ."""
        found: list[Found] = []
        starts, expressions, size = self._starts, self._exact, len(text)
        for start in range(size):
            for length in starts.get(text[start : start + 2], ()):
                # A slice past the end is shorter, and may be another expression.
                tags = expressions.get(text[start : start + length]) if start + length <= size else None
                if tags is not None:
                    found.append(Found(start, start + length, tags))
            if text[start] in self._single:
                found.append(Found(start, start + 1, expressions[text[start]]))
        exact = {(one.start, one.end) for one in found}
        for at, pair in enumerate(pairwise(syllables)):
            for length in self._sound_starts.get(pair, ()):
                key = tuple(syllables[at : at + length])
                sounding = self._heard.get(key) if len(key) == length else None
                if sounding is None:
                    continue
                start, end = spans[at][0], spans[at + length - 1][1]
                if (start, end) not in exact:
                    found.append(Found(start, end, sounding, by_sound=True))
        return found


def _add(index: dict[Key, list[str]], key: Key, tag: str) -> None:
    tags = index.setdefault(key, [])
    if tag not in tags:
        tags.append(tag)


def _lengths(index: Iterable[tuple[Key, int]]) -> dict[Key, tuple[int, ...]]:
    """First two units -> lengths of the expressions that start with them, longest first."""
    lengths: dict[Key, set[int]] = {}
    for start, length in index:
        lengths.setdefault(start, set()).add(length)
    return {start: tuple(sorted(some, reverse=True)) for start, some in lengths.items()}
