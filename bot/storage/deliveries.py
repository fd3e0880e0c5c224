"""Answers that came too late for the connection and go out by another way: once, or never.

due → sending → sent; then neither words nor address are kept. What was being sent when the process died stays
`sending`: it may have arrived, so it is never sent again by itself. `waiting` is for the person's next message,
when nothing can be sent actively.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Protocol

import orjson
from sqlalchemy import Connection, Delete, delete, insert, select, update

from bot.storage.tables import DELIVERIES

DUE = "due"
WAITING = "waiting"
SENDING = "sending"
SENT = "sent"


class _Runner(Protocol):
    def __call__(self, action: Callable[[Connection], Any], /) -> Awaitable[Any]: ...


@dataclass(frozen=True, slots=True)
class Delivery:
    """One late answer: the message's key, who gets it and where, and what."""

    key: str
    user: str
    address: str
    messages: tuple[str, ...]


class Deliveries:
    """The late answers of a store."""

    def __init__(self, write: _Runner, read: _Runner) -> None:
        self._write = write
        self._read = read

    async def add(self, delivery: Delivery, state: str = DUE) -> bool:
        """Note a late answer; False when its message already has one."""
        row = {
            "key": delivery.key,
            "user": delivery.user,
            "address": delivery.address,
            "messages": orjson.dumps(delivery.messages).decode(),
            "state": state,
            "due": int(time.time() * 1000),
        }

        def note(connection: Connection) -> bool:
            if connection.execute(select(DELIVERIES.c.key).where(DELIVERIES.c.key == delivery.key)).first():
                return False
            connection.execute(insert(DELIVERIES), row)
            return True

        return bool(await self._write(note))

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

    async def open(self, state: str = DUE, user: str | None = None) -> tuple[Delivery, ...]:
        """The late answers in this state, oldest first; of one person or of all."""
        query = select(DELIVERIES).where(DELIVERIES.c.state == state).order_by(DELIVERIES.c.due)
        if user is not None:
            query = query.where(DELIVERIES.c.user == user)
        rows = await self._read(lambda connection: connection.execute(query).all())
        return tuple(Delivery(row.key, row.user, row.address, tuple(orjson.loads(row.messages))) for row in rows)

    @staticmethod
    def older_than(limit: int) -> Delete:
        """The statement that removes what was due before that moment (epoch milliseconds)."""
        return delete(DELIVERIES).where(DELIVERIES.c.due < limit)
