"""When a person takes part: who is wanted when, silence, and coming back."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desk.talk import Snapshot, Talked, talk
from bot.model.copying import replace
from bot.model.decisions import ActKind, Handover
from bot.model.places import Hours, Shift
from bot.model.session import Session
from tests.code.library import NOW, snapshot

UNTIL = NOW + timedelta(minutes=30)
HELD = Session(user="x", region="jishan", silent_until=UNTIL.isoformat(), waiting_since=NOW.isoformat())
GIBBERISH = ("啊吧啊吧", "乌拉乌拉啦")


def say(text: str, session: Session, at: datetime = NOW, *, attended: bool | None = None) -> Talked:
    """One message in the WeChat channel."""
    return talk(session, text, snapshot(), at, "wechat", attended=attended)


def staffed(shift: Shift) -> Snapshot:
    """The real content in which one county declared its hours."""
    real = snapshot()
    content = real.library.content
    region = replace(content.regions["jishan"], hours=Hours((shift,)))
    content = replace(content, regions={**content.regions, "jishan": region})
    return Snapshot(replace(real.library, content=content), type(real.replier)(content))


def test_nothing_is_said_while_a_person_has_the_talk() -> None:
    """The bot keeps silent, remembers what was told, and loses nothing that waited behind 继续."""
    before = replace(HELD, unread=("后半段",), last_reply=("前半段",))
    for text in ("我2024年毕业，在稷山开了个小店", "失业金咋领", "转人工", "啊吧啊吧", ""):
        talked = say(text, before)
        assert talked.messages == ()
        assert talked.decision.handover is Handover.HELD
        assert talked.decision.act is ActKind.HANDOFF
        assert (talked.session.unread, talked.session.last_reply) == (before.unread, before.last_reply)
    assert "毕业时间" in say("我2024年毕业，在稷山开了个小店", before).session.facts


def test_bot_returns_when_the_time_is_up() -> None:
    """From the minute the limit passes the bot answers again, says so once, and the question is answered."""
    assert say("失业金咋领", HELD, UNTIL - timedelta(seconds=1)).messages == ()
    talked = say("失业金咋领", HELD, UNTIL)
    assert "接下来还是我" in talked.messages[0]
    assert "失业" in "".join(talked.messages).partition("转人工")[2]
    assert talked.session.silent_until == ""
    assert "接下来还是我" not in "".join(say("失业金咋领", talked.session, UNTIL).messages)


@pytest.mark.parametrize("word", ["机器人", "回到机器人", " 回到机器人。", "不用人工了"])
def test_a_word_leads_back_to_the_bot(word: str) -> None:
    """The words that the content names end the silence, and the next message is answered."""
    talked = say(word, HELD)
    assert talked.decision.handover is Handover.RETURNED
    assert "还是我来答" in talked.messages[0]
    assert say("失业金咋领", talked.session).messages


def test_being_forgotten_is_possible_at_any_time() -> None:
    """删除我的信息 is obeyed while a person has the talk."""
    assert say("删除我的信息", HELD).decision.erase


def test_asking_for_a_person_is_noted_once() -> None:
    """The first request says that the talk was handed on, a further one that it waits already."""
    first = say("转人工", Session(user="x", region="jishan"))
    assert first.decision.handover is Handover.ASKED
    assert "给您转人工" in first.messages[0]
    second = say("转人工", first.session)
    assert "已经记着" in second.messages[0]
    assert say("失业金咋领", second.session).decision.handover is Handover.NONE


def test_two_failures_bring_a_person_in_once() -> None:
    """The second message not understood goes to the staff, and says so; a third does not say it again."""
    first = say(GIBBERISH[0], Session(user="x", region="jishan"))
    second = say(GIBBERISH[1], first.session)
    assert [one.decision.handover for one in (first, second)] == [Handover.NONE, Handover.LOST]
    assert "转给了工作人员" in second.messages[0]
    third = say(GIBBERISH[0], second.session)
    assert third.decision.handover is Handover.NONE
    assert "转给了工作人员" not in third.messages[0]


def test_a_new_talk_brings_a_person_in_anew() -> None:
    """What was asked for hours ago does not keep a later talk from getting a person."""
    waiting = say("转人工", Session(user="x", region="jishan")).session
    later = NOW + timedelta(hours=3)
    first = say(GIBBERISH[0], waiting, later)
    second = say(GIBBERISH[1], first.session, later)
    assert second.decision.handover is Handover.LOST
    assert "给您转人工" in say("转人工", waiting, later).messages[0]


def test_topic_goes_to_a_person_after_the_answer() -> None:
    """A labour dispute is answered from the documents and handed on; what the content does not name is not."""
    talked = say("老板拖欠工资怎么办", Session(user="x", region="xiangfen"))
    assert talked.decision.handover is Handover.TOPIC
    assert talked.decision.act is ActKind.ANSWER
    assert "襄政发〔2024〕2号" in talked.messages[0]
    assert "转给工作人员" in talked.messages[0]
    other = say("劳动权益是哪个文件", Session(user="x", region="xiangfen"))
    assert other.decision.handover is Handover.NONE


@pytest.mark.parametrize(
    ("minutes", "shown", "hidden"),
    [(0, "看到就回您", "不是人工时间"), (9 * 60, "不是人工时间（周五9:00至17:00）", "电话")],
)
def test_out_of_hours_is_said_with_the_declared_hours(minutes: int, shown: str, hidden: str) -> None:
    """Outside the hours that the county declared they are said; nothing is invented."""
    library = staffed(Shift(frozenset({5}), 9 * 60, 17 * 60, "周五9:00至17:00"))
    for text, session in (("转人工", Session(user="x", region="jishan")),):
        reply = talk(session, text, library, NOW + timedelta(minutes=minutes), "wechat").messages[0]
        assert shown in reply
        assert hidden not in reply


def test_hours_nobody_declared_are_not_spoken_of() -> None:
    """At midnight, where no hours are declared, none are claimed."""
    reply = say("转人工", Session(user="x", region="jishan"), NOW + timedelta(hours=14)).messages[0]
    assert "人工时间" not in reply
    assert "上班" not in reply


@pytest.mark.parametrize(
    ("attended", "handover", "words"),
    [
        (True, Handover.TRANSFERRED, "正在给您接通"),
        (False, Handover.ASKED, "没有客服在线"),
        (None, Handover.ASKED, "给您转"),
    ],
)
def test_platform_agents_get_the_talk_only_when_one_is_there(
    attended: bool | None, handover: Handover, words: str
) -> None:
    """The talk is transferred when an agent is online; else it stays with us and the person is told."""
    talked = say("转人工", Session(user="x", region="jishan"), attended=attended)
    assert talked.decision.handover is handover
    assert words in talked.messages[0]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from(("转人工", "机器人", "失业金咋领", "我2024年毕业", *GIBBERISH)), max_size=6), st.booleans()
)
def test_same_arguments_give_the_same_turn(sayings: list[str], held: bool) -> None:
    """Silence is a state of the session: two runs of a talk are alike to the last field."""
    start = HELD if held else Session(user="x")
    one = other = start
    for number, text in enumerate(sayings):
        at = NOW + timedelta(minutes=7 * number)
        first, second = say(text, one, at), say(text, other, at)
        assert first == second
        one, other = first.session, second.session
