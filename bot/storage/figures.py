"""Figures of a store: the journal of some days, counted beside the event loop."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from sqlalchemy import select

from bot.model.journal import AGENT, HELD
from bot.storage.running import Runner
from bot.storage.tables import JOURNAL
from bot.storage.tally import Chosen, Counts, tally

_AT_ONCE = 5000
"""Rows fetched at a time: a server would otherwise send half a year before the first is counted."""
_CHINA = timezone(timedelta(hours=8))
_COLUMNS = ("received", "user", "act", "measures", "region", "verdicts", "latency_us", "asked", "heard")
ALL = Chosen()
TRYING = "simulator"
"""The channel of the simulator: what the staff tries out is no question of a citizen."""


class Ledger:
    """Reads counts from the journal of a store. idle: minutes of silence that end a talk."""

    def __init__(self, read: Runner, idle: int = 120) -> None:
        self._read = read
        self._idle_ms = idle * 60_000

    async def count(self, first: date, last: date, now: datetime, chosen: Chosen = ALL) -> Counts:
        """Counts of the days from first to last, both included, as days are in China; now: an aware time.

        What was tried in the simulator counts only where that channel is chosen; what a person of the office and
        the citizen write to each other is no question to the bot.
        """
        start, end = _midnight(first), _midnight(last + timedelta(days=1))
        query = (
            select(*(JOURNAL.c[name] for name in _COLUMNS))
            .where(JOURNAL.c.received >= start, JOURNAL.c.received < end, JOURNAL.c.act.not_in((HELD, AGENT)))
            .order_by(JOURNAL.c.id)
        )
        query = query.where(JOURNAL.c.channel == chosen.channel if chosen.channel else JOURNAL.c.channel != TRYING)
        query = query.execution_options(yield_per=_AT_ONCE)
        now_ms = int(now.timestamp() * 1000)
        found: Counts = await self._read(lambda c: tally(c.execute(query), first, last, chosen, self._idle_ms, now_ms))
        return found


def _midnight(day: date) -> int:
    """When a day begins in China, in milliseconds since 1970."""
    return int(datetime(day.year, day.month, day.day, tzinfo=_CHINA).timestamp() * 1000)
