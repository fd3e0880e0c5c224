"""Style sheets and scripts of the console, read once."""

from __future__ import annotations

from functools import lru_cache

from aiohttp import web

from bot.console.context import PAGES

TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}


@lru_cache
def _read(name: str) -> str:
    return (PAGES / name).read_text(encoding="utf-8")


async def asset(request: web.Request) -> web.Response:
    """One file of the pages folder that is no page."""
    name = request.match_info["name"]
    if not (PAGES / name).is_file():
        raise web.HTTPNotFound
    headers = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
    return web.Response(text=_read(name), content_type=TYPES[name.rpartition(".")[2]], charset="utf-8", headers=headers)


def asset_routes() -> list[web.RouteDef]:
    """Paths of the assets."""
    return [web.get(r"/static/{name:[a-z-]+\.(?:css|js|svg)}", asset)]
