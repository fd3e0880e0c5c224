"""What monitoring can see."""

from __future__ import annotations

from datetime import UTC, datetime

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.console.health import health_routes
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
