"""One message under way, and what became of its answer."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from enum import StrEnum

from bot.model.door import Answer


class Fate(StrEnum):
    """What became of the answer."""

    OPEN = "open"
    FETCHED = "fetched"
    LATE = "late"


@dataclass(slots=True)
class Flight:
    """One message under way. at: loop time it came; person: the platform's id, needed to answer late.

    released: the platform is told that no answer comes this way. begun: its turn has come.
    """

    key: str
    user: str
    person: str
    at: float
    task: asyncio.Task[Answer]
    fate: Fate = Fate.OPEN
    tries: int = 0
    waiting: int = 0
    released: bool = False
    begun: bool = False
    waiters: list[asyncio.Future[None]] = field(default_factory=list)
