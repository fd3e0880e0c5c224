"""The simulator: a page that looks like the phone and goes through the same desk as everybody."""

from __future__ import annotations

from pathlib import Path

from aiohttp import web

PAGES = Path(__file__).parent / "pages"
SAFE = {
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}


def page(name: str) -> web.Response:
    """A file of the pages folder with the headers that keep foreign scripts out."""
    path = PAGES / name
    return web.Response(
        text=path.read_text(encoding="utf-8"), content_type=TYPES[path.suffix], charset="utf-8", headers=SAFE
    )


def simulator_routes() -> web.RouteTableDef:
    """Routes of the simulator and its static files."""
    routes = web.RouteTableDef()

    @routes.get("/")
    async def root(request: web.Request) -> web.Response:
        """Who only types the address finds the way."""
        del request
        raise web.HTTPFound("/simulator")

    @routes.get("/simulator")
    async def simulator(request: web.Request) -> web.Response:
        del request
        return page("simulator.html")

    @routes.get(r"/static/{name:simulator\.(?:css|js)}")
    async def static(request: web.Request) -> web.Response:
        return page(request.match_info["name"])

    return routes
