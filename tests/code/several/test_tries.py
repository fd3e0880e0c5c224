"""Tries of one message at different processes: computed once, told once, though the first answer came too late."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.storage.deliveries import Delivery
from bot.wechat import late
from bot.wechat.tempo import Tempo
from tests.code.several.offices import SLOW, account
from tests.code.several.servers import RedisServer

TEMPO = Tempo(budget=0.3, drop=0.5, keep=60, typing=9)
QUESTION = "失业金咋领"


async def test_the_next_try_elsewhere_gets_the_answer(redis: RedisServer, database: str, tmp_path: Path) -> None:
    """The first try is dropped while its process computes; the second, at another one, waits for that answer.

    Nothing is computed twice, and nothing is sent besides.
    """
    async with account(tmp_path, redis.url, database, TEMPO) as one:
        fields = one.platform.message("oA", Content=SLOW)
        first = asyncio.create_task(one.once(0, fields, 5))
        await one.begun.wait()
        first.cancel()
        second = asyncio.create_task(one.once(1, fields, 5))
        await asyncio.sleep(0)
        one.hurry.set()
        shown = await second
        assert shown.text
        assert one.asked == 1
        await asyncio.gather(*(each.webhook.flights.close() for each in one.ones))
        await asyncio.sleep(TEMPO.grace + 0.1)  # when the process that computed it would have sent it
        await asyncio.gather(*(each.webhook.flights.close() for each in one.ones))
        assert one.sent == []
        assert (await one.once(0, fields, 5)).text in {shown.text, ""}


async def test_the_last_try_elsewhere_knows_that_it_is_the_last(
    redis: RedisServer, database: str, tmp_path: Path
) -> None:
    """Three tries at two processes, all too early: the last is told 「success」, and the answer is sent once."""
    async with account(tmp_path, redis.url, database, TEMPO) as one:
        fields = one.platform.message("oA", Content=SLOW)
        shown = [await one.once(which, fields, drop) for which, drop in ((0, TEMPO.drop), (1, TEMPO.drop), (0, 5))]
        assert [each.status for each in shown] == [0, 0, 200]
        one.hurry.set()
        await asyncio.gather(*(each.webhook.flights.close() for each in one.ones))
        await asyncio.sleep(TEMPO.grace + 0.1)
        await asyncio.gather(*(each.webhook.flights.close() for each in one.ones))
        assert len(one.sent) == 1
        assert one.asked == 1
        again = await one.once(1, fields, 5)
        assert again.status == 200
        assert one.sent[0] not in again.text


@pytest.mark.parametrize("happens", [None, RedisServer.stop, RedisServer.freeze])
async def test_a_person_of_the_office_is_heard_everywhere(
    happens: Callable[[RedisServer], None] | None, redis: RedisServer, database: str, tmp_path: Path
) -> None:
    """A talk taken at one process is silent at the other; what could not be sent comes with the next message there.

    And when it is given back, the bot answers again everywhere; with Redis, without, and while it hangs.
    """
    async with account(tmp_path, redis.url, database, TEMPO) as one:
        one.hurry.set()
        if happens is not None:
            happens(redis)
        assert await one.say(0, SLOW)
        (talk,) = await one.ones[1].handovers.all()
        assert await one.ones[1].handovers.take(talk.id, "坐席甲")
        assert not await one.ones[0].handovers.take(talk.id, "坐席乙")
        assert await one.say(0, QUESTION) == ""
        one.platform.faults["message/custom/send"] = [45015]
        assert await one.ones[1].handovers.send(talk.id, "请带身份证来", "坐席甲")
        assert await one.say(0, QUESTION) == "请带身份证来"
        closed = await asyncio.gather(*(each.handovers.close(talk.id) for each in one.ones))
        assert sorted(closed) == [False, True]
        assert len(one.sent) == 1
        assert "失业" in await one.say(0, QUESTION)


async def test_what_a_dead_process_noted_is_sent_by_another(
    redis: RedisServer, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A late answer that was noted, but whose process died before it was sent, goes out once."""
    monkeypatch.setattr(late, "_ABANDONED", 0.05)
    async with account(tmp_path, redis.url, database, TEMPO) as one:
        one.platform.allowed.came({"FromUserName": "oA"})
        dead = one.ones[0].store.deliveries
        assert await dead.add(Delivery("1/u", "u", "oA", ("晚",)))
        while not one.sent:  # noqa: ASYNC110 - the stand-in has no event for it
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.1)
        assert one.sent == ["晚"]


async def test_a_captured_signature_serves_no_other_body_elsewhere(
    redis: RedisServer, database: str, tmp_path: Path
) -> None:
    """Plain mode: what was signed for one message is refused with another, at the process that has not seen it too."""
    async with account(tmp_path, redis.url, database, TEMPO, seal=None) as one:
        one.hurry.set()
        one.platform.callback = one.ones[0].address
        address, body = one.platform.request(one.platform.message("oA", Content=QUESTION))
        forged = body.replace(QUESTION.encode(), "谢谢".encode())
        for which, sent, wanted in ((0, body, 200), (1, forged, 403), (1, body, 200), (0, forged, 403)):
            _, _, query = address.partition("?")
            async with one.http.post(f"{one.ones[which].address}?{query}", data=sent) as answer:
                assert (answer.status, which) == (wanted, which)
