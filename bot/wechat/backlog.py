"""Messages put off in a crowd: whoever wrote is told that the answer comes later, and it does.

What is put off is on record before that is said, so that a process that dies forgets nobody, and it takes no memory but
a number for each person. It is worked out when hardly anybody is in hand, or before the same person's next message, so
that every talk goes on in the order in which it was written.
"""

from __future__ import annotations

import asyncio
import logging
import weakref
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from bot.model.door import Answer
from bot.model.errors import StorageError
from bot.storage.deliveries import ASKED, Deliveries, Delivery
from bot.wechat.flight import Fate, Flight
from bot.wechat.flights import Flights
from bot.wechat.late import LateAnswers

_LOG = logging.getLogger(__name__)
_TOGETHER = 64
"""Worked out at the same time: enough to share a commit."""
_AGAIN = 8.0
"""Seconds after which what failed is tried again, and what other processes left is looked for."""

Work = Callable[[Delivery], Awaitable[tuple[str, ...]]]
"""Works out the answer to a message that was put off; its text stands where the answer will."""


class Backlog:
    """What was put off. work: works one out. flights: what is in hand, and whether there is time for more.

    erase: removes all about a person, who left while their message was worked out.
    alone: no other process answers; else what others put off is looked for in the store.
    """

    def __init__(
        self,
        deliveries: Deliveries,
        late: LateAnswers,
        work: Work,
        flights: Flights,
        erase: Callable[[str], Awaitable[object]],
        *,
        alone: bool = True,
    ) -> None:
        self._deliveries = deliveries
        self._late = late
        self._work = work
        self._flights = flights
        self._erase = erase
        self._alone = alone
        self._people: dict[str, int] = {}
        self._count = 0
        self._some = asyncio.Event()
        self._turns: weakref.WeakValueDictionary[str, asyncio.Lock] = weakref.WeakValueDictionary()
        self._tasks: list[asyncio.Task[None]] = []

    def __len__(self) -> int:
        """How many people wait for something that this process put off."""
        return len(self._people)

    async def start(self) -> None:
        """Take up what an earlier process put off, and go on from there."""
        if self._alone:
            for user in await self._deliveries.users(ASKED):
                self._await(user)
        else:
            self._tasks.append(asyncio.create_task(self._look()))
        self._tasks.append(asyncio.create_task(self._run()))

    async def close(self) -> None:
        """Leave the rest to the next process."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def put_off(self, asked: Delivery) -> None:
        """Put a message on record; it is worked out when there is time. asked: its text, and when it came.

        Raises StorageError.
        """
        self._await(asked.user)
        async with self._turn(asked.user):  # so that nobody looks for it, or works out a later one, before it is there
            await self._deliveries.ask(asked)

    async def release(self, flight: Flight, text: str, now: float) -> None:
        """Put on record what is in hand and will not be ready in time; now: epoch seconds. Raises StorageError.

        Out of the line, if it is not its turn yet. Else it goes on, and is worked out though it should fail, or this
        process die.
        """
        asked = Delivery(flight.key, flight.user, flight.person, (text,), now - self._flights.age(flight))
        if self._flights.withdraw(flight):
            await self.put_off(asked)
        elif flight.fate is Fate.OPEN:
            await self._deliveries.ask(asked)
            flight.task.add_done_callback(lambda task: self._failed(task, flight.user))

    async def holds(self, key: str, user: str) -> bool:
        """Whether this message was put off and is not worked out yet."""
        if user not in self._people:
            return False
        async with self._turn(user):
            return await self._deliveries.state(key) == ASKED

    async def settle(self, user: str, until: float) -> None:
        """Work out what this person was put off with before then (epoch seconds), in the order in which it came.

        The answers are kept for the message that came then. Raises StorageError.
        """
        if self._alone and user not in self._people:
            return
        async with self._turn(user):
            known = self._people.get(user)
            for asked in await self._deliveries.open(ASKED, user):
                if asked.at > until:
                    return
                for late in await self._worked(asked):
                    await self._late.bring(late.key, user, late.address, late.messages, hold=True)
            self._finish(user, known)

    def forget(self, user: str) -> None:
        """The person was erased."""
        self._people.pop(user, None)

    def _await(self, user: str) -> None:
        """There is something for this person; the number tells a later one from what is being worked out."""
        self._count += 1
        self._people[user] = self._count
        self._some.set()

    def _failed(self, task: asyncio.Task[Answer], user: str) -> None:
        if not task.cancelled() and task.exception() is not None:
            self._await(user)

    def _turn(self, user: str) -> asyncio.Lock:
        """Under which what one person was put off with is worked out in turn."""
        lock = self._turns.get(user)
        if lock is None:
            lock = self._turns[user] = asyncio.Lock()
        return lock

    async def _worked(self, asked: Delivery) -> tuple[Delivery, ...]:
        """The message with its answer; nothing when it is in hand, or its person was erased."""
        if self._flights.find(asked.key) is not None or self._erased(asked.user):
            return ()
        messages = await self._work(asked)
        if self._erased(asked.user):
            await self._erase(asked.user)
            return ()
        return (replace(asked, messages=messages, at=0.0),)

    def _erased(self, user: str) -> bool:
        return self._alone and user not in self._people

    def _finish(self, user: str, known: int | None) -> None:
        """Nothing is left of what was known of this person."""
        if self._people.get(user) == known:
            self._people.pop(user, None)

    async def _run(self) -> None:
        """Whenever there is time, work out what was put off, whoever waits longest first."""
        while True:
            await self._some.wait()
            await self._flights.calm()
            try:
                await self._some_of(await self._ready())
            except Exception as error:  # noqa: BLE001 - whatever it is, the others must not wait for ever
                _LOG.warning("what was put off could not be worked out: %s", error)
                await asyncio.sleep(_AGAIN)
            if not self._people:
                self._some.clear()

    async def _ready(self) -> dict[str, int]:
        """Who waits longest, and of whom nothing is being put off or worked out just now."""
        free = ((user, known) for user, known in self._people.items() if not self._turn(user).locked())
        found = dict(islice(free, _TOGETHER))
        if not found and self._people:
            async with self._turn(next(iter(self._people))):
                pass
        return found

    async def _some_of(self, people: Mapping[str, int]) -> None:
        """Work these people's out: read, computed and noted together, as each way to the store has its price.

        What is settled beside it is found answered, or noted, and is not told twice.
        """
        if not people:
            return
        asked: dict[str, list[Delivery]] = {user: [] for user in people}
        for each in await self._deliveries.open(ASKED, *people):
            asked[each.user].append(each)
        tasks = []
        for user in people:
            tasks.append(asyncio.create_task(self._all(user, asked[user])))
            await asyncio.sleep(0)  # who comes meanwhile is heard between one and the next
        await self._late.bring_all([each for task in tasks for each in await task])
        for user, known in people.items():
            self._finish(user, known)

    async def _all(self, user: str, asked: Sequence[Delivery]) -> list[Delivery]:
        """One person's, in turn."""
        async with self._turn(user):
            return [late for each in asked for late in await self._worked(each)]

    async def _look(self) -> None:
        """Again and again, take up what a process put off and did not come to work out."""
        while True:
            try:
                for user in await self._deliveries.users(ASKED, age=_AGAIN):
                    self._await(user)
            except StorageError as error:
                _LOG.warning("what others put off could not be looked for: %s", error)
            await asyncio.sleep(_AGAIN)
