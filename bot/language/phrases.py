"""Finds listed expressions in a text, by their characters and by their sound."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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


Tags = tuple[tuple[int, tuple[str, ...]], ...]
"""The tags of one expression by its kinds."""


class Phrases:
    """Expressions with tags, indexed by length so that looking does not slow down with their number.

    kinds: words and tag of the expressions of each kind. All kinds are looked for in one pass, each by itself.
    """

    def __init__(self, kinds: Sequence[Iterable[tuple[str, str]]], sounds: Sounds) -> None:
        exact: dict[str, dict[int, list[str]]] = {}
        heard: dict[tuple[str, ...], dict[int, list[str]]] = {}
        for kind, entries in enumerate(kinds):
            for words, tag in entries:
                if not words:
                    continue
                _add(exact, words, kind, tag)
                syllables = sounds.syllables(words)
                if len(syllables) >= MIN_SOUNDS and all(syllables):
                    _add(heard, tuple(syllables), kind, tag)
        self._kinds = range(len(kinds))
        self._exact = _frozen(exact)
        self._heard = _frozen(heard)
        self._single = frozenset(words for words in self._exact if len(words) == 1)
        self._starts = _lengths((words[:2], len(words)) for words in self._exact if len(words) > 1)
        self._sound_starts = _lengths((key[:2], len(key)) for key in self._heard)

    def find(self, spoken: Spoken) -> list[list[Found]]:
        """For each kind all expressions in the text, those longest first at each place that are written, then those
        that only sound like it.
        """
        found: list[list[Found]] = [[] for _ in self._kinds]
        self._find_written(spoken, found)
        for at, lengths in enumerate(map(self._sound_starts.get, spoken.sounding)):
            for length in lengths or ():
                key = tuple(spoken.syllables[at : at + length])
                tagged = self._heard.get(key) if len(key) == length else None
                for kind, tags in tagged or ():
                    start, end = spoken.spans[at][0], spoken.spans[at + length - 1][1]
                    # What is written there is not counted again for its sound.
                    if not any(one[0] == start and one[1] == end and not one[3] for one in found[kind]):
                        found[kind].append(Found(start, end, tags, by_sound=True))
        return found

    def _find_written(self, spoken: Spoken, found: list[list[Found]]) -> None:
        text, expressions, size = spoken.text, self._exact, len(spoken.text)
        for start, lengths in enumerate(map(self._starts.get, spoken.pairs)):
            for length in lengths or ():
                # A slice past the end is shorter, and may be another expression.
                tagged = expressions.get(text[start : start + length]) if start + length <= size else None
                for kind, tags in tagged or ():
                    found[kind].append(Found(start, start + length, tags))
        if not self._single.isdisjoint(text):
            for at, char in enumerate(text):
                for kind, tags in expressions[char] if char in self._single else ():
                    found[kind].append(Found(at, at + 1, tags))
            for some in found:
                some.sort(key=_START)


def _add(index: dict[Key, dict[int, list[str]]], key: Key, kind: int, tag: str) -> None:
    tags = index.setdefault(key, {}).setdefault(kind, [])
    if tag not in tags:
        tags.append(tag)


def _frozen(index: Mapping[Key, Mapping[int, list[str]]]) -> Mapping[Key, Tags]:
    return {key: tuple((kind, tuple(tags)) for kind, tags in kinds.items()) for key, kinds in index.items()}


def _lengths(index: Iterable[tuple[Key, int]]) -> dict[Key, tuple[int, ...]]:
    """First two units -> lengths of the expressions that start with them, longest first."""
    lengths: dict[Key, set[int]] = {}
    for start, length in index:
        lengths.setdefault(start, set()).add(length)
    return {start: tuple(sorted(some, reverse=True)) for start, some in lengths.items()}
