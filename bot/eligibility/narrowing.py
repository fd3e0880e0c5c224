"""Everything that follows from what is known, and what contradicts itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.eligibility import network
from bot.eligibility.ratios import clash, ratio
from bot.eligibility.sets import Known, everything
from bot.model.facts import Fact

ROUNDS = 4
"""A rate can meet a constraint and a constraint a rate; content ties few such knots."""


def with_ratio(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """The facts that follow from two counts."""
    return {name: fact for name, fact in facts.items() if fact.ratio is not None}


def narrow(
    known: Mapping[str, Known], ratios: Mapping[str, Fact], parts: tuple[network.Component, ...], on: date
) -> dict[str, Known]:
    """The facts held to what is possible; a component that contradicts itself adds nothing.

    ratios: the facts that follow from two counts.
    """
    found = dict(known)
    for _ in range(ROUNDS):
        changed = _rates(found, ratios, on)
        for part in parts:
            new = part.follows(found, on)
            if new:
                found.update(new)
                changed = True
        if not changed:
            break
    return found


def _rates(found: dict[str, Known], ratios: Mapping[str, Fact], on: date) -> bool:
    """Hold rates to what their counts allow; whether that says anything new."""
    changed = False
    for fact in ratios.values():
        counts = _counts(fact, found)
        if counts is None:
            continue
        rates = ratio(*counts)
        held = rates and network.narrowed(found, fact, rates, on)
        if held:
            found[fact.name] = held
            changed = True
    return changed


def _counts(fact: Fact, known: Mapping[str, Known]) -> tuple[tuple[tuple[int, int], ...], ...] | None:
    """Numerator and denominator of a ratio fact, if both are known as spans."""
    if fact.ratio is None:
        return None
    top, bottom = known.get(fact.ratio[0]), known.get(fact.ratio[1])
    if not top or not bottom or isinstance(top, frozenset) or isinstance(bottom, frozenset):
        return None
    return top, bottom


def conflicts(
    known: Mapping[str, Known],
    facts: Mapping[str, Fact],
    ratios: Mapping[str, Fact],
    parts: tuple[network.Component, ...],
    on: date,
) -> tuple[str, ...]:
    """Wordings of what cannot all be true of one person or employer; ratios: as above."""
    found = []
    for fact in ratios.values():
        counts = _counts(fact, known)
        if counts is not None and fact.ratio is not None:
            rate = known.get(fact.name, everything(fact, on))
            if clash(counts[0], counts[1], rate):
                found.append(f"{fact.name}和{fact.ratio[0]}、{fact.ratio[1]}对不上")
    held = narrow(known, ratios, (), on)
    for part in parts:
        found += network.broken(part, held, facts, on)
    return tuple(dict.fromkeys(found))
