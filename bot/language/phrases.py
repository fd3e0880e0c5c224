"""Finds listed expressions in a text, by their characters and by their sound."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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
        self._starts = _lengths(self._exact)
        self._sound_starts = _lengths(self._heard)

    def find(self, text: str, syllables: Sequence[str], spans: Sequence[tuple[int, int]]) -> list[Found]:
        """All expressions in the text, longest first at each place; sound only where characters differ."""
        found: list[Found] = []
        for start, char in enumerate(text):
            for length in self._starts.get(char, ()):
                # A slice past the end is shorter, and may be another expression.
                tags = self._exact.get(text[start : start + length]) if start + length <= len(text) else None
                if tags is not None:
                    found.append(Found(start, start + length, tags))
        exact = {(one.start, one.end) for one in found}
        for at, syllable in enumerate(syllables):
            for length in self._sound_starts.get(syllable, ()):
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


def _lengths(index: Iterable[Sequence[str]]) -> dict[str, tuple[int, ...]]:
    """First unit -> lengths of the expressions that start with it, longest first."""
    lengths: dict[str, set[int]] = {}
    for key in index:
        lengths.setdefault(key[0], set()).add(len(key))
    return {first: tuple(sorted(some, reverse=True)) for first, some in lengths.items()}
