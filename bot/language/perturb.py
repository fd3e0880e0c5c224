"""Spoils questions the way people do, and names the examples that then are read differently."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence

import opencc

from bot.language import spoiling
from bot.language.classifier import Plan
from bot.language.corpus import ACT, OUT_OF_SCOPE, Text, measure_of, texts
from bot.language.evaluate import Question
from bot.language.features import Features
from bot.language.matching import Matcher, Scored
from bot.language.pages import Broken, Left, Loss
from bot.language.pinyin import Sounds
from bot.language.spoiling import Spoil
from bot.language.trained import fit, samples
from bot.model.intents import Intents

_TO_TRADITIONAL = opencc.OpenCC("s2t")


def spoilers(sounds: Sounds, fillers: Sequence[str]) -> Mapping[str, Spoil]:
    """The ways to spoil a text, by name."""
    return {
        "错字": spoiling.wrong,
        "同音": spoiling.by_sound(sounds),
        "繁体": lambda text, _: _TO_TRADITIONAL.convert(text),
        "填充": lambda text, chance: f"{chance.choice(list(fillers) or [''])}{text}",
        "漏字": spoiling.left_out,
    }


def losses(
    matcher: Matcher,
    normaliser: Callable[[str], str],
    questions: Sequence[Question],
    ways: Mapping[str, Spoil],
    seed: int = 11,
) -> tuple[Loss, ...]:
    """How many questions are read right as written and once spoiled, for every way to spoil."""
    chance = random.Random(seed)  # noqa: S311 - chooses test texts, guards nothing
    plain = sum(_top(matcher, normaliser(one.text)) == one.labels[0] for one in questions)
    found = []
    for how, spoil in ways.items():
        right = sum(_top(matcher, normaliser(spoil(one.text, chance))) == one.labels[0] for one in questions)
        found.append(Loss(how, plain, right, len(questions)))
    return tuple(found)


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


def unseen(
    intents: Intents,
    normaliser: Callable[[str], str],
    features: Features,
    like: Sequence[Question],
    seed: int = 13,
) -> tuple[tuple[Question, Scored], ...]:
    """Examples drawn at random, as questions, scored after training without them.

    As many as are in `like`, and as many of them out of scope. With them half of the utterances that touch several
    measures: kind ambiguous or multi.
    """
    training = list(texts(intents))
    asked = [text for text in training if text.weight >= 1 and not text.label.startswith(ACT)]
    chance = random.Random(seed)  # noqa: S311 - guards nothing
    questions = []
    outside = [measure_of(text.label) == OUT_OF_SCOPE for text in asked]
    theirs = sum(question.labels[0] == OUT_OF_SCOPE for question in like)
    for kind, most in (("oos", theirs), ("single", len(like) - theirs)):
        fitting = [text for text, out in zip(asked, outside, strict=True) if out == (kind == "oos")]
        drawn = chance.sample(fitting, min(most, len(fitting) // 2))
        questions += [Question(text.words, text.words, (measure_of(text.label),), kind) for text in drawn]
    for kind, lines in (("ambiguous", intents.vague), ("multi", intents.several)):
        mixed = chance.sample(lines, len(lines) // 2)
        questions += [Question(line.text, line.text, line.measures, kind) for line in mixed]
    apart = {question.text for question in questions}
    kept = [text for text in training if text.words not in apart]
    matcher = Matcher(features, fit(samples(kept, normaliser, features)))
    return tuple((question, matcher.score(normaliser(question.text))) for question in questions)


def left_out(
    intents: Intents, normaliser: Callable[[str], str], features: Features, folds: int = 5, plan: Plan | None = None
) -> Left:
    """Examples misread when the fold they belong to is left out of training, with what they are read as."""
    training = list(texts(intents))
    wrong: list[tuple[Text, str]] = []
    tried = 0
    for fold in range(folds):
        kept = [text for at, text in enumerate(training) if at % folds != fold or text.weight < 1]
        matcher = Matcher(features, fit(samples(kept, normaliser, features), plan))
        for text in training[fold::folds]:
            if text.weight < 1:
                continue
            tried += 1
            heard = _top(matcher, normaliser(text.words))
            if heard != measure_of(text.label):
                wrong.append((text, heard))
    return Left(tuple(wrong), tried)
