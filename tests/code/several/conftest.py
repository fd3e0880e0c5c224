"""A Redis for each test that asks for one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.code.several.servers import RedisServer


@pytest.fixture
def redis() -> Iterator[RedisServer]:
    """A Redis of its own."""
    server = RedisServer()
    yield server
    server.remove()
