"""Which body each plain signature came with, so that a captured one serves no other body after a restart either.

Only plain mode needs this: in AES mode the signature itself covers the body.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Delete, delete, select

from bot.storage.running import now_ms
from bot.storage.tables import BINDINGS
from bot.storage.writer import Job


class Bindings:
    """The bindings of a store. post: hands something to the writer without waiting for it."""

    def __init__(self, ask: Callable[[Callable[[Connection], Any]], Any], post: Callable[[Job], None]) -> None:
        self._ask = ask
        self._post = post

    def since(self, moment: float) -> dict[str, bytes]:
        """Signature -> digest of its body, of all seen since then (epoch seconds), oldest first; waits for the disk."""
        query = select(BINDINGS.c.signature, BINDINGS.c.body).where(BINDINGS.c.seen >= int(moment * 1000))
        rows = self._ask(lambda connection: connection.execute(query.order_by(BINDINGS.c.seen)).all())
        return {row.signature: bytes.fromhex(row.body) for row in rows}

    def note(self, signature: str, body: bytes) -> None:
        """Keep a binding. It is written before the answer to its message, as the writer keeps the order."""
        row = {"signature": signature, "body": body.hex(), "seen": now_ms()}
        self._post(Job([(BINDINGS, row)]))

    @staticmethod
    def older_than(limit: int) -> Delete:
        """The statement that removes what was seen before that moment (epoch milliseconds)."""
        return delete(BINDINGS).where(BINDINGS.c.seen < limit)
