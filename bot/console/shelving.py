"""Content pages: browse, problems, what ends soon, edit with check and preview, history and undo."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from aiohttp import web

from bot.console.context import Console, back, fields, html, read_day, who
from bot.console.working import Working
from bot.content.editing import CannotEdit
from bot.content.fields import kind_of
from bot.content.skeletons import policy_skeleton
from bot.desk.apart import Watch
from bot.desk.build import read_folder
from bot.desk.curate import Deed, Outcome
from bot.desk.explain import MOST_DRAWN, explain, step_views
from bot.desk.history import CannotUndo, difference
from bot.desk.lookup import card, replies_of
from bot.desk.overview import ending, files_by_folder, try_cases
from bot.desk.preview import preview
from bot.model.errors import UnknownName
from bot.storage.inbox import NEW

HOME = "/console/content"
CHANGES_SHOWN = 30


class Shelving:
    """Pages of the content."""

    def __init__(self, console: Console, working: Working) -> None:
        self._console = console
        self._working = working

    def routes(self) -> list[web.RouteDef]:
        """Paths and what answers them."""
        return [
            web.get(HOME, self.overview),
            web.get("/console/content/status", self.status),
            web.get("/console/content/policy", self.policy),
            web.get("/console/content/picture", self.picture),
            web.get("/console/content/edit", self.edit),
            web.post("/console/content/check", self.check),
            web.post("/console/content/save", self.save),
            web.post("/console/content/undo", self.undo),
        ]

    async def overview(self, request: web.Request) -> web.Response:
        """Everything at a glance."""
        console = self._console
        content = console.desk.snapshot.library.content
        files = await asyncio.to_thread(read_folder, console.curator.folder)
        changes = await asyncio.to_thread(console.curator.history.all, CHANGES_SHOWN)
        return console.page(
            request,
            "content.html",
            regions=[(region, content.in_region(region.slug)) for region in content.regions.values()],
            files=files_by_folder(list(files)),
            ending=ending(content, console.today()),
            changes=changes,
            measures=sorted(content.intents.measures.values(), key=lambda one: one.name),
            works=self._working.open(HOME),
            today=console.today(),
            state=self._state(),
        )

    async def status(self, request: web.Request) -> web.Response:
        """The problems as they are now, for a page that stays open."""
        del request
        return html(self._console.pages.render("_status.html", state=self._state()))

    async def policy(self, request: web.Request) -> web.Response:
        """One policy with what citizens read and how its cases come out."""
        console = self._console
        on = read_day(request.query.get("on", ""), console.today())
        snapshot = console.desk.snapshot
        try:
            found = card(snapshot, request.query.get("id", ""), on)
        except UnknownName as error:
            return console.page(request, "notice.html", 404, text=str(error))
        replies = replies_of(snapshot, found.policy.id, on)
        cases = try_cases(snapshot, found.policy)
        drawn = len(step_views(found.policy)) <= MOST_DRAWN
        return console.page(
            request, "policy.html", card=found, replies=replies, cases=cases, on=on.isoformat(), drawn=drawn
        )

    async def picture(self, request: web.Request) -> web.Response:
        """How one policy is decided, drawn; 404 where a drawing would be too large to read."""
        on = read_day(request.query.get("on", ""), self._console.today())
        content = self._console.desk.snapshot.library.content
        try:
            drawn = await asyncio.to_thread(explain, content, request.query.get("id", ""), on)
        except UnknownName as error:
            raise web.HTTPNotFound(text=str(error)) from error
        if not drawn.svg:
            raise web.HTTPNotFound(text="条件太多，画不成看得清的图。")
        return web.Response(text=drawn.svg, content_type="image/svg+xml", charset="utf-8")

    async def edit(self, request: web.Request) -> web.Response:
        """The text of one file."""
        path = request.query.get("path", "")
        try:
            text = await asyncio.to_thread(self._console.curator.read, path)
        except CannotEdit as error:
            return self._console.page(request, "notice.html", 404, text=str(error))
        kind = kind_of(path)
        version = request.query.get("version", "")
        if version:
            return await self._older(request, path, text, version)
        begun = policy_skeleton("新政策", {}) if not text and kind is not None and kind.name == "policy" else text
        return await self._editor(request, path, begun, text)

    async def _older(self, request: web.Request, path: str, text: str, version: str) -> web.Response:
        """The text a file had before one change, to be checked and saved like any other edit."""
        try:
            change = await asyncio.to_thread(self._console.curator.history.find, version)
        except CannotUndo as error:
            return self._console.page(request, "notice.html", 404, text=str(error))
        if change.path != path or change.before is None:
            return self._console.page(request, "notice.html", 404, text="这次修改没有留下这个文件以前的样子。")
        return await self._editor(request, path, change.before, text, older=change.at[:16].replace("T", " "))

    async def check(self, request: web.Request) -> web.Response:
        """Problems of the draft, or what it changes and what citizens would read."""
        given = await fields(request)
        path, text = given.get("path", ""), given.get("text", "")
        console = self._console
        try:
            current = await asyncio.to_thread(console.curator.read, path)
            found = await preview(console.curator, path, text, console.today())
        except CannotEdit as error:
            return web.Response(status=400, text=str(error))
        diff = difference(current, text)
        return html(console.pages.render("_check.html", found=found, diff=diff, path=path))

    async def save(self, request: web.Request) -> web.Response:
        """Write the draft if the library stays clean and right."""
        given = await fields(request)
        path, name = given.get("path", ""), who(request).name

        async def wish(watch: Watch) -> Outcome:
            return await self.keep(given, name, watch)

        async def refused(again: web.Request, outcome: Outcome) -> web.Response:
            return await self._editor(again, path, given.get("text", ""), given.get("base", ""), outcome)

        raise await self._working.begin(request, f"改 {path}", HOME, wish, refused)

    async def keep(self, given: Mapping[str, str], name: str, watch: Watch) -> Outcome:
        """Write what a form holds, and note who did it. Raises CannotEdit or OSError."""
        path, console = given.get("path", ""), self._console
        deed = Deed(name, given.get("why", "").strip() or "改文字", console.clock(), anyway="anyway" in given)
        outcome = await console.curator.save(path, given.get("text", ""), given.get("base", ""), deed, watch)
        await console.audit.note(name, "改内容" if outcome.done else "改内容被拒", path)
        return outcome

    async def undo(self, request: web.Request) -> web.Response:
        """Take back one change; messages that were accepted with it wait again."""
        given = await fields(request)
        console, name = self._console, who(request).name
        following = "/console/inbox" if given.get("from") == "inbox" else HOME
        try:
            outcome, change = await console.curator.undo(given.get("id", ""))
        except (CannotUndo, OSError) as error:
            return console.page(request, "notice.html", 409, text=str(error))
        if change.inbox:
            await console.inbox.move(change.inbox, NEW)
        await console.audit.note(name, "撤销修改", change.path, change=change.id)
        raise back(following, outcome.text)

    async def _editor(
        self,
        request: web.Request,
        path: str,
        text: str,
        base: str,
        outcome: Outcome | None = None,
        older: str = "",
    ) -> web.Response:
        """older: the moment of the change before which the text was like this, "" for the text of now."""
        measures = self._console.desk.snapshot.library.content.intents.measures
        return self._console.page(
            request,
            "edit.html",
            409 if outcome else 200,
            path=path,
            text=text,
            base=base,
            outcome=outcome,
            line=request.query.get("line", ""),
            older=older,
            names={slug: measure.name for slug, measure in measures.items()},
        )

    def _state(self) -> dict[str, object]:
        reloader, content = self._console.reloader, self._console.desk.snapshot.library.content
        return {
            "problems": reloader.problems,
            "broken": reloader.broken,
            "working": reloader.working,
            "held": reloader.held,
            "training": reloader.training,
            "digest": content.digest[:12],
            "swaps": reloader.times,
        }
