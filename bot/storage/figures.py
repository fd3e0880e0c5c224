"""Counts from the journal: how much was asked, how it was answered, about what, and where people stopped."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone

import orjson
from sqlalchemy import select

from bot.model.decisions import ActKind
from bot.storage.accounts import Runner
from bot.storage.tables import JOURNAL

_CHINA = timezone(timedelta(hours=8))
OPEN_ENDS = frozenset({ActKind.ASK.value, ActKind.SCREEN.value, ActKind.CHOOSE.value})


@dataclass(slots=True)
class Counts:
    """What the journal holds for some days. by_day: day -> act -> messages. stopped: measure -> talks left open.

    people: day -> pseudonyms. slow: time for an answer at the 99th percentile, in milliseconds.
    """

    by_day: dict[date, Counter[str]] = field(default_factory=dict)
    people: dict[date, set[str]] = field(default_factory=dict)
    verdicts: Counter[str] = field(default_factory=Counter)
    measures: Counter[str] = field(default_factory=Counter)
    regions: Counter[str] = field(default_factory=Counter)
    stopped: Counter[str] = field(default_factory=Counter)
    slow: float = 0.0

    @property
    def acts(self) -> Counter[str]:
        """Messages by act over all days."""
        return sum(self.by_day.values(), Counter())


class Ledger:
    """Reads counts from the journal of a store."""

    def __init__(self, read: Runner) -> None:
        self._read = read

    async def count(self, first: date, last: date) -> Counts:
        """Counts of the days from first to last, both included, as days are in China."""
        start = datetime(first.year, first.month, first.day, tzinfo=_CHINA)
        end = datetime(last.year, last.month, last.day, tzinfo=_CHINA) + timedelta(days=1)
        columns = ("received", "user", "act", "measures", "region", "verdicts", "latency_us")
        query = (
            select(*(JOURNAL.c[name] for name in columns))
            .where(
                JOURNAL.c.received >= int(start.timestamp() * 1000), JOURNAL.c.received < int(end.timestamp() * 1000)
            )
            .order_by(JOURNAL.c.id)
        )
        rows = await self._read(lambda c: c.execute(query).all())
        counts = Counts()
        for step in range((last - first).days + 1):
            day = first + timedelta(days=step)
            counts.by_day[day], counts.people[day] = Counter(), set()
        left: dict[tuple[date, str], str] = {}
        for row in rows:
            day = datetime.fromtimestamp(row.received / 1000, _CHINA).date()
            counts.by_day[day][row.act] += 1
            counts.people[day].add(row.user)
            measures = orjson.loads(row.measures)
            counts.measures.update(measures[:1])
            counts.regions.update([row.region or ""])
            counts.verdicts.update(orjson.loads(row.verdicts).values())
            left[day, row.user] = measures[0] if row.act in OPEN_ENDS and measures else ""
        counts.stopped.update(measure for measure in left.values() if measure)
        taken = sorted(row.latency_us for row in rows)
        counts.slow = taken[int(len(taken) * 0.99)] / 1000 if taken else 0.0
        return counts
