"""Deeds that take a while: begun by a form, watched on a page of their own, stopped by a button."""

from __future__ import annotations

import asyncio
import itertools
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from aiohttp import web

from bot.console.context import Console, back, fields, html, who
from bot.content.editing import CannotEdit
from bot.desk.apart import Watch
from bot.desk.curate import Outcome

_LOG = logging.getLogger(__name__)

PATIENCE = 1.0
"""Seconds a browser is kept waiting before it is shown that work goes on."""

KEPT = 50
"""So many pieces of work are remembered, the oldest forgotten first."""

Wish = Callable[[Watch], Awaitable[Outcome]]
Page = Callable[[web.Request, Outcome], Awaitable[web.Response]]


@dataclass(slots=True)
class Work:
    """One deed. title: what is being done, for people. home: where the browser goes when it is done.

    refused: the page that shows why it was not done. seen: somebody has looked at what came of it.
    """

    number: int
    title: str
    owner: str
    home: str
    refused: Page
    watch: Watch = field(default_factory=Watch)
    task: asyncio.Task[Outcome] | None = None
    seen: bool = False

    @property
    def outcome(self) -> Outcome | None:
        """What came of it, None while it goes on."""
        return self.task.result() if self.task is not None and self.task.done() else None


class Working:
    """The pieces of work of this process, and their pages."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._numbers = itertools.count(1)
        self._works: dict[int, Work] = {}

    def routes(self) -> list[web.RouteDef]:
        """Paths and what answers them."""
        return [
            web.get("/console/work/{number:[0-9]+}", self.show),
            web.get("/console/work/{number:[0-9]+}/state", self.state),
            web.post("/console/work/{number:[0-9]+}/stop", self.stop),
        ]

    async def begin(self, request: web.Request, title: str, home: str, wish: Wish, refused: Page) -> web.HTTPSeeOther:
        """Start a deed; where to send the browser."""
        work = Work(next(self._numbers), title, who(request).name, home, refused)
        work.task = asyncio.create_task(_done(wish, work.watch))
        self._works[work.number] = work
        for number in list(self._works)[:-KEPT]:
            if self._works[number].outcome is not None:
                del self._works[number]
        await asyncio.wait({work.task}, timeout=PATIENCE)
        return back(f"/console/work/{work.number}")

    async def close(self, app: web.Application) -> None:
        """End all that goes on, so that the service can end."""
        del app
        for work in self._works.values():
            work.watch.stop()

    def open(self, home: str) -> tuple[Work, ...]:
        """What goes on, or came to nothing and was not looked at yet, and belongs to this page; the latest first."""
        mine = (one for one in reversed(self._works.values()) if one.home == home and not one.seen)
        return tuple(one for one in mine if one.outcome is None or not one.outcome.done)

    async def show(self, request: web.Request) -> web.Response:
        """How far it is; its outcome once it is done."""
        work = self._find(request)
        if work is None:
            raise back("/console")
        if work.outcome is None:
            return self._console.page(request, "working.html", work=work)
        work.seen = True
        if work.outcome.done:
            del self._works[work.number]
            raise back(work.home, work.outcome.text)
        return await work.refused(request, work.outcome)

    async def state(self, request: web.Request) -> web.Response:
        """How far it is, for a page that stays open; 205 when the page should be loaded anew."""
        work = self._find(request)
        if work is None or work.outcome is not None:
            return web.Response(status=205)
        return html(self._console.pages.render("_working.html", work=work))

    async def stop(self, request: web.Request) -> web.Response:
        """End it without an outcome."""
        await fields(request)
        work = self._find(request)
        if work is None or work.task is None:
            raise back("/console")
        work.watch.stop()
        await asyncio.wait({work.task}, timeout=PATIENCE)
        raise back(f"/console/work/{work.number}")

    def _find(self, request: web.Request) -> Work | None:
        return self._works.get(int(request.match_info["number"]))


async def _done(wish: Wish, watch: Watch) -> Outcome:
    """What came of a wish; a fault becomes a refusal, since nobody waits for the task itself."""
    try:
        return await wish(watch)
    except (CannotEdit, OSError) as error:
        return Outcome(False, str(error))
    except Exception:  # noqa: BLE001 - logged, and told to whoever waits
        _LOG.exception("a change of the content failed")
        return Outcome(False, "没有做成：程序出错了，已记进日志；什么也没有改。")
