"""Real processes behind a balancer: whatever dies, each message is answered once, alike, in the order of its talk."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.code.several.servers import RedisServer
from tests.code.several.town import town

PEOPLE = 6


async def test_any_process_may_take_any_try(redis: RedisServer, database: str, tmp_path: Path) -> None:
    """Three tries of every message at once, one process killed, Redis stopped, restarted: nothing lost or doubled."""
    async with town(redis, database, tmp_path) as one:
        async with asyncio.TaskGroup() as talks:
            for each in range(PEOPLE):
                talks.create_task(one.talk(f"o{each}"))
            await one.more(20)
            await one.processes[0].end()
            await one.more(20)
            await one.processes[0].start()
            await one.more(20)
            redis.stop()
            for process in one.processes:
                await process.says("Redis 用不了")
            await one.more(20)
            told = [await one.ready(each) for each in one.processes]
            assert [status for status, _ in told] == [200, 200]
            assert all("请检查 Redis" in str(said["redis"]) for _, said in told), told
            redis.start()
            for process in one.processes:
                await process.says("Redis 恢复了")
            await one.more(20)
            one.over = True
        one.check()
        for process in one.processes:
            assert not any("Traceback" in line for line in process.log), "".join(process.log)
