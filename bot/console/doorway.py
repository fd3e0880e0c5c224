"""Who gets in: cross-site posts refused, sign-in asked, roles held, headers set, on every page of the console."""

from __future__ import annotations

import ipaddress
import logging
from collections.abc import Awaitable, Callable
from urllib.parse import quote, urlsplit

from aiohttp import web

from bot.console.context import ACCOUNT
from bot.desk.accounts import Role, Staff
from bot.model.errors import StorageError

COOKIE = "jiuye"
OPEN = ("/console/sign-in", "/console/setup")
NEEDED = {
    "/console/content": Role.OFFICER,
    "/console/inbox": Role.OFFICER,
    "/console/work": Role.OFFICER,
    "/console/figures": Role.OFFICER,
    "/console/people": Role.ADMINISTRATOR,
    "/console/audit": Role.ADMINISTRATOR,
}
"""By start of the path; everything else of the console is for everybody signed in."""
SAFE = {
    "Content-Security-Policy": "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
AWAY = "数据库现在用不了，没有办成；请过一会儿再试，管理员请看 /readyz。"
FAILED = "程序出错了，没有办成，已记进日志；请退回上一页再试，还不行就告诉管理员。"
_LOG = logging.getLogger(__name__)
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-IP")

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def same_site(request: web.Request) -> bool:
    """Whether a post comes from a page of our own; every current browser says where it comes from."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin")
    return origin is not None and urlsplit(origin).netloc == request.host


def local(request: web.Request) -> bool:
    """Whether the request was made on this very machine, by this machine's name and past no proxy."""
    host = urlsplit(f"//{request.host}").hostname or ""
    if any(name in request.headers for name in _FORWARDED):
        return False
    try:
        return ipaddress.ip_address(request.remote or "").is_loopback and (
            host == "localhost" or ipaddress.ip_address(host).is_loopback
        )
    except ValueError:
        return False


def address(request: web.Request) -> str:
    """Where a request comes from; behind a proxy on this machine, whom that proxy names last."""
    remote = request.remote or ""
    named = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    try:
        return named if named and ipaddress.ip_address(remote).is_loopback else remote
    except ValueError:
        return remote


def secure(request: web.Request) -> bool:
    """Whether the browser speaks https, to us or to the proxy before us."""
    return request.scheme == "https" or request.headers.get("X-Forwarded-Proto") == "https"


def needed(path: str) -> Role:
    """The least role that may open a path."""
    return next((role for start, role in NEEDED.items() if path.startswith(start)), Role.AGENT)


class Doorway:
    """The middleware of the console."""

    def __init__(self, staff: Staff) -> None:
        self._staff = staff

    @web.middleware
    async def enter(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let a request of the console in or not; everything else passes."""
        if not request.path.startswith("/console"):
            return await handler(request)
        try:
            response = await self._admit(request) or await handler(request)
        except web.HTTPException as error:
            error.headers.update(SAFE)
            raise
        except StorageError as error:
            _LOG.error("%s: %s", request.path, error)
            response = web.Response(status=503, text=AWAY)
        except Exception:  # noqa: BLE001 - logged with its trace, and told in words people read
            _LOG.exception("%s failed", request.path)
            response = web.Response(status=500, text=FAILED)
        for name, value in SAFE.items():
            response.headers.setdefault(name, value)
        return response

    async def _admit(self, request: web.Request) -> web.StreamResponse | None:
        """None for whoever may go on, else the refusal."""
        if request.method not in ("GET", "HEAD") and not same_site(request):
            return web.Response(status=403, text="拒绝：这个请求不是从本站的页面发出的。")
        account = await self._staff.holder(request.cookies.get(COOKIE, ""))
        if account is not None:
            request[ACCOUNT] = account
        if request.path in OPEN:
            return None
        if account is None:
            return await self._outside(request)
        if not Role(account.role).may(needed(request.path)):
            return web.Response(status=403, text=f"这一页要{needed(request.path).shown}才能看。")
        return None

    async def _outside(self, request: web.Request) -> web.StreamResponse:
        """Where somebody goes who is not signed in."""
        if request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate":
            return web.Response(status=401, text="请重新登录。")
        if await self._staff.accounts.empty():
            raise web.HTTPSeeOther("/console/setup")
        raise web.HTTPSeeOther(f"/console/sign-in?next={quote(_page_of(request))}")


def _page_of(request: web.Request) -> str:
    """The page to come back to: of a post the one its form stands on, since nothing can be opened where it goes."""
    if request.method in ("GET", "HEAD"):
        return request.path_qs
    page = urlsplit(request.headers.get("Referer", ""))
    return (f"{page.path}?{page.query}" if page.query else page.path) or "/console"
