"""Ways in which messages get spoiled: a wrong character, one that sounds alike, one left out, doubled or swapped.

Training sees every example spoiled once, so that no single character decides; evaluation spoils questions
to measure what such mistakes cost. Both draw from a generator that is passed in, so each run is the same.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Mapping

from bot.language.pinyin import FIRST, LAST, Sounds

Spoil = Callable[[str, random.Random], str]

STRAY = "囧"
"""Stands for a wrong character in training: which one it is, nobody can know beforehand."""

_COMMON = 0x62FF
"""Homophones are drawn from the characters before this one."""


def homophones(sounds: Sounds) -> Mapping[str, list[str]]:
    """Folded syllable -> characters that have it."""
    alike: dict[str, list[str]] = defaultdict(list)
    for code in range(FIRST, _COMMON):
        syllable = sounds.of(chr(code))
        if syllable:
            alike[syllable].append(chr(code))
    return alike


def change(text: str, chance: random.Random, swap: Callable[[str], str]) -> str:
    """The text with one of its Chinese characters swapped."""
    places = [at for at, char in enumerate(text) if FIRST <= ord(char) <= LAST]
    if not places:
        return text
    at = chance.choice(places)
    return text[:at] + swap(text[at]) + text[at + 1 :]


def by_sound(sounds: Sounds) -> Spoil:
    """One character becomes another that sounds alike."""
    alike = homophones(sounds)
    return lambda text, chance: change(
        text, chance, lambda char: chance.choice(alike.get(sounds.of(char) or "") or [char])
    )


def wrong(text: str, chance: random.Random) -> str:
    """One character becomes any other."""
    return change(text, chance, lambda _: chr(chance.randrange(FIRST, _COMMON)))


def left_out(text: str, chance: random.Random) -> str:
    """One character is missing."""
    return change(text, chance, lambda _: "")


def swapped(text: str, chance: random.Random) -> str:
    """Two characters have changed places."""
    if len(text) < 2:
        return text
    at = chance.randrange(len(text) - 1)
    return f"{text[:at]}{text[at + 1]}{text[at]}{text[at + 2 :]}"


def training_ways(sounds: Sounds) -> tuple[Spoil, ...]:
    """The ways in which training spoils its examples."""
    alike = by_sound(sounds)
    return (
        left_out,
        lambda text, chance: change(text, chance, lambda _: STRAY),
        lambda text, chance: alike(alike(text, chance), chance),
        swapped,
    )
