"""From chances to an outcome: answer, offer a choice, say it is not ours, or say it was not understood."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

import numpy as np

from bot.language import beside
from bot.language.corpus import NONE, NOT_OFFERED, OUT_OF_SCOPE
from bot.language.matching import Matcher, Scored
from bot.model.intents import Calibration
from bot.model.understanding import Outcome

MOST_OPTIONS = 4
FOREMOST = MOST_OPTIONS + len(NOT_OFFERED) + 1
"""More of the likeliest measures are looked at only where the words fit all."""

GENERAL = frozenset({"which-policies", "office-info"})
"""Measures that a question without a subject may be about."""

SUBJECTLESS = GENERAL | {"policy-document"}
"""Measures that words of aspects alone can mean: where it is, which document."""

OUTSIDE, SHIFT, UNNAMED, OFFER, SURE, VAGUE = "outside", "shift", "unnamed", "offer", "sure", "vague"
"""Calibrated: least chance of saying that a message is not ours; what is added to the logarithm of that chance;
least chance of answering about a measure that the message does not name; of the likeliest option for a choice to be
offered at all; at which an open question may be left for a new one; and how much an answer must be surer where the
message sounds vague."""

ALSO = "also"
"""Calibrated least chance at which a second measure counts as asked about too."""

FAINT = 0.2
"""The share of the least chance of an option at which one is offered beside a measure that would be sure."""

AHEAD = 0.75
"""A second measure less likely than this stands behind the main one, wherever it is asked about, and does not make an
answer of an undecided message."""

TWICE = 0.5
"""Least chance of asking two things at which, beside an answer, no word that joins is needed: 见习多少，档案放哪."""

PAIR, BY_ITSELF = 2, 0.9
"""When more than a pair of clauses are each this sure of another measure, all of them are asked about."""

BESIDE = "beside-"
"""Begins the names of the calibrated weights of the model of second questions."""

DEFAULTS = {OUTSIDE: 0.4, SHIFT: 0.0, UNNAMED: 0.5, OFFER: 0.0, SURE: 0.9, ALSO: 0.5, VAGUE: 0.0}
"""Stand in until the thresholds have been calibrated."""


_NEXT_TO_NOTHING = np.array(1e-9, dtype=np.float32)
"""An array, since numpy takes twice the time to compare with a plain number."""


def threshold(calibration: Calibration, name: str) -> float:
    """A calibrated figure by name."""
    return calibration.extra.get(name, DEFAULTS[name])


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome with its measures, best first, each with its chance."""

    outcome: Outcome
    chosen: tuple[tuple[str, float], ...]
    ranked: tuple[tuple[str, float], ...]


def ranked(
    matcher: Matcher, scored: Scored, calibration: Calibration, most: int | None = None
) -> tuple[tuple[str, float], ...]:
    """All measures with their tempered chances, likeliest first; or only so many of them."""
    logs = np.log(np.maximum(scored.chances, _NEXT_TO_NOTHING))
    logs /= max(calibration.temperature, 1e-3)
    if matcher.outside is not None:
        logs[matcher.outside] += threshold(calibration, SHIFT)
    logs -= np.maximum.reduce(logs)
    warm = np.exp(logs)
    warm /= np.add.reduce(warm)
    order = np.argsort(-warm, kind="stable")[:most]
    return tuple(zip(map(matcher.measures.__getitem__, order.tolist()), warm[order].tolist(), strict=True))


def says_name(scored: Scored, measure: str) -> bool:
    """Whether the message holds an expression or figure that by itself means the measure."""
    tags = {f"mN:{measure}", f"sN:{measure}", f"mF:{measure}"}
    return any(one.name in tags for one in scored.cues)


def decide(
    places: Sequence[tuple[str, float]], calibration: Calibration, *, named: bool = True, vague: float = 0.0
) -> Verdict:
    """The outcome for one ranking.

    named: whether the message names the measure put first. vague: how likely it leaves open which one it means.
    """
    whole = tuple(places)
    (first, chance), (_, second) = whole[0], whole[1]
    if first == OUT_OF_SCOPE and chance >= threshold(calibration, OUTSIDE):
        return Verdict(Outcome.OUT_OF_SCOPE, (whole[0],), whole)
    least = calibration.answer if named or first in NOT_OFFERED else threshold(calibration, UNNAMED)
    # 在哪里办 leaves open what is to be done, but not where.
    clear = 1.0 if first in NOT_OFFERED | SUBJECTLESS else (1.0 - vague) ** threshold(calibration, VAGUE)
    sure = first != NONE and chance >= least and chance - second >= calibration.margin
    if sure and chance * clear >= least:
        return Verdict(Outcome.ANSWER, (whole[0],), whole)
    # Of what is only too vague to be answered, less likely measures may be meant too.
    fewest = calibration.choose * (FAINT if sure else 1.0)
    likely = takewhile(lambda place: place[1] >= fewest, whole)
    offered = tuple(islice((place for place in likely if place[0] not in NOT_OFFERED), MOST_OPTIONS))
    if sure and len(offered) < 2:
        return Verdict(Outcome.ANSWER, (whole[0],), whole)
    if len(offered) >= 2 and offered[0][1] >= threshold(calibration, OFFER):
        return Verdict(Outcome.CHOOSE, offered, whole)
    return Verdict(Outcome.FALLBACK, (), whole)


def decided(places: Sequence[tuple[str, float]], scored: Scored, calibration: Calibration) -> Verdict:
    """The outcome for one ranking of a message, by what it names and how it asks."""
    return decide(places, calibration, named=says_name(scored, places[0][0]), vague=scored.manner.vague)


def undecided(places: Sequence[tuple[str, float]], *, bare: bool) -> Verdict:
    """The outcome of a message without a subject: what is asked of no measure opens the general ones."""
    general = tuple(place for place in places if place[0] in GENERAL)
    if bare and len(general) == len(GENERAL):
        return Verdict(Outcome.CHOOSE, tuple(sorted(general, reverse=True)), tuple(places))
    return Verdict(Outcome.FALLBACK, (), tuple(places))


def open_to_more(verdict: Verdict) -> bool:
    """Whether a second measure would count: beside an answer, or first option, that is the likeliest of ours."""
    if verdict.outcome not in (Outcome.ANSWER, Outcome.CHOOSE):
        return False
    if verdict.outcome is Outcome.ANSWER and len(verdict.chosen) > 1:
        return False
    ours = next((place for place in verdict.ranked if place[0] not in NOT_OFFERED), None)
    return ours is not None and verdict.chosen[0][0] == ours[0]


def _least(verdict: Verdict, calibration: Calibration) -> float:
    """The chance of a second measure to count; who was not sure of one must be the surer that there are two."""
    return threshold(calibration, ALSO) if verdict.outcome is Outcome.ANSWER else AHEAD


def may_count(others: Iterable[beside.Likely], text: str, verdict: Verdict, calibration: Calibration) -> bool:
    """Whether one of these measures would count if only halves of the text were about it."""
    least, weights = _least(verdict, calibration), beside_weights(calibration)
    marked = not beside.MARKS.isdisjoint(text)
    return any(one.most(weights, marked=marked) >= least for one in others)


def further(
    measures: Sequence[str], scored: Scored, verdict: Verdict, calibration: Calibration
) -> tuple[tuple[str, float], ...]:
    """All measures the message asks about, as far as sure in the order they are asked; or those answered alone."""
    main = verdict.chosen[0]
    alone = verdict.chosen if verdict.outcome is Outcome.ANSWER else ()
    if not open_to_more(verdict):
        return alone
    enumerated = _enumerated(measures, scored)
    if len(enumerated) > PAIR:
        return tuple(enumerated.items())
    if not scored.beside:
        return alone
    least = _least(verdict, calibration)
    weights = beside_weights(calibration)
    twice = verdict.outcome is Outcome.ANSWER and scored.manner.double >= TWICE
    # 我开了店，能领什么 asks one general question, whatever else it tells.
    told = [
        (one, chance)
        for one in scored.beside
        if (chance := one.chance(weights)) >= least
        and (one.asked_apart or ((twice or one.said) and not GENERAL & {one.measure, main[0]}))
    ]
    ahead = [(one.measure, chance) for one, chance in told if one.first and chance >= AHEAD]
    behind = [(one.measure, chance) for one, chance in told if not (one.first and chance >= AHEAD)]
    return (*ahead, main, *behind) if told else alone


def _enumerated(measures: Sequence[str], scored: Scored) -> dict[str, float]:
    """The measures of the clauses that are each sure of one, in their order, if at least two of the clauses ask."""
    found: dict[str, float] = {}
    asking = 0
    for part in scored.parts:
        at = part.best
        if part.chances[at] >= BY_ITSELF and measures[at] not in NOT_OFFERED:
            found.setdefault(measures[at], float(part.chances[at]))
            asking += part.asks
    return found if asking > 1 else {}


def beside_weights(calibration: Calibration) -> Mapping[str, float]:
    """The calibrated weights of the model of second questions."""
    return {name: calibration.extra.get(BESIDE + name, value) for name, value in beside.DEFAULTS.items()}
