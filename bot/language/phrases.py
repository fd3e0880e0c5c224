"""Finds listed expressions in a text, by their characters and by their sound."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import NamedTuple, TypeVar

from bot.language.pinyin import Sounds, Spoken

Key = TypeVar("Key")

_START = itemgetter(0)

MIN_SOUNDS = 3
"""Expressions of fewer syllables are not looked for by sound: too many others sound like them."""


class Found(NamedTuple):
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

    def find(self, spoken: Spoken) -> list[Found]:
        """All expressions in the text, longest first at each place; sound only where characters differ."""
        found: list[Found] = []
        text, expressions, size = spoken.text, self._exact, len(spoken.text)
        for start, lengths in enumerate(map(self._starts.get, spoken.pairs)):
            for length in lengths or ():
                # A slice past the end is shorter, and may be another expression.
                tags = expressions.get(text[start : start + length]) if start + length <= size else None
                if tags is not None:
                    found.append(Found(start, start + length, tags))
        if not self._single.isdisjoint(text):
            single = self._single
            found += [Found(at, at + 1, expressions[char]) for at, char in enumerate(text) if char in single]
            found.sort(key=_START)
        written = len(found)
        for at, lengths in enumerate(map(self._sound_starts.get, spoken.sounding)):
            for length in lengths or ():
                key = tuple(spoken.syllables[at : at + length])
                sounding = self._heard.get(key) if len(key) == length else None
                if sounding is None:
                    continue
                start, end = spoken.spans[at][0], spoken.spans[at + length - 1][1]
                if not any(one[0] == start and one[1] == end for one in found[:written]):
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
