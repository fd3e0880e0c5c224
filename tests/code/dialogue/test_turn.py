"""What every conversation may rely on, whatever is said in whatever order."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desk.talk import talk
from bot.dialogue.turn import turn
from bot.model.decisions import ActKind
from bot.model.facts import Known
from bot.model.session import Session
from bot.replying.split import LIMIT, size
from tests.code.library import NOW, snapshot

SAYINGS = [
    "我2024年毕业，在稷山开了个小店，能领啥补贴",
    "稷山一次性创业补贴我够不够",
    "襄汾",
    "那襄汾呢",
    "是",
    "不是",
    "不知道",
    "不方便说",
    "2",
    "十三个月",
    "不对，我是2019年毕业的",
    "为什么要问",
    "上一步",
    "先看结果",
    "失业金咋领",
    "还有房租和贷款也一块说了",
    "我妈55了能上公益岗不",
    "养老金今年涨多少",
    "谢谢",
    "滚",
    "转人工",
    "重新开始",
    "太原的",
    "继续",
    "啊吧啊吧",
    "",
    "😂",
    "我身份证号是140100199001011234",
    "算了",
]
TALKS = st.lists(st.one_of(st.sampled_from(SAYINGS), st.text(max_size=40)), min_size=1, max_size=8)


@settings(max_examples=60, deadline=None)
@given(TALKS)
def test_any_talk_is_answered_within_the_limits(sayings: list[str]) -> None:
    """No message of any conversation raises, goes unanswered, or yields a message too long for WeChat."""
    session = Session(user="x")
    for number, text in enumerate(sayings):
        talked = talk(session, text, snapshot(), NOW + timedelta(minutes=number), "wechat")
        session = talked.session
        assert talked.messages
        assert all(0 < size(message) <= LIMIT for message in talked.messages)
        assert len(talked.messages) == 1


@settings(max_examples=25, deadline=None)
@given(TALKS)
def test_a_turn_is_pure(sayings: list[str]) -> None:
    """The same session, message, library and clock give the same session and decision."""
    session = Session(user="x")
    for text in sayings:
        first = turn(session, text, snapshot().library, NOW)
        assert first == turn(session, text, snapshot().library, NOW)
        session = first[0]


def test_a_silent_talk_ends_and_the_facts_stay() -> None:
    """After two hours the question is forgotten; what the person told about themselves is not."""
    first = talk(Session(user="x"), "我2024年毕业，稷山一次性创业补贴我够不够", snapshot(), NOW)
    assert first.session.pending is not None
    later = talk(first.session, "谢谢", snapshot(), NOW + timedelta(hours=3))
    assert later.session.pending is None
    assert "毕业时间" in later.session.facts


def test_a_stale_fact_is_asked_again() -> None:
    """What may have changed since is not taken for granted."""
    facts = snapshot().library.content.facts
    fact = next(one for one in facts.by_name.values() if one.stale_days is not None and one.options)
    days = fact.stale_days or 0
    known = Known(frozenset({fact.options[0].value}), "stated", "是", NOW.isoformat())
    session = Session(user="x", updated=NOW.isoformat(), facts={fact.name: known})
    kept = talk(session, "谢谢", snapshot(), NOW + timedelta(days=days)).session
    gone = talk(session, "谢谢", snapshot(), NOW + timedelta(days=days + 1)).session
    assert fact.name in kept.facts
    assert fact.name not in gone.facts


def test_erasing_leaves_nothing() -> None:
    """删除我的信息 clears region, facts and goals, and tells the store to erase."""
    first = talk(Session(user="x"), "我2024年毕业，稷山一次性创业补贴我够不够", snapshot(), NOW)
    erased = talk(first.session, "删除我的信息", snapshot(), NOW)
    assert erased.decision.erase
    assert (erased.session.facts, erased.session.region, erased.session.goals) == ({}, None, ())


def test_a_second_failure_offers_a_person_and_choices() -> None:
    """Nobody is caught in a loop of 没听明白."""
    first = talk(Session(user="x"), "哐哐嘎嘣", snapshot(), NOW)
    second = talk(first.session, "嘎嘎哐当当", snapshot(), NOW)
    assert first.decision.act is ActKind.FALLBACK
    assert second.decision.act is ActKind.FALLBACK
    assert "转人工" in second.messages[0]
    assert "转人工" not in first.messages[0]
