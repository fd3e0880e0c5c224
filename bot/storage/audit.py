"""Who of the staff did what, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import orjson
from sqlalchemy import insert, select

from bot.storage.accounts import Runner, now_ms
from bot.storage.mask import mask
from bot.storage.tables import AUDIT


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of the audit."""

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

    async def last(self, count: int, action: str = "", target: str = "") -> tuple[Deed, ...]:
        """The latest deeds, newest first; of one action or target only, where given."""
        query = select(AUDIT).order_by(AUDIT.c.id.desc()).limit(count)
        if action:
            query = query.where(AUDIT.c.action == action)
        if target:
            query = query.where(AUDIT.c.target == target)
        rows = await self._read(lambda c: c.execute(query).all())
        return tuple(
            Deed(datetime.fromtimestamp(r.at / 1000, UTC), r.who, r.action, r.target, orjson.loads(r.detail))
            for r in rows
        )
