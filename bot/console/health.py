"""/healthz (the process runs), /readyz (it can answer) and /metrics."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector

from bot.desk.remembered import remembered
from bot.desk.service import Desk


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


def health_routes(desk: Desk, clock: Callable[[], datetime]) -> web.RouteTableDef:
    """Routes for balancers and monitoring."""
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
        return web.json_response({"ok": True, "content": content.digest[:12], "policies": len(content.policies)})

    @routes.get("/metrics")
    async def metrics(request: web.Request) -> web.Response:
        del request
        return web.Response(
            body=generate_latest() + generate_latest(registry), headers={"Content-Type": CONTENT_TYPE_LATEST}
        )

    return routes
