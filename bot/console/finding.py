"""The look-up page: results while typing, the card of a policy, and the eligibility form beside it."""

from __future__ import annotations

import logging
from datetime import date

from aiohttp import web

from bot.console.context import Console, fields, html, read_day, who
from bot.desk.form import fill, policies_for
from bot.desk.lookup import card
from bot.model.errors import StorageError, UnknownName

_LOG = logging.getLogger(__name__)
LONGEST = 200
FACT = "fact."
AUDIENCES = ("个人", "单位")


class Finding:
    """Pages and page parts of the look-up."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def routes(self) -> list[web.RouteDef]:
        """Paths and what answers them."""
        return [
            web.get("/console", self.page),
            web.get("/console/find", self.find),
            web.get("/console/card", self.card),
            web.post("/console/form", self.form),
        ]

    async def page(self, request: web.Request) -> web.Response:
        """The page itself; everything on it comes by the parts below."""
        content = self._console.desk.snapshot.library.content
        regions = [region for region in content.regions.values() if content.in_region(region.slug)]
        return self._console.page(request, "lookup.html", regions=regions, today=self._console.today().isoformat())

    async def find(self, request: web.Request) -> web.Response:
        """The policies for what has been typed so far, as JSON."""
        region, on = self._where(request)
        finder = self._console.finders.of(self._console.desk.snapshot)
        looked = finder.look(request.query.get("q", "")[:LONGEST], region, on)
        found = [
            {
                "id": hit.policy.id,
                "title": hit.policy.title,
                "region": hit.region,
                "state": hit.state,
                "report": hit.policy.kind == "报道",
                "summary": hit.policy.summary,
                "cite": str(hit.policy.cite),
                "why": hit.why,
            }
            for hit in looked.hits
        ]
        beside = {"elsewhere": looked.elsewhere, "topic": looked.topic, "ask": looked.ask}
        return web.json_response({"hits": found, **beside})

    async def card(self, request: web.Request) -> web.Response:
        """One policy; looked-up policies are noted."""
        _, on = self._where(request)
        try:
            found = card(self._console.desk.snapshot, request.query.get("policy", ""), on)
        except UnknownName as error:
            return web.Response(status=404, text=str(error))
        asked = request.query.get("q", "")[:LONGEST]
        await self._noted(request, "查政策", found.policy.id, asked=asked)
        return html(self._console.pages.render("_card.html", card=found, on=on.isoformat()))

    async def form(self, request: web.Request) -> web.Response:
        """The form as it stands after a change, with what it leads to; that a screening began is noted."""
        given = await fields(request)
        on = read_day(given.get("on", ""), self._console.today())
        snapshot = self._console.desk.snapshot
        audience = given.get("audience") if given.get("audience") in AUDIENCES else AUDIENCES[0]
        try:
            policies = policies_for(snapshot, given.get("policy", ""), given.get("region", ""), str(audience))
        except UnknownName as error:
            return web.Response(status=404, text=str(error))
        if "begun" in given and not given.get("policy"):
            await self._noted(request, "筛查", given.get("region", ""), audience=str(audience))
        facts = {name.removeprefix(FACT): value for name, value in given.items() if name.startswith(FACT)}
        sheet = fill(snapshot, policies, facts, on)
        return html(self._console.pages.render("_form.html", sheet=sheet, many=not given.get("policy")))

    async def _noted(self, request: web.Request, action: str, target: str, **detail: str) -> None:
        """Note a look-up; while nothing can be written the caller is answered all the same."""
        try:
            await self._console.audit.note(who(request).name, action, target, **detail)
        except StorageError as error:
            _LOG.error("a look-up was not noted: %s", error)

    def _where(self, request: web.Request) -> tuple[str, date]:
        content = self._console.desk.snapshot.library.content
        region = request.query.get("region", "")
        return region if region in content.regions else "", read_day(request.query.get("on", ""), self._console.today())
