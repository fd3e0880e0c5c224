"""The inbox of what was not understood."""

from __future__ import annotations

import asyncio
from collections import Counter

from aiohttp import web

from bot.console.context import Console, back, fields, who
from bot.console.working import Working
from bot.desk.apart import Watch
from bot.desk.curate import Deed, Outcome
from bot.desk.sifting import ORDER, sift
from bot.model.journal import AMISS, NARROW, REFUSED, UNANSWERED
from bot.storage.inbox import ACCEPTED, DISMISSED, NEW, OUTSIDE

STATES = {NEW: "待处理", ACCEPTED: "已收进", OUTSIDE: "范围外", DISMISSED: "不处理"}
REASONS = {AMISS: "说答非所问", REFUSED: "选了都不是", UNANSWERED: "没听懂", NARROW: "拿不太准"}
CHANNELS = {"wechat": "微信", "web": "网页", "simulator": "模拟"}
HOME = "/console/inbox"
OUT_OF_SCOPE = "out-of-scope"
CHANGES_SHOWN = 10


class Sifting:
    """Pages of the inbox."""

    def __init__(self, console: Console, working: Working) -> None:
        self._console = console
        self._working = working

    def routes(self) -> list[web.RouteDef]:
        """Paths and what answers them."""
        return [web.get(HOME, self.show), web.post(HOME, self.decide)]

    async def show(self, request: web.Request) -> web.Response:
        """Messages in one state, grouped."""
        return await self._page(request)

    async def decide(self, request: web.Request) -> web.Response:
        """Accept a pile into a measure, mark it as not ours, dismiss it, or let it wait again."""
        given = await fields(request)
        ids = numbers(given.get("ids", ""))
        deed, name = given.get("deed", ""), who(request).name
        if deed in (DISMISSED, NEW):
            await self._console.inbox.move(ids, deed)
            await self._console.audit.note(name, "收件箱", STATES[deed], ids=list(ids))
            raise back(HOME, "已放到「不处理」。" if deed == DISMISSED else "已放回「待处理」。")
        if deed == "create":
            raise back(f"{HOME}/new?ids={','.join(map(str, ids))}")
        measure = OUT_OF_SCOPE if deed == OUTSIDE else given.get("measure", "")
        texts = lines(given.get("texts", ""))
        if not texts or not measure or deed not in (ACCEPTED, OUTSIDE):
            return await self._page(request, Outcome(False, "请选一个事项，并留下至少一句话。"))
        known = self._console.desk.snapshot.library.content.intents.measures.get(measure)
        title = f"收进「{known.name if known else measure}」：{texts[0]}"

        async def wish(watch: Watch) -> Outcome:
            return await self._accept(texts, measure, name, ids, deed, watch)

        raise await self._working.begin(request, title, HOME, wish, self._page)

    async def _accept(
        self, texts: list[str], measure: str, name: str, ids: tuple[int, ...], state: str, watch: Watch
    ) -> Outcome:
        """Accept messages, move them out of the inbox and note who did it."""
        deed = Deed(name, f"收进「{measure}」", self._console.clock(), ids)
        outcome = await self._console.curator.accept(texts, measure, deed, watch)
        if outcome.done:
            await self._console.inbox.move(ids, state, measure)
        await self._console.audit.note(name, "收例句" if outcome.done else "收例句被拒", measure, texts=texts[:5])
        return outcome

    async def _page(self, request: web.Request, outcome: Outcome | None = None) -> web.Response:
        console = self._console
        state = request.query.get("state", NEW)
        state = state if state in STATES else NEW
        reason = request.query.get("reason", "")
        await console.inbox.gather()
        unread = await console.inbox.in_state(state)
        counts = Counter(one.reason for one in unread)
        chosen = [one for one in unread if reason in ("", one.reason)]
        piles = await asyncio.to_thread(sift, chosen, console.desk.snapshot, console.today())
        changes = await asyncio.to_thread(console.curator.history.all, CHANGES_SHOWN)
        measures = console.desk.snapshot.library.content.intents.measures
        return console.page(
            request,
            "inbox.html",
            409 if outcome else 200,
            piles=piles,
            state=state,
            states=STATES,
            reason=reason,
            reasons={one: REASONS[one] for one in ORDER},
            counts=counts,
            channels=CHANNELS,
            measures=[measure for slug, measure in measures.items() if slug != OUT_OF_SCOPE],
            names={slug: measure.name for slug, measure in measures.items()},
            outcome=outcome,
            works=self._working.open(HOME),
            changes=[change for change in changes if change.inbox and not change.undone],
        )


def numbers(text: str) -> tuple[int, ...]:
    """The numbers of messages in a field of a form."""
    return tuple(int(one) for one in text.split(",") if one.isdigit())


def lines(text: str) -> list[str]:
    """The lines of a field that hold something, each once."""
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
