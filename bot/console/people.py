"""Accounts and the audit, for administrators; one's own password, for everybody."""

from __future__ import annotations

from urllib.parse import urlencode

from aiohttp import web

from bot.console.context import Console, back, fields, who
from bot.console.doorway import address
from bot.console.signing import same_twice
from bot.desk.accounts import Refused, Role

SHOWN = 100


class People:
    """Pages about the staff."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._staff = console.staff

    def routes(self) -> list[web.RouteDef]:
        """Paths and what answers them."""
        return [
            web.get("/console/people", self.people),
            web.post("/console/people", self.change),
            web.get("/console/audit", self.deeds),
            web.get("/console/password", self.own),
            web.post("/console/password", self.renew),
        ]

    async def people(self, request: web.Request) -> web.Response:
        """Everybody who has an account."""
        return await self._page(request)

    async def change(self, request: web.Request) -> web.Response:
        """Add somebody; set a password or a role; let in or keep out."""
        given = await fields(request)
        name, deed = given.get("name", "").strip(), given.get("deed", "")
        try:
            await self._change(name, deed, given, own=name == who(request).name)
        except Refused as error:
            return await self._page(request, str(error))
        await self._console.audit.note(who(request).name, "改账号", name, deed=deed, role=given.get("role", ""))
        raise back("/console/people", f"改好了：{name}")

    async def deeds(self, request: web.Request) -> web.Response:
        """The audit, newest first: of one person, one kind of deed, or about one thing, a page at a time."""
        audit, query = self._console.audit, request.query
        who_did, action, target = (query.get(name, "")[:200] for name in ("who", "action", "target"))
        before = int(query["before"]) if query.get("before", "").isdecimal() else 0
        found = await audit.last(SHOWN + 1, action, target, who_did, before)
        kept = {name: value for name, value in (("who", who_did), ("action", action), ("target", target)) if value}
        return self._console.page(
            request,
            "audit.html",
            deeds=found[:SHOWN],
            people=await audit.people(),
            actions=await audit.actions(),
            chosen={"who": who_did, "action": action, "target": target},
            older=urlencode({**kept, "before": found[SHOWN - 1].id}) if len(found) > SHOWN else "",
        )

    async def own(self, request: web.Request) -> web.Response:
        """The page for one's own password."""
        return self._console.page(request, "password.html", fault="")

    async def renew(self, request: web.Request) -> web.Response:
        """A new password for oneself; the old one is asked."""
        given = await fields(request)
        name = who(request).name
        try:
            password = same_twice(given)
            await self._staff.sign_in(name, given.get("old", ""), address(request))
            await self._staff.set_password(name, password)
        except Refused as error:
            return self._console.page(request, "password.html", 400, fault=str(error))
        await self._console.audit.note(name, "改密码")
        raise back("/console/sign-in", "密码改好了，请重新登录。")

    async def _page(self, request: web.Request, fault: str = "") -> web.Response:
        everybody = await self._staff.accounts.all()
        status = 400 if fault else 200
        return self._console.page(request, "people.html", status, everybody=everybody, roles=list(Role), fault=fault)

    async def _change(self, name: str, deed: str, given: dict[str, str], *, own: bool) -> None:
        if deed == "add":
            await self._staff.create(name, given.get("password", ""), given.get("role", ""), given.get("shown", ""))
        elif deed == "password":
            await self._staff.set_password(name, given.get("password", ""))
        elif own:
            raise Refused("不能改自己的角色，也不能停用自己。")
        elif deed == "role" and given.get("role") in list(Role):
            await self._staff.accounts.change(name, role=given["role"])
        elif deed == "active":
            await self._staff.accounts.change(name, active=given.get("active") == "1")
        else:
            raise Refused("没有这个操作。")
