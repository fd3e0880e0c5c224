"""Who of the staff did what, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import orjson
from sqlalchemy import Column, String, Update, cast, insert, select, update

from bot.storage.mask import mask
from bot.storage.running import Runner, now_ms
from bot.storage.tables import AUDIT, HANDOVERS

TAKING, GIVING_BACK, WORD, NOTE = "接手对话", "交回对话", "人工回复", "转人工备注"
PUTTING_BACK = "放回等人接"
"""What the staff does in somebody's talk; the target is the number of the hand-over."""

FORGOTTEN = "（已删去的对话）"
"""The target of such a deed once the talk is gone, whose number may be given to another one."""

_MOST_CHOICES = 500


def without_talks() -> Update:
    """Empties what the staff wrote in talks that are gone: it tells of a person. Who did what and when stays."""
    there = select(cast(HANDOVERS.c.id, String(200)))
    of_talks = AUDIT.c.action.in_((TAKING, PUTTING_BACK, GIVING_BACK, WORD, NOTE))
    gone = update(AUDIT).where(of_talks, AUDIT.c.target != FORGOTTEN, AUDIT.c.target.not_in(there))
    return gone.values(target=FORGOTTEN, detail="{}")


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
