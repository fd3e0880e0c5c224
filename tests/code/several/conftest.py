"""A Redis for each test that asks for one."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest

from bot.storage.fleet import Fleet, open_fleet
from tests.code.several.servers import RedisServer


@pytest.fixture
def redis() -> Iterator[RedisServer]:
    """A Redis of its own."""
    server = RedisServer()
    yield server
    server.remove()


@pytest.fixture
async def fleets(redis: RedisServer) -> AsyncIterator[tuple[Fleet, Fleet]]:
    """Two processes as Redis sees them."""
    pair = (open_fleet(redis.url, "ours"), open_fleet(redis.url, "ours"))
    for each in pair:
        await each.start()
    yield pair
    for each in pair:
        await each.close()
