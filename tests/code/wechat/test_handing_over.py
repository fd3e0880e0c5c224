"""Handing a talk over: what brings a person in, who waits in which order, and the platform's own agents."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.model.errors import SettingsError
from bot.model.settings import load
from bot.storage.handovers import PLATFORM, TAKEN, WAITING
from bot.storage.tables import HANDOVERS
from bot.wechat.agents import Attendance, make_attendance
from bot.wechat.late import Sending
from tests.code.wechat.office import MINUTES, QUESTION, office, taken

AGENTS = "customservice/getonlinekflist"


async def test_failures_and_topics_bring_a_person_in(tmp_path: Path) -> None:
    """The second message not understood, and a labour dispute, wait for somebody with the reason."""
    async with office(tmp_path) as one:
        await one.push("啊吧啊吧", "oA")
        assert await one.handovers.all() == ()
        assert "转给了工作人员" in await one.push("乌拉乌拉啦", "oA")
        assert "转给工作人员" in await one.push("襄汾老板拖欠工资怎么办", "oB")
        assert [(each.why, each.address) for each in await one.handovers.all()] == [("lost", "oA"), ("topic", "oB")]


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
