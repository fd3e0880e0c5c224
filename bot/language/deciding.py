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

OUTSIDE, SHIFT, UNNAMED, OFFER, SURE = "outside", "shift", "unnamed", "offer", "sure"
"""Calibrated: least chance of saying that a message is not ours; what is added to the logarithm of that chance;
least chance of answering about a measure that the message does not name; of the likeliest option for a choice to be
offered at all; and at which an open question may be left for a new one."""

FURTHER, NAMED, SEVERAL = "further", "named", "several"
"""Calibrated least chances of a clause that asks about a further measure: alone, where it names the measure,
and where several clauses ask."""

DEFAULTS = {OUTSIDE: 0.4, SHIFT: 0.0, UNNAMED: 0.5, OFFER: 0.0, SURE: 0.9, FURTHER: 0.8, NAMED: 0.6, SEVERAL: 0.6}
"""Stand in until the thresholds have been calibrated."""


def threshold(calibration: Calibration, name: str) -> float:
    """A calibrated figure by name."""
    return calibration.extra.get(name, DEFAULTS[name])


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome with its measures, best first, each with its chance."""

    outcome: Outcome
    chosen: tuple[tuple[str, float], ...]
    ranked: tuple[tuple[str, float], ...]


def ranked(matcher: Matcher, scored: Scored, calibration: Calibration) -> tuple[tuple[str, float], ...]:
    """All measures with their tempered chances, likeliest first."""
    logs = np.log(np.maximum(scored.chances, 1e-9)) / max(calibration.temperature, 1e-3)
    if OUT_OF_SCOPE in matcher.measures:
        logs[matcher.measures.index(OUT_OF_SCOPE)] += threshold(calibration, SHIFT)
    warm = np.exp(logs - logs.max())
    warm /= warm.sum()
    order = np.argsort(-warm, kind="stable")
    return tuple((matcher.measures[at], float(warm[at])) for at in order)


def says_name(scored: Scored, measure: str) -> bool:
    """Whether the message holds an expression or figure that by itself means the measure."""
    tags = {f"mN:{measure}", f"sN:{measure}", f"mF:{measure}"}
    return any(one.name in tags for one in scored.seen)


def decide(places: Sequence[tuple[str, float]], calibration: Calibration, *, named: bool = True) -> Verdict:
    """The outcome for one ranking; named: whether the message names the measure put first."""
    whole = tuple(places)
    (first, chance), (_, second) = whole[0], whole[1]
    if first == OUT_OF_SCOPE and chance >= threshold(calibration, OUTSIDE):
        return Verdict(Outcome.OUT_OF_SCOPE, (whole[0],), whole)
    least = calibration.answer if named or first in NOT_OFFERED else threshold(calibration, UNNAMED)
    if first != NONE and chance >= least and chance - second >= calibration.margin:
        return Verdict(Outcome.ANSWER, (whole[0],), whole)
    offered = [place for place in whole if place[0] not in NOT_OFFERED and place[1] >= calibration.choose]
    if len(offered) >= 2 and offered[0][1] >= threshold(calibration, OFFER):
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
    by itself; it need be less sure where several clauses ask. Of an undecided message, nothing unless at least
    two clauses ask about different measures.
    """
    sure, name, beside = (threshold(calibration, one) for one in (FURTHER, NAMED, SEVERAL))
    open_parts = [_asks(part, text, asking) for part in scored.parts]
    several = sum(open_parts) > 1
    found: dict[str, float] = {}
    opened: set[str] = set()
    for part, is_open in zip(scored.parts, open_parts, strict=True):
        at = int(np.argmax(part.chances))
        measure, chance = matcher.measures[at], float(part.chances[at])
        if measure in NOT_OFFERED:
            continue
        least = min(name if _names(scored, part, measure) else 1.0, (beside if several else sure) if is_open else 1.0)
        if chance >= least:
            found[measure] = max(chance, found.get(measure, 0.0))
            opened |= {measure} if is_open else set()
    main = verdict.chosen[0][0]
    if verdict.outcome is Outcome.CHOOSE:
        return tuple(found.items()) if len(opened) > 1 else ()
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
