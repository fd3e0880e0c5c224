"""People behind the account, over the wire: taking a talk, silence, words both ways, coming back."""

from __future__ import annotations

import asyncio
import time
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Connection, Select, func, select

from bot.model.errors import SettingsError
from bot.model.journal import AGENT, HELD
from bot.model.settings import load
from bot.storage.handovers import PLATFORM, TAKEN, WAITING
from bot.storage.tables import HANDOVERS, PERSONAL
from bot.wechat.agents import Attendance, make_attendance
from bot.wechat.flights import Tempo
from bot.wechat.late import Sending
from tests.code.wechat.office import MINUTES, Office, office

SEND, AGENTS = "message/custom/send", "customservice/getonlinekflist"
QUESTION = "失业金咋领"


def _count(query: Select[int], connection: Connection) -> int | None:
    return connection.execute(query).scalar()


async def taken(one: Office) -> int:
    """A talk that an agent has taken."""
    await one.push("转人工")
    number = (await one.only()).id
    assert await one.handovers.take(number, "坐席甲")
    return number


async def test_agent_has_the_talk_and_gives_it_back(tmp_path: Path) -> None:
    """Asked for, taken, answered by the agent, given back: each side sees what the other wrote, nothing is lost."""
    async with office(tmp_path) as one:
        assert "给您转人工" in await one.push("转人工")
        waiting = await one.only()
        assert (waiting.state, waiting.address, waiting.why, waiting.topic) == (WAITING, "oA", "asked", "转人工")
        assert "失业" in await one.push(QUESTION)  # until somebody takes it, the bot goes on
        await one.handovers.take(waiting.id, "坐席甲")
        assert not await one.handovers.take(waiting.id, "坐席乙")
        assert await one.push("我2024年毕业，想问个事") == ""
        assert await one.handovers.send(waiting.id, "您说", "坐席甲") == ""
        assert await one.handovers.send(waiting.id, "打13812345678找我", "坐席甲") == ""
        assert await one.push("就是开店的事") == ""
        folder = await one.handovers.folder(waiting.id)
        assert folder is not None
        assert [(turn.act, turn.said, turn.replied) for turn in folder.turns[2:]] == [
            (HELD, "我2024年毕业，想问个事", ()),
            (AGENT, "", ("您说",)),
            (AGENT, "", ("打138********找我",)),
            (HELD, "就是开店的事", ()),
        ]
        assert "毕业时间" in dict(folder.facts)
        assert folder.silent
        await one.handovers.close(waiting.id)
        assert one.sent[0] == "您说"
        assert one.sent[1] == "打13812345678找我"
        assert "接下来还是我" in one.sent[2]
        assert await one.handovers.all() == ()
        reply = await one.push(QUESTION)
        assert "失业" in reply
        assert "接下来还是我" not in reply
        closed = await one.handovers.waiting.find(waiting.id)
        assert closed is not None
        assert closed.address == ""


async def test_bot_returns_by_itself_when_the_agent_is_gone(tmp_path: Path) -> None:
    """The silence ends so many minutes after the agent's last word, and starts anew with the next one."""
    async with office(tmp_path) as one:
        number = await taken(one)
        one.clock.at += (MINUTES - 1) * 60
        await one.handovers.send(number, "我查一下", "坐席甲")
        one.clock.at += (MINUTES - 1) * 60
        assert await one.push(QUESTION) == ""
        one.clock.at += 60
        assert "接下来还是我" in await one.push(QUESTION)
        assert "失业" in await one.push(QUESTION)
        folder = await one.handovers.folder(number)
        assert folder is not None
        assert not folder.silent
        assert await one.handovers.send(number, "查到了", "坐席甲") == ""
        assert await one.push("好的") == ""


async def test_citizen_can_ask_for_the_bot(tmp_path: Path) -> None:
    """回到机器人 ends the silence and closes the talk in the inbox; asking again opens a new one."""
    async with office(tmp_path) as one:
        await taken(one)
        assert "还是我来答" in await one.push("回到机器人")
        assert await one.handovers.all() == ()
        assert "失业" in await one.push(QUESTION)
        await one.push("转人工")
        assert (await one.only()).state == WAITING


@pytest.mark.parametrize(("fault", "why"), [(45047, "条数已用完"), (45015, "48 小时"), (48001, "接口权限")])
async def test_word_that_cannot_be_sent_comes_with_the_next_message(fault: int, why: str, tmp_path: Path) -> None:
    """The agent is told why, and the person reads it before anything else, once, even after a restart."""
    async with office(tmp_path) as one:
        number = await taken(one)
        one.platform.faults[SEND] = [fault]
        told = await one.handovers.send(number, "明天来三楼", "坐席甲")
        assert why in told
        assert "留着" in told
    async with office(tmp_path) as one:
        assert await one.push("还在吗") == "明天来三楼"
        assert await one.push("还在吗") == ""
    assert one.platform.sent == []


async def test_agent_stays_inside_the_quota(tmp_path: Path) -> None:
    """Five words after a message; the sixth is not tried, the agent is told, and it waits for the next message."""
    async with office(tmp_path) as one:
        number = await taken(one)
        told = [await one.handovers.send(number, f"第{each}句", "坐席甲") for each in range(6)]
        assert told[:5] == [""] * 5
        assert "条数已用完" in told[5]
        assert one.platform.calls.count(SEND) == 5
        assert await one.push("嗯") == "第5句"
        assert await one.handovers.send(number, "又能发了", "坐席甲") == ""


async def test_word_without_an_answer_is_not_repeated(tmp_path: Path) -> None:
    """A send that was cut off may have arrived: the agent is told not to repeat it, and it is not kept either."""
    async with office(tmp_path) as one:
        number = await taken(one)
        one.platform.faults[SEND] = [0.0]
        assert "先别重发" in await one.handovers.send(number, "明天来三楼", "坐席甲")
        assert await one.push("还在吗") == ""
    assert len(one.platform.sent) == 1


async def test_without_the_interface_words_wait(tmp_path: Path) -> None:
    """An account that may not send by itself still has agents: their words come with the next message."""
    async with office(tmp_path, active=False) as one:
        number = await taken(one)
        assert "JIUYE_WECHAT_APP_SECRET" in await one.handovers.send(number, "您说", "坐席甲")
        assert await one.push("在") == "您说"
        await one.handovers.close(number)
        assert "接下来还是我" in await one.push(QUESTION)


async def test_held_message_is_recorded_once_however_often_it_comes(tmp_path: Path) -> None:
    """A retry of a message that the bot kept silent about is silent too, and stands in the talk once."""
    async with office(tmp_path) as one:
        number = await taken(one)
        message = one.platform.message("oA", Content="我在吗")
        for _ in range(2):
            assert (await one.platform.push(one.http, message)).raw == b"success"
    async with office(tmp_path) as one:
        assert (await one.platform.push(one.http, message)).raw == b"success"
        folder = await one.handovers.folder(number)
        assert folder is not None
        assert [turn.said for turn in folder.turns].count("我在吗") == 1


async def test_pictures_and_places_reach_the_agent(tmp_path: Path) -> None:
    """What has no text is recorded by its kind while somebody has the talk; the bot does not comment on it."""
    async with office(tmp_path) as one:
        number = await taken(one)
        for kind, fields in (
            ("image", {"PicUrl": "http://x/card.jpg"}),
            ("voice", {"MediaId": "m"}),
            ("location", {"Label": "山西省运城市稷山县", "Location_X": "35.6", "Location_Y": "110.98"}),
            ("link", {"Title": "某公司招聘", "Url": "http://x"}),
            ("hologram", {}),
        ):
            assert (await one.deliver(kind, **fields)).raw == b"success"
        folder = await one.handovers.folder(number)
        assert folder is not None
        said = [turn.said for turn in folder.turns[1:]]
        assert said == ["［图片］", "［语音］", "［位置］山西省运城市稷山县", "［链接］某公司招聘", "［消息］"]
        await one.handovers.close(number)
        assert "请不要发身份证" in (await one.deliver("image", PicUrl="http://x")).text


async def test_where_to_write_is_noted_again_while_silent(tmp_path: Path) -> None:
    """A talk whose address was lost with a process gets it from the person's next message."""
    async with office(tmp_path) as one:
        number = await taken(one)
        await one.handovers.waiting.reach(one.store.pseudonym("wechat", "oA"), "")
        assert "不能主动发消息" in await one.handovers.send(number, "您说", "坐席甲")
        assert await one.push("喂") == ""
        assert await one.handovers.send(number, "您说", "坐席甲") == ""


async def test_failures_and_topics_bring_a_person_in(tmp_path: Path) -> None:
    """The second message not understood, and a labour dispute, wait for somebody with the reason."""
    async with office(tmp_path) as one:
        await one.push("啊吧啊吧", "oA")
        assert await one.handovers.all() == ()
        assert "转给了工作人员" in await one.push("乌拉乌拉啦", "oA")
        assert "转给工作人员" in await one.push("襄汾老板拖欠工资怎么办", "oB")
        assert [(each.why, each.address) for each in await one.handovers.all()] == [("lost", "oA"), ("topic", "oB")]


async def test_leaving_erases_every_table(tmp_path: Path) -> None:
    """After unsubscribe, or 删除我的信息 in the middle of a talk with an agent, no table holds the person."""
    async with office(tmp_path) as one:
        for person, leave in (("oA", "unsubscribe"), ("oB", "删除我的信息")):
            await one.push("啊吧啊吧", person)
            await one.push("转人工", person)
            number = (await one.only()).id
            await one.handovers.take(number, "坐席甲")
            one.platform.faults[SEND] = [45047]
            await one.handovers.send(number, "留着的话", "坐席甲")
            user = one.store.pseudonym("wechat", person)
            if leave == "unsubscribe":
                await one.deliver("event", person, Event=leave)
            else:
                assert "删除" in await one.push(leave, person)
            for table in PERSONAL:
                query = select(func.count()).select_from(table).where(table.c.user == user)
                assert await one.store.read(partial(_count, query)) == 0, table.name


async def test_platform_agents_get_the_talk_when_one_is_there(tmp_path: Path) -> None:
    """With JIUYE_WECHAT_HANDOVER=wechat the talk is transferred; the list of agents is asked once for many."""
    async with office(tmp_path, handover="wechat") as one:
        shown = await asyncio.gather(*(one.deliver("text", f"o{each}", Content="转人工") for each in range(5)))
        assert {each.fields["MsgType"] for each in shown} == {"transfer_customer_service"}
        assert one.platform.calls.count(AGENTS) == 1
        talks = await one.handovers.all()
        assert {(each.state, each.taken_by) for each in talks} == {(TAKEN, PLATFORM)}


async def test_retry_of_a_transfer_is_a_transfer_after_a_restart_too(tmp_path: Path) -> None:
    """If the process dies before the platform hears of the transfer, its next try is told again."""
    async with office(tmp_path, handover="wechat") as one:
        message = one.platform.message("oA", Content="转人工")
        await one.platform.push(one.http, message)
        other = one.platform.message("oA", Content="谢谢")
        before = await one.platform.push(one.http, other)
    async with office(tmp_path, handover="wechat") as one:
        again = await one.platform.push(one.http, message)
        assert again.fields["MsgType"] == "transfer_customer_service"
        assert (await one.platform.push(one.http, other)).text == before.text


async def test_a_click_cannot_be_transferred(tmp_path: Path) -> None:
    """The platform forwards messages only: a menu click is told to write, and the talk waits here until then."""
    async with office(tmp_path, handover="wechat") as one:
        clicked = await one.deliver("event", Event="CLICK", EventKey="转人工")
        assert "打字发一句「转人工」" in clicked.text
        assert (await one.only()).state == WAITING
        assert (await one.deliver("text", Content="转人工")).fields["MsgType"] == "transfer_customer_service"


@pytest.mark.parametrize("reason", ["nobody", 48001, 0.0])
async def test_talk_stays_with_us_when_no_agent_is_there(reason: str | float, tmp_path: Path) -> None:
    """Nobody online, no right to ask, or no answer: the person is told and the talk waits in the inbox."""
    async with office(tmp_path, handover="wechat") as one:
        if reason == "nobody":
            one.platform.agents = []
        else:
            one.platform.faults[AGENTS] = [reason] * 9  # type: ignore[list-item]  # narrowed by the case above
        assert "没有客服在线" in await one.push("转人工")
        assert (await one.only()).state == WAITING
        assert "失业" in await one.push(QUESTION)


async def test_silent_platform_is_not_waited_for() -> None:
    """A list of agents that does not come within the patience counts as nobody, and is not asked for at once again."""

    class Mute:
        asked = 0

        async def say(self, person: str, text: str) -> tuple[Sending, str]:
            raise NotImplementedError(person, text)

        async def online_agents(self) -> tuple[str, ...]:
            self.asked += 1
            await asyncio.Event().wait()
            return ()

    mute = Mute()
    attendance = Attendance(mute, patience=0.01)
    assert await asyncio.gather(*(attendance.online() for _ in range(5))) == [False] * 5
    assert mute.asked == 1


async def test_platform_tells_when_its_agent_comes_and_goes(tmp_path: Path) -> None:
    """kf_create_session silences the bot, kf_close_session brings it back, both are answered with success."""
    async with office(tmp_path, handover="wechat") as one:
        await one.push("转人工")
        assert (await one.deliver("event", Event="kf_create_session", KfAccount="a@standin")).raw == b"success"
        assert await one.push(QUESTION) == ""
        assert (await one.deliver("event", Event="kf_close_session", KfAccount="a@standin")).raw == b"success"
        assert await one.handovers.all() == ()
        assert "接下来还是我" in await one.push(QUESTION)


def test_transfer_needs_the_account_secret() -> None:
    """A setting that could not work is refused at the start, with what is missing."""
    with pytest.raises(SettingsError, match="JIUYE_WECHAT_APP_SECRET"):
        make_attendance(load({"JIUYE_WECHAT_HANDOVER": "wechat"}), None)
    with pytest.raises(SettingsError, match="JIUYE_WECHAT_HANDOVER"):
        load({"JIUYE_WECHAT_HANDOVER": "phone"})
    assert make_attendance(load({}), None) is None


async def test_slow_answer_shows_that_it_is_being_written(tmp_path: Path) -> None:
    """An answer that takes longer than a moment is announced once, a quick one never."""
    tempo = Tempo(budget=0.4, drop=0.5, typing=0.05)
    async with office(tmp_path, tempo=tempo) as one:
        release, answer = asyncio.Event(), one.desk.answer

        async def slow(*given: object) -> object:
            await release.wait()
            return await answer(*given)  # type: ignore[arg-type]  # handed on as they came

        assert await one.push(QUESTION)
        assert one.platform.calls == []
        one.desk.answer = slow  # type: ignore[method-assign,assignment]
        pushing = asyncio.ensure_future(one.push(QUESTION))
        while "message/custom/typing" not in one.platform.calls:  # noqa: ASYNC110 - the stand-in has no event for it
            await asyncio.sleep(0)
        release.set()
        assert await pushing
        assert one.platform.calls.count("message/custom/typing") == 1


async def test_talks_nobody_took_lapse(tmp_path: Path) -> None:
    """After two days the platform's id goes; after a week the talk is over, unless the person asked again."""
    async with office(tmp_path) as one:
        now = time.time()
        ages = {"oA": 1, "oB": 3, "oC": 8, "oD": 8}
        for person, days in ages.items():
            one.clock.at = now - days * 24 * 3600
            await one.push("转人工", person)
        one.clock.at = now
        await one.push("转人工", "oD")
        await one.store.sweep(0)
        found = {each.user: each.address for each in await one.handovers.all()}
        names = {person: one.store.pseudonym("wechat", person) for person in ages}
        assert found == {names["oA"]: "oA", names["oB"]: "", names["oD"]: "oD"}


async def test_who_asked_comes_before_who_did_not(tmp_path: Path) -> None:
    """A talk that only the bot handed on stands behind those whose person asked, however long it has waited."""
    async with office(tmp_path) as one:
        for person, text in (("oA", "啊吧啊吧"), ("oA", "乌拉乌拉啦"), ("oB", "转人工"), ("oC", "转人工")):
            one.clock.at += 1
            await one.push(text, person)
        assert [each.address for each in await one.handovers.all()] == ["oB", "oC", "oA"]


async def test_open_talk_is_one_row(tmp_path: Path) -> None:
    """Asking again and again keeps one talk open, with what was said last; one put back in line is free to be taken."""
    async with office(tmp_path) as one:
        number = await taken(one)
        one.clock.at += MINUTES * 60
        await one.push("谢谢")
        await one.push("还是要转人工")
        again = await one.only()
        assert (again.id, again.state, again.taken_by, again.topic) == (number, WAITING, "", "还是要转人工")
        count = select(func.count()).select_from(HANDOVERS)
        assert await one.store.read(lambda c: c.execute(count).scalar()) == 1
