"""Turns across processes, with a real Redis: one at a time, in order, and never stuck behind the dead."""

from __future__ import annotations

import asyncio
import logging

import pytest

from bot.model.errors import SettingsError
from bot.storage.fleet import ALIVE, Away, Fleet, open_fleet
from bot.storage.turns import Turns
from tests.code.several.servers import RedisServer, free_port

Pair = tuple[Fleet, Fleet]


async def stands(fleet: Fleet, name: str, number: int) -> None:
    """Until so many stand in that line."""
    while await fleet._client.llen(f"jiuye:turn:{name}") < number:  # noqa: ASYNC110 - nor has Redis
        await asyncio.sleep(0)


async def test_one_at_a_time_and_in_order(fleets: Pair) -> None:
    """Whoever comes first has the turn first, at whichever process; two never have it at once; others do not wait."""
    both = [Turns(each) for each in fleets]
    inside: list[int] = []
    order: list[int] = []

    async def take(number: int) -> None:
        async with both[number % 2].of("a"):
            inside.append(number)
            await asyncio.sleep(0.001)
            assert inside == [number]
            order.append(inside.pop())

    async with both[0].of("a"):
        waiting = []
        for number in range(10):
            waiting.append(asyncio.create_task(take(number)))
            await stands(fleets[0], "a", number + 2)
        async with both[1].of("b"):
            assert order == []
    await asyncio.gather(*waiting)
    assert order == list(range(10))
    assert await fleets[0]._client.keys("jiuye:turn:*") == []


async def test_the_dead_hold_nobody_up(fleets: Pair) -> None:
    """A process that was killed is passed over as soon as it counts as dead, at the head of the line and in it."""
    dead, alive = fleets
    killed = Turns(dead)
    for _ in range(2):
        await dead.call(killed._stand, ("jiuye:turn:a",), (ALIVE, f"{dead.me}:{_}", 3000, 60_000))
    dead._beating.cancel()  # type: ignore[union-attr]  # it was started
    waiting = asyncio.create_task(Turns(alive).of("a").__aenter__())
    await stands(alive, "a", 3)
    assert not waiting.done()
    await alive._client.delete(ALIVE + dead.me)  # as time does
    await waiting


async def test_a_cancelled_wait_leaves_the_line(fleets: Pair) -> None:
    """Somebody who gives up waiting is not waited for."""
    first, second = (Turns(each) for each in fleets)
    async with first.of("a"):
        waiting = asyncio.create_task(second.of("a").__aenter__())
        await stands(fleets[0], "a", 2)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        assert await fleets[0]._client.llen("jiuye:turn:a") == 1


async def test_without_redis_turns_are_taken_within_the_process(
    fleets: Pair, redis: RedisServer, caplog: pytest.LogCaptureFixture
) -> None:
    """Redis goes away in the middle: nobody fails, turns still exclude one another here, and one line says it."""
    turns = Turns(fleets[0])
    inside: list[int] = []

    async def take(number: int) -> None:
        async with turns.of("a"):
            inside.append(number)
            await asyncio.sleep(0)
            assert inside == [number]
            inside.pop()

    with caplog.at_level(logging.ERROR):
        async with turns.of("a"):
            redis.stop()
        await asyncio.gather(*(take(number) for number in range(20)))
        assert await turns.tries("m") is None
    said = [record.message for record in caplog.records if record.name == "bot.storage.fleet"]
    assert len(said) == 1
    assert "请检查 Redis 是否在运行" in said[0]
    assert fleets[0].trouble == said[0]


async def test_a_line_that_could_not_be_left_is_left_later(fleets: Pair, redis: RedisServer) -> None:
    """Redis hangs while somebody has the turn, and comes back knowing everything: nobody waits for what is over."""
    for each in fleets:
        assert each._beating is not None
        each._beating.cancel()
        each._client.connection_pool.connection_kwargs["socket_timeout"] = 0.05
        await each._client.connection_pool.disconnect()
    turns = Turns(fleets[0])
    async with turns.of("a"):
        redis.freeze()
    with pytest.raises(Away):
        await fleets[0].call(turns._count, ("x",), (1,))
    redis.thaw()
    for each in fleets:
        while not each.up:
            await each.beat()
    async with asyncio.timeout(5), Turns(fleets[1]).of("a"):
        assert fleets[0].trouble == ""


async def test_tries_are_counted_together(fleets: Pair) -> None:
    """The third try knows that it is the last, wherever the first two came in."""
    first, second = (Turns(each) for each in fleets)
    assert [await first.tries("m"), await second.tries("m"), await first.tries("m")] == [1, 2, 3]
    assert await second.tries("n") == 1


async def test_another_installation_is_kept_out(fleets: Pair, redis: RedisServer) -> None:
    """Processes with another key or database do not join: people would be taken for others."""
    stranger = open_fleet(redis.url, "theirs")
    with pytest.raises(SettingsError, match="JIUYE_PSEUDONYM_KEY"):
        await stranger.start()
    await stranger.close()
    assert fleets[0].trouble == ""


async def test_a_redis_that_is_not_there_is_waited_for() -> None:
    """A process starts without Redis and says what is wrong; an address that is none is refused."""
    fleet = open_fleet(f"redis://:secret@127.0.0.1:{free_port()}/0", "ours")
    await fleet.start()
    assert not fleet.up
    assert "JIUYE_REDIS_URL" in fleet.trouble
    assert "secret" not in fleet.trouble
    await fleet.close()
    with pytest.raises(SettingsError, match="redis://"):
        open_fleet("http://127.0.0.1", "ours")
