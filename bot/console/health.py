"""/healthz (the process runs), /readyz (it can answer) and /metrics."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator, Mapping
from datetime import datetime

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector

from bot.desk.remembered import remembered
from bot.desk.service import Desk

_PATIENCE = 2.0
"""Seconds; monitoring asks again soon."""


class Memories(Collector):
    """What the library of the moment remembers; the counts begin anew with every library."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def collect(self) -> Iterator[CounterMetricFamily | GaugeMetricFamily]:
        """Known, new and kept, of readings of messages and of wordings of replies."""
        about = "Looked for among what was worked out before"
        wanted = CounterMetricFamily("jiuye_remembered", about, labels=("of", "found"))
        kept = GaugeMetricFamily("jiuye_kept", "Remembered now", labels=("of",))
        for name, (known, new, size) in remembered(self._desk.snapshot).items():
            wanted.add_metric((name, "yes"), known)
            wanted.add_metric((name, "no"), new)
            kept.add_metric((name,), size)
        yield wanted
        yield kept


Check = Callable[[], Awaitable[str]]
"""Returns "" or, in Chinese, what is wrong and what to do."""


def health_routes(
    desk: Desk, clock: Callable[[], datetime], database: Check | None = None, redis: Check | None = None
) -> web.RouteTableDef:
    """Routes for balancers and monitoring.

    Without its database a process cannot answer and is not ready; without Redis it answers all the same, so that it
    stays ready and only says so. None: not used.
    """
    routes = web.RouteTableDef()
    started = clock()
    registry = CollectorRegistry()
    registry.register(Memories(desk))

    @routes.get("/healthz")
    async def healthz(request: web.Request) -> web.Response:
        del request
        return web.json_response({"ok": True, "up_seconds": int((clock() - started).total_seconds())})

    @routes.get("/readyz")
    async def readyz(request: web.Request) -> web.Response:
        del request
        content = desk.snapshot.library.content
        told = {"content": content.digest[:12], "policies": len(content.policies)}
        stopped = await _checked(database)
        told |= {} if database is None else {"database": stopped or "ok"}
        told |= {} if redis is None else {"redis": await _checked(redis) or "ok"}
        return _json({"ok": not stopped, **told}, 503 if stopped else 200)

    @routes.get("/metrics")
    async def metrics(request: web.Request) -> web.Response:
        del request
        return web.Response(
            body=generate_latest() + generate_latest(registry), headers={"Content-Type": CONTENT_TYPE_LATEST}
        )

    return routes


async def _checked(check: Check | None) -> str:
    """The outcome; no answer in time is one too."""
    if check is None:
        return ""
    try:
        return await asyncio.wait_for(check(), _PATIENCE)
    except TimeoutError:
        return f"{_PATIENCE:.0f} 秒内没有答复：请检查它所在的机器和网络。"


def _json(told: Mapping[str, object], status: int) -> web.Response:
    """Chinese stays readable for whoever asks with curl."""
    return web.json_response(told, status=status, dumps=lambda item: json.dumps(item, ensure_ascii=False))
