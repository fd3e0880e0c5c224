"""Talks that wait for a person, as they are stored."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson
from sqlalchemy import Connection, Row, Update, bindparam, func, insert, select, update

from bot.model.decisions import ActKind
from bot.model.decisions import Handover as Why
from bot.model.journal import AGENT, HELD, JournalEntry
from bot.storage.mask import mask
from bot.storage.running import Runner, now_ms
from bot.storage.tables import HANDOVERS, JOURNAL

WAITING, TAKEN, CLOSED = "waiting", "taken", "closed"
PLATFORM = "微信客服"
"""Who has taken a talk that went to the platform's own agents."""
_TOPIC = 80
_NO_QUESTION = (AGENT, HELD, ActKind.HANDOFF.value, ActKind.COMMAND.value, ActKind.CHITCHAT.value)
_DAY_MS = 24 * 3600 * 1000

# The changes that come with a message are made once: to make one takes longer than to carry it out.
_OF_ONE = update(HANDOVERS).where(HANDOVERS.c.user == bindparam("whose"), HANDOVERS.c.state != CLOSED)
_AGAIN = _OF_ONE.values({name: bindparam(name) for name in ("region", "topic", "why", "state", "taken_by")})
_STALE = _OF_ONE.where(HANDOVERS.c.opened < bindparam("before")).values(opened=bindparam("opened"))
_NEW = insert(HANDOVERS)
_CLOSING = _OF_ONE.values(state=CLOSED, closed=bindparam("now"), address="")
_REACHED = _OF_ONE.values(address=bindparam("address"))


@dataclass(frozen=True, slots=True)
class Handover:
    """One talk. address: the platform's id while a person has the talk, else "". why: what it came of."""

    id: int
    user: str
    channel: str
    address: str
    region: str | None
    topic: str
    state: str
    opened: datetime
    taken_by: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """One message and its answer. by: who of the staff wrote the answer, "" for the bot."""

    at: datetime
    said: str
    replied: tuple[str, ...]
    act: str
    by: str = ""


def _turn(row: Row[Any]) -> Turn:
    by = (row.heard or "") if row.act == AGENT else ""
    return Turn(_when(row.received), row.text, tuple(orjson.loads(row.reply)), row.act, by)


def _when(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, UTC)


def _handover(row: Row[Any]) -> Handover:
    return Handover(
        row.id,
        row.user,
        row.channel,
        row.address,
        row.region,
        row.topic,
        row.state,
        _when(row.opened),
        row.taken_by,
        row.why,
    )


def follow(entry: JournalEntry, text: str) -> Callable[[Connection], object] | None:
    """What an answered message changes among the hand-overs, to be done in its transaction; None for nothing.

    text: the message, masked. A person wanted again while a talk is open puts that talk back in line.
    """
    if not entry.user or entry.handover in (Why.NONE, Why.HELD):
        return None
    if entry.handover == Why.RETURNED:
        return lambda connection: _close(connection, entry.user)
    transferred = entry.handover == Why.TRANSFERRED
    found: dict[str, object] = {
        "region": entry.region,
        "topic": text[:_TOPIC],
        "why": entry.handover,
        "state": TAKEN if transferred else WAITING,
        "taken_by": PLATFORM if transferred else "",
    }

    opened = int(entry.received.timestamp() * 1000)

    def put(connection: Connection) -> None:
        whose = {"whose": entry.user}
        if connection.execute(_AGAIN, found | whose).rowcount:
            connection.execute(_STALE, whose | {"before": opened - _DAY_MS, "opened": opened})
        else:
            about = {"user": entry.user, "channel": entry.channel, "address": "", "opened": opened}
            connection.execute(_NEW, found | about)

    return put


def lapsed(now: int) -> tuple[Update, Update]:
    """What time does to hand-overs; now: epoch milliseconds.

    Two days after, the platform sends to nobody any more, so the address goes; after a week the talk is over.
    """
    open_ones = update(HANDOVERS).where(HANDOVERS.c.state != CLOSED)
    waiting = open_ones.where(HANDOVERS.c.state == WAITING, HANDOVERS.c.opened < now - 2 * _DAY_MS)
    over = open_ones.where(HANDOVERS.c.opened < now - 7 * _DAY_MS)
    return waiting.values(address=""), over.values(state=CLOSED, closed=now, address="")


def _close(connection: Connection, user: str) -> int:
    """Give all the person's talks back; the platform's id is forgotten. How many there were."""
    return connection.execute(_CLOSING, {"whose": user, "now": now_ms()}).rowcount


def _unfinished(user: str) -> Update:
    return update(HANDOVERS).where(HANDOVERS.c.user == user, HANDOVERS.c.state != CLOSED)


class Waiting:
    """The hand-overs of a store."""

    def __init__(self, write: Runner, read: Runner) -> None:
        self._write = write
        self._read = read

    async def open(self, most: int = 200) -> tuple[Handover, ...]:
        """Talks that are not closed, those waiting longest first; those nobody asked for a person in come last."""
        unasked = HANDOVERS.c.why.in_((Why.LOST.value, Why.TOPIC.value))
        query = select(HANDOVERS).where(HANDOVERS.c.state != CLOSED).order_by(unasked, HANDOVERS.c.opened).limit(most)
        return tuple(map(_handover, await self._read(lambda c: c.execute(query).all())))

    async def count(self) -> int:
        """How many nobody has taken."""
        query = select(func.count()).select_from(HANDOVERS).where(HANDOVERS.c.state == WAITING)
        return int(await self._read(lambda c: c.execute(query).scalar()))

    async def find(self, number: int) -> Handover | None:
        """One talk."""
        row = await self._read(lambda c: c.execute(select(HANDOVERS).where(HANDOVERS.c.id == number)).first())
        return _handover(row) if row else None

    async def take(self, number: int, who: str, from_: str = "") -> bool:
        """Take a waiting talk, or the one that `from_` has; False when somebody else was faster."""
        free = (HANDOVERS.c.state == WAITING) | ((HANDOVERS.c.state == TAKEN) & (HANDOVERS.c.taken_by == from_))
        change = update(HANDOVERS).where(HANDOVERS.c.id == number, free)
        return bool(await self._write(lambda c: c.execute(change.values(state=TAKEN, taken_by=who)).rowcount))

    async def close(self, user: str) -> bool:
        """Give the person's talk back to the bot; the platform's id is forgotten. False when it was closed before."""
        return bool(await self._write(lambda c: _close(c, user)))

    async def reach(self, user: str, address: str) -> None:
        """Note where the person can be written to, as long as the talk is open."""
        await self._write(lambda c: c.execute(_REACHED, {"whose": user, "address": address}))

    async def transferred(self, user: str, text: str) -> bool:
        """Whether the platform's agents were given the talk in answer to this message."""
        query = select(HANDOVERS.c.topic).where(
            HANDOVERS.c.user == user, HANDOVERS.c.taken_by == PLATFORM, HANDOVERS.c.why == Why.TRANSFERRED.value
        )
        topics = await self._read(lambda c: c.execute(query).scalars().all())
        return mask(text)[:_TOPIC] in topics

    async def requeue(self, user: str) -> None:
        """Whoever was to have the talk could not take it: it waits again."""
        await self._write(lambda c: c.execute(_unfinished(user).values(state=WAITING, taken_by="")))

    async def accepted(self, user: str) -> None:
        """An agent of the platform has the talk."""
        await self._write(lambda c: c.execute(_unfinished(user).values(state=TAKEN, taken_by=PLATFORM)))

    async def turns(self, user: str, most: int = 40) -> tuple[Turn, ...]:
        """The person's last messages and answers, oldest first."""
        query = select(JOURNAL).where(JOURNAL.c.user == user).order_by(JOURNAL.c.id.desc()).limit(most)
        rows = await self._read(lambda c: c.execute(query).all())
        return tuple(map(_turn, rows[::-1]))

    async def asked(self, users: Collection[str]) -> dict[str, str]:
        """By person what they asked last before they wanted a person, masked: what the queue is told by."""
        said = select(func.max(JOURNAL.c.id)).where(JOURNAL.c.user.in_(users), JOURNAL.c.act.not_in(_NO_QUESTION))
        query = select(JOURNAL.c.user, JOURNAL.c.text).where(JOURNAL.c.id.in_(said.group_by(JOURNAL.c.user)))
        return {row.user: row.text[:_TOPIC] for row in await self._read(lambda c: c.execute(query).all())}
