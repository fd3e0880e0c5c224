"""Figures over time, as charts with their tables and as CSV; narrowed to a measure, a region or a channel."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date, timedelta
from urllib.parse import urlencode

from aiohttp import web

from bot.console.charts import bar
from bot.console.context import Console, read_day
from bot.console.series import ACTS, ANSWERED, BESIDE, REFUSED, Shown, over_time, percent, rankings
from bot.storage.figures import TRYING
from bot.storage.tally import Chosen, Counts

DEFAULT_DAYS, MOST_DAYS = 30, 366
STRETCHES = (7, 30, 90, 365)
SHOWN = 15
WEEK = "week"
CHANNELS = {"wechat": "微信", "web": "网页", TRYING: "对话模拟"}


class Figures:
    """Pages of figures."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def routes(self) -> list[web.RouteDef]:
        """Paths and what answers them."""
        return [web.get("/console/figures", self.show), web.get("/console/figures.csv", self.table)]

    async def show(self, request: web.Request) -> web.Response:
        """Charts of a stretch of days."""
        first, last = self._days(request)
        chosen, content = self._chosen(request), self._console.desk.snapshot.library.content
        counts = await self._console.ledger.count(first, last, self._console.clock(), chosen)
        weekly = self._weekly(request)
        kept = {name: value for name, value in self._narrowed(chosen).items() if value}
        kept |= {"by": WEEK} if weekly else {}
        stretch = {"from": first.isoformat(), "to": last.isoformat()}
        return self._console.page(
            request,
            "figures.html",
            first=first.isoformat(),
            last=last.isoformat(),
            chosen=chosen,
            measures=content.intents.measures,
            regions=content.regions,
            channels=CHANNELS,
            tiles=_tiles(counts),
            charts=over_time(counts, weekly=weekly),
            weekly=weekly,
            ranked=[one for one in rankings(counts, content) if one.rows],
            most=SHOWN,
            bar=bar,
            query=urlencode({**stretch, **kept}),
            stretches=[
                (days, urlencode({"from": last - timedelta(days=days - 1), "to": last, **kept})) for days in STRETCHES
            ],
        )

    async def table(self, request: web.Request) -> web.Response:
        """One of the charts, or all, as a table for a spreadsheet."""
        first, last = self._days(request)
        counts = await self._console.ledger.count(first, last, self._console.clock(), self._chosen(request))
        part = request.query.get("part", "")
        weekly = self._weekly(request)
        shown = (*over_time(counts, weekly=weekly), *rankings(counts, self._console.desk.snapshot.library.content))
        wanted = [one for one in shown if part in ("", one.key)]
        if not wanted:
            raise web.HTTPNotFound(text=f"没有「{part}」这张表。")
        name = f"figures-{f'{part}-' if part else ''}{first.isoformat()}-{last.isoformat()}.csv"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return web.Response(text=as_csv(wanted), content_type="text/csv", charset="utf-8", headers=headers)

    def _days(self, request: web.Request) -> tuple[date, date]:
        last = read_day(request.query.get("to", ""), self._console.today())
        first = read_day(request.query.get("from", ""), last - timedelta(days=DEFAULT_DAYS - 1))
        first = min(first, last)
        return max(first, last - timedelta(days=MOST_DAYS)), last

    @staticmethod
    def _weekly(request: web.Request) -> bool:
        """Whether days are to be taken together by weeks."""
        return request.query.get("by") == WEEK

    def _chosen(self, request: web.Request) -> Chosen:
        """What the figures are narrowed to; what does not exist narrows nothing."""
        content, query = self._console.desk.snapshot.library.content, request.query
        measure, region, channel = (query.get(name, "") for name in ("measure", "region", "channel"))
        return Chosen(
            measure if measure in content.intents.measures else "",
            region if region in content.regions else "",
            channel if channel in CHANNELS else "",
        )

    @staticmethod
    def _narrowed(chosen: Chosen) -> dict[str, str]:
        return {"measure": chosen.measure, "region": chosen.region, "channel": chosen.channel}


def as_csv(tables: Iterable[Shown]) -> str:
    """Tables for a spreadsheet, one after the other, a blank line between; the mark makes it be read as UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    for at, one in enumerate(tables):
        writer.writerows([[]] if at else [])
        writer.writerow([one.title])
        writer.writerow(one.heads)
        writer.writerows([_safe(row.name), *row.values] for row in one.rows)
    return "\ufeff" + out.getvalue()


def _safe(text: str) -> str:
    """A name that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t" else text


def _tiles(counts: Counts) -> list[tuple[str, str, str]]:
    """Name, number, and what share that is."""
    acts = counts.acts
    whole = acts.total()
    days = counts.days.values()
    refused, beside = sum(day.refused for day in days), sum(day.beside for day in days)
    found = [
        ("对话", str(sum(day.talks for day in days)), ""),
        ("人数", str(len(set().union(*(day.people for day in days)))), ""),
        ("消息", str(whole), ""),
    ]
    found += [(shown, str(acts[act]), percent(acts[act], whole)) for act, shown in ACTS.items() if acts[act]]
    found += [(REFUSED, str(refused), percent(refused, acts["choose"]))] if refused else []
    found += [(BESIDE, str(beside), percent(beside, sum(acts[act] for act in ANSWERED)))] if beside else []
    return [*found, ("99% 的回答快于", f"{counts.slow:.1f} 毫秒", "")] if whole else []
