"""Messages that were not understood, or only half: what the officers work through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, func, insert, select, update

from bot.model.decisions import ActKind
from bot.storage.accounts import Runner
from bot.storage.tables import INBOX, JOURNAL

NEW = "new"
ACCEPTED = "accepted"
OUTSIDE = "outside"
DISMISSED = "dismissed"
NONE_OF_THESE = "都不是"
_MOST = 2000


@dataclass(frozen=True, slots=True)
class Unread:
    """One message. at: when it came."""

    id: int
    text: str
    region: str | None
    channel: str
    at: datetime
    state: str
    group: str


def _unread(row: Row[Any]) -> Unread:
    return Unread(
        row.id,
        row.text,
        row.region,
        row.channel,
        datetime.fromtimestamp(row.received / 1000, UTC),
        row.state,
        row.group,
    )


class Inbox:
    """The inbox of a store."""

    def __init__(self, write: Runner, read: Runner) -> None:
        self._write = write
        self._read = read

    async def in_state(self, state: str = NEW, most: int = _MOST) -> tuple[Unread, ...]:
        """Messages in this state, newest first."""
        query = select(INBOX).where(INBOX.c.state == state).order_by(INBOX.c.id.desc()).limit(most)
        rows = await self._read(lambda c: c.execute(query).all())
        return tuple(map(_unread, rows))

    async def count(self) -> int:
        """How many wait."""
        query = select(func.count()).select_from(INBOX).where(INBOX.c.state == NEW)
        return int(await self._read(lambda c: c.execute(query).scalar()))

    async def by_id(self, ids: Sequence[int]) -> tuple[Unread, ...]:
        """These messages, oldest first."""
        rows = await self._read(
            lambda c: c.execute(select(INBOX).where(INBOX.c.id.in_(ids)).order_by(INBOX.c.id)).all()
        )
        return tuple(map(_unread, rows))

    async def move(self, ids: Sequence[int], state: str, group: str = "") -> int:
        """Set the state of these messages; returns how many there were."""
        change = update(INBOX).where(INBOX.c.id.in_(ids)).values({"state": state, "group": group})
        return int(await self._write(lambda c: c.execute(change).rowcount))

    async def gather(self) -> int:
        """Take over messages whose offered choices were all refused (都不是); returns how many came in.

        The message before the refusal is the one that was not understood; each is taken over once.
        """
        refusals = (
            select(JOURNAL.c.id, JOURNAL.c.user)
            .where(JOURNAL.c.text == NONE_OF_THESE, JOURNAL.c.user != "")
            .order_by(JOURNAL.c.id.desc())
            .limit(_MOST)
        )

        def take(connection: Any) -> int:  # noqa: ANN401 - the connection of SQLAlchemy
            taken = 0
            for refusal in connection.execute(refusals).all():
                before = connection.execute(
                    select(JOURNAL)
                    .where(JOURNAL.c.user == refusal.user, JOURNAL.c.id < refusal.id)
                    .order_by(JOURNAL.c.id.desc())
                    .limit(1)
                ).first()
                if before is None or before.act != ActKind.CHOOSE:
                    continue
                row = {name: getattr(before, name) for name in ("user", "channel", "received", "text", "region")}
                same = [INBOX.c[name] == row[name] for name in ("user", "received", "text")]
                if connection.execute(select(INBOX.c.id).where(*same)).first() is None:
                    connection.execute(insert(INBOX), row)
                    taken += 1
            return taken

        return int(await self._write(take))
