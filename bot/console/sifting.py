"""The inbox of what was not understood."""

from __future__ import annotations

import asyncio
import itertools

from aiohttp import web

from bot.console.context import Console, back, fields, who
from bot.content.editing import CannotEdit
from bot.desk.curate import Outcome
from bot.desk.sifting import sift
from bot.storage.inbox import ACCEPTED, DISMISSED, NEW, OUTSIDE

STATES = {NEW: "待处理", ACCEPTED: "已收进", OUTSIDE: "范围外", DISMISSED: "不处理"}
OUT_OF_SCOPE = "out-of-scope"
CHANGES_SHOWN = 10
PATIENCE = 5.0
"""Seconds a browser is kept waiting for an acceptance before it is shown that work goes on."""


class Sifting:
    """Pages of the inbox."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._numbers = itertools.count(1)
        self._work: dict[int, asyncio.Task[Outcome]] = {}

    def routes(self) -> list[web.RouteDef]:
        """Paths and what answers them."""
        return [
            web.get("/console/inbox", self.show),
            web.post("/console/inbox", self.decide),
            web.get("/console/inbox/work/{number:[0-9]+}", self.work),
        ]

    async def show(self, request: web.Request) -> web.Response:
        """Messages in one state, grouped."""
        return await self._page(request)

    async def decide(self, request: web.Request) -> web.Response:
        """Accept a pile into a measure, mark it as not ours, dismiss it, or let it wait again."""
        given = await fields(request)
        ids = tuple(int(one) for one in given.get("ids", "").split(",") if one.isdigit())
        deed, name = given.get("deed", ""), who(request).name
        if deed in (DISMISSED, NEW):
            await self._console.inbox.move(ids, deed)
            await self._console.audit.note(name, "收件箱", STATES[deed], ids=list(ids))
            raise back("/console/inbox", "已放到「不处理」。" if deed == DISMISSED else "已放回「待处理」。")
        measure = OUT_OF_SCOPE if deed == OUTSIDE else given.get("measure", "")
        texts = [line.strip() for line in given.get("texts", "").splitlines() if line.strip()]
        if not texts or not measure or deed not in (ACCEPTED, OUTSIDE):
            return await self._page(request, Outcome(False, "请选一个事项，并留下至少一句话。"))
        work = asyncio.create_task(self._accept(texts, measure, name, ids, deed))
        number = next(self._numbers)
        self._work[number] = work
        await asyncio.wait({work}, timeout=PATIENCE)
        raise back(f"/console/inbox/work/{number}")

    async def work(self, request: web.Request) -> web.Response:
        """How far an acceptance is; its outcome once it is done."""
        number = int(request.match_info["number"])
        work = self._work.get(number)
        if work is None:
            raise back("/console/inbox")
        if not work.done():
            return self._console.page(request, "working.html")
        outcome = work.result()
        if outcome.done:
            del self._work[number]
            raise back("/console/inbox", outcome.text)
        return await self._page(request, outcome)

    async def _accept(self, texts: list[str], measure: str, name: str, ids: tuple[int, ...], deed: str) -> Outcome:
        """Accept messages, move them out of the inbox and note who did it."""
        try:
            outcome = await self._console.curator.accept(texts, measure, name, self._console.clock(), ids)
        except (CannotEdit, OSError) as error:
            outcome = Outcome(False, str(error))
        if outcome.done:
            await self._console.inbox.move(ids, deed, measure)
        await self._console.audit.note(name, "收例句" if outcome.done else "收例句被拒", measure, texts=texts[:5])
        return outcome

    async def _page(self, request: web.Request, outcome: Outcome | None = None) -> web.Response:
        console = self._console
        state = request.query.get("state", NEW)
        await console.inbox.gather()
        unread = await console.inbox.in_state(state if state in STATES else NEW)
        piles = await asyncio.to_thread(sift, unread, console.desk.snapshot, console.today())
        changes = await asyncio.to_thread(console.curator.history.all, CHANGES_SHOWN)
        measures = console.desk.snapshot.library.content.intents.measures
        return console.page(
            request,
            "inbox.html",
            409 if outcome else 200,
            piles=piles,
            state=state,
            states=STATES,
            measures=[measure for slug, measure in measures.items() if slug != OUT_OF_SCOPE],
            names={slug: measure.name for slug, measure in measures.items()},
            outcome=outcome,
            changes=[change for change in changes if change.inbox and not change.undone],
        )
