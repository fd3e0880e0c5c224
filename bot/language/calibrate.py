"""Finds the thresholds from labelled questions, so that nobody sets them by feel.

Each figure in turn is set to the best of a few values while the others stay, until nothing changes: what all
mistakes on the questions cost together can only fall.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.language import beside
from bot.language.corpus import OUT_OF_SCOPE, SMALL_TALK
from bot.language.deciding import (
    ALSO,
    BESIDE,
    DEFAULTS,
    OFFER,
    OUTSIDE,
    SHIFT,
    SURE,
    UNNAMED,
    VAGUE,
    decided,
    ranked,
    says_name,
)
from bot.language.evaluate import Question
from bot.language.matching import Matcher, Scored
from bot.language.understand import Reader
from bot.model.copying import replace
from bot.model.intents import Calibration
from bot.model.understanding import Outcome

Places = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Costs:
    """What each mistake weighs: a confident wrong answer sends somebody to town for nothing.

    Refusing what is ours weighs less than taking what is not, since people can ask again in other words. guessed: a
    vague question answered about one of what it may mean; who meant another is not even told that there is one.
    """

    wrong: float = 12.0
    missed: float = 1.3
    guessed: float = 2.0
    refused: float = 2.0
    taken: float = 2.5
    asked: float = 1.0
    beside: float = 0.4


GRIDS: dict[str, tuple[float, ...]] = {
    "temperature": (0.5, 0.6, 0.7, 0.85, 1.0, 1.2, 1.4, 1.7, 2.0),
    SHIFT: (-1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0),
    OUTSIDE: (0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7),
    "answer": (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8),
    UNNAMED: (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95),
    "margin": (0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6),
    OFFER: (0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4),
    VAGUE: (0.0, 0.15, 0.25, 0.4, 0.6, 0.8, 1.0, 1.3, 1.7, 2.2, 3.0),
    "choose": (0.01, 0.02, 0.03, 0.04, 0.06, 0.08, 0.1, 0.12, 0.15),
}
"""Values tried for each figure that decides about a whole message."""

_ALSO = (0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8)
"""Values tried for the chance at which a second measure counts as asked about."""

_ROUNDS = 3
_WRONG = 0.01
"""Share of wrong answers above the chance that counts as sure."""


def with_figure(calibration: Calibration, name: str, value: float) -> Calibration:
    """The calibration with one figure changed."""
    if name == "temperature":
        return replace(calibration, temperature=value)
    if name == "answer":
        return replace(calibration, answer=value)
    if name == "margin":
        return replace(calibration, margin=value)
    if name == "choose":
        return replace(calibration, choose=value)
    return replace(calibration, extra={**calibration.extra, name: value})


def calibrate(
    reader: Reader, questions: Sequence[Question], unseen: Sequence[tuple[Question, Scored]] = ()
) -> Calibration:
    """The figures with the least cost on these questions; they must not be those one reports on.

    unseen: further questions, scored by a matcher that has not been trained on them.
    """
    scored = [
        reader.asking(question.text, reader.matcher.score(reader.normalise(question.text))) for question in questions
    ]
    unseen = [(question, reader.asking(question.text, one)) for question, one in unseen]
    labelled = list(zip(questions, scored, strict=True))
    told = [*labelled, *((question, one) for question, one in unseen if question.kind in ("single", "oos"))]
    # As many vague ones among the unseen as there are among the labelled: more would make the bot ask back too often.
    vague = sum(question.kind == "ambiguous" for question in questions)
    told += [(question, one) for question, one in unseen if question.kind == "ambiguous"][:vague]
    scored = [one for _, one in told]
    questions = [question for question, _ in told]
    best = Calibration(extra=dict(DEFAULTS))
    temperatures = GRIDS["temperature"]
    best = min(
        (with_figure(best, "temperature", one) for one in temperatures),
        key=lambda one: _surprise(reader.matcher, questions, scored, one),
    )
    for _ in range(_ROUNDS):
        for name, values in GRIDS.items():
            if name != "temperature":
                tried = [with_figure(best, name, value) for value in values]
                best = min([best, *tried], key=lambda one: _whole(reader.matcher, questions, scored, one))
    for name, weight in _second([*labelled, *unseen]).items():
        best = with_figure(best, BESIDE + name, round(weight, 3))
    tried = [with_figure(best, ALSO, value) for value in _ALSO]
    # Only among labelled questions are double ones as frequent as in life.
    best = min(tried, key=lambda one: _apart(reader, labelled, one))
    return with_figure(best, SURE, _sure(reader.matcher, questions, scored, best))


def _second(told: Sequence[tuple[Question, Scored]]) -> Mapping[str, float]:
    """The weights of the model of second questions."""
    rows, asked = [], []
    for question, one in told:
        if question.kind in ("single", "multi"):
            rows += [other.evidence for other in one.beside]
            asked += [question.kind == "multi" and other.measure in question.labels for other in one.beside]
    return beside.fit(rows, asked) if any(asked) else beside.DEFAULTS


def _surprise(
    matcher: Matcher, questions: Sequence[Question], scored: Sequence[Scored], calibration: Calibration
) -> float:
    """The negative log chances of the main labels; lowest where chances mean what they say."""
    total = 0.0
    for question, one in zip(questions, scored, strict=True):
        if question.kind != "ambiguous" and question.labels[0] in matcher.measures:
            total -= float(np.log(max(dict(ranked(matcher, one, calibration))[question.labels[0]], 1e-4)))
    return total


def _whole(
    matcher: Matcher, questions: Sequence[Question], scored: Sequence[Scored], calibration: Calibration
) -> float:
    """What the outcomes of all messages cost."""
    total = 0.0
    for question, one in zip(questions, scored, strict=True):
        places = ranked(matcher, one, calibration)
        verdict = decided(places, one, calibration)
        total += _cost(Costs(), question, verdict.outcome, [measure for measure, _ in verdict.chosen], verdict.ranked)
    return total


def _cost(costs: Costs, question: Question, outcome: Outcome, chosen: Sequence[str], places: Places) -> float:
    """What one outcome costs."""
    if question.labels[0] == OUT_OF_SCOPE:
        theirs = {Outcome.ANSWER: costs.wrong + costs.taken, Outcome.CHOOSE: costs.taken}
        # Said to be not ours is better than not understood.
        unsaid = 0.0 if outcome is Outcome.OUT_OF_SCOPE else costs.asked
        return 0.0 if SMALL_TALK in chosen else theirs.get(outcome, unsaid)
    vague = question.kind == "ambiguous"
    right = bool(set(chosen) & set(question.labels))
    if outcome is Outcome.ANSWER and not right:
        return costs.wrong
    if outcome is Outcome.CHOOSE and not vague:
        return costs.asked if places[0][0] == question.labels[0] else costs.missed
    fitting = Outcome.CHOOSE if vague else Outcome.ANSWER
    if outcome is fitting and right:
        return 0.0
    if outcome is Outcome.ANSWER:
        return costs.guessed
    return costs.refused if outcome is Outcome.OUT_OF_SCOPE else costs.missed


def _apart(reader: Reader, told: Sequence[tuple[Question, Scored]], calibration: Calibration) -> float:
    """What is missed of messages with several questions, and what is answered that nobody asked."""
    costs = Costs()
    total = 0.0
    for question, one in told:
        if question.kind in ("single", "multi"):
            found = set(reader.measures_of(one, calibration))
            missed = set(question.labels) - found if question.kind == "multi" else set()
            total += costs.missed * bool(missed) + costs.beside * len(found - set(question.labels))
    return total


def _sure(matcher: Matcher, questions: Sequence[Question], scored: Sequence[Scored], calibration: Calibration) -> float:
    """The least chance above which a named measure is almost never wrong."""
    told: list[tuple[float, bool]] = []
    for question, one in zip(questions, scored, strict=True):
        measure, chance = ranked(matcher, one, calibration)[0]
        if says_name(one, measure):
            told.append((chance, measure in question.labels))
    told.sort(reverse=True)
    wrong, least = 0, DEFAULTS[SURE]
    for count, (chance, right) in enumerate(told, 1):
        wrong += not right
        if wrong <= _WRONG * count and count >= 20:
            least = chance
    return round(float(max(least, calibration.answer)), 3)
