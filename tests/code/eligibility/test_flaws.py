"""The validator of logic: a seeded bad example for every finding, shown by a person on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

import pytest

from bot.eligibility import diagram
from bot.eligibility.flaws import find_flaws
from bot.model.conditions import AllOf, AnyOf, Between, Condition, Constraint, Elapsed, NoneOf, OneOf, Period
from bot.model.copying import replace
from bot.model.facts import Fact, FactType
from bot.model.policies import Benefit, Policy, Validity
from bot.model.problems import Severity
from bot.model.values import Span, exactly
from tests.code.eligibility.kit import CITE, ON, benefit, content, fact, leaf, office, policy, rule

YEAR, HALF = Period(months=12), Period(months=6)
SINCE = fact("经营时长", FactType.DURATION)
HEADS = fact("人数", FactType.COUNT, unit="人", domain=Span(0, 1000))
STUDY = fact("学历", FactType.CHOICE, ("高中", "大专", "本科"))
FACTS = (SINCE, HEADS, STUDY, fact("甲"), fact("乙"))
OLD, YOUNG = leaf("经营时长", Elapsed(at_least=YEAR), "满一年"), leaf("经营时长", Elapsed(below=YEAR), "未满一年")
SOME = leaf("经营时长", Elapsed(at_least=HALF), "满半年")
FEW, MANY = leaf("人数", Between(hi=10), "少"), leaf("人数", Between(lo=10), "多")


def found(
    policies: Sequence[Policy], constraints: Sequence[Constraint] = (), facts: Sequence[Fact] = FACTS
) -> list[tuple[str, str]]:
    """Codes and messages of the flaws."""
    return [(one.code, one.message) for one in find_flaws(content(facts, policies, constraints), ON)]


@pytest.mark.parametrize(
    ("tree", "code", "person"),
    [
        (AllOf((OLD, YOUNG)), "E-CONTRADICTION", "2026年11月20日，经营时长"),
        (AnyOf((OLD, YOUNG)), "E-ALWAYS-TRUE", "2026年11月20日"),
        (AllOf((OLD, SOME)), "W-IDLE-CONDITION", "「满半年」从来不起作用，例如：2026年11月20日，经营时长"),
        (AnyOf((leaf("甲"), AllOf((leaf("甲"), leaf("乙"))))), "W-IDLE-CONDITION", "「甲」"),
    ],
)
def test_conditions(tree: Condition, code: str, person: str) -> None:
    """Contradictions, conditions that hold for all, and conditions that never decide are found with a person."""
    problems = found([policy(condition=tree)])
    assert any(one == code and person in message for one, message in problems), problems


def test_an_idle_condition_is_one_that_changes_nothing() -> None:
    """In 甲 or (甲 and 乙) the condition 乙 is idle, and so is the second 甲, but the first is not."""
    first, second, third = leaf("甲", label="一"), leaf("甲", label="二"), leaf("乙", label="三")
    problems = find_flaws(content(FACTS, [policy(condition=AnyOf((first, AllOf((second, third)))))]), ON)
    assert {one.field for one in problems} == {"二", "三"}
    assert {one.severity for one in problems} == {Severity.WARNING}


def test_a_constraint_makes_a_condition_idle() -> None:
    """A condition that follows from another by a constraint never decides."""
    tree = AllOf((leaf("甲"), leaf("乙")))
    assert not found([policy(condition=tree)])
    problems = found([policy(condition=tree)], [rule(leaf("甲"), leaf("乙"))])
    assert [code for code, _ in problems] == ["W-IDLE-CONDITION"]


@pytest.mark.parametrize(
    ("benefits", "code", "words"),
    [
        ((benefit("a", when=FEW), benefit("b", 900, when=MANY)), "W-BENEFIT-OVERLAP", "人数10人"),
        ((benefit("a", when=leaf("人数", Between(hi=8))), benefit("b", when=MANY)), "W-BENEFIT-GAP", "人数9人"),
        ((benefit("a", when=YOUNG), benefit("b")), "E-DEAD-BENEFIT", "经营时长"),
        ((benefit("a", cap=Fraction(10)),), "E-CAP-BELOW-BASE", "封顶10元，比一份的1000元还少"),
    ],
)
def test_benefits(benefits: tuple[Benefit, ...], code: str, words: str) -> None:
    """Tiers that collide, leave somebody out or can never be had are found, and caps below one unit."""
    problems = found([policy(condition=OLD, benefits=benefits)])
    assert [one for one, _ in problems] == [code]
    assert words in problems[0][1]


def test_tiers_that_meet_are_fine() -> None:
    """满 and 未满 the same period leave no gap and do not collide."""
    assert not found([policy(condition=SOME, benefits=(benefit("a", when=OLD), benefit("b", 500, when=YOUNG)))])


def test_days_without_value() -> None:
    """Between two benefits with their own days a day without either is named."""
    first = Validity(date(2024, 1, 1), date(2025, 6, 30), CITE)
    second = Validity(date(2025, 8, 1), date(2028, 12, 31), CITE)
    benefits = (benefit("a", validity=first), benefit("b", validity=second))
    problems = found([policy(benefits=benefits)])
    assert [code for code, _ in problems] == ["E-DAY-WITHOUT-VALUE"]
    assert "2025年7月1日" in problems[0][1]
    joined = replace(second, start=date(2025, 7, 1))
    assert not found([policy(benefits=(benefits[0], benefit("b", validity=joined)))])


def test_a_fact_without_question() -> None:
    """A fact in use that nobody can be asked for is found; one that follows from counts is not."""
    silent = replace(fact("甲"), question="")
    assert found([policy(condition=leaf("甲"))], facts=[silent])[0][0] == "E-NO-QUESTION"
    assert not found([policy(condition=leaf("乙"))], facts=[silent, fact("乙")])


def test_constraints() -> None:
    """Constraints that nobody can satisfy, or that rule an answer out for all, are found."""
    nobody = [rule(AllOf(()), leaf("甲"), "都是甲"), rule(AllOf(()), NoneOf((leaf("甲"),)), "都不是甲")]
    assert [code for code, _ in found([], nobody)] == ["E-NOBODY"]
    lost = [rule(AllOf(()), leaf("学历", OneOf(frozenset({"高中", "大专"}))))]
    assert found([], lost) == [("W-IMPOSSIBLE-ANSWER", "照这些关系，没有人的「学历」会是本科（2026年11月20日）")]


def test_too_complex(monkeypatch: pytest.MonkeyPatch) -> None:
    """A condition whose diagram would not fit is an error, not a crash."""
    monkeypatch.setattr(diagram, "NODE_LIMIT", 4)
    tree = AnyOf((AllOf((leaf("甲"), OLD)), AllOf((leaf("乙"), FEW))))
    assert [code for code, _ in found([policy(condition=tree)])] == ["E-TOO-COMPLEX"]


def test_what_is_left_to_the_office_is_no_flaw() -> None:
    """Office conditions, reports and policies for everybody are not called flaws."""
    tree = AllOf((leaf("学历", OneOf(exactly("本科"))), office("公示")))
    assert not found(
        [policy("jishan/a", tree), policy("jishan/b"), policy("jishan/c", AllOf((OLD, YOUNG)), kind="报道")]
    )
