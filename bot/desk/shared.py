"""The desk where several processes answer: every turn of a talk is this person's only one, wherever it is taken."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TypeVar

from bot.desk.service import Desk
from bot.desk.talk import Snapshot, Talked
from bot.model.door import Answer
from bot.model.errors import StorageError
from bot.model.journal import JournalEntry
from bot.storage.shared import Answered, Overtaken, SharedStore

_TIMES = 20
"""How often a turn is begun anew. It happens only while Redis is away or took this process for dead."""
_T = TypeVar("_T")


class SharedDesk(Desk):
    """Answers as Desk does, in turn with other processes. A message that one of them answered is not answered again."""

    def __init__(self, snapshot: Snapshot, store: SharedStore, minutes: int = 120, region: str | None = None) -> None:
        super().__init__(snapshot, store, minutes, region)
        self._shared = store

    async def answer(self, user: str, text: str, at: datetime, channel: str, key: str = "") -> Answer:
        """The answer; marked where the message had been answered before its turn came."""
        try:
            return await super().answer(user, text, at, channel, key)
        except Answered as done:
            return Answer(done.reply, found=True)

    async def converse(
        self,
        user: str,
        text: str,
        at: datetime,
        channel: str,
        key: str = "",
        region: str | None = None,
        moment: datetime | None = None,
    ) -> Talked:
        """The same with everything that was decided. Raises Answered, StorageError."""
        return await self._in_turn(user, lambda desk: desk.converse(user, text, at, channel, key, region, moment), key)

    async def hold(self, user: str, until: datetime, word: JournalEntry | None = None) -> None:
        """A person has the talk until then."""
        await self._in_turn(user, lambda desk: desk.hold(user, until, word))

    async def release(self, user: str, at: datetime, *, told: bool) -> None:
        """The bot has the talk again."""
        await self._in_turn(user, lambda desk: desk.release(user, at, told=told))

    async def _in_turn(self, user: str, work: Callable[[Desk], Awaitable[_T]], key: str = "") -> _T:
        """Work with a desk of this turn's own, anew whenever the database says that somebody was faster."""
        async with self._shared.turns.of(user):
            for _ in range(_TIMES):
                turn = await self._shared.begin(user, key) if key else self._shared.turn()
                desk = Desk(self.snapshot, turn, self._minutes, self.region)
                desk.attendance = self.attendance
                try:
                    return await work(desk)
                except Overtaken:
                    continue
        raise StorageError("同一个人的会话一直有别的进程在改，这条消息没有记下。")
