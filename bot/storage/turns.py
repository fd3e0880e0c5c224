"""Whose turn it is, across processes: what concerns one person is done in the order in which it came.

In Redis there is a line for each person. Whoever stands at its head has the turn; a ticket names its process, and
tickets of processes that gave no sign of life for a while are passed over. So a killed process holds nobody up for
longer than that, and a busy one need not renew anything for each person. While Redis is away everybody takes turns
within this process, and between processes the database refuses what was overtaken.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import logging
import weakref
from collections.abc import AsyncIterator

from bot.storage.fleet import ALIVE, LEASE_MS, Away, Fleet

_LOG = logging.getLogger(__name__)
_LINE = "jiuye:turn:"
_TRIES = "jiuye:tries:"
_LINE_MS = 600_000
_TRIES_MS = 60_000
_FIRST_LOOK, _LAST_LOOK = 0.003, 0.04
"""Seconds between looks at the line, growing while it takes long."""
PATIENCE = 60.0
"""Seconds after which somebody goes ahead unasked; the database still refuses what was overtaken."""

_STAND = """
redis.call('SET', ARGV[1] .. string.match(ARGV[2], '^[^:]*'), 1, 'PX', ARGV[3])
local head = redis.call('LINDEX', KEYS[1], 0)
while head and head ~= ARGV[2] and redis.call('EXISTS', ARGV[1] .. string.match(head, '^[^:]*')) == 0 do
  redis.call('LPOP', KEYS[1])
  head = redis.call('LINDEX', KEYS[1], 0)
end
if not redis.call('LPOS', KEYS[1], ARGV[2]) then
  redis.call('RPUSH', KEYS[1], ARGV[2])
  head = head or ARGV[2]
end
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return head == ARGV[2] and 1 or 0
"""
_LEAVE = "return redis.call('LREM', KEYS[1], 1, ARGV[1])"
_COUNT = "local n = redis.call('INCR', KEYS[1]) redis.call('PEXPIRE', KEYS[1], ARGV[1]) return n"


class Turns:
    """The lines of a fleet."""

    def __init__(self, fleet: Fleet) -> None:
        self._fleet = fleet
        self._stand = fleet.script(_STAND)
        self._leave = fleet.script(_LEAVE)
        self._count = fleet.script(_COUNT)
        self._numbers = itertools.count(1)
        self._locks: weakref.WeakValueDictionary[str, asyncio.Lock] = weakref.WeakValueDictionary()
        self._owed: list[tuple[str, str]] = []
        fleet.returning.append(self._pay)

    @contextlib.asynccontextmanager
    async def of(self, name: str) -> AsyncIterator[None]:
        """Wait for the turn of that name, and have it until the end of the block."""
        if not self._fleet.up:
            async with self._here(name):
                yield
            return
        line, ticket = _LINE + name, f"{self._fleet.me}:{next(self._numbers)}"
        try:
            try:
                await self._come_up(line, ticket)
            except Away:
                async with self._here(name):
                    yield
            else:
                yield
        finally:
            await self._step_out(line, ticket)

    async def tries(self, key: str) -> int | None:
        """How often the message was tried, this try included, at any process; None when that is not known."""
        try:
            return int(await self._fleet.call(self._count, (_TRIES + key,), (_TRIES_MS,)))
        except Away:
            return None

    async def _come_up(self, line: str, ticket: str) -> None:
        """Stand in line until at its head. Raises Away."""
        pause, until = _FIRST_LOOK, asyncio.get_running_loop().time() + PATIENCE
        while not await self._fleet.call(self._stand, (line,), (ALIVE, ticket, LEASE_MS, _LINE_MS)):
            if asyncio.get_running_loop().time() > until:
                _LOG.warning("a turn did not come in %s seconds; going ahead", PATIENCE)
                return
            await asyncio.sleep(pause)
            pause = min(pause * 1.3, _LAST_LOOK)

    async def _step_out(self, line: str, ticket: str) -> None:
        """Leave the line; if Redis cannot be told now, then as soon as it is back, as others wait behind."""
        try:
            await self._fleet.call(self._leave, (line,), (ticket,))
        except Away:
            self._owed.append((line, ticket))

    async def _pay(self) -> None:
        """Redis is back: leave the lines that could not be left."""
        while self._owed:
            line, ticket = self._owed[-1]
            await self._fleet.call(self._leave, (line,), (ticket,))
            self._owed.pop()

    def _here(self, name: str) -> asyncio.Lock:
        """The turn within this process."""
        lock = self._locks.get(name)
        if lock is None:
            lock = self._locks[name] = asyncio.Lock()
        return lock
