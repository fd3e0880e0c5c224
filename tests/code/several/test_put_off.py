"""What one process put off in a crowd, as others see it: answered in order, once, though that process should die."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.storage.deliveries import ASKED
from bot.wechat import backlog
from bot.wechat.flights import Flights
from bot.wechat.tempo import Tempo
from tests.code.several.offices import Account, account
from tests.code.several.servers import RedisServer

TEMPO = Tempo(typing=9)
QUESTION, NEXT = "失业金咋领", "谢谢"


async def put_off(one: Account, monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """Put a message off at the first process, which never has time again."""
    fields = one.platform.message("oA", Content=QUESTION)
    with monkeypatch.context() as patch:
        patch.setattr(Flights, "crowded", True)
        shown = await one.once(0, fields, 5)
    assert "正在查" in shown.text
    return fields


async def test_what_is_put_off_goes_before_what_comes_elsewhere(
    redis: RedisServer, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next message at another process brings the answer along, once; further tries of the first bring nothing."""

    async def never(_: Flights) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(Flights, "calm", never)
    async with account(tmp_path, redis.url, database, TEMPO) as one:
        fields = await put_off(one, monkeypatch)
        first, *_, last = (await one.say(1, NEXT)).split("\n\n")
        assert "失业" in first
        assert "失业" not in last
        assert "失业" not in await one.say(0, NEXT)
        assert "失业" not in (await one.once(1, fields, 5)).text
        assert one.sent == []


async def test_what_a_dead_process_put_off_is_worked_out_by_another(
    redis: RedisServer, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is looked for, worked out and sent, once."""
    monkeypatch.setattr(backlog, "_AGAIN", 0.05)
    async with account(tmp_path, redis.url, database, TEMPO) as one:
        monkeypatch.setattr(one.ones[0].webhook.flights, "calm", asyncio.Event().wait)
        await put_off(one, monkeypatch)
        deliveries = one.ones[0].store.deliveries
        while await deliveries.open(ASKED) or not one.sent:  # noqa: ASYNC110 - no event for it
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.1)
        assert sum("失业" in text for text in one.sent) == 1
