"""What the simulator sends goes the way of WeChat, and apart from what citizens ask."""

from __future__ import annotations

import io
from typing import Any

import pytest

from bot.storage.tally import Chosen
from tests.code.console.conftest import Office
from tests.code.library import NOW


async def chat(office: Office, **given: str) -> tuple[int, dict[str, Any]]:
    """One message of the simulator."""
    body = {"user": "tester", "channel": "simulator", **given}
    async with office.browser.post("/api/chat", json=body) as found:
        return found.status, await found.json()


async def test_kinds_of_messages_are_read_as_callbacks_are(office: Office) -> None:
    """Recognised voice is asked; an empty one and a picture get the prepared replies; other kinds are refused."""
    status, found = await chat(office, text=" 稷山一次性创业补贴能领多少。 ", kind="voice")
    assert (status, found["heard"]) == (200, "稷山一次性创业补贴能领多少。")
    assert found["measures"] == ["startup-subsidy"]
    for kind in ("voice", "image", "subscribe"):
        _, found = await chat(office, text="", kind=kind)
        assert found["act"] == ""
        assert len(found["reply"][0]) > len("您好")
    status, found = await chat(office, text="x", kind="video-call")
    assert (status, "kind" in found["error"]) == (400, True)


async def test_what_no_database_can_hold_is_answered_all_the_same(office: Office) -> None:
    """Half a character or NUL in a message is no reason for a fault, here or for whoever asks next."""
    for text in ("稷山一次性创业补贴能领多少\ud800", "稷山一次性创业补贴\0能领多少", "\udfff"):
        status, found = await chat(office, text=text)
        assert (status, bool(found["reply"])) == (200, True)
        assert not set("\0\ud800\udfff") & set(found["heard"])
        async with office.browser.post("/api/ask", json={"text": text}) as answered:
            assert answered.status == 200


async def test_what_is_tried_is_answered_as_of_its_day_and_counted_apart(office: Office) -> None:
    """The answer is of the day asked about; the journal has the time it came, under the simulator's own channel."""
    _, found = await chat(office, text="稷山一次性创业补贴能领多少", on="2020-01-01")
    assert found["policies"][0]["verdict"] == "not_yet"
    ledger, day = office.console.ledger, office.console.today()
    assert (await ledger.count(day, day, NOW)).acts.total() == 0
    assert (await ledger.count(day, day, NOW, Chosen(channel="simulator"))).acts.total() == 1


async def test_a_transcript_needs_something_said(office: Office) -> None:
    """What cannot be written down is refused with a word."""
    bodies: tuple[dict[str, object], ...] = ({}, {"said": []}, {"said": [1]}, {"said": "x"}, {"said": ["x"], "on": "?"})
    for body in bodies:
        async with office.browser.post("/api/transcript", json=body) as found:
            assert found.status == 400
    async with office.browser.post("/api/transcript", json={"said": ["你好"]}) as found:
        assert (await found.text()).startswith("- 名称: ")


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"[" * 100_000, "括号套得太深"),
        (b'{"text": "\xe4"}', "UTF-8"),
        (b'{"text": "a", "region": []}', "region 写成地区代号"),
        (b'{"text": "a", "region": "\\ud800"}', "可用的有"),
        (b'{"text": "a", "id": {"a": 1}}', "id 写成文字或数字"),
        (b'{"text": "a", "on": "0001-01-01"}', "1950 到 2100"),
    ],
)
async def test_what_cannot_be_used_is_refused_with_the_remedy(office: Office, body: bytes, told: str) -> None:
    """A body of any kind is no fault of ours: it is refused in words that name the field."""
    for path in ("/api/ask", "/api/chat"):
        async with office.browser.post(path, data=body) as found:
            assert (found.status, told in (await found.json())["error"]) == (400, True)


async def test_half_characters_in_other_fields_are_no_fault(office: Office) -> None:
    """An id, a person or the name of a transcript with half a character in it is answered all the same."""
    for path in ("/api/ask", "/api/chat"):
        given = {"text": "你好", "id": "\ud800", "user": "\ud800"}
        async with office.browser.post(path, json=given) as found:
            assert (found.status, (await found.json())["id"]) == (200, "\ufffd")
    talk = {"said": ["你好\ud800"], "name": "\ud800"}
    async with office.browser.post("/api/transcript", json=talk) as found:
        assert found.status == 200


async def test_a_body_that_is_too_large_is_refused_in_chinese(office: Office) -> None:
    """Megabytes are not read; the answer says how much is."""
    async with office.browser.post("/api/ask", data=io.BytesIO(b"1" * 3_000_000)) as found:
        assert (found.status, "5000 个字" in (await found.json())["error"]) == (413, True)
