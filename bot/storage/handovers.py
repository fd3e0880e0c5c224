"""Talks that wait for a person, as they are stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson
from sqlalchemy import Connection, Row, func, insert, select, update

from bot.model.decisions import ActKind
from bot.storage.accounts import Runner, now_ms
from bot.storage.tables import HANDOVERS, JOURNAL

WAITING, TAKEN, CLOSED = "waiting", "taken", "closed"
_LOOK_BACK = 500


@dataclass(frozen=True, slots=True)
class Handover:
    """One talk. address: the platform's id while a person has the talk, else ""."""

    id: int
    user: str
    channel: str
    address: str
    region: str | None
    topic: str
    state: str
    opened: datetime
    taken_by: str


@dataclass(frozen=True, slots=True)
class Turn:
    """One message and its answer."""

    at: datetime
    said: str
    replied: tuple[str, ...]
    act: str


def _when(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, UTC)


def _handover(row: Row[Any]) -> Handover:
    return Handover(
        row.id, row.user, row.channel, row.address, row.region, row.topic, row.state, _when(row.opened), row.taken_by
    )


class Waiting:
    """The hand-overs of a store."""

    def __init__(self, write: Runner, read: Runner) -> None:
        self._write = write
        self._read = read

    async def gather(self) -> int:
        """Open a hand-over for every talk that asked for a person and has none yet; returns how many."""
        asked = (
            select(JOURNAL.c.user, JOURNAL.c.channel, JOURNAL.c.region, JOURNAL.c.received, JOURNAL.c.text)
            .where(JOURNAL.c.act == ActKind.HANDOFF.value, JOURNAL.c.user != "")
            .order_by(JOURNAL.c.id.desc())
            .limit(_LOOK_BACK)
        )

        def open_all(connection: Connection) -> int:
            made = 0
            for row in reversed(connection.execute(asked).all()):
                later = HANDOVERS.c.opened >= row.received
                unfinished = HANDOVERS.c.state != CLOSED
                mine = select(HANDOVERS.c.id).where(HANDOVERS.c.user == row.user, later | unfinished)
                if connection.execute(mine.limit(1)).first() is None:
                    found = {"user": row.user, "channel": row.channel, "region": row.region, "opened": row.received}
                    connection.execute(insert(HANDOVERS), {**found, "address": "", "topic": row.text[:80]})
                    made += 1
            return made

        return int(await self._write(open_all))

    async def open(self, most: int = 200) -> tuple[Handover, ...]:
        """Talks that are not closed, those waiting longest first."""
        query = select(HANDOVERS).where(HANDOVERS.c.state != CLOSED).order_by(HANDOVERS.c.opened).limit(most)
        return tuple(map(_handover, await self._read(lambda c: c.execute(query).all())))

    async def count(self) -> int:
        """How many nobody has taken."""
        query = select(func.count()).select_from(HANDOVERS).where(HANDOVERS.c.state == WAITING)
        return int(await self._read(lambda c: c.execute(query).scalar()))

    async def find(self, number: int) -> Handover | None:
        """One talk."""
        row = await self._read(lambda c: c.execute(select(HANDOVERS).where(HANDOVERS.c.id == number)).first())
        return _handover(row) if row else None

    async def take(self, number: int, who: str) -> bool:
        """Take a waiting talk; False when somebody else was faster."""
        change = update(HANDOVERS).where(HANDOVERS.c.id == number, HANDOVERS.c.state == WAITING)
        return bool(await self._write(lambda c: c.execute(change.values(state=TAKEN, taken_by=who)).rowcount))

    async def close(self, number: int) -> bool:
        """Give the talk back to the bot; the platform's id is forgotten. False when it was closed before."""
        change = update(HANDOVERS).where(HANDOVERS.c.id == number, HANDOVERS.c.state != CLOSED)
        values = {"state": CLOSED, "closed": now_ms(), "address": ""}
        return bool(await self._write(lambda c: c.execute(change.values(values)).rowcount))

    async def turns(self, user: str, most: int = 12) -> tuple[Turn, ...]:
        """The person's last messages and answers, oldest first."""
        query = select(JOURNAL).where(JOURNAL.c.user == user).order_by(JOURNAL.c.id.desc()).limit(most)
        rows = await self._read(lambda c: c.execute(query).all())
        return tuple(Turn(_when(row.received), row.text, tuple(orjson.loads(row.reply)), row.act) for row in rows[::-1])
