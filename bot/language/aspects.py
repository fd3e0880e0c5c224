"""Which sides of a measure a message asks about."""

from __future__ import annotations

from collections.abc import Mapping

from bot.language.normalise import Normaliser
from bot.language.phrases import Found, Phrases
from bot.language.pinyin import Sounds
from bot.model.intents import Aspect

VAGUE = frozenset({"overview", "odd-case", "who"})
"""Sides whose words are common; they count only where nothing else is asked."""


class Aspects:
    """Finds the words of aspects, longest first."""

    def __init__(self, aspects: Mapping[str, Aspect], normaliser: Normaliser, sounds: Sounds) -> None:
        entries = ((normaliser(words), slug) for slug, aspect in sorted(aspects.items()) for words in aspect.cues)
        self._phrases = Phrases((entry for entry in entries if len(entry[0]) > 1), sounds)
        self._sounds = sounds

    def find(self, text: str) -> list[tuple[str, int, int]]:
        """Aspects with the place of their words, in the order they are said; overlaps go to the longest."""
        syllables, spans = self._sounds.read(text)
        # an expression that would reach past the end is the shorter one that ends there, counted too long
        found = [one for one in self._phrases.find(text, syllables, spans) if one.end <= len(text)]
        taken: set[int] = set()
        chosen: list[tuple[str, int, int]] = []
        for one in sorted(found, key=_rank):
            place = set(range(one.start, one.end))
            if not place & taken:
                taken |= place
                chosen += [(slug, one.start, one.end) for slug in one.tags]
        return sorted(chosen, key=lambda item: item[1])


def _rank(one: Found) -> tuple[bool, int, int]:
    return one.by_sound, one.start - one.end, -one.start


def ordered(found: list[tuple[str, int, int]]) -> tuple[str, ...]:
    """Aspects once each: clear ones before vague ones, longer words before shorter, the later before the earlier."""
    ranked = sorted(found, key=lambda item: (item[0] in VAGUE, item[1] - item[2], -item[1]))
    return tuple(dict.fromkeys(slug for slug, _, _ in ranked))
