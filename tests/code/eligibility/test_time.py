"""Days and time: validity, anniversaries, events that govern, and what time alone will change."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from bot.eligibility.engine import ExactEngine
from bot.eligibility.sets import last_day_reaching
from bot.model.calendar import shift
from bot.model.conditions import AllOf, Days, Elapsed, Period, SameYear, Test
from bot.model.facts import FactType
from bot.model.policies import Validity
from bot.model.values import Span, Value, truth
from bot.model.verdicts import Verdict
from tests.code.eligibility.kit import CITE, ON, benefit, content, fact, leaf, office, policy

YEAR, FIVE = Period(months=12), Period(months=60)
SINCE = fact("经营时长", FactType.DURATION)
LEFT = fact("毕业时间", FactType.DATE)
HIRED = fact("招用时间", FactType.DATE)


def day(*numbers: int) -> Span:
    """One known day."""
    at = date(*numbers).toordinal()
    return Span(at, at)


@pytest.mark.parametrize(
    ("on", "verdict"),
    [
        (date(2023, 12, 31), Verdict.NOT_YET),
        (date(2024, 1, 1), Verdict.ELIGIBLE),
        (date(2028, 12, 31), Verdict.ELIGIBLE),
        (date(2029, 1, 1), Verdict.EXPIRED),
    ],
)
def test_first_and_last_day_count(on: date, verdict: Verdict) -> None:
    """A policy is in force from its first to its last day, both included, and says which it missed."""
    result = ExactEngine(content([], [policy(successor="jishan/b")])).decide("jishan/a", {}, on)
    assert result.verdict is verdict
    assert result.since == (date(2024, 1, 1) if verdict is Verdict.NOT_YET else None)
    assert result.ended == (date(2028, 12, 31) if verdict is Verdict.EXPIRED else None)
    assert result.successor == ("jishan/b" if verdict is Verdict.EXPIRED else "")


@pytest.mark.parametrize(
    ("test", "start", "holds"),
    [
        (Elapsed(at_least=YEAR), (2025, 11, 20), True),
        (Elapsed(at_least=YEAR), (2025, 11, 21), False),
        (Elapsed(below=YEAR), (2025, 11, 20), False),
        (Elapsed(below=YEAR), (2025, 11, 21), True),
        (Elapsed(at_most=FIVE), (2021, 11, 20), True),
        (Elapsed(at_most=FIVE), (2021, 11, 19), False),
        (Elapsed(at_most=FIVE), (2027, 6, 30), False),
        (SameYear(), (2026, 12, 31), True),
        (SameYear(), (2027, 1, 1), False),
        (SameYear(-1), (2025, 1, 1), True),
        (Days(first=date(2024, 1, 1)), (2024, 1, 1), True),
        (Days(last=date(2023, 12, 31)), (2024, 1, 1), False),
    ],
)
def test_anniversaries(test: Test, start: tuple[int, int, int], holds: bool) -> None:
    """满, 未满, 不超过, 当年 and fixed days turn exactly on their day; what is to come has not elapsed."""
    engine = ExactEngine(content([LEFT], [policy(condition=leaf("毕业时间", test))]))
    verdict = engine.decide("jishan/a", {"毕业时间": day(*start)}, ON).verdict
    assert verdict is (Verdict.ELIGIBLE if holds else Verdict.INELIGIBLE)


@pytest.mark.parametrize(
    "on", [date(2024, 2, 28), date(2024, 2, 29), date(2023, 2, 28), date(2026, 4, 30), date(1, 1, 1)]
)
@pytest.mark.parametrize("months", [0, 1, 6, 12, 60])
def test_month_ends(on: date, months: int) -> None:
    """Six months from 31 August are complete on the last of February: the last such day is found."""
    period = Period(months=months)
    found = last_day_reaching(period, on)
    reaches = [d for d in range(max(1, found - 40), found + 40) if shift(d, period, 1) <= on.toordinal()]
    assert not reaches or max(reaches) == found


def test_a_vague_day_stays_open_only_while_it_matters() -> None:
    """2021 as a graduation year is undecided in 2026 for five years, and decided in 2025 and in 2027."""
    engine = ExactEngine(content([LEFT], [policy(condition=leaf("毕业时间", Elapsed(at_most=FIVE)))]))
    known = {"毕业时间": Span(date(2021, 1, 1).toordinal(), date(2021, 12, 31).toordinal())}
    assert engine.decide("jishan/a", known, date(2025, 11, 20)).verdict is Verdict.ELIGIBLE
    assert engine.decide("jishan/a", known, date(2026, 11, 20)).verdict is Verdict.NEEDS_FACTS
    assert engine.decide("jishan/a", known, date(2027, 11, 20)).verdict is Verdict.INELIGIBLE


def test_time_alone_will_open_it() -> None:
    """A business that is too young is told from which day it is old enough, office conditions aside."""
    tree = AllOf((leaf("经营时长", Elapsed(at_least=YEAR)), office("公示")))
    engine = ExactEngine(content([SINCE], [policy(condition=tree)]))
    result = engine.decide("jishan/a", {"经营时长": day(2026, 1, 6)}, ON)
    assert result.verdict is Verdict.INELIGIBLE
    assert result.from_day == date(2027, 1, 6)
    vague = engine.decide("jishan/a", {"经营时长": Span(*(date(2026, m, 1).toordinal() for m in (1, 3)))}, ON)
    assert vague.from_day == date(2027, 3, 1)


def test_time_does_not_promise_what_it_cannot_give() -> None:
    """No day is named when another condition fails, or when the policy ends before."""
    tree = AllOf((leaf("经营时长", Elapsed(at_least=YEAR)), leaf("甲")))
    facts = [SINCE, fact("甲")]
    known: dict[str, Value] = {"经营时长": day(2026, 1, 6), "甲": truth(False)}
    assert ExactEngine(content(facts, [policy(condition=tree)])).decide("jishan/a", known, ON).from_day is None
    short = policy(condition=tree, validity=Validity(date(2024, 1, 1), date(2027, 1, 5), CITE))
    known["甲"] = truth(True)
    assert ExactEngine(content(facts, [short])).decide("jishan/a", known, ON).from_day is None


def test_time_alone_will_end_it() -> None:
    """Who is within five years of leaving college is told the last day on which that is so."""
    engine = ExactEngine(content([LEFT], [policy(condition=leaf("毕业时间", Elapsed(at_most=FIVE)))]))
    result = engine.decide("jishan/a", {"毕业时间": day(2022, 6, 30)}, ON)
    assert (result.verdict, result.until_day) == (Verdict.ELIGIBLE, date(2027, 6, 30))


def test_the_day_of_hiring_governs() -> None:
    """With an event as governing day, the policy in force on that day decides, also after it ended."""
    ended = Validity(date(2023, 1, 1), date(2023, 12, 31), CITE)
    one = policy(condition=leaf("甲"), validity=ended, governing="招用时间")
    engine = ExactEngine(content([fact("甲"), HIRED], [one]))
    known: dict[str, Value] = {"甲": truth(True)}
    assert engine.decide("jishan/a", {**known, "招用时间": day(2023, 12, 31)}, ON).verdict is Verdict.ELIGIBLE
    late = engine.decide("jishan/a", {**known, "招用时间": day(2024, 1, 1)}, ON)
    assert (late.verdict, late.ended) == (Verdict.EXPIRED, date(2023, 12, 31))
    unsure = engine.decide("jishan/a", known, ON)
    assert (unsure.verdict, unsure.missing) == (Verdict.NEEDS_FACTS, ("招用时间",))
    assert engine.next_question(["jishan/a"], known, ON) == "招用时间"
    never = engine.decide("jishan/a", {"甲": truth(False)}, ON)
    assert (never.verdict, never.missing) == (Verdict.INELIGIBLE, ())
    month: dict[str, Value] = {**known, "招用时间": Span(*(date(2023, 5, d).toordinal() for d in (1, 31)))}
    assert engine.decide("jishan/a", month, ON).verdict is Verdict.ELIGIBLE


def test_an_amount_ends_before_its_policy() -> None:
    """A benefit past its own end is no longer counted; the policy goes on."""
    own = Validity(date(2024, 1, 1), date(2025, 12, 31), CITE)
    engine = ExactEngine(content([], [policy(benefits=(benefit(validity=own),))]))
    before = engine.decide("jishan/a", {}, date(2025, 12, 31))
    assert before.amount is not None
    assert before.amount.high == Fraction(1000)
    after = engine.decide("jishan/a", {}, date(2026, 1, 1))
    assert (after.verdict, after.amount) == (Verdict.ELIGIBLE, None)
