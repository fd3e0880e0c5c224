"""Taking turns when more comes than can be answered.

Without a line everything that came is begun at once, and everybody's time is up before anybody's answer is ready: at
twice the load that can be carried one citizen in ten saw the platform's error text.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")
ROOM = 64
"""Worked on at once: enough to share a commit, few enough that a try whose time is up is heard in between."""
CALM = ROOM // 2
"""So few in hand that there is time for what was put off."""


class Line:
    """First come, first served. clock: seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._room = asyncio.Semaphore(ROOM)
        self._begin = asyncio.Lock()
        self._inside = 0
        self._begun: deque[float] = deque(maxlen=ROOM)
        self._calm = asyncio.Event()
        self._calm.set()

    @property
    def full(self) -> bool:
        """Whether somebody who comes now has to wait."""
        return self._room.locked()

    def wait(self) -> float:
        """How many seconds somebody who comes now is likely to wait, as fast as others were begun lately."""
        standing = self._inside - ROOM
        if standing < 0 or not self._begun:
            return 0.0
        return (standing + 1) * (self._clock() - self._begun[0]) / len(self._begun)

    async def calm(self) -> None:
        """Until hardly anybody is in hand."""
        await self._calm.wait()

    async def in_turn(self, work: Coroutine[Any, Any, T], begin: Callable[[], None] | None = None) -> T:
        """What the work gives, done when there is room for it. begin: called when it is its turn."""
        crowded, begun = self.full, False
        self._count(1)
        try:
            async with self._room:
                if crowded:
                    await self._breathe()
                begun = True
                self._begun.append(self._clock())
                if begin is not None:
                    begin()
                return await work
        finally:
            self._count(-1)
            if not begun:
                work.close()

    def _count(self, by: int) -> None:
        self._inside += by
        (self._calm.set if self._inside <= CALM else self._calm.clear)()

    async def _breathe(self) -> None:
        """Let the loop take in others before one more is begun; in order, as whoever waits for a lock does."""
        async with self._begin:
            await asyncio.sleep(0)
