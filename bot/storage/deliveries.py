"""Answers that came too late for the connection and go out by another way: once, or never.

due → sending → sent; then neither words nor address are kept. What was being sent when the process died stays
`sending`: it may have arrived, so it is never sent again by itself. `waiting` is for the person's next message,
when nothing can be sent actively.

Several processes take answers out against one another here: a row says that the answer to its message goes this way,
or, `fetched`, that a try at another process than the one that worked it out took it along. `attached` is what such a
try must say before the answer, as the first one did. `asked`: the answer is still to be worked out, and where it will
stand is the text of the message, masked.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Protocol

import orjson
from sqlalchemy import Connection, Delete, Executable, Row, Table, bindparam, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.storage.inserter import Row as Values
from bot.storage.mask import mask
from bot.storage.once import put_once
from bot.storage.running import Runner, now_ms
from bot.storage.tables import DELIVERIES

ASKED = "asked"
DUE = "due"
WAITING = "waiting"
SENDING = "sending"
SENT = "sent"
FETCHED = "fetched"
ATTACHED = "attached"
_MARK = "^"
"""Before the key of a message: what was attached to its answer."""
_ATTACHED_MS = 3_600_000
_HELD = (
    select(DELIVERIES.c.key)
    .where(DELIVERIES.c.user == bindparam("name"))
    .where((DELIVERIES.c.key == bindparam("mine")) | (DELIVERIES.c.state == WAITING))
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One late answer: the message's key, who gets it and where, and what. at: since when, epoch seconds; 0 for now."""

    key: str
    user: str
    address: str
    messages: tuple[str, ...]
    at: float = field(default=0.0, compare=False)


class _Put(Protocol):
    def __call__(self, table: Table, row: Values, /) -> Awaitable[None]: ...


class Deliveries:
    """The late answers of a store."""

    def __init__(self, write: Runner, read: Runner, put: _Put) -> None:
        self._write = write
        self._read = read
        self._put = put

    async def add(self, delivery: Delivery, state: str = DUE) -> bool:
        """Note a late answer; False when its message already has one."""
        row = _row(delivery, state)
        return bool(await self._write(lambda connection: put_once(connection, DELIVERIES, row)))

    async def ask(self, delivery: Delivery) -> None:
        """Note that the answer to this message is promised; its text is masked here. Raises StorageError."""
        text = tuple(map(mask, delivery.messages))
        await self._put(DELIVERIES, _row(replace(delivery, messages=text), ASKED))

    async def put(self, *late: Delivery, state: str = DUE) -> frozenset[str]:
        """Note late answers, each in the place of its promise if there was one; returns the keys of those noted.

        The others' messages have a late answer already.
        """
        rows = [_row(delivery, state) for delivery in late]

        def write(connection: Connection) -> frozenset[str]:
            return frozenset(connection.scalars(_over_promise(connection.dialect.name), rows))

        return frozenset(await self._write(write)) if rows else frozenset()

    async def users(self, state: str, age: float = 0.0) -> tuple[str, ...]:
        """Whose late answers are in this state, since so many seconds at least; who waits longest is first."""
        query = select(DELIVERIES.c.user).where(DELIVERIES.c.state == state)
        query = query.where(DELIVERIES.c.due < int((time.time() - age) * 1000)) if age else query
        query = query.group_by(DELIVERIES.c.user).order_by(func.min(DELIVERIES.c.due))
        return tuple(await self._read(lambda connection: connection.scalars(query).all()))

    async def move(self, key: str, before: str, after: str, left: tuple[str, ...] | None = None) -> bool:
        """Change the state; False when it was another one, so that of two senders one stands back.

        left: what is still to be sent, when part of it has gone out.
        """
        change = update(DELIVERIES).where(DELIVERIES.c.key == key, DELIVERIES.c.state == before).values(state=after)
        if after == SENT:
            change = change.values(address="", messages="[]")
        if left is not None:
            change = change.values(messages=orjson.dumps(left).decode())
        return bool(await self._write(lambda connection: connection.execute(change).rowcount))

    async def state(self, key: str) -> str | None:
        """How far the late answer to this message is; None when there is none."""
        query = select(DELIVERIES.c.state).where(DELIVERIES.c.key == key)
        found: str | None = await self._read(lambda connection: connection.execute(query).scalar())
        return found

    async def open(self, state: str = DUE, *users: str, age: float = 0.0) -> tuple[Delivery, ...]:
        """The late answers in this state, oldest first; of these people or of all; due since so many seconds."""
        query = select(DELIVERIES).where(DELIVERIES.c.state == state).order_by(DELIVERIES.c.due, DELIVERIES.c.key)
        if users:
            query = query.where(DELIVERIES.c.user.in_(users))
        if age:
            query = query.where(DELIVERIES.c.due < int((time.time() - age) * 1000))
        rows = await self._read(lambda connection: connection.execute(query).all())
        return tuple(map(_delivery, rows))

    async def fetch(self, key: str, user: str) -> int | None:
        """Take an answer along that another process worked out; None when it goes, or went, out by itself.

        Any number of tries may take it along. The number is for `bring_back`.
        """
        now = now_ms()
        row = _row(Delivery(key, user, "", ()), FETCHED) | {"due": now}
        again = update(DELIVERIES).where(DELIVERIES.c.key == key, DELIVERIES.c.state == FETCHED).values(due=now)

        def take(connection: Connection) -> bool:
            return put_once(connection, DELIVERIES, row) or bool(connection.execute(again).rowcount)

        return now if await self._write(take) else None

    async def bring_back(self, delivery: Delivery, number: int) -> bool:
        """The try that took it along did not get through: it is due, unless another try took it along since."""
        mine = (DELIVERIES.c.key == delivery.key, DELIVERIES.c.state == FETCHED, DELIVERIES.c.due == number)
        change = update(DELIVERIES).where(*mine).values(_row(delivery, DUE))
        return bool(await self._write(lambda connection: connection.execute(change).rowcount))

    async def attach(self, key: str, user: str) -> tuple[str, ...]:
        """What waits for the person, to be said before the answer to this message; the same however often asked."""
        waiting = select(DELIVERIES).where(DELIVERIES.c.user == user, DELIVERIES.c.state == WAITING)
        mine = _MARK + key
        attached = select(DELIVERIES).where(DELIVERIES.c.key == mine)

        def held(connection: Connection) -> bool:
            return connection.execute(_HELD, {"name": user, "mine": mine}).first() is not None

        def take(connection: Connection) -> tuple[str, ...]:
            rows = connection.execute(waiting.order_by(DELIVERIES.c.due).with_for_update()).all()
            before = connection.execute(attached).first()  # looked for once nobody else can be taking the rows
            if before is not None:
                return _delivery(before).messages
            words = tuple(message for row in rows for message in _delivery(row).messages)
            for row in rows:
                gone = update(DELIVERIES).where(DELIVERIES.c.key == row.key)
                connection.execute(gone.values(state=SENT, address="", messages="[]"))
            if words:
                put_once(connection, DELIVERIES, _row(Delivery(mine, user, "", words), ATTACHED))
            return words

        return tuple(await self._write(take)) if await self._read(held) else ()

    @staticmethod
    def older_than(limit: int) -> Delete:
        """The statement that removes what was due before that moment (epoch milliseconds), attached words sooner."""
        attached = (DELIVERIES.c.state == ATTACHED) & (DELIVERIES.c.due < now_ms() - _ATTACHED_MS)
        return delete(DELIVERIES).where((DELIVERIES.c.due < limit) | attached)


@cache
def _over_promise(dialect: str) -> Executable:
    """Insert rows, each in the place of a promise or where there is none, and tell which; one statement for many."""
    insert = (postgresql if dialect == "postgresql" else sqlite).insert(DELIVERIES)
    changed = {column.name: insert.excluded[column.name] for column in DELIVERIES.c if not column.primary_key}
    put = insert.on_conflict_do_update(index_elements=["key"], set_=changed, where=DELIVERIES.c.state == ASKED)
    made: Executable = put.returning(DELIVERIES.c.key)
    return made


def _row(delivery: Delivery, state: str) -> dict[str, object]:
    return {
        "key": delivery.key,
        "user": delivery.user,
        "address": delivery.address,
        "messages": orjson.dumps(delivery.messages).decode(),
        "state": state,
        "due": int(delivery.at * 1000) or now_ms(),
    }


def _delivery(row: Row[Any]) -> Delivery:
    return Delivery(row.key, row.user, row.address, tuple(orjson.loads(row.messages)), row.due / 1000)
