"""The hand-over inbox: taking a talk, words both ways, giving it back; tried with the simulator's phone."""

from __future__ import annotations

from bot.console.phones import Phones
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
    assert "人工：" in text
    user = (await office.console.handovers.all())[0].user
    await office.post(path, deed="close")
    words = phones(office)._words[user]
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
