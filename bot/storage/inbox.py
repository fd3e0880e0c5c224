"""Messages that were not understood, or only half: what the officers work through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson
from sqlalchemy import Connection, Row, func, insert, select, update

from bot.model.decisions import ActKind
from bot.model.journal import AMISS, REFUSED
from bot.storage.running import Runner
from bot.storage.tables import INBOX, JOURNAL

NEW = "new"
ACCEPTED = "accepted"
OUTSIDE = "outside"
DISMISSED = "dismissed"
NONE_OF_THESE = "none-of-these"
"""What the journal has heard when a citizen refuses an answer."""

REASONS = {
    ActKind.CHOOSE.value: REFUSED,
    **dict.fromkeys((ActKind.ANSWER.value, ActKind.VERDICT.value, ActKind.SCREEN.value, ActKind.ASK.value), AMISS),
}
"""By the act that was refused; what was not understood is in the inbox already."""
_MOST = 2000


@dataclass(frozen=True, slots=True)
class Unread:
    """One message. at: when it came. reason: why it is here. read_as: the measures it was taken for.

    asked: the fact that was being asked for, where the message should have been the answer.
    """

    id: int
    text: str
    region: str | None
    channel: str
    at: datetime
    state: str
    group: str
    reason: str
    read_as: tuple[str, ...]
    asked: str


def _unread(row: Row[Any]) -> Unread:
    return Unread(
        row.id,
        row.text,
        row.region,
        row.channel,
        datetime.fromtimestamp(row.received / 1000, UTC),
        row.state,
        row.group,
        row.reason,
        tuple(slug for slug in row.read_as.split(",") if slug),
        row.asked,
    )


class Inbox:
    """The inbox of a store."""

    def __init__(self, write: Runner, read: Runner) -> None:
        self._write = write
        self._read = read
        self._gathered = 0

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
        """Take over messages whose answer the citizen refused (都不是, 答非所问); returns how many came in.

        The message before the refusal is the one that was taken wrongly. One that waits already gets the new reason.
        """
        refusals = (
            select(JOURNAL.c.id, JOURNAL.c.user)
            .where(JOURNAL.c.heard == NONE_OF_THESE, JOURNAL.c.user != "", JOURNAL.c.id > self._gathered)
            .order_by(JOURNAL.c.id)
        )
        found = await self._read(lambda c: c.execute(refusals).all())
        if not found:
            return 0

        def take(connection: Connection) -> int:
            return sum(_take(connection, refusal.id, refusal.user) for refusal in found)

        taken = int(await self._write(take))
        self._gathered = found[-1].id
        return taken


def _take(connection: Connection, refusal: int, user: str) -> bool:
    """Bring the message before a refusal to the inbox; whether it came in."""
    earlier = select(JOURNAL).where(JOURNAL.c.user == user, JOURNAL.c.id < refusal)
    before = connection.execute(earlier.order_by(JOURNAL.c.id.desc()).limit(1)).first()
    reason = REASONS.get(before.act) if before is not None and before.heard != NONE_OF_THESE else None
    if before is None or reason is None:
        return False
    row = {name: getattr(before, name) for name in ("user", "channel", "received", "text", "region")}
    row |= {"reason": reason, "read_as": ",".join(orjson.loads(before.measures))[:200]}
    same = [INBOX.c[name] == row[name] for name in ("user", "received", "text")]
    known = connection.execute(select(INBOX.c.id, INBOX.c.reason).where(*same)).first()
    if known is None:
        connection.execute(insert(INBOX), row)
    elif known.reason != reason:
        connection.execute(update(INBOX).where(INBOX.c.id == known.id).values(reason=reason))
    return known is None
