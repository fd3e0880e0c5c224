"""The real policies: every person the officers wrote beside a policy gets the verdict and amount they expect."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.load import load_content, read_tree
from bot.eligibility.engine import ExactEngine
from bot.model.library import Content

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
