"""A new measure from the inbox: what people ask for and no measure is about yet."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from aiohttp import web

from bot.console.context import Console, fields, who
from bot.console.sifting import HOME, lines, numbers
from bot.console.working import Working
from bot.content.cross_checks import MIN_EXAMPLES, MIN_NEW
from bot.content.editing import CannotEdit
from bot.content.skeletons import measure_text
from bot.desk.apart import Watch
from bot.desk.curate import Deed, Outcome
from bot.desk.sifting import sift
from bot.language.initials import spelt
from bot.storage.inbox import ACCEPTED
from bot.storage.mask import without

PAGE = f"{HOME}/new"
OTHERS_SHOWN = 30


class Founding:
    """The page on which a measure begins."""

    def __init__(self, console: Console, working: Working) -> None:
        self._console = console
        self._working = working

    def routes(self) -> list[web.RouteDef]:
        """Paths and what answers them."""
        return [web.get(PAGE, self.show), web.post(PAGE, self.found)]

    async def show(self, request: web.Request) -> web.Response:
        """The empty form with the words of a pile."""
        ids = numbers(request.query.get("ids", ""))
        texts = [without(one.text) for one in await self._console.inbox.by_id(ids)]
        given = {"ids": ",".join(map(str, ids)), "texts": "\n".join(dict.fromkeys(texts))}
        return await self._page(request, given)

    async def found(self, request: web.Request) -> web.Response:
        """Take in further piles, or check, try and write the measure."""
        posted = await request.post()
        given = await fields(request)
        more = [str(one) for one in posted.getall("also", [])]
        if more:
            given = await self._with(given, more)
        if given.get("deed") != "found":
            return await self._page(request, given)
        name, slug = given.get("name", "").strip(), given.get("slug", "").strip() or spelt(given.get("name", ""))
        texts = lines(given.get("texts", ""))
        if not name or not texts:
            return await self._page(request, given, Outcome(False, "请写上名称，并留下例句。"))
        who_, ids = who(request).name, numbers(given.get("ids", ""))
        text = measure_text(name, given.get("short", "").strip() or name[:8], given.get("covers", "").strip(), texts)

        async def wish(watch: Watch) -> Outcome:
            return await self._found(slug, text, texts, who_, ids, watch)

        async def refused(again: web.Request, outcome: Outcome) -> web.Response:
            return await self._page(again, {**given, "slug": slug}, outcome)

        raise await self._working.begin(request, f"新建事项「{name}」", HOME, wish, refused)

    async def _found(
        self, slug: str, text: str, texts: list[str], name: str, ids: tuple[int, ...], watch: Watch
    ) -> Outcome:
        deed = Deed(name, f"新建事项「{slug}」", self._console.clock(), ids)
        if not slug:
            raise CannotEdit("名称里没有可以拼成代号的字，请自己写一个代号：小写英文、数字和连字符。")
        outcome = await self._console.curator.create(slug, text, texts, deed, watch)
        if outcome.done:
            await self._console.inbox.move(ids, ACCEPTED, slug)
        await self._console.audit.note(name, "新建事项" if outcome.done else "新建事项被拒", slug, texts=texts[:5])
        return outcome

    async def _with(self, given: Mapping[str, str], more: list[str]) -> dict[str, str]:
        """The form with the words of further piles."""
        ids = tuple(dict.fromkeys((*numbers(given.get("ids", "")), *numbers(",".join(more)))))
        added = [without(one.text) for one in await self._console.inbox.by_id(numbers(",".join(more)))]
        texts = lines("\n".join([given.get("texts", ""), *added]))
        return {**given, "ids": ",".join(map(str, ids)), "texts": "\n".join(texts)}

    async def _page(
        self, request: web.Request, given: Mapping[str, str], outcome: Outcome | None = None
    ) -> web.Response:
        console = self._console
        taken = set(numbers(given.get("ids", "")))
        unread = [one for one in await console.inbox.in_state() if one.id not in taken]
        piles = await asyncio.to_thread(sift, unread, console.desk.snapshot, console.today())
        measures = console.desk.snapshot.library.content.intents.measures
        return console.page(
            request,
            "founding.html",
            409 if outcome else 200,
            given=given,
            outcome=outcome,
            piles=piles[:OTHERS_SHOWN],
            count=len(lines(given.get("texts", ""))),
            least=MIN_NEW,
            full=MIN_EXAMPLES,
            names={slug: measure.name for slug, measure in measures.items()},
        )
