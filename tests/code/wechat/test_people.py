"""People behind the account, over the wire: taking a talk, silence, words both ways, coming back."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Connection, Select, func, select

from bot.model.journal import AGENT, HELD
from bot.storage.handovers import WAITING
from bot.storage.tables import PERSONAL
from bot.wechat.standin_quota import Allowed
from tests.code.wechat.office import MINUTES, QUESTION, office, taken

SEND = "message/custom/send"


def _count(query: Select[int], connection: Connection) -> int | None:
    return connection.execute(query).scalar()


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


async def test_word_after_two_days_comes_with_the_next_message(tmp_path: Path) -> None:
    """48 hours after the person's last message the platform refuses: told to the agent, kept, shown first, once."""
    async with office(tmp_path) as one:
        now = [0.0]
        one.platform.allowed = Allowed(lambda: now[0])
        number = await taken(one)
        now[0] = 48 * 3600 - 1.0
        assert await one.handovers.send(number, "还在办", "坐席甲") == ""
        now[0] += 2
        told = await one.handovers.send(number, "办好了", "坐席甲")
        assert "48 小时" in told
        assert "留着" in told
        assert one.sent == ["还在办"]
        one.clock.at += 48 * 3600 + 1
        assert (await one.push("咋样了")).startswith("办好了")
        assert "办好了" not in await one.push("咋样了")
        assert await one.handovers.send(number, "还有事吗", "坐席甲") == ""
        assert one.sent == ["还在办", "还有事吗"]


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
    async with office(tmp_path, region=None) as one:
        number = await taken(one)
        for kind, fields in (
            ("image", {"PicUrl": "http://x/card.jpg"}),
            ("voice", {"MediaId": "m"}),
            ("location", {"Label": "山西省运城市稷山县", "Location_X": "35.6", "Location_Y": "110.98"}),
            ("link", {"Title": "某公司招聘", "Url": "http://x"}),
            ("hologram", {}),
        ):
            assert (await one.deliver(kind, **fields)).raw == b"success"
        # Reported by the phone, not written by anybody.
        assert (await one.deliver("event", Event="LOCATION", Latitude="35.6", Longitude="110.98")).raw == b"success"
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
