"""Figures over time, as charts and as CSV."""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import date, timedelta

from aiohttp import web

from bot.console.charts import bars, columns
from bot.console.context import Console, read_day
from bot.replying.views import VERDICTS
from bot.storage.figures import Counts

ACTS = {
    "answer": "回答",
    "verdict": "结论",
    "screen": "筛查",
    "ask": "追问",
    "choose": "让选",
    "chitchat": "寒暄",
    "command": "命令",
    "handoff": "转人工",
    "fallback": "没听懂",
}
DEFAULT_DAYS, MOST_DAYS = 30, 366
SHOWN = 15


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
        counts = await self._console.ledger.count(first, last)
        days = [day.isoformat() for day in counts.by_day]
        series = [(shown, [by[act] for by in counts.by_day.values()]) for act, shown in ACTS.items()]
        people = [("人数", [len(who) for who in counts.people.values()])]
        named = self._named(counts)
        charts = [(title, bars(title, dict(found.most_common(SHOWN)))) for title, found in named.items() if found]
        return self._console.page(
            request,
            "figures.html",
            first=first.isoformat(),
            last=last.isoformat(),
            total=sum(counts.acts.values()),
            people_total=len(set().union(*counts.people.values())),
            acts=[(at, shown, counts.acts[act]) for at, (act, shown) in enumerate(ACTS.items())],
            slow=round(counts.slow, 1),
            by_day=columns("每天的回答，按种类", days, series),
            by_people=columns("每天的人数", days, people),
            charts=charts,
            rows=[(day, [by[act] for act in ACTS]) for day, by in counts.by_day.items() if by],
        )

    async def table(self, request: web.Request) -> web.Response:
        """The same as a table for a spreadsheet."""
        first, last = self._days(request)
        counts = await self._console.ledger.count(first, last)
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(["类别", "名称", *ACTS.values(), "人数"])
        for day, by in counts.by_day.items():
            writer.writerow(["日期", day.isoformat(), *(by[act] for act in ACTS), len(counts.people[day])])
        for title, found in self._named(counts).items():
            writer.writerows([title, name, value] for name, value in found.most_common())
        name = f"figures-{first.isoformat()}-{last.isoformat()}.csv"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        body = "\ufeff" + out.getvalue()  # the mark makes spreadsheets read it as UTF-8
        return web.Response(text=body, content_type="text/csv", charset="utf-8", headers=headers)

    def _days(self, request: web.Request) -> tuple[date, date]:
        last = read_day(request.query.get("to", ""), self._console.today())
        first = read_day(request.query.get("from", ""), last - timedelta(days=DEFAULT_DAYS - 1))
        first = min(first, last)
        return max(first, last - timedelta(days=MOST_DAYS)), last

    def _named(self, counts: Counts) -> dict[str, Counter[str]]:
        """Counts under names people know."""
        content = self._console.desk.snapshot.library.content
        measures = {slug: measure.name for slug, measure in content.intents.measures.items()}
        regions = {slug: region.name for slug, region in content.regions.items()}
        return {
            "问得最多的事项": _rename(counts.measures, measures),
            "地区": _rename(counts.regions, {**regions, "": "没有说"}),
            "结论": _rename(counts.verdicts, VERDICTS),
            "追问到一半就走了的事项": _rename(counts.stopped, measures),
        }


def _rename(found: Counter[str], names: dict[str, str]) -> Counter[str]:
    return Counter({names.get(key, key): value for key, value in found.items()})
