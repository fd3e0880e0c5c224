"""Talks that wait for a person."""

from __future__ import annotations

from aiohttp import web

from bot.console.context import Console, back, fields, who
from bot.console.figures import CHANNELS
from bot.model.decisions import Handover

NOTE = "转人工备注"
WHYS = {
    Handover.ASKED: "要找人工",
    Handover.LOST: "两次没听懂",
    Handover.TOPIC: "这类事要人答",
    Handover.TRANSFERRED: "转给了微信客服",
}


class WaitingRoom:
    """Pages of the hand-over inbox."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._handovers = console.handovers

    def routes(self) -> list[web.RouteDef]:
        """Paths and what answers them."""
        return [
            web.get("/console/handovers", self.show),
            web.get("/console/handovers/count", self.count),
            web.get("/console/handovers/{number:[0-9]+}", self.open),
            web.post("/console/handovers/{number:[0-9]+}", self.act),
        ]

    async def show(self, request: web.Request) -> web.Response:
        """Who waits, longest first."""
        waiting = await self._handovers.all()
        return self._console.page(request, "handovers.html", 200, waiting=waiting, **self._names())

    async def count(self, request: web.Request) -> web.Response:
        """How many wait, for the mark in the navigation."""
        del request
        return web.json_response({"waiting": await self._handovers.waiting.count()})

    async def open(self, request: web.Request) -> web.Response:
        """One talk: facts, last turns, notes."""
        return await self._page(request)

    async def act(self, request: web.Request) -> web.Response:
        """Take it, write a note, send a word, or give it back."""
        given = await fields(request)
        number, name = int(request.match_info["number"]), who(request).name
        deed, text = given.get("deed", ""), given.get("text", "").strip()
        path = f"/console/handovers/{number}"
        if deed == "take":
            taken = await self._handovers.take(number, name)
            await self._console.audit.note(name, "接手对话", str(number))
            raise back(path, "由您接手了。" if taken else "已经有人接手了。")
        if deed == "close":
            await self._handovers.close(number)
            await self._console.audit.note(name, "交回对话", str(number))
            raise back("/console/handovers", "已交回机器人。")
        if deed == "note" and text:
            await self._console.audit.note(name, NOTE, str(number), text=text)
            raise back(path, "记下了。")
        if deed == "send" and text:
            fault = await self._handovers.send(number, text, name)
            await self._console.audit.note(name, "人工回复", str(number), text=text, fault=fault)
            if not fault:
                raise back(path, "发出去了。")
            return await self._page(request, fault)
        raise back(path)

    async def _page(self, request: web.Request, fault: str = "") -> web.Response:
        console, number = self._console, int(request.match_info["number"])
        folder = await self._handovers.folder(number)
        if folder is None:
            return console.page(
                request, "notice.html", 404, text="没有这个对话：可能到了保留期限，也可能群众要求删去。"
            )
        notes = await console.audit.last(50, NOTE, str(number))
        status = 409 if fault else 200
        shown = {"notes": notes, "fault": fault, **self._names()}
        return console.page(request, "handover.html", status, folder=folder, minutes=self._handovers.minutes, **shown)

    def _names(self) -> dict[str, object]:
        """What the slugs are called."""
        regions = self._console.desk.snapshot.library.content.regions
        return {"regions": {slug: region.name for slug, region in regions.items()}, "whys": WHYS, "channels": CHANNELS}
