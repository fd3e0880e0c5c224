"""States that leave the same things open are one state, and what is kept between questions changes no answer."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from bot.eligibility.engine import ExactEngine
from bot.eligibility.outlook import Outlook
from bot.model.library import Content
from bot.model.values import Value, exactly
from tests.code.library import snapshot

DAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def own() -> Content:
    """The content in the tree."""
    return snapshot().library.content


def test_a_shared_state_is_the_state_found_alone(own: Content) -> None:
    """Outcomes, entropy and questions are the same to the last digit as where nothing was looked at before."""
    random = Random(20261121)
    for name in ("jishan/startup-subsidy", "jishan/internship", "xiangfen/post-subsidy"):
        policy = own.policies[name]

        def fresh(policy: str = name) -> Outlook:
            return Outlook.build(own.policies[policy], own.facts.by_name, own.constraints, (DAY, DAY))

        shared = fresh()
        full = [variable.full for variable in shared.compiled.variables]
        found = []
        for _ in range(60):
            masks = tuple(random.randint(1, one) if random.random() < 0.6 else one for one in full)
            alone = fresh()
            for one, other in (
                (shared.verdict(masks), alone.verdict(masks)),
                (shared.outcome(masks), alone.outcome(masks)),
            ):
                assert (one.outcomes, one.entropy, one.questions) == (other.outcomes, other.entropy, other.questions)
            assert shared.questions(masks, amounts=True) == alone.questions(masks, amounts=True), policy.id
            found.append(shared.outcome(masks))
        assert len(set(found)) < len(found), "some of so many people leave the same open"


def test_what_does_not_concern_a_policy_changes_no_question(own: Content) -> None:
    """The question is the one an engine asks that never met anybody, whatever else is known of the person."""
    used = ExactEngine(own)
    policies = ("jishan/startup-subsidy",)
    told: dict[str, Value] = {"首次创业": exactly("是")}
    first = used.next_question(policies, told, DAY)
    for extra in ({"低保": exactly("是")}, {"学历": exactly("本科")}, {"首次创业": exactly("否")}):
        known = {**told, **extra}
        assert used.next_question(policies, known, DAY) == ExactEngine(own).next_question(policies, known, DAY)
        passed = frozenset({"低保", first or ""})
        fresh = ExactEngine(own).next_question(policies, known, DAY, passed)
        assert used.next_question(policies, known, DAY, passed) == fresh


def test_facts_that_changed_are_not_taken_for_those_of_the_last_turn(own: Content) -> None:
    """A mapping that is changed by its owner between two questions is read anew."""
    engine, facts = ExactEngine(own), dict[str, Value]()
    before = engine.decide("jishan/startup-subsidy", facts, DAY)
    facts["首次创业"] = exactly("否")
    after = engine.decide("jishan/startup-subsidy", facts, DAY)
    assert before != after == ExactEngine(own).decide("jishan/startup-subsidy", facts, DAY)
