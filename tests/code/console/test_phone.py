"""The simulator's phone does what a real one does: every kind of message and event, the platform's limits on words."""

from __future__ import annotations

from typing import Any

import pytest

from bot.desk.talk import SIMULATOR
from tests.code.console.conftest import NAME, Office

QUESTION = "失业金咋领"


async def send(office: Office, text: str = "", kind: str = "text") -> dict[str, Any]:
    """What the phone shows for a message."""
    given = {"text": text, "kind": kind, "user": "phone", "channel": SIMULATOR}
    async with office.browser.post("/api/chat", json=given) as found:
        assert found.status == 200
        answer: dict[str, Any] = await found.json()
        return answer


async def taken(office: Office) -> int:
    """A talk that somebody of the office has."""
    await office.enter(NAME, "agent")
    await send(office, "稷山")
    await send(office, "转人工")
    (one,) = await office.console.handovers.all()
    assert await office.console.handovers.take(one.id, NAME)
    return one.id


@pytest.mark.parametrize(
    ("kind", "text", "told"),
    [
        ("image", "", "请不要发身份证"),
        ("video", "", "视频我看不了"),
        ("link", "招工", "链接"),
        ("file", "", "文件"),
        ("voice", "", "没能转成文字"),
        ("subscribe", "7", "欢迎"),
        ("scan", "7", "就业政策助手"),
        ("click", "我能享受哪些政策", "哪个县"),
        ("location", "35.60, 110.98", "按稷山县的文件答"),
        ("location", "35.87 111.44", "按襄汾县的文件答"),
        ("location", "39.9, 116.4", "看不出是哪个县"),
    ],
)
async def test_every_kind_can_be_tried(kind: str, text: str, told: str, office: Office) -> None:
    """What a phone can send and do is answered as it would be in WeChat."""
    assert told in (await send(office, text, kind))["reply"][0]


async def test_leaving_forgets_the_phone(office: Office) -> None:
    """After unsubscribing the phone is somebody new."""
    await send(office, "稷山")
    assert "哪个县" not in (await send(office, QUESTION))["reply"][0]
    left = await send(office, kind="unsubscribe")
    assert (left["reply"], left["left"]) == ([], True)
    assert "哪个县" in (await send(office, QUESTION))["reply"][0]


async def test_pictures_are_noted_while_somebody_has_the_talk(office: Office) -> None:
    """The bot does not comment on a picture that is meant for the agent; the agent sees that one came."""
    number = await taken(office)
    assert (await send(office, kind="image"))["reply"] == []
    folder = await office.console.handovers.folder(number)
    assert folder is not None
    assert folder.turns[-1].said == "［图片］"


async def test_words_after_two_days_wait_for_the_next_message(office: Office) -> None:
    """48 hours without a message: the agent is told why nothing goes out, and the phone shows it first next time."""
    number = await taken(office)
    handovers = office.console.handovers
    async with office.browser.post("/api/away", json={"user": "phone"}) as passed:
        assert passed.status == 200
    assert "48 小时" in await handovers.send(number, "请补一张表", NAME)
    assert (await send(office, "在吗"))["reply"] == ["请补一张表"]
    assert (await send(office, "好的"))["reply"] == []
    assert await handovers.send(number, "收到", NAME) == ""


async def test_what_is_kept_is_not_offered_to_be_sent_again(office: Office) -> None:
    """Words that wait stand in the talk and not in the form, beside the reason and no word of an earlier success."""
    number = await taken(office)
    path = f"/console/handovers/{number}"
    async with office.browser.post("/api/away", json={"user": "phone"}) as passed:
        assert passed.status == 200
    status, text = await office.post(f"{path}?said=发出去了", deed="send", text="请补一张表")
    assert status == 409
    assert "这句已经留着" in text
    assert text.count("请补一张表") == 1
    assert "发出去了" not in text.partition("<h1>")[0]


async def test_choices_are_shown_to_the_agent_as_on_the_phone(office: Office) -> None:
    """Links that only a phone can follow stand in the talk as the words on them."""
    await send(office, "失业金咋领")
    number = await taken(office)
    _, text = await office.get(f"/console/handovers/{number}")
    assert "1. 稷山县" in text
    assert "bizmsgmenu" not in text


async def test_the_sixth_word_waits(office: Office) -> None:
    """A message allows for five words; the next one brings what did not go out and allows for five more."""
    number = await taken(office)
    told = [await office.console.handovers.send(number, f"第{each}句", NAME) for each in range(1, 7)]
    assert [bool(each) for each in told] == [False] * 5 + [True]
    assert "条数用完" in told[-1]
    assert (await send(office, "嗯"))["reply"] == ["第6句"]


async def test_nonsense_is_refused(office: Office) -> None:
    """Two days pass only for somebody."""
    async with office.browser.post("/api/away", data=b"x") as refused:
        assert refused.status == 400
