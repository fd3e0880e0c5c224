"""The platform's access token, held once for all processes."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager

from bot.storage.fleet import Away, Fleet
from bot.storage.turns import Turns

_GET = "return {redis.call('GET', KEYS[1]) or '', redis.call('PTTL', KEYS[1])}"
_PUT = "return redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])"


class TokenShelf:
    """Where the token of one account lies. While Redis is away everybody asks the platform for it.

    That does no harm: its stable tokens are the same for all who ask.
    """

    def __init__(self, fleet: Fleet, turns: Turns, account: str) -> None:
        self._fleet = fleet
        self._turns = turns
        self._key = f"jiuye:token:{account}"
        self._get = fleet.script(_GET)
        self._put = fleet.script(_PUT)

    def alone(self) -> AbstractAsyncContextManager[None]:
        """Only one process at a time renews the token."""
        return self._turns.of(self._key)

    async def get(self) -> tuple[str, float] | None:
        """The token and for how many seconds it is good; None when there is none."""
        try:
            token, left = await self._fleet.call(self._get, (self._key,))
        except Away:
            return None
        return (str(token), int(left) / 1000) if token and int(left) > 0 else None

    async def put(self, token: str, seconds: float) -> None:
        """Lay a new token there, good for so many seconds."""
        if seconds <= 0:
            return
        try:
            await self._fleet.call(self._put, (self._key,), (token, int(seconds * 1000)))
        except Away:
            return
