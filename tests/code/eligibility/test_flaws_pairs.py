"""A seeded bad example for policies that say the same twice, and for questions a citizen cannot answer."""

from __future__ import annotations

from fractions import Fraction

import pytest

from bot.eligibility.flaws import find_flaws
from bot.model.conditions import AllOf, AnyOf, Condition, Elapsed, OneOf, Period
from bot.model.copying import replace
from bot.model.facts import Fact, FactType, Option
from bot.model.policies import Benefit, Policy
from tests.code.eligibility.kit import ON, benefit, content, fact, leaf, office, policy

SINCE = fact("经营时长", FactType.DURATION)
FACTS = (SINCE, fact("甲"), fact("乙"))
YEAR = leaf("经营时长", Elapsed(at_least=Period(months=12)), "满一年")
HALF = leaf("经营时长", Elapsed(at_least=Period(months=6)), "满半年")
BOTH, EITHER = AllOf((leaf("甲"), leaf("乙"))), AnyOf((leaf("甲"), leaf("乙")))
MONEY = benefit()


def found(*policies: Policy, facts: tuple[Fact, ...] = FACTS) -> list[tuple[str, str]]:
    """Codes and messages."""
    return [(one.code, one.message) for one in find_flaws(content(facts, policies), ON)]


def two(
    first: Condition, second: Condition, money: Benefit = MONEY, names: tuple[str, str] = ("jishan/a", "jishan/b")
) -> list[tuple[str, str]]:
    """What is found of two policies; the first pays the usual sum."""
    return found(policy(names[0], first, benefits=(MONEY,)), policy(names[1], second, benefits=(money,)))


def test_the_same_written_twice() -> None:
    """Two policies with the same people and the same sum are one, however the conditions are put; with a person."""
    problems = two(AllOf((leaf("甲"), YEAR)), AllOf((YEAR, leaf("甲"), leaf("甲"))))
    assert ("W-SAME-POLICY") in [code for code, _ in problems]
    message = next(text for code, text in problems if code == "W-SAME-POLICY")
    assert "例如：2026年11月20日" in message
    assert "经营时长12个月" in message


@pytest.mark.parametrize(
    "other",
    [
        policy("jishan/b", BOTH, benefits=(benefit(base=900),)),
        policy("xiangfen/b", BOTH, benefits=(MONEY,)),
        policy("jishan/b", EITHER, benefits=(MONEY,)),
        policy("jishan/b", BOTH, benefits=(replace(MONEY, period="每月"),)),
        policy("jishan/b", AllOf((BOTH, office("公示"))), benefits=(MONEY,)),
        policy("jishan/b", BOTH),
    ],
)
def test_what_differs_is_not_the_same(other: Policy) -> None:
    """Another sum, county, condition or period, or a word of the office, makes two policies of it."""
    assert found(policy("jishan/a", BOTH, benefits=(MONEY,)), other) == []


def test_a_variant_that_is_never_better() -> None:
    """Of two variants of a measure the one for fewer people with no higher sum is found; not if it gives more."""
    names = ("jishan/a--one", "jishan/a--two")
    problems = two(AllOf((leaf("甲"), YEAR)), AllOf((leaf("甲"), HALF)), names=names)
    assert [code for code, _ in problems] == ["W-DOMINATED"]
    assert problems[0][1].startswith("「jishan/a--one」的人都符合「jishan/a--two」")
    assert two(AllOf((leaf("甲"), YEAR)), AllOf((leaf("甲"), HALF)), benefit(base=900), names) == []
    assert two(AllOf((leaf("甲"), YEAR)), AllOf((leaf("甲"), HALF))) == []


def test_a_lower_cap_is_not_as_much() -> None:
    """A cap takes from what another policy gives without one."""
    names = ("jishan/a--one", "jishan/a--two")
    problems = two(BOTH, EITHER, replace(MONEY, cap=Fraction(800)), names)
    assert "W-DOMINATED" not in [code for code, _ in problems]


def test_two_questions_at_once() -> None:
    """A question with two question marks is found with somebody who is asked it; one in no use is not."""
    double = replace(fact("甲"), question="您是毕业生吗？今年毕业的吗？")
    problems = found(policy(condition=leaf("甲")), facts=(double,))
    assert [code for code, _ in problems] == ["W-TWO-QUESTIONS"]
    assert "例如：2026年11月20日，甲是" in problems[0][1]
    assert found(policy(condition=leaf("乙")), facts=(double, fact("乙"))) == []


def test_a_question_longer_than_a_screen() -> None:
    """Question and choices must fit on a phone."""
    options = tuple(Option(f"{at}", "很长很长的一个选项说法要占两行才放得下") for at in range(9))
    long = replace(fact("类型", FactType.CHOICE), options=options)
    one = policy(condition=leaf("类型", OneOf(frozenset({"1"}))))
    assert [code for code, _ in found(one, facts=(long,))] == ["W-LONG-QUESTION"]
    assert found(one, facts=(replace(long, options=options[:3]),)) == []


def test_a_question_that_must_be_looked_up_says_where() -> None:
    """What people do not know by heart needs a paper to look at, or they get no further."""
    hard = replace(fact("甲"), cost=2.0)
    problems = found(policy(condition=leaf("甲")), facts=(hard,))
    assert [code for code, _ in problems] == ["W-NO-EVIDENCE"]
    assert "例如：2026年11月20日" in problems[0][1]
    assert found(policy(condition=leaf("甲")), facts=(replace(hard, evidence="看执照"),)) == []
