"""The real policies: every person the officers wrote beside a policy gets the verdict and amount they expect."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

import pytest

from bot.content.load import load_content
from bot.content.tree import read_tree
from bot.eligibility.engine import ExactEngine
from bot.model.calendar import add_months
from bot.model.conditions import Leaf, leaves
from bot.model.facts import Fact, FactType
from bot.model.library import Content
from bot.model.values import Span, exactly
from tests.code.eligibility.kit import outcome

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def own() -> Content:
    """The content in the tree."""
    content, problems = load_content(read_tree(ROOT))
    if content is None:
        pytest.skip(f"the content does not load: {problems[0]}")
    return content


def test_cases(own: Content) -> None:
    """Verdict and amount of every case."""
    engine = ExactEngine(own)
    wrong = []
    for policy in own.policies.values():
        for case in policy.cases:
            result = engine.decide(policy.id, case.facts, case.on)
            sums = result.amount and (result.amount.low, result.amount.high)
            if result.verdict is not case.verdict or (case.low is not None and sums != (case.low, case.high)):
                wrong.append(f"{case.place} {case.name}: {result.verdict} {sums}")
    assert not wrong


def test_people(own: Content) -> None:
    """For made-up people about whom everything is known, the engine and the plain reading of the trees agree."""
    random = Random(20261120)
    engine = ExactEngine(own)
    day = date(2026, 11, 20)
    facts = own.facts.by_name
    free = {name: one for name, one in facts.items() if one.ratio is None}
    checked = 0
    for _ in range(400):
        person = {name: someone(one, day, random) for name, one in free.items()}
        known = {name: Span(v, v) if isinstance(v, int) else exactly(v) for name, v in person.items()}
        if engine.conflicts(known, day):
            continue
        for policy in own.policies.values():
            named = {leaf.fact for leaf in leaves(policy.condition) if isinstance(leaf, Leaf)}
            if policy.kind == "报道" or policy.validity.state(day) != "open" or not named <= free.keys():
                continue
            assert engine.decide(policy.id, known, day).verdict is outcome(policy.condition, person, day), policy.id
            checked += 1
    assert checked > 100


def someone(fact: Fact, day: date, random: Random) -> str | int:
    """A likely value of a fact; thresholds of time lie within a few years of the day."""
    if isinstance(fact.everything, frozenset):
        return random.choice(sorted(fact.everything))
    if fact.type is FactType.AGE:
        return add_months(day.toordinal(), -random.randint(15 * 12, 70 * 12))
    if fact.type.is_day:
        return add_months(day.toordinal(), -random.choice((0, 1, 5, 6, 11, 12, 24, 36, 59, 60, 61))) + random.randint(
            -1, 1
        )
    return max(fact.domain.lo, min(fact.domain.hi, random.choice((0, 1, 2, 5, 30, 31, 99, 100, 500))))
