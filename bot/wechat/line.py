"""Taking turns when more comes than can be answered.

Without a line everything that came is begun at once, and everybody's time is up before anybody's answer is ready: at
twice the load that can be carried one citizen in ten saw the platform's error text.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")
ROOM = 64
"""Worked on at once: enough to share a commit, few enough that a try whose time is up is heard in between."""
ROUNDS = 8
"""Rounds of the loop between two beginnings in a crowd: each round takes in one connection, and who is not taken in
within the platform's five seconds is shown its error text."""


class Line:
    """First come, first served. clock: seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._room = asyncio.Semaphore(ROOM)
        self._begin = asyncio.Lock()
        self._stood = 0.0

    @property
    def full(self) -> bool:
        """Whether somebody who comes now has to wait."""
        return self._room.locked()

    def wait(self) -> float:
        """How many seconds somebody who comes now is likely to wait: as long as who was last let in, 0 for nobody."""
        return self._stood if self.full else 0.0

    async def in_turn(self, work: Coroutine[Any, Any, T]) -> T:
        """What the work gives, done when there is room for it."""
        came, crowded, begun = self._clock(), self.full, False
        try:
            async with self._room:
                self._stood = self._clock() - came
                if crowded:
                    await self._breathe()
                begun = True
                return await work
        finally:
            if not begun:
                work.close()

    async def _breathe(self) -> None:
        """Let the loop hear others before one more is begun."""
        async with self._begin:
            for _ in range(ROUNDS):
                await asyncio.sleep(0)
