"""A Redis for each test that asks for one; SQLite always, PostgreSQL too under `make several`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest

from bot.storage.fleet import Fleet, open_fleet
from tests.code.several.servers import RedisServer
from tests.code.storage.cluster import Cluster
from tests.code.storage.conftest import KINDS


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server for this run of tests."""
    made = Cluster()
    yield made
    made.remove()


@pytest.fixture(params=KINDS)
def database(request: pytest.FixtureRequest) -> str:
    """The address of an empty database; "" is SQLite in the data folder."""
    if request.param == "sqlite":
        return ""
    found: Cluster = request.getfixturevalue("cluster")
    return found.database()


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
