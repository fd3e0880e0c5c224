"""Signing in and out, and the first administrator."""

from __future__ import annotations

from aiohttp import web

from bot.console.context import Console, back, fields, who
from bot.console.doorway import COOKIE, address, local, secure
from bot.desk.accounts import LASTS_MS, Refused, Role


def _inside(path: str) -> str:
    """A page of the console to go to; anything else is the first one."""
    return path if path.startswith("/console") and "\\" not in path else "/console"


def same_twice(given: dict[str, str]) -> str:
    """The new password of a form that asks for it twice. Raises Refused."""
    if given.get("password") != given.get("again"):
        raise Refused("两遍密码不一样。")
    return given.get("password", "")


class Signing:
    """Pages for people who are not in yet."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._staff = console.staff

    def routes(self) -> list[web.RouteDef]:
        """Paths and what answers them."""
        return [
            web.get("/console/sign-in", self.show),
            web.post("/console/sign-in", self.sign_in),
            web.get("/console/setup", self.offer),
            web.post("/console/setup", self.set_up),
            web.post("/console/sign-out", self.sign_out),
        ]

    async def show(self, request: web.Request) -> web.Response:
        """The sign-in page."""
        if await self._staff.accounts.empty():
            raise web.HTTPSeeOther("/console/setup")
        return self._console.page(request, "sign-in.html", fault="", name="", following=request.query.get("next", ""))

    async def sign_in(self, request: web.Request) -> web.Response:
        """Name and password."""
        given = await fields(request)
        name, following = given.get("name", "").strip(), given.get("next", "")
        try:
            found = await self._enter(request, name, given.get("password", ""), following)
        except Refused as error:
            await self._console.audit.note(name[:40], "登录失败", address(request))
            return self._console.page(request, "sign-in.html", 403, fault=str(error), name=name, following=following)
        raise found

    async def offer(self, request: web.Request) -> web.Response:
        """Before anybody has an account: make the first one, from this machine only."""
        if not await self._staff.accounts.empty():
            raise web.HTTPSeeOther("/console/sign-in")
        return self._console.page(request, "setup.html", local=local(request), fault="", name="")

    async def set_up(self, request: web.Request) -> web.Response:
        """Create the first administrator and sign them in."""
        given = await fields(request)
        name = given.get("name", "").strip()
        if not local(request):
            return self._console.page(request, "setup.html", 403, local=False, fault="", name="")
        try:
            password = same_twice(given)
            await self._staff.create(name, password, Role.ADMINISTRATOR, first=True)
            found = await self._enter(request, name, password, "")
        except Refused as error:
            return self._console.page(request, "setup.html", 400, local=True, fault=str(error), name=name)
        raise found

    async def sign_out(self, request: web.Request) -> web.Response:
        """Forget the sign-in."""
        await self._staff.accounts.close(request.cookies.get(COOKIE, ""))
        await self._console.audit.note(who(request).name, "退出")
        response = back("/console/sign-in")
        response.del_cookie(COOKIE)
        raise response

    async def _enter(self, request: web.Request, name: str, password: str, following: str) -> web.HTTPSeeOther:
        token, account = await self._staff.sign_in(name, password, address(request))
        await self._console.audit.note(account.name, "登录")
        response = web.HTTPSeeOther(_inside(following))
        age, safe = LASTS_MS // 1000, secure(request)
        response.set_cookie(COOKIE, token, max_age=age, httponly=True, samesite="Strict", secure=safe, path="/")
        return response
