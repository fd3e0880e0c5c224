"""What was already received: taken off, never asked for its own sake, and said to be taken for granted."""

from __future__ import annotations

from fractions import Fraction

import pytest

from bot.eligibility.engine import ExactEngine
from bot.model.conditions import AllOf, Between, Elapsed, Period
from bot.model.facts import FactType
from bot.model.values import Span, Value, truth
from bot.model.verdicts import Result, Verdict
from tests.code.eligibility.kit import ON, benefit, content, fact, leaf, policy

HEADS = fact("人数", FactType.COUNT, unit="人", domain=Span(0, 100))
TAKEN = fact("已领", FactType.MONEY, unit="元", unsaid=Span(0, 0), domain=Span(0, 100_000))
MONTHS = fact("已领月数", FactType.COUNT, unit="个月", unsaid=Span(0, 0), domain=Span(0, 240))
SINCE = fact("经营时长", FactType.DURATION)
LEFT = leaf("已领月数", Between(hi=35), "没领满")
ONE = policy(
    condition=AllOf((leaf("甲"), LEFT)),
    benefits=(benefit(factors=("人数",), cap=Fraction(5000), wording="上限", received="已领"),),
)
ENGINE = ExactEngine(content([HEADS, TAKEN, MONTHS, fact("甲"), SINCE], [ONE]))
MET: dict[str, Value] = {"甲": truth(True), "人数": Span(3, 3)}


def decide(**known: Value) -> Result:
    """The result for somebody who meets the rest."""
    return ENGINE.decide("jishan/a", {**MET, **known}, ON)


def test_nothing_said_means_nothing_received() -> None:
    """Without a word about it the whole is due, nothing is missing, and the result names what it takes for granted."""
    found = decide()
    assert found.amount is not None
    assert (found.verdict, found.amount.low, found.amount.high) == (Verdict.ELIGIBLE, Fraction(3000), Fraction(3000))
    assert found.missing == ()
    assert found.assumed == ("已领月数", "已领")
    assert ENGINE.next_question(["jishan/a"], MET, ON) is None
    assert [one.leaf for one in found.because] == ["甲"], "nobody said that it was not used up"


@pytest.mark.parametrize(("taken", "left"), [(1, 2999), (1000, 2000), (3000, 0), (4000, 0)])
def test_what_was_received_is_taken_off(taken: int, left: int) -> None:
    """The rest is due, never less than nothing, and the line shows both."""
    found = decide(已领=Span(taken, taken)).amount
    assert found is not None
    assert found.low == found.high == left
    assert found.sum_line.endswith(f"3000元 − 已领{taken}元 = {left}元")
    assert decide(已领=Span(taken, taken)).assumed == ("已领月数",)


def test_received_something_is_a_range_and_worth_a_question() -> None:
    """Somebody who received something, not said how much, gets a range and is asked how much."""
    some = Span(1, 100_000)
    found = decide(已领=some)
    assert found.amount is not None
    assert (found.amount.low, found.amount.high) == (Fraction(0), Fraction(2999))
    assert found.missing == ("已领",)
    assert ENGINE.next_question(["jishan/a"], {**MET, "已领": some}, ON) == "已领"


def test_it_is_not_asked_where_it_changes_nothing() -> None:
    """Where nothing is due at all, what was received does not matter."""
    nobody = {**MET, "人数": Span(0, 0), "已领": Span(1, 100_000)}
    assert ENGINE.next_question(["jishan/a"], nobody, ON) is None


@pytest.mark.parametrize(("months", "verdict"), [(35, Verdict.ELIGIBLE), (36, Verdict.INELIGIBLE)])
def test_months_used_up(months: int, verdict: Verdict) -> None:
    """After the last month nothing more is due, and that is the reason given."""
    found = decide(已领月数=Span(months, months))
    assert found.verdict is verdict
    if verdict is Verdict.INELIGIBLE:
        assert [(one.leaf, one.holds) for one in found.because] == [("没领满", False)]


def test_time_still_counts_beside_what_is_taken_for_granted() -> None:
    """From which day time would do is told although a condition holds only because nothing was said."""
    waiting = AllOf((leaf("经营时长", Elapsed(at_least=Period(months=6)), "满半年"), LEFT))
    engine = ExactEngine(content([SINCE, MONTHS], [policy(condition=waiting)]))
    begun = Span(ON.toordinal() - 30, ON.toordinal() - 30)
    found = engine.decide("jishan/a", {"经营时长": begun}, ON)
    assert found.verdict is Verdict.INELIGIBLE
    assert found.from_day is not None
    assert found.assumed == ()


@pytest.mark.parametrize(
    ("used", "line"), [(Span(10, 10), "最长36个月 − 已领10个月 = 还可领26个月"), (Span(0, 0), ""), (Span(1, 20), "")]
)
def test_how_much_longer_it_may_be_had(used: Span, line: str) -> None:
    """With part of the longest time used, what is left is worked out in one line; not where it is not known."""
    monthly = benefit(base=300, factors=("人数",), period="每月", longest_months=36)
    engine = ExactEngine(content([HEADS, MONTHS], [policy(condition=LEFT, benefits=(monthly,))]))
    found = engine.decide("jishan/a", {"人数": Span(2, 2), "已领月数": used}, ON)
    assert found.verdict is Verdict.ELIGIBLE
    assert found.left == line
