"""Finds the thresholds from labelled questions, so that nobody sets them by feel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from bot.language.corpus import OUT_OF_SCOPE
from bot.language.deciding import FURTHER, OUTSIDE, Verdict, decide, ranked
from bot.language.evaluate import Question
from bot.language.matching import Matcher, Scored
from bot.language.normalise import Normaliser
from bot.model.intents import Calibration
from bot.model.understanding import Outcome

Places = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Costs:
    """What each mistake weighs: a confident wrong answer sends somebody to town for nothing."""

    wrong: float = 8.0
    missed: float = 1.0
    refused: float = 4.0
    taken: float = 3.0
    asked: float = 0.35


def calibrate(matcher: Matcher, normaliser: Normaliser, questions: Sequence[Question]) -> Calibration:
    """The thresholds with the least cost on these questions; they must not be those one reports on."""
    scored = [matcher.score(normaliser(question.text)) for question in questions]
    temperature = min(
        _TEMPERATURES, key=lambda warmth: _surprise(matcher, questions, scored_at(matcher, scored, warmth))
    )
    places = scored_at(matcher, scored, temperature)
    found = min(_candidates(temperature), key=lambda one: _cost(one, questions, places))
    return replace(found, extra={**found.extra, FURTHER: 0.8})


_TEMPERATURES = (0.4, 0.5, 0.6, 0.7, 0.85, 1.0, 1.2, 1.4, 1.7, 2.0)


def scored_at(matcher: Matcher, scored: Sequence[Scored], warmth: float) -> list[Places]:
    """The rankings of scored messages at one temperature."""
    return [ranked(matcher, one, warmth) for one in scored]


def _surprise(matcher: Matcher, questions: Sequence[Question], places: Sequence[Places]) -> float:
    """Mean negative log chance of the main label; lowest where chances mean what they say."""
    total = 0.0
    for question, place in zip(questions, places, strict=True):
        if question.kind != "ambiguous" and question.labels[0] in matcher.measures:
            total -= float(np.log(max(dict(place)[question.labels[0]], 1e-4)))
    return total


def _candidates(temperature: float) -> Iterator[Calibration]:
    answers = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8)
    margins = (0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4)
    outsides = (0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7)
    chooses = (0.04, 0.06, 0.08, 0.1, 0.12, 0.15)
    for answer, margin, outside, choose in product(answers, margins, outsides, chooses):
        yield Calibration(answer, margin, choose, temperature, {OUTSIDE: outside})


def _cost(calibration: Calibration, questions: Sequence[Question], places: Sequence[Places]) -> float:
    costs = Costs()
    return sum(
        _one(costs, question, decide(place, calibration)) for question, place in zip(questions, places, strict=True)
    )


def _one(costs: Costs, question: Question, verdict: Verdict) -> float:
    """What one outcome costs."""
    if question.labels[0] == OUT_OF_SCOPE:
        theirs = {Outcome.ANSWER: costs.wrong + costs.taken, Outcome.CHOOSE: costs.taken}
        known = any(measure == OUT_OF_SCOPE for measure, _ in verdict.chosen)
        return 0.0 if known else theirs.get(verdict.outcome, 0.0)
    vague = question.kind == "ambiguous"
    chosen = {measure for measure, _ in verdict.chosen}
    right = bool(chosen & set(question.labels))
    if verdict.outcome is Outcome.ANSWER and not right:
        return costs.wrong
    if verdict.outcome is Outcome.CHOOSE and not vague:
        return costs.asked if question.labels[0] in chosen else costs.missed
    fitting = Outcome.CHOOSE if vague else Outcome.ANSWER
    misses = {Outcome.OUT_OF_SCOPE: costs.refused}
    return 0.0 if verdict.outcome is fitting and right else misses.get(verdict.outcome, costs.missed)
