"""Talks that wait for a person."""

from __future__ import annotations

from datetime import timedelta

from aiohttp import web

from bot.console.context import Console, back, fields, who
from bot.console.figures import CHANNELS
from bot.desk.handovers import ELSEWHERE
from bot.model.decisions import Handover
from bot.model.journal import AGENT
from bot.storage.audit import GIVING_BACK, NOTE, PUTTING_BACK, TAKING, WORD
from bot.storage.handovers import TAKEN
from bot.storage.mask import mask

WHYS = {
    Handover.ASKED: "要找人工",
    Handover.LOST: "两次没听懂",
    Handover.TOPIC: "这类事要人答",
    Handover.TRANSFERRED: "转给了微信客服",
}

NOT_YOURS = "这个对话有同事接着，没有交回。要由您来接，先按「接过来」。"


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
        asked = await self._handovers.asked(waiting)
        now = self._console.clock()
        since = {one.id: lasting(now - one.opened) for one in waiting}
        shown = {"waiting": waiting, "asked": asked, "since": since, **await self._names()}
        return self._console.page(request, "handovers.html", 200, **shown)

    async def count(self, request: web.Request) -> web.Response:
        """How many wait, for the mark in the navigation."""
        del request
        return web.json_response({"waiting": await self._handovers.waiting.count()})

    async def open(self, request: web.Request) -> web.Response:
        """One talk: facts, last turns, notes."""
        return await self._page(request)

    async def act(self, request: web.Request) -> web.Response:
        """Take it, write a note, send a word, put it back in line, or give it back to the bot."""
        given = await fields(request)
        number, name = int(request.match_info["number"]), who(request).name
        deed, text = given.get("deed", ""), given.get("text", "").strip()
        path = f"/console/handovers/{number}"
        if deed == "take":
            taken = await self._handovers.take(number, name, given.get("from", ""))
            if not taken:
                return await self._page(request, "已经有人接手了。")
            await self._console.audit.note(name, TAKING, str(number), before=given.get("from", ""))
            raise back(path, "由您接手了。")
        if deed == "back":
            done = await self._handovers.put_back(number, name)
            if not done:
                return await self._page(request, "这个对话不在您手里，没有放回去。")
            await self._console.audit.note(name, PUTTING_BACK, str(number))
            raise back("/console/handovers", "放回去等人接了。")
        if deed == "note" and text:
            await self._console.audit.note(name, NOTE, str(number), text=text)
            raise back(path, "记下了。")
        if deed in ("send", "close") and await self._handovers.elsewhere(number, name):
            return await self._page(request, ELSEWHERE if deed == "send" else NOT_YOURS, text)
        if deed == "close":
            await self._handovers.close(number)
            await self._console.audit.note(name, GIVING_BACK, str(number))
            raise back("/console/handovers", "已交回机器人。")
        if deed == "send" and text:
            fault = await self._handovers.send(number, text, name)
            await self._console.audit.note(name, WORD, str(number), text=text, fault=fault)
            if fault:
                return await self._page(request, fault, text)
            raise back(path, "发出去了。")
        raise back(path)

    async def _page(self, request: web.Request, fault: str = "", unsent: str = "") -> web.Response:
        """One talk. unsent: what the agent wrote and could not send; it is there to be sent again or copied."""
        console, number = self._console, int(request.match_info["number"])
        folder = await self._handovers.folder(number)
        if folder is None:
            return console.page(
                request, "notice.html", 404, text="没有这个对话：可能到了保留期限，也可能群众要求删去。"
            )
        if folder.turns and folder.turns[-1].act == AGENT and folder.turns[-1].replied == (mask(unsent),):
            unsent = ""  # it stands in the talk: kept for the person, or perhaps sent; once more would be twice
        notes = await console.audit.last(50, NOTE, str(number))
        status = 409 if fault else 200
        shown = {"notes": notes, "fault": fault, "unsent": unsent, **await self._names()}
        mine = folder.handover.state == TAKEN and folder.handover.taken_by == who(request).name
        shown |= {
            "mine": mine,
            "other": folder.handover.taken_by if folder.handover.state == TAKEN and not mine else "",
        }
        return console.page(request, "handover.html", status, folder=folder, minutes=self._handovers.minutes, **shown)

    async def _names(self) -> dict[str, object]:
        """What the slugs are called, and who of the staff is who."""
        regions = self._console.desk.snapshot.library.content.regions
        staff = {one.name: one.shown for one in await self._console.staff.accounts.all()}
        named = {slug: region.name for slug, region in regions.items()}
        return {"regions": named, "whys": WHYS, "channels": CHANNELS, "staff": staff}


def lasting(span: timedelta) -> str:
    """How long somebody waits, in words."""
    minutes = max(0, int(span.total_seconds() // 60))
    hours, days = minutes // 60, minutes // 1440
    if minutes < 1:
        return "刚来"
    if hours < 1:
        return f"{minutes} 分钟"
    return f"{hours} 小时 {minutes % 60} 分" if days < 1 else f"{days} 天"
