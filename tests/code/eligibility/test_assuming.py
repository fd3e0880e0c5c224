"""Customs: what usually goes together is taken for granted, said so, and gives way to what somebody says."""

from __future__ import annotations

from datetime import date

import pytest

from bot.eligibility.engine import ExactEngine
from bot.model.conditions import AllOf, OneOf
from bot.model.copying import replace
from bot.model.decisions import Say
from bot.model.values import NO, Span, Value, exactly, truth
from bot.model.verdicts import Verdict
from bot.replying.render import Replier
from tests.code.eligibility.kit import ON, content, fact, leaf, policy, rule
from tests.code.library import snapshot

IDLE = leaf("没工作")
BUSY = leaf("没工作", OneOf(exactly(NO)))
FACTS = [fact("开店"), fact("没工作"), fact("领失业金"), fact("别的")]
SHELF = content(
    FACTS,
    [policy(condition=AllOf((IDLE, leaf("别的")))), policy("jishan/b", BUSY)],
    [rule(leaf("领失业金"), IDLE)],
)
ENGINE = ExactEngine(replace(SHELF, customs=(rule(leaf("开店"), BUSY, "开店的先按有工作算"),)))
YES_, NO_ = truth(True), truth(False)


def test_a_custom_spares_the_question() -> None:
    """Somebody with a shop is not asked whether they are out of work; the verdict names what it rests on."""
    known: dict[str, Value] = {"开店": YES_}
    found = ENGINE.decide("jishan/a", known, ON)
    assert found.verdict is Verdict.INELIGIBLE
    assert [(one.fact, one.holds) for one in found.because] == [("没工作", False)]
    assert found.assumed == ("没工作",)
    assert ENGINE.decide("jishan/b", known, ON).verdict is Verdict.ELIGIBLE
    assert ENGINE.decide("jishan/b", known, ON).because == (), "nobody said it"
    assert ENGINE.next_question(["jishan/a", "jishan/b"], known, ON) is None
    assert ENGINE.narrow(known, ON) == known, "what is only supposed is not remembered as a fact"


@pytest.mark.parametrize("said", [{"没工作": YES_}, {"领失业金": YES_}])
def test_what_is_said_goes_before_a_custom(said: dict[str, Value]) -> None:
    """Said otherwise, or something from which otherwise follows, the custom is dropped and nothing contradicts."""
    known: dict[str, Value] = {"开店": YES_, **said}
    assert not ENGINE.conflicts(known, ON)
    assert ENGINE.decide("jishan/a", {**known, "别的": YES_}, ON).verdict is Verdict.ELIGIBLE
    assert ENGINE.decide("jishan/a", known, ON).assumed == ()


def test_without_its_ground_a_custom_says_nothing() -> None:
    """Somebody without a shop, or of whom that is not known, is asked as before."""
    for known in ({}, {"开店": NO_}):
        assert ENGINE.decide("jishan/b", known, ON).verdict is Verdict.NEEDS_FACTS
        assert ENGINE.next_question(["jishan/b"], known, ON) == "没工作"


def test_our_own_shop_owners_and_graduates() -> None:
    """In our content: a shop owner is not asked for a job, a 本科 not for being a graduate, and the reply says why."""
    library = snapshot().library
    ids = [one.id for one in library.content.in_region("jishan") if one.screened and one.audience == "个人"]
    known: dict[str, Value] = {"创业人员": YES_, "学历": exactly("本科")}
    asked: set[str] = set()
    while (name := library.engine.next_question(ids, known, ON, frozenset(asked))) is not None:
        asked.add(name)
    assert asked
    assert not asked & {"目前未就业", "高校毕业生", "企业职工", "登记失业"}
    result = library.engine.decide("jishan/ui-benefit", known, ON)
    assert result.verdict is Verdict.INELIGIBLE
    say = Say("_system/verdict", measure="ui-benefit", region="jishan", results=(result,), data={"变化": False})
    assert "先按有工作算；不是这样请告诉我" in Replier(library.content).say(say, date(2026, 11, 20))


@pytest.mark.parametrize("kind", ["个体工商户", "小微企业", "大中型企业", "其他单位"])
def test_our_own_employers_are_not_asked_for_welfare_posts_first(kind: str) -> None:
    """公益岗位类型 concerns few employers: it comes last, and not at all where nobody hard to employ was hired."""
    library = snapshot().library
    ids = [one.id for one in library.content.in_region("jishan") if one.screened and one.audience == "单位"]
    order: list[str] = []
    known: dict[str, Value] = {
        "经营类型": exactly(kind),
        "缴纳社保": NO_,
        "稳定就业时长": Span(ON.toordinal(), ON.toordinal()),
    }
    while (name := library.engine.next_question(ids, known, ON, frozenset(order))) is not None:
        order.append(name)
        if name == "公益岗位类型":
            known[name] = exactly("都不是")
        elif name == "招用人数":
            known[name] = Span(3, 3)
    assert order[:-1] == [name for name in order if name != "公益岗位类型"]
    ordinary: dict[str, Value] = {"招用对象": exactly("高校毕业生")}
    assert library.engine.decide("jishan/public-welfare-post--half-wage", ordinary, ON).verdict is Verdict.INELIGIBLE
