"""One computation a message, however often the platform asks for it, and one way out for its answer.

The platform gives up after five seconds and tries again, three times in all. Every try waits for the same
computation. A try that cannot be answered within its budget leaves the answer to the next one; the last one
says 「success」, and the answer goes out through the customer-service interface, or, where that is not
possible, with the person's next message. Whoever takes the answer out first is the only one who does.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from bot.model.door import Answer
from bot.wechat.flight import Fate, Flight
from bot.wechat.line import Line
from bot.wechat.tempo import STANDARD, Tempo

_LOG = logging.getLogger(__name__)


Late = Callable[[str, str, str, tuple[str, ...]], Coroutine[Any, Any, bool | None]]
"""Brings an answer that nobody fetched to its person: key, user, platform id, messages; False when it was fetched at
another process."""

Hint = Callable[[str], Coroutine[Any, Any, None]]
"""Shows a person, by platform id, that an answer is being written."""


class Flights:
    """All messages under way or answered a moment ago. late: where unfetched answers go. hint: None for no hints."""

    def __init__(
        self,
        late: Late,
        tempo: Tempo = STANDARD,
        clock: Callable[[], float] = time.monotonic,
        hint: Hint | None = None,
    ) -> None:
        self._late = late
        self._hint = hint
        self._tempo = tempo
        self._clock = clock
        self._flights: OrderedDict[str, Flight] = OrderedDict()
        self._line = Line(clock)
        self._background: set[asyncio.Task[object]] = set()

    @property
    def crowded(self) -> bool:
        """Whether somebody who comes now would be tried in vain, so that the answer is better put off."""
        return self._line.wait() > self._tempo.hopeless

    async def calm(self) -> None:
        """Until hardly anything is under way."""
        await self._line.calm()

    def age(self, flight: Flight) -> float:
        """How many seconds ago it came."""
        return self._clock() - flight.at

    def withdraw(self, flight: Flight) -> bool:
        """Take a message out of the line; False when its turn has come already."""
        if flight.begun:
            return False
        flight.task.cancel()
        self._flights.pop(flight.key, None)
        return True

    def find(self, key: str) -> Flight | None:
        """The flight of this message, if it is under way or just landed."""
        return self._flights.get(key)

    def start(self, key: str, user: str, person: str, work: Coroutine[Any, Any, Answer]) -> Flight:
        """Begin the computation; the caller has made sure that the message is new."""
        now = self._clock()
        self._forget(now)
        turn = self._line.in_turn(work, lambda: setattr(flight, "begun", True))
        flight = Flight(key, user, person, now, asyncio.get_running_loop().create_task(turn))
        flight.task.add_done_callback(lambda _: self._ready(flight))
        self._flights[key] = flight
        return flight

    async def board(self, flight: Flight, tries: int | None = 0) -> Answer | None:
        """Wait as one try of the message.

        tries: how many there were, with those elsewhere; None when that is not known: this one may be the last.
        Returns the answer, or None when this try gets none: because it goes out on its own, where the work is done;
        else `flight.released` tells whether the platform is to be told that no answer will come this way (True) or is
        to be left to try again (False).
        Raises what the computation raised.
        """
        flight.tries = max(flight.tries + 1, self._tempo.tries if tries is None else tries)
        if flight.task.done():
            return self._take(flight)
        if flight.released:
            return None
        flight.waiting += 1
        try:
            last = await self._patiently(flight)
        finally:
            flight.waiting -= 1
        if flight.task.done():
            return self._take(flight)
        if last:
            flight.released = True
        return None

    def lost(self, flight: Flight) -> None:
        """The try that took the answer found its connection gone: the answer is to be had again."""
        if flight.fate is Fate.FETCHED:
            flight.fate = Fate.OPEN
            self._watch(flight)

    async def leave(self, user: str, erase: Callable[[str], Awaitable[object]]) -> None:
        """The person left: erase them, no answer goes out late, and what is still being worked out is erased after."""
        theirs = [flight for flight in self._flights.values() if flight.user == user]
        for flight in theirs:
            if flight.fate is Fate.OPEN:
                flight.fate = Fate.FETCHED
        await erase(user)
        if under_way := [flight.task for flight in theirs if not flight.task.done()]:

            async def afterwards() -> None:
                await asyncio.wait(under_way)
                await erase(user)

            self.aside(afterwards())

    async def close(self) -> None:
        """Finish what is being computed and bring what nobody fetched on its way."""
        tasks = [flight.task for flight in self._flights.values() if not flight.task.done()]
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.sleep(0)
        while self._background:
            await asyncio.gather(*self._background, return_exceptions=True)

    def _take(self, flight: Flight) -> Answer | None:
        """The answer for a try, unless it has gone out another way."""
        if flight.task.cancelled():
            return None
        answer = flight.task.result()
        if flight.fate is Fate.LATE:
            return None
        flight.fate = Fate.FETCHED
        return answer

    async def _patiently(self, flight: Flight) -> bool:
        """Wait as long as this try may; whether it is then told that the answer comes later."""
        await self._wait_hinting(flight, self._tempo.stand)
        if self._stands(flight):
            return True
        await self._wait(flight, self._tempo.budget - self._tempo.stand)
        if flight.tries >= self._tempo.tries or self._stands(flight):
            return True
        await self._wait(flight, self._tempo.drop - self._tempo.budget)
        return False

    def _stands(self, flight: Flight) -> bool:
        """Whether it stands in a line: in a crowd the further tries would take what others need, and stand as long."""
        return self._line.full and not flight.begun

    async def _wait_hinting(self, flight: Flight, seconds: float) -> None:
        """Wait; where it takes longer than a moment at the first try, show that an answer is being written."""
        if self._hint is not None and flight.tries == 1 and self._tempo.typing < seconds:
            await self._wait(flight, self._tempo.typing)
            seconds -= self._tempo.typing
            if not (flight.task.done() or self._line.full):  # in a crowd it would only be more to do
                self.aside(self._hint(flight.person))
        await self._wait(flight, seconds)

    async def _wait(self, flight: Flight, seconds: float) -> None:
        """Until the computation is done or the time is up."""
        if flight.task.done():
            return
        loop = asyncio.get_running_loop()
        waiter = loop.create_future()
        flight.waiters.append(waiter)
        timer = loop.call_later(seconds, _wake, waiter)
        try:
            await waiter
        finally:
            timer.cancel()

    def _ready(self, flight: Flight) -> None:
        """The computation is done: wake the tries, and see that somebody takes the answer."""
        for waiter in flight.waiters:
            _wake(waiter)
        flight.waiters.clear()
        if flight.task.cancelled() or flight.task.exception() is not None:
            if self._flights.get(flight.key) is flight:
                del self._flights[flight.key]
            return
        if flight.released:
            self._send_late(flight)
        elif not flight.waiting:
            self._watch(flight)

    def _watch(self, flight: Flight) -> None:
        """Give a further try the time to come for the answer, then send it."""
        if flight.tries >= self._tempo.tries:
            self._send_late(flight)
        else:
            asyncio.get_running_loop().call_later(self._tempo.grace, self._send_late, flight)

    def _send_late(self, flight: Flight) -> None:
        """From here on the answer goes out on its own, and tries get none."""
        if flight.fate is not Fate.OPEN:
            return
        flight.fate = Fate.LATE
        messages = flight.task.result().messages
        if not messages and not flight.released:
            return
        self.aside(self._bring(flight, messages))

    async def _bring(self, flight: Flight, messages: tuple[str, ...]) -> None:
        if await self._late(flight.key, flight.user, flight.person, messages) is False:
            flight.fate = Fate.FETCHED

    def aside(self, work: Coroutine[Any, Any, object]) -> None:
        """Run something beside the requests; `close` waits for it."""
        task = asyncio.get_running_loop().create_task(work)
        self._background.add(task)
        task.add_done_callback(self._sent)

    def _sent(self, task: asyncio.Task[object]) -> None:
        self._background.discard(task)
        if not task.cancelled() and task.exception() is not None:
            _LOG.error("a late answer could not be handed over", exc_info=task.exception())

    def _forget(self, now: float) -> None:
        """Let go of flights that no further try can come for; they stand in order of their start."""
        while self._flights:
            key, oldest = next(iter(self._flights.items()))
            if now - oldest.at < self._tempo.keep:
                return
            del self._flights[key]
            if oldest.fate is Fate.OPEN:  # still computing, or not yet on its way: back to the end of the line
                oldest.at = now
                self._flights[key] = oldest


def _wake(waiter: asyncio.Future[None]) -> None:
    if not waiter.done():
        waiter.set_result(None)
