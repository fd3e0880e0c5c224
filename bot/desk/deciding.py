"""Deciding from a facts file or a form: the same engine, without a conversation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.content.fact_values import parse_value
from bot.desk.report import Json, result_json
from bot.model.errors import BadFacts
from bot.model.facts import FactMap
from bot.model.library import Library
from bot.model.named import region_named
from bot.model.values import Value
from bot.model.verdicts import Result


def read_facts(library: Library, given: Mapping[str, object], on: date) -> FactMap:
    """Facts by Chinese name, code or alias with plain values, as model values.

    Raises BadFacts naming the fact, the value and how to write it.
    """
    values: dict[str, Value] = {}
    told: dict[str, str] = {}
    for name, raw in given.items():
        fact = library.content.facts.find(name)
        if fact is None:
            raise BadFacts(f"没有叫「{name}」的事实；名字见 knowledge/_facts.yaml")
        if fact.name in told:
            raise BadFacts(f"事实「{fact.name}」写了两遍：「{told[fact.name]}」和「{name}」，只能写一遍")
        told[fact.name] = name
        value = parse_value(fact, raw, on)
        if value is not None:
            values[fact.name] = value
    return library.engine.narrow(values, on)


def screen(library: Library, region: str, facts: FactMap, on: date) -> tuple[Result, ...]:
    """All policies of a region that take part in screening. Raises UnknownName."""
    region_named(region, library.content.regions)
    return tuple(
        library.engine.decide(policy.id, facts, on) for policy in library.content.in_region(region) if policy.screened
    )


def decision_json(library: Library, results: tuple[Result, ...], facts: FactMap, on: date) -> Json:
    """Results with the next question worth asking."""
    asks = library.engine.next_question([result.policy for result in results], facts, on)
    return {"on": on.isoformat(), "policies": [result_json(result) for result in results], "next": asks}
