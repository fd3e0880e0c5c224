"""What time alone changes, against looking at every day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.eligibility.engine import ExactEngine
from bot.model.conditions import AllOf, AnyOf, AtLeast, Condition, Elapsed, Leaf, NoneOf, Period, SameYear, Test
from bot.model.facts import FactType
from bot.model.policies import Validity
from bot.model.values import Span, Value
from bot.model.verdicts import Verdict
from tests.code.eligibility.kit import CITE, ON, content, fact, leaf, outcome, policy

START = fact("开始", FactType.DURATION)
LEFT = fact("毕业", FactType.DATE)
FACTS = (START, LEFT)
LAST = date(2028, 6, 30)
HORIZON = [ON + timedelta(days=at) for at in range((LAST - ON).days + 1)]


@st.composite
def moving(draw: st.DrawFn) -> Leaf:
    """A condition that turns with time."""
    period = Period(months=draw(st.integers(1, 18)), days=draw(st.sampled_from([0, 0, 15])))
    tests: list[Test] = [
        Elapsed(at_least=period),
        Elapsed(below=period),
        Elapsed(at_most=period),
        SameYear(draw(st.integers(-1, 0))),
    ]
    return leaf(draw(st.sampled_from(["开始", "毕业"])), draw(st.sampled_from(tests)))


TREES = st.recursive(
    moving(),
    lambda children: (
        st.lists(children, min_size=1, max_size=3)
        .map(tuple)
        .flatmap(lambda group: st.sampled_from([AllOf(group), AnyOf(group), NoneOf(group), AtLeast(1, group)]))
    ),
    max_leaves=5,
)


@settings(max_examples=40, deadline=None)
@given(tree=TREES, start=st.integers(0, 500), left=st.integers(-60, 500))
def test_days_are_the_first_and_last(tree: Condition, start: int, left: int) -> None:
    """From which day, or until which day, a person is entitled is what a look at every day finds."""
    person = {"开始": ON.toordinal() - start, "毕业": ON.toordinal() - left}
    known: dict[str, Value] = {name: Span(day, day) for name, day in person.items()}
    one = policy(condition=tree, validity=Validity(date(2024, 1, 1), LAST, CITE))
    result = ExactEngine(content(FACTS, [one])).decide(one.id, known, ON)
    now = outcome(tree, person, ON)
    assert result.verdict is now
    turn = next((day for day in HORIZON if outcome(tree, person, day) is not now), None)
    if now is Verdict.INELIGIBLE:
        assert (result.from_day, result.until_day) == (turn, None)
    else:
        assert (result.from_day, result.until_day) == (None, turn and turn - timedelta(days=1))
