"""Cases beside a policy: a seeded bad example for every gap, drafts that fill them, and cases that notice slips."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings

from bot.eligibility.coverage import gaps, with_drafts
from bot.eligibility.flaws_cases import case_flaws
from bot.eligibility.mutation import Bench, agrees, mutants
from bot.eligibility.mutation_witness import examine
from bot.model.calendar import last_start
from bot.model.cases import Case
from bot.model.conditions import AllOf, AnyOf, Between, Condition, Elapsed, OneOf, Period
from bot.model.copying import replace
from bot.model.facts import FactMap, FactType
from bot.model.library import Content
from bot.model.policies import Policy
from bot.model.values import NO, YES, Span, exactly
from bot.model.verdicts import Verdict
from tests.code.eligibility.kit import ON, OPEN, PLACE, benefit, content, fact, leaf, office, policy
from tests.code.eligibility.worlds import FACTS as WORLD_FACTS
from tests.code.eligibility.worlds import trees

SINCE = fact("经营时长", FactType.DURATION)
HEADS = fact("人数", FactType.COUNT, unit="人", domain=Span(0, 1000))
KIND = fact("类型", FactType.CHOICE, ("企业", "个体", "其他"))
FACTS = (SINCE, HEADS, KIND, fact("首次"))
HALF = leaf("经营时长", Elapsed(at_least=Period(months=6)), "满半年")
SOME = leaf("人数", Between(lo=1), "带动1人")
RIGHT = leaf("类型", OneOf(frozenset({"企业", "个体"})), "是企业或个体")
FIRST = leaf("首次")
WHOLE = policy(
    condition=AllOf((AnyOf((FIRST, RIGHT)), HALF, SOME)), benefits=(benefit(factors=("人数",), cap=Fraction(5000)),)
)


def months(count: int, on: date = ON) -> Span:
    """So many whole months until a day."""
    ends = [last_start(on.toordinal(), Period(months=one)) for one in (count + 1, count)]
    return Span(ends[0] + 1, ends[1])


def case(facts: FactMap, verdict: Verdict, amount: int | None = None, on: date = ON) -> Case:
    """A written case."""
    figure = None if amount is None else Fraction(amount)
    return Case("某人", on, facts, verdict, figure, figure, PLACE)


def drafted(one: Policy) -> Policy:
    """The policy with all its drafts confirmed."""
    return with_drafts(one, [gap.draft for gap in gaps(shelf(one), one, ON, grow=True)])


def shelf(one: Policy) -> Content:
    """Content that holds one policy."""
    return content(FACTS, [one])


def codes(one: Policy) -> dict[str, list[str]]:
    """Messages of the findings by code."""
    found: dict[str, list[str]] = {}
    for problem in case_flaws(shelf(one), ON):
        found.setdefault(problem.code, []).append(problem.message)
    return found


def test_a_policy_without_cases() -> None:
    """An entitlement without any case is one finding, not dozens; a service needs none."""
    assert set(codes(WHOLE)) == {"W-CASE-NONE"}
    assert codes(replace(WHOLE, kind="服务")) == {}


def test_a_case_that_is_wrong() -> None:
    """A case whose verdict or amount differs from the decision is an error."""
    right: FactMap = {"首次": exactly(YES), "经营时长": months(7), "人数": Span(2, 2)}
    wrong = [case(right, Verdict.INELIGIBLE), case(right, Verdict.ELIGIBLE, 1999), case(right, Verdict.ELIGIBLE, 2000)]
    found = [codes(replace(WHOLE, cases=(one,))).get("E-CASE-WRONG") for one in wrong]
    assert [bool(one) for one in found] == [True, True, False]


@pytest.mark.parametrize(
    ("code", "words", "gone"),
    [
        ("W-CASE-LEAF", "其他", lambda one: one.facts.get("类型") == exactly("其他")),
        ("W-CASE-EDGE", "5个月", lambda one: one.facts.get("经营时长") == months(5)),
        ("W-CASE-EDGE", "人数0人", lambda one: one.facts.get("人数") == Span(0, 0)),
        ("W-CASE-DATE", "最后一天（2028年12月31日）", lambda one: one.on == OPEN.end),
        ("W-CASE-UNKNOWN", "待补充信息", lambda one: one.verdict is Verdict.NEEDS_FACTS),
    ],
)
def test_what_is_not_tried_is_named(code: str, words: str, gone: Callable[[Case], bool]) -> None:
    """Taking away the cases that try one thing is noticed, by code and in words."""
    full = drafted(WHOLE)
    assert codes(full) == {}
    bare = replace(full, cases=tuple(one for one in full.cases if not gone(one)))
    assert len(bare.cases) < len(full.cases)
    assert any(words in message for message in codes(bare).get(code, ())), codes(bare)


def test_a_condition_that_cannot_decide_is_not_asked_for() -> None:
    """Where one condition follows from another, no case is demanded that nobody can be."""
    tree = AllOf((HALF, leaf("经营时长", Elapsed(at_least=Period(months=3)), "满三个月")))
    full = drafted(policy(condition=tree))
    assert codes(full) == {}


def test_mutants_slip_through_until_the_drafts_are_confirmed() -> None:
    """One case notices little; each survivor comes with a case that catches it; with all drafts none survives."""
    thin = replace(WHOLE, cases=(case({"首次": exactly(NO)}, Verdict.NEEDS_FACTS),))
    before = examine(shelf(thin), thin, ON)
    assert before.survivors
    for mutant, draft in before.survivors:
        bench = Bench(shelf(thin), (thin, mutant.policy))
        assert agrees(draft.case(PLACE), bench.decide(thin, draft.facts, draft.on))
        assert bench.catches(draft.case(PLACE), mutant.policy), mutant.slip
    full = drafted(thin)
    score = examine(shelf(full), with_drafts(full, [one for _, one in examine(shelf(full), full, ON).survivors]), ON)
    assert (score.caught, score.survivors) == (score.real, ())
    assert score.real > 30


@pytest.mark.parametrize(
    "slip",
    ["「满」的期限多写1个月", "「满」写成「未满」", "「满」写成「超过」", "下限1写成2", "漏写「首次」", "写反",
     "少写选项个体", "「全部」写成「任一」", "「任一」写成「全部」", "基数写成1001", "封顶写成4999", "漏写封顶",
     "漏乘人数", "止的日子写成2029年1月1日", "漏写止的日子"],
)  # fmt: skip
def test_every_kind_of_slip_is_tried(slip: str) -> None:
    """Thresholds, operators, dropped and negated conditions, options, figures and days are all put wrong."""
    assert any(slip in one.slip for one in mutants(WHOLE, shelf(WHOLE).facts.by_name))


def test_a_mutant_that_comes_to_the_same_is_not_held_against_the_cases() -> None:
    """Leaving out a condition that follows from another changes nobody's verdict."""
    tree = AllOf((HALF, leaf("经营时长", Elapsed(at_least=Period(months=3)), "满三个月")))
    same = {one.slip for one in examine(shelf(policy(condition=tree)), policy(condition=tree), ON).same}
    assert "漏写「满三个月」" in same
    assert not any("漏写「满半年」" in slip for slip in same)


def test_the_office_is_no_mutant_that_gets_away() -> None:
    """Forgetting that the office must verify turns 待部门核验 into 符合, which a case notices."""
    one = policy(condition=AllOf((FIRST, office("公示"))), cases=(case({"首次": exactly(YES)}, Verdict.NEEDS_OFFICE),))
    survivors = [mutant.slip for mutant, _ in examine(shelf(one), one, ON).survivors]
    assert not any("部门核验" in slip for slip in survivors)
    untried = replace(one, cases=())
    assert any("部门核验" in mutant.slip for mutant, _ in examine(shelf(untried), untried, ON).survivors)


@settings(max_examples=25, deadline=None)
@given(trees(WORLD_FACTS))
def test_drafts_say_what_the_policy_decides(tree: Condition) -> None:
    """For any conditions: a draft is a case that comes out right, and confirming all leaves no gap."""
    one = policy(condition=tree)
    world = content(WORLD_FACTS, [one])
    bench = Bench(world, (one,))
    found = [gap.draft for gap in gaps(world, one, ON, grow=True)]
    assert all(agrees(draft.case(PLACE), bench.decide(one, draft.facts, draft.on)) for draft in found)
    assert gaps(world, with_drafts(one, found), ON) == ()
