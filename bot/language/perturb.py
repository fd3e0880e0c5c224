"""Spoils questions the way people do, and names the examples that then are read differently."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import opencc

from bot.language.classifier import Plan
from bot.language.corpus import Text, measure_of, texts
from bot.language.features import Features
from bot.language.matching import Matcher
from bot.language.normalise import Normaliser
from bot.language.pinyin import FIRST, LAST, Sounds
from bot.language.trained import fit, samples
from bot.model.intents import Intents

_TO_TRADITIONAL = opencc.OpenCC("s2t")
_COMMON = 0x62FF
"""Homophones are drawn from the characters before this one and the message's own sounds."""


@dataclass(frozen=True, slots=True)
class Broken:
    """An example that is read differently once spoiled."""

    how: str
    measure: str
    example: str
    spoiled: str
    heard: str


Spoil = Callable[[str, random.Random], str]


def spoilers(sounds: Sounds, fillers: Sequence[str]) -> Mapping[str, Spoil]:
    """The ways to spoil a text, by name."""
    alike: dict[str, list[str]] = defaultdict(list)
    for code in range(FIRST, LAST + 1):
        syllable = sounds.of(chr(code))
        if syllable and code < _COMMON:
            alike[syllable].append(chr(code))

    def homophone(text: str, chance: random.Random) -> str:
        return _change(text, chance, lambda char: chance.choice(alike.get(sounds.of(char) or "", [char]) or [char]))

    return {
        "错字": lambda text, chance: _change(text, chance, lambda _: chr(chance.randrange(FIRST, _COMMON))),
        "同音": homophone,
        "繁体": lambda text, _: _TO_TRADITIONAL.convert(text),
        "填充": lambda text, chance: f"{chance.choice(list(fillers) or [''])}{text}",
        "漏字": lambda text, chance: _change(text, chance, lambda _: ""),
    }


def _change(text: str, chance: random.Random, swap: Callable[[str], str]) -> str:
    """The text with one of its Chinese characters swapped."""
    places = [at for at, char in enumerate(text) if FIRST <= ord(char) <= LAST]
    if not places:
        return text
    at = chance.choice(places)
    return text[:at] + swap(text[at]) + text[at + 1 :]


def breaking(
    matcher: Matcher, normaliser: Callable[[str], str], intents: Intents, ways: Mapping[str, Spoil], seed: int = 11
) -> tuple[Broken, ...]:
    """Examples of measures whose best reading changes under some spoiling; short ones are left out."""
    chance = random.Random(seed)  # noqa: S311 - chooses test texts, guards nothing
    found: list[Broken] = []
    for text in texts(intents):
        measure = measure_of(text.label)
        if text.weight < 1 or len(text.words) < 5 or _top(matcher, normaliser(text.words)) != measure:
            continue
        for how, spoil in ways.items():
            spoiled = spoil(text.words, chance)
            heard = _top(matcher, normaliser(spoiled))
            if heard != measure:
                found.append(Broken(how, measure, text.words, spoiled, heard))
    return tuple(found)


def _top(matcher: Matcher, clean: str) -> str:
    return matcher.measures[int(matcher.score(clean).chances.argmax())]


def left_out(
    intents: Intents, normaliser: Normaliser, features: Features, folds: int = 5, plan: Plan | None = None
) -> tuple[tuple[Text, str], ...]:
    """Examples misread when the fifth they belong to is left out of training, with what they are read as."""
    training = list(texts(intents))
    wrong: list[tuple[Text, str]] = []
    for fold in range(folds):
        kept = [text for at, text in enumerate(training) if at % folds != fold or text.weight < 1]
        matcher = Matcher(features, fit(samples(kept, normaliser, features), plan))
        for text in training[fold::folds]:
            if text.weight < 1:
                continue
            heard = _top(matcher, normaliser(text.words))
            if heard != measure_of(text.label):
                wrong.append((text, heard))
    return tuple(wrong)
