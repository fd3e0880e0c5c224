"""Spoils questions the way people do, and names the examples that then are read differently."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import opencc

from bot.language import spoiling
from bot.language.classifier import Plan
from bot.language.corpus import Text, measure_of, texts
from bot.language.features import Features
from bot.language.matching import Matcher
from bot.language.normalise import Normaliser
from bot.language.pinyin import Sounds
from bot.language.spoiling import Spoil
from bot.language.trained import fit, samples
from bot.model.intents import Intents

_TO_TRADITIONAL = opencc.OpenCC("s2t")


@dataclass(frozen=True, slots=True)
class Broken:
    """An example that is read differently once spoiled."""

    how: str
    measure: str
    example: str
    spoiled: str
    heard: str


def spoilers(sounds: Sounds, fillers: Sequence[str]) -> Mapping[str, Spoil]:
    """The ways to spoil a text, by name."""
    return {
        "错字": spoiling.wrong,
        "同音": spoiling.by_sound(sounds),
        "繁体": lambda text, _: _TO_TRADITIONAL.convert(text),
        "填充": lambda text, chance: f"{chance.choice(list(fillers) or [''])}{text}",
        "漏字": spoiling.left_out,
    }


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
