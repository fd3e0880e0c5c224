"""Answers that nobody fetched in time: sent once through the customer-service interface, or kept for later."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Protocol

from bot.model.errors import StorageError
from bot.storage.deliveries import DUE, SENDING, SENT, WAITING, Deliveries, Delivery

_LOG = logging.getLogger(__name__)
_ABANDONED = 8.0
"""Seconds after which what is due was left behind, or a further try would have come: more than the platform's five."""


class Sending(StrEnum):
    """What became of a message sent actively. UNSURE: it may have arrived, so it must not be sent again."""

    SENT = "sent"
    REFUSED = "refused"
    UNSURE = "unsure"


class Sender(Protocol):
    """The customer-service interface, as far as late answers need it."""

    async def send_text(self, person: str, text: str) -> Sending:
        """Send one text to an openid; never raises and never sends twice."""

    async def typing(self, person: str) -> None:
        """Show that an answer is being written; never raises."""

    def wrote(self, person: str) -> None:
        """The person sent a message: what may be sent to them starts anew."""

    def acted(self, person: str) -> None:
        """The person subscribed, scanned or clicked."""


class LateAnswers:
    """Keeps late answers in the store and sends them. sender None: nothing can be sent actively.

    alone: no other process takes answers out; else the store is asked about everything, and what another one left due
    is sent after it had the time to do so itself.
    """

    def __init__(self, deliveries: Deliveries, sender: Sender | None, *, alone: bool = True) -> None:
        self._deliveries = deliveries
        self._sender = sender
        self._alone = alone
        self._waiting: set[str] = set()
        self._looking: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """After a start: send what was due when the last process ended, and know who waits."""
        if not self._alone:
            self._looking = asyncio.create_task(self._look())
            return
        self._waiting = set(await self._deliveries.users(WAITING))
        for delivery in await self._deliveries.open(DUE):
            await self._send(delivery)

    async def close(self) -> None:
        """Look after others no more."""
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.gather(self._looking, return_exceptions=True)

    async def _look(self) -> None:
        """Again and again, send what a process noted and did not come to send."""
        while True:
            try:
                for delivery in await self._deliveries.open(DUE, age=_ABANDONED):
                    await self._send(delivery)
            except StorageError as error:
                _LOG.warning("late answers could not be looked for: %s", error)
            await asyncio.sleep(_ABANDONED)

    async def bring(
        self, key: str, user: str, person: str, messages: tuple[str, ...], after: float = 0.0, *, hold: bool = False
    ) -> bool:
        """Note the answer, then send it, after so many seconds; noted first, so that a crash loses nothing.

        hold: keep it for the person's next message. False when another process has it go out, in whatever way.
        """
        delivery = Delivery(key, user, person, messages)
        if not messages:
            return bool(await self._deliveries.put(replace(delivery, address=""), state=SENT)) or self._alone
        waits = hold or self._sender is None
        if not await self._deliveries.put(delivery, state=WAITING if waits else DUE):
            return self._alone
        if waits:
            self._waiting.add(user)
            return True
        await asyncio.sleep(after)
        await self._send(delivery)
        return True

    async def bring_all(self, late: Sequence[Delivery]) -> None:
        """The same for many at once. Raises StorageError."""
        silent = [replace(delivery, address="") for delivery in late if not delivery.messages]
        await self._deliveries.put(*silent, state=SENT)
        spoken = [delivery for delivery in late if delivery.messages]
        noted = await self._deliveries.put(*spoken, state=DUE if self._sender is not None else WAITING)
        mine = [delivery for delivery in spoken if delivery.key in noted]
        if self._sender is None:
            self._waiting.update(delivery.user for delivery in mine)
        else:
            await asyncio.gather(*map(self._send, mine))

    async def keep(self, key: str, user: str, person: str, text: str) -> None:
        """Hold a text back for the person's next message."""
        if await self._deliveries.add(Delivery(key, user, person, (text,)), WAITING):
            self._waiting.add(user)

    async def went_out(self, key: str) -> bool:
        """Whether the answer to this message took, or is taking, this way out."""
        return await self._deliveries.state(key) is not None

    async def under_way(self, key: str) -> bool:
        """Whether the answer to this message was sent, or is about to be."""
        return await self._deliveries.state(key) in {DUE, SENDING, SENT}

    async def fetch(self, key: str, user: str) -> int | None:
        """Take an answer along that another process worked out; None when it goes out, or went out, this way."""
        return await self._deliveries.fetch(key, user)

    async def bring_back(self, key: str, user: str, person: str, messages: tuple[str, ...], number: int) -> None:
        """The try that took it along did not get through: unless another one took it along since, send it."""
        delivery = Delivery(key, user, person, messages)
        await asyncio.sleep(_ABANDONED)
        if await self._deliveries.bring_back(delivery, number):
            await self._send(delivery)

    def waits(self, user: str) -> bool:
        """Whether something is kept for this person's next message; where others answer too, it may be."""
        return user in self._waiting or not self._alone

    async def collect(self, user: str, key: str) -> tuple[str, ...]:
        """Everything kept for the person, oldest first; it goes with this message, however often that is tried."""
        self._waiting.discard(user)
        return await self._deliveries.attach(key, user)

    def forget(self, user: str) -> None:
        """The person was erased."""
        self._waiting.discard(user)

    async def _send(self, delivery: Delivery) -> None:
        """Send message by message; what is refused waits, what is unsure is left alone."""
        if not await self._deliveries.move(delivery.key, DUE, SENDING):
            return
        left = list(delivery.messages)
        outcome = Sending.SENT if self._sender is not None else Sending.REFUSED
        while left and self._sender is not None:
            outcome = await self._sender.send_text(delivery.address, left[0])
            if outcome is not Sending.SENT:
                break
            left.pop(0)
        if outcome is Sending.REFUSED:
            await self._deliveries.move(delivery.key, SENDING, WAITING, tuple(left))
            self._waiting.add(delivery.user)
        elif outcome is Sending.SENT:
            await self._deliveries.move(delivery.key, SENDING, SENT)
        else:
            _LOG.warning("a late answer may or may not have arrived; it is not sent again")
