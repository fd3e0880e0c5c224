"""The rules in knowledge/ and the same rules written a second time agree about everybody."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from bot.content.fact_values import parse_value
from bot.content.load import load_content
from bot.content.tree import read_tree
from bot.eligibility.engine import ExactEngine
from bot.model.facts import FactMap
from bot.model.verdicts import Result, Verdict
from tests.oracle import jishan, jishan_employers, xiangfen
from tests.oracle.drawing import draw
from tests.oracle.outcome import Outcome, Rule
from tests.oracle.people import Person, as_facts

ROOT = Path(__file__).resolve().parents[2]
PEOPLE = 2_500
"""For each county as many residents and as many employers: 10,000 in all."""
SHOWN = 5
GROUPS: Mapping[tuple[str, bool], Mapping[str, Rule]] = {
    ("jishan", False): jishan.RESIDENTS,
    ("jishan", True): jishan_employers.EMPLOYERS,
    ("xiangfen", False): xiangfen.RESIDENTS,
    ("xiangfen", True): xiangfen.EMPLOYERS,
}


@pytest.fixture(scope="module")
def engine() -> ExactEngine:
    """An engine over the content of the checkout."""
    content, problems = load_content(read_tree(ROOT))
    assert content is not None, problems
    return ExactEngine(content)


def known(engine: ExactEngine, person: Person, on: date, employer: bool) -> FactMap:
    """The person as the product keeps facts."""
    facts = {}
    for code, value in as_facts(person, on, employer=employer).items():
        fact = engine.content.facts.find(code)
        assert fact is not None, code
        found = parse_value(fact, value, on)
        assert found is not None, code
        facts[fact.name] = found
    return facts


def said(result: Result) -> Outcome:
    """What the engine decided, in the oracle's form; a sum counts only where something is due."""
    due = result.amount if result.verdict in {Verdict.ELIGIBLE, Verdict.NEEDS_OFFICE} else None
    if due is None:
        return Outcome(result.verdict.value)
    unit, _, per = due.unit.partition("/")
    assert unit == "元"
    return Outcome(result.verdict.value, due.low, due.high, due.ceiling, per)


@pytest.mark.parametrize(("region", "employer"), list(GROUPS))
def test_both_encodings_agree(engine: ExactEngine, region: str, employer: bool) -> None:
    """Same verdict, sum, ceiling and period for every generated person, and nothing left to ask."""
    differences = []
    for person, on in draw(region, seed=20231231 + employer, count=PEOPLE):
        facts = known(engine, person, on, employer)
        for policy, rule in GROUPS[region, employer].items():
            result = engine.decide(policy, facts, on)
            expected, found = rule(person, on), said(result)
            if found != expected or result.missing:
                differences.append(f"{policy} {on}: {expected} ≠ {found} {result.missing} {person}")
    assert not differences, "\n".join((f"{len(differences)} differences", *differences[:SHOWN]))


@pytest.mark.parametrize(("region", "employer"), list(GROUPS))
def test_generated_people_can_exist(engine: ExactEngine, region: str, employer: bool) -> None:
    """No generated person breaks what the content says must hold between facts."""
    for person, on in draw(region, seed=20231231 + employer, count=PEOPLE // 10):
        assert not engine.conflicts(known(engine, person, on, employer), on), (person, on)


@pytest.mark.parametrize(("region", "employer"), list(GROUPS))
def test_every_rule_is_met_and_failed(region: str, employer: bool) -> None:
    """The generated people reach every verdict a rule can give, so that agreeing means something."""
    reached: dict[str, set[str]] = {}
    for person, on in draw(region, seed=20231231 + employer, count=PEOPLE):
        for policy, rule in GROUPS[region, employer].items():
            reached.setdefault(policy, set()).add(rule(person, on).verdict)
    dull = {policy: verdicts for policy, verdicts in reached.items() if not _lively(verdicts)}
    assert not dull


def _lively(verdicts: set[str]) -> bool:
    """Not in the document at all; or before, in and after its time, and somebody gets it."""
    return verdicts == {"not_here"} or (
        verdicts >= {"not_yet", "expired"} and bool(verdicts & {"eligible", "needs_office"})
    )


def test_every_entitlement_has_an_oracle(engine: ExactEngine) -> None:
    """No entitlement of the two counties escapes the comparison."""
    covered = {policy for rules in GROUPS.values() for policy in rules}
    entitlements = {
        policy.id
        for region in ("jishan", "xiangfen")
        for policy in engine.content.in_region(region)
        if policy.kind == "待遇"
    }
    assert entitlements <= covered
