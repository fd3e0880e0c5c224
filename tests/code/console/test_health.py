"""What monitoring can see."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.console import health
from bot.console.health import Check, health_routes
from bot.desk.service import Desk
from bot.desk.talk import talk
from bot.model.session import Session
from tests.code.library import NOW, snapshot


async def test_metrics_count_what_is_remembered() -> None:
    """Whoever runs the service sees how often the same words came, and nothing of the words."""
    shelf = snapshot()
    desk = Desk(shelf, None)  # type: ignore[arg-type]  # no message is answered through it
    app = web.Application()
    app.add_routes(health_routes(desk, lambda: datetime.now(UTC)))
    async with TestClient(TestServer(app)) as client:
        before = await _known(client)
        for user in ("a", "b"):
            talk(Session(user=user), "一次性创业补贴能领多少呀", shelf, NOW)
        assert await _known(client) > before
        assert "补贴" not in await (await client.get("/metrics")).text()


async def _known(client: TestClient[web.Request, web.Application]) -> float:
    """Readings that were known already."""
    lines = (await (await client.get("/metrics")).text()).splitlines()
    return float(next(line.split()[-1] for line in lines if 'found="yes",of="reading"' in line))


async def told(database: Check | None, redis: Check | None) -> tuple[int, dict[str, object]]:
    """What /readyz says with these behind it."""
    app = web.Application()
    app.add_routes(health_routes(Desk(snapshot(), None), lambda: NOW, database, redis))  # type: ignore[arg-type]  # as above
    async with TestClient(TestServer(app)) as client:
        answer = await client.get("/readyz")
        return answer.status, await answer.json()


async def test_ready_says_what_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its database a process is not ready; without Redis it answers and says so; silence is named too."""

    async def fine() -> str:
        return ""

    async def gone() -> str:
        return "请检查它"

    async def silent() -> str:
        await asyncio.Event().wait()
        return ""

    monkeypatch.setattr(health, "_PATIENCE", 0.01)
    for database, redis, status, expected in (
        (fine, None, 200, {"ok": True, "database": "ok"}),
        (fine, fine, 200, {"ok": True, "database": "ok", "redis": "ok"}),
        (fine, gone, 200, {"ok": True, "database": "ok", "redis": "请检查它"}),
        (gone, fine, 503, {"ok": False, "database": "请检查它", "redis": "ok"}),
    ):
        got, said = await told(database, redis)
        assert (got, {name: said[name] for name in expected}) == (status, expected)
        assert ("redis" in said) == (redis is not None)
    got, said = await told(silent, None)
    assert got == 503
    assert "没有答复" in str(said["database"])
