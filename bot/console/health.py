"""/healthz (the process runs), /readyz (it can answer) and /metrics."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from bot.desk.service import Desk


def health_routes(desk: Desk, clock: Callable[[], datetime]) -> web.RouteTableDef:
    """Routes for balancers and monitoring."""
    routes = web.RouteTableDef()
    started = clock()

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
        return web.Response(body=generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    return routes
