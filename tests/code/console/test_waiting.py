"""The hand-over inbox: taking a talk, words both ways, giving it back; tried with the simulator's phone."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from bot.console.phones import Phones
from bot.console.waiting import lasting
from bot.desk.talk import SIMULATOR
from tests.code.console.conftest import NAME, Office

QUESTION = "失业金咋领"


async def say(office: Office, text: str) -> list[str]:
    """One message from a phone of the simulator; what comes back."""
    given = {"text": text, "user": "phone", "region": "jishan", "channel": SIMULATOR}
    async with office.browser.post("/api/chat", json=given) as found:
        assert found.status == 200
        return list((await found.json())["reply"])


async def waits(office: Office) -> str:
    """The page of a talk that waits, with a phone that can be written to."""
    console = office.console
    console.handovers.senders[SIMULATOR] = phones(office)
    await say(office, "我2024年毕业，在稷山开了个小店，能领啥补贴")
    await say(office, "转人工")
    (one,) = await console.handovers.all()
    return f"/console/handovers/{one.id}"


def phones(office: Office) -> Phones:
    """The phones, kept with the office."""
    kept = office.console.handovers.senders.get(SIMULATOR)
    return kept if isinstance(kept, Phones) else Phones(lambda channel, person: f"{channel}/{person}")


async def test_taking_a_talk_silences_the_bot_and_giving_it_back_ends_that(office: Office) -> None:
    """The agent sees reason, facts and turns; the citizen reads the agent only, then is told that the bot is back."""
    await office.enter(NAME, "agent")
    path = await waits(office)
    _, text = await office.get("/console/handovers")
    assert "要找人工" in text
    _, text = await office.get(path)
    for part in ("在稷山开了个小店", "毕业时间", "等人接", "写给群众的话"):
        assert part in text
    _, told = await office.post(path, deed="take")
    assert "said=" in told
    assert await say(office, QUESTION) == []
    _, text = await office.get(path)
    assert QUESTION in text
    assert "机器人不说话" in text
    await office.post(path, deed="send", text="您带身份证来三楼")
    _, text = await office.get(path)
    assert f"{NAME}：" in text
    user = (await office.console.handovers.all())[0].user
    await office.post(path, deed="close")
    words = phones(office)._phones[user].new
    assert words[0] == "您带身份证来三楼"
    assert "接下来还是我" in words[1]
    assert "失业" in (await say(office, QUESTION))[0]
    status, _ = await office.post(path, deed="send", text="再说一句")
    assert status == 409
    assert "失业" in (await say(office, QUESTION))[0]


async def test_a_word_takes_the_talk(office: Office) -> None:
    """Whoever answers without taking first has the talk, so that the bot does not talk in between."""
    await office.enter(NAME, "agent")
    path = await waits(office)
    await office.post(path, deed="send", text="您好")
    (one,) = await office.console.handovers.all()
    assert (one.state, one.taken_by) == ("taken", NAME)
    assert await say(office, QUESTION) == []


async def test_word_that_cannot_be_sent_takes_nothing(office: Office) -> None:
    """Where nobody can be written to, the page says so and the bot goes on answering."""
    await office.enter(NAME, "agent")
    path = await waits(office)
    del office.console.handovers.senders[SIMULATOR]
    await office.post(path, deed="take")
    status, text = await office.post(path, deed="send", text="您好")
    assert status == 409
    assert "不能主动发消息" in text
    assert await say(office, QUESTION) != []


async def test_silence_goes_by_the_real_clock_whatever_day_is_tried_out(office: Office) -> None:
    """On a pretended day of the simulator the bot keeps silent too while somebody has the talk."""
    await office.enter(NAME, "agent")
    path = await waits(office)
    await office.post(path, deed="take")
    for on in ("2025-03-01", "2026-11-20", "2029-01-01"):
        given = {"text": QUESTION, "user": "phone", "on": on, "channel": SIMULATOR}
        async with office.browser.post("/api/chat", json=given) as found:
            assert (await found.json())["reply"] == []
    await office.post(path, deed="close")
    assert await say(office, QUESTION) != []


async def test_position_sent_from_the_simulator_sets_the_county(office: Office) -> None:
    """A position on the simulator's phone is taken as in WeChat: by the county in its address."""
    for label, words in (("山西省运城市稷山县稷王大道12号", "按稷山县的文件答"), ("上海市", "看不出是哪个县")):
        given = {"text": label, "kind": "location", "user": "walker", "channel": SIMULATOR}
        async with office.browser.post("/api/chat", json=given) as found:
            assert words in (await found.json())["reply"][0]


async def test_navigation_knows_how_many_wait(office: Office) -> None:
    """Talks that nobody has taken are counted for agents, and for nobody who is not signed in."""
    assert (await office.get("/console/handovers/count"))[0] != 200
    await office.enter(NAME, "agent")
    path = await waits(office)
    assert (await office.get("/console/handovers/count"))[1] == '{"waiting": 1}'
    assert "/static/waiting.js" in (await office.get("/console"))[1]
    await office.post(path, deed="take")
    assert (await office.get("/console/handovers/count"))[1] == '{"waiting": 0}'


async def colleague(office: Office, name: str) -> None:
    """Somebody else sits down at the same browser."""
    await office.post("/console/sign-out")
    await office.enter(name, "agent")


async def test_two_agents_do_not_write_into_one_talk(office: Office) -> None:
    """Whoever has not the talk can neither write in it nor end it, and keeps what was written; taking it over helps."""
    await office.enter(NAME, "agent")
    path = await waits(office)
    await office.post(path, deed="take")
    user = (await office.console.handovers.all())[0].user
    await colleague(office, "other")
    status, text = await office.post(path, deed="send", text="能办，带身份证来")
    assert status == 409
    assert "有同事接着" in text
    assert "能办，带身份证来" in text
    status, text = await office.post(path, deed="close")
    assert (status, "没有交回" in text) == (409, True)
    assert phones(office)._phones[user].new == []
    assert (await office.post(path, deed="take"))[0] == 409
    status, told = await office.post(path, **{"deed": "take", "from": NAME})
    assert status == 303, told
    await office.post(path, deed="send", text="换我来答")
    assert phones(office)._phones[user].new == ["换我来答"]
    (one,) = await office.console.handovers.all()
    assert one.taken_by == "other"
    (deed, *_) = await office.console.audit.last(1, "接手对话")
    assert (deed.who, deed.detail["before"]) == ("other", NAME)


async def test_two_who_are_equally_fast_do_not_both_write(office: Office) -> None:
    """A talk that was taken between opening and sending is not written into: the store decides who was first."""
    await office.enter(NAME, "agent")
    await waits(office)
    handovers = office.console.handovers
    (one,) = await handovers.all()
    first, second = await asyncio.gather(handovers.send(one.id, "一", "a"), handovers.send(one.id, "二", "b"))
    assert [first, second].count("") == 1
    assert len(phones(office)._phones[one.user].new) == 1


async def test_what_could_not_be_sent_is_not_lost(office: Office) -> None:
    """The words are still on the page when the talk was given back meanwhile."""
    await office.enter(NAME, "agent")
    path = await waits(office)
    await office.post(path, deed="close")
    status, text = await office.post(path, deed="send", text="明天上午来三楼")
    assert (status, "明天上午来三楼" in text) == (409, True)


async def test_talk_taken_by_mistake_goes_back_in_line(office: Office) -> None:
    """Putting it back lets the bot answer and others take it; the citizen is told nothing."""
    await office.enter(NAME, "agent")
    path = await waits(office)
    await office.post(path, deed="take")
    assert await say(office, QUESTION) == []
    status, _ = await office.post(path, deed="back")
    assert status == 303
    (one,) = await office.console.handovers.all()
    assert (one.state, one.taken_by) == ("waiting", "")
    assert "失业" in (await say(office, QUESTION))[0]
    assert phones(office)._phones[one.user].new == []
    assert (await office.post(path, deed="back"))[0] == 409


async def test_queue_tells_what_it_is_about_and_how_long(office: Office) -> None:
    """Not 「转人工」 but what was asked before it, and for how long somebody has waited."""
    await office.enter(NAME, "agent")
    await waits(office)
    _, text = await office.get("/console/handovers")
    assert "在稷山开了个小店" in text
    assert "等了" in text
    spans = (timedelta(seconds=20), timedelta(minutes=12), timedelta(hours=3, minutes=5), timedelta(days=2))
    assert [lasting(span) for span in spans] == ["刚来", "12 分钟", "3 小时 5 分", "2 天"]


async def test_every_word_says_who_of_the_staff_wrote_it(office: Office) -> None:
    """Two agents after each other in one talk can be told apart, by the names people know."""
    await office.console.staff.create("shown", "nine words of it", "agent", "张姐")
    await office.enter(NAME, "agent")
    path = await waits(office)
    (one,) = await office.console.handovers.all()
    await office.console.handovers.send(one.id, "您好", "shown")
    _, text = await office.get(path)
    assert "张姐：</span>您好" in text
    assert "由 张姐 接手" in text


async def test_notes_go_with_the_person(office: Office) -> None:
    """Who asks to be forgotten leaves no note or word of the staff behind, and nobody else's talk shows them."""
    await office.enter(NAME, "agent")
    path = await waits(office)
    await office.post(path, deed="note", text="丈夫去世，住西社镇")
    await office.post(path, deed="send", text="您带户口本来")
    await office.post(path, deed="close")
    await say(office, "删除我的信息")
    assert await waits(office) == path, "the number is given again, which makes it matter"
    _, text = await office.get(path)
    assert "西社镇" not in text
    kept = await office.console.audit.last(50)
    assert "西社镇" not in str(kept)
    assert "户口本" not in str(kept)
    assert [one.who for one in kept if one.action == "转人工备注"] == [NAME]
