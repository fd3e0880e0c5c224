"""What short and unclear messages mean in a talk, and what they must not be taken for."""

from __future__ import annotations

import pytest

from bot.desk.talk import Talked, talk
from bot.dialogue.relevance import fitting, spoken_for
from bot.model.decisions import ActKind
from bot.model.session import Session
from bot.model.values import truth
from bot.model.verdicts import Verdict
from tests.code.library import NOW, snapshot


def _last(*sayings: str, region: str | None = "jishan") -> Talked:
    session = Session(user="x", region=region)
    for text in sayings:
        talked = talk(session, text, snapshot(), NOW)
        session = talked.session
    return talked


def test_a_supposition_leaves_what_is_known_as_it_is() -> None:
    """要是开满半年呢 is answered for six months, and the four months told before stay."""
    before = _last("创业补贴我够条件不", "开了4个月")
    after = _last("创业补贴我够条件不", "开了4个月", "要是开满半年呢")
    assert after.session.facts["经营时长"].value == before.session.facts["经营时长"].value
    assert after.session.last_verdicts == before.session.last_verdicts
    assert after.decision.results[0].verdict is Verdict.NEEDS_FACTS
    assert before.decision.results[0].verdict is Verdict.INELIGIBLE


@pytest.mark.parametrize(
    ("fact", "sayings"),
    [
        ("经营时长", ("失业金能领不", "干了6年")),
        ("经营时长", ("一次性创业补贴我够条件吗", "8个工人")),
        ("毕业时间", ("房租补贴我够条件吗，开了9个月，大学生", "在太原打工三年回来的")),
        ("就业困难人员", ("公益岗我能上不", "要是签了呢")),
        ("经营时长", ("房租补贴多少", "三年九千？")),
    ],
)
def test_what_does_not_answer_is_not_stored(fact: str, sayings: tuple[str, ...]) -> None:
    """A wrong fact makes a wrong verdict; better ask again."""
    assert fact not in _last(*sayings).session.facts


def test_two_measures_joined_are_both_answered_once_the_county_is_known() -> None:
    """失业金和公益岗 without a county: one question for the county, then both."""
    asked = _last("失业金和公益岗我都想问问", region=None)
    assert asked.decision.ask is not None
    both = _last("失业金和公益岗我都想问问", "襄汾", region=None)
    assert set(both.decision.measures) == {"ui-benefit", "public-welfare-post"}
    assert not any(goal.queued for goal in both.session.goals)


def test_facts_told_instead_of_a_choice_are_kept_and_the_list_comes_again_but_once() -> None:
    """After the second time the likeliest is taken, and said; nobody is shown one list for ever."""
    again = _last("招人有补贴没", "我家是低保", "我43岁")
    assert {"低保", "年龄"} <= set(again.session.facts)
    assert again.decision.act is not ActKind.CHOOSE


def test_what_speaks_against_a_policy_does_not_bring_it_near() -> None:
    """A graduate who is no migrant come back: the rent subsidy is nearer than by that alone it would be."""
    content = snapshot().library.content
    policy, on = "jishan/transport-subsidy", NOW.date()
    assert spoken_for(content, [policy], {"脱贫人口": truth(True)}, on) == {policy: 1}
    assert spoken_for(content, [policy], {"脱贫人口": truth(False)}, on) == {policy: -1}
    assert spoken_for(content, [policy], {"低保": truth(True)}, on) == {policy: 0}


def test_facts_pick_the_one_measure_that_asks_for_them() -> None:
    """Of two measures that ask for as many, none is picked."""
    content = snapshot().library.content
    offered = ("startup-subsidy", "transport-subsidy")
    assert fitting(content, offered, "jishan", frozenset({"带动就业人数"})) == "startup-subsidy"
    assert fitting(content, offered, "jishan", frozenset({"低保"})) is None


def test_the_first_question_to_a_shop_owner_is_not_whether_he_is_out_of_work() -> None:
    """Who says he opened a shop is asked about the shop; who asks for a company, not about welfare posts."""
    shop = _last("我大学毕业在稷山开了个奶茶店，能领啥", region=None)
    assert shop.decision.ask is None or shop.decision.ask.fact not in ("目前未就业", "留学回国")
    company = _last("我们公司能享受哪些政策")
    assert company.decision.ask is not None
    assert company.decision.ask.fact != "公益岗位类型"
