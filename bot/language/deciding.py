"""From chances to an outcome: answer, offer a choice, say it is not ours, or say it was not understood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.language.clauses import asks
from bot.language.corpus import NONE, OUT_OF_SCOPE, SMALL_TALK, TOPIC
from bot.language.matching import Matcher, Part, Scored
from bot.model.intents import Calibration
from bot.model.understanding import Outcome

MOST_OPTIONS = 4
NOT_OFFERED = frozenset({OUT_OF_SCOPE, SMALL_TALK, NONE})
"""Readings that nobody picks from a list."""

GENERAL = frozenset({"which-policies", "office-info"})
"""Measures that a question without a subject may be about."""

FURTHER = "further"
"""Name of the calibrated least chance of a clause that asks about a further measure."""

_NAMED = 0.6
_SEVERAL = 0.6
"""Least chances of a clause that names its measure, and of one that asks beside others that ask."""

OUTSIDE = "outside"
"""Name of the calibrated least chance of saying that a message is not ours."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome with its measures, best first, each with its chance."""

    outcome: Outcome
    chosen: tuple[tuple[str, float], ...]
    ranked: tuple[tuple[str, float], ...]


def ranked(matcher: Matcher, scored: Scored, temperature: float) -> tuple[tuple[str, float], ...]:
    """All measures with their tempered chances, likeliest first."""
    warm = np.power(np.maximum(scored.chances, 1e-9), 1.0 / max(temperature, 1e-3))
    warm /= warm.sum()
    order = np.argsort(-warm, kind="stable")
    return tuple((matcher.measures[at], float(warm[at])) for at in order)


def decide(places: Sequence[tuple[str, float]], calibration: Calibration) -> Verdict:
    """The outcome for one ranking."""
    whole = tuple(places)
    (first, chance), (_, second) = whole[0], whole[1]
    if first == OUT_OF_SCOPE and chance >= calibration.extra.get(OUTSIDE, 0.4):
        return Verdict(Outcome.OUT_OF_SCOPE, (whole[0],), whole)
    if first != NONE and chance >= calibration.answer and chance - second >= calibration.margin:
        return Verdict(Outcome.ANSWER, (whole[0],), whole)
    offered = [place for place in whole if place[0] not in NOT_OFFERED and place[1] >= calibration.choose]
    if len(offered) >= 2:
        return Verdict(Outcome.CHOOSE, tuple(offered[:MOST_OPTIONS]), whole)
    return Verdict(Outcome.FALLBACK, (), whole)


def undecided(places: Sequence[tuple[str, float]], *, bare: bool) -> Verdict:
    """The outcome of a message without a subject: what is asked of no measure opens the general ones."""
    general = tuple(place for place in places if place[0] in GENERAL)
    if bare and len(general) == len(GENERAL):
        return Verdict(Outcome.CHOOSE, tuple(sorted(general, reverse=True)), tuple(places))
    return Verdict(Outcome.FALLBACK, (), tuple(places))


def further(
    matcher: Matcher, scored: Scored, text: str, verdict: Verdict, calibration: Calibration, asking: Sequence[int]
) -> tuple[tuple[str, float], ...]:
    """All measures that clauses of the message ask about, in the order they are asked.

    A clause counts when it names its measure, or when it asks (asking: places of words that ask) and is sure
    by itself; it need be less sure where several clauses ask.
    """
    sure = calibration.extra.get(FURTHER, 0.8)
    open_parts = [_asks(part, text, asking) for part in scored.parts]
    several = sum(open_parts) > 1
    found: dict[str, float] = {}
    opened: set[str] = set()
    for part, is_open in zip(scored.parts, open_parts, strict=True):
        at = int(np.argmax(part.chances))
        measure, chance = matcher.measures[at], float(part.chances[at])
        if measure in NOT_OFFERED:
            continue
        least = min(
            _NAMED if _names(scored, part, measure) else 1.0, (_SEVERAL if several else sure) if is_open else 1.0
        )
        if chance >= least:
            found[measure] = max(chance, found.get(measure, 0.0))
            opened |= {measure} if is_open else set()
    main = verdict.chosen[0][0]
    if main in found and len(opened) > 1:
        return tuple(found.items())
    # What was only told of stands behind what was asked.
    return (verdict.chosen[0], *(place for place in found.items() if place[0] != main))


def _asks(part: Part, text: str, asking: Sequence[int]) -> bool:
    return asks(text, part.end) or any(part.start <= place < part.end for place in asking)


def _names(scored: Scored, part: Part, measure: str) -> bool:
    names = (f"mN:{measure}", f"sN:{measure}")
    return any(one.name in names and one.start >= part.start and one.end <= part.end for one in scored.seen)


def topic(matcher: Matcher, scored: Scored) -> str | None:
    """The neighbouring service that an out-of-scope message is likeliest about."""
    chances: Mapping[str, float] = dict(zip(matcher.labels, map(float, scored.classes), strict=True))
    topics = {label: chance for label, chance in chances.items() if label.startswith(TOPIC)}
    plain = chances.get(OUT_OF_SCOPE, 0.0)
    best = max(topics, key=lambda label: topics[label], default=None)
    return best[len(TOPIC) :] if best is not None and topics[best] > plain else None
