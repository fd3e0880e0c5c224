"""Who of the staff did what, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import orjson
from sqlalchemy import Column, insert, select

from bot.storage.accounts import Runner, now_ms
from bot.storage.mask import mask
from bot.storage.tables import AUDIT

_MOST_CHOICES = 500


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of the audit."""

    id: int
    at: datetime
    who: str
    action: str
    target: str
    detail: dict[str, object]


class Audit:
    """The audit of a store; texts are masked on the way in."""

    def __init__(self, write: Runner, read: Runner) -> None:
        self._write = write
        self._read = read

    async def note(self, who: str, action: str, target: str = "", **detail: object) -> None:
        """Write down one deed."""
        told = orjson.dumps({name: mask(v) if isinstance(v, str) else v for name, v in detail.items()}).decode()
        row = {"at": now_ms(), "who": who, "action": action, "target": mask(target)[:200], "detail": told}
        await self._write(lambda c: c.execute(insert(AUDIT), row))

    async def last(
        self, count: int, action: str = "", target: str = "", who: str = "", before: int = 0
    ) -> tuple[Deed, ...]:
        """The latest deeds, newest first; of one action, target or person only where given, older than `before`."""
        query = select(AUDIT).order_by(AUDIT.c.id.desc()).limit(count)
        for column, wanted in ((AUDIT.c.action, action), (AUDIT.c.target, target), (AUDIT.c.who, who)):
            if wanted:
                query = query.where(column == wanted)
        if before:
            query = query.where(AUDIT.c.id < before)
        rows = await self._read(lambda c: c.execute(query).all())
        return tuple(
            Deed(r.id, datetime.fromtimestamp(r.at / 1000, UTC), r.who, r.action, r.target, orjson.loads(r.detail))
            for r in rows
        )

    async def people(self) -> tuple[str, ...]:
        """Everybody who did anything, by name."""
        return await self._different(AUDIT.c.who)

    async def actions(self) -> tuple[str, ...]:
        """Every kind of deed there was."""
        return await self._different(AUDIT.c.action)

    async def _different(self, column: Column[str]) -> tuple[str, ...]:
        query = select(column).distinct().order_by(column).limit(_MOST_CHOICES)
        return tuple(await self._read(lambda c: c.execute(query).scalars().all()))
