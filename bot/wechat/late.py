"""Answers that nobody fetched in time: sent once through the customer-service interface, or kept for later."""

from __future__ import annotations

import asyncio
import logging
from enum import StrEnum
from typing import Protocol

from bot.storage.deliveries import DUE, SENDING, SENT, WAITING, Deliveries, Delivery

_LOG = logging.getLogger(__name__)


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
    """Keeps late answers in the store and sends them. sender None: nothing can be sent actively."""

    def __init__(self, deliveries: Deliveries, sender: Sender | None) -> None:
        self._deliveries = deliveries
        self._sender = sender
        self._waiting: set[str] = set()

    async def start(self) -> None:
        """After a start: send what was due when the last process ended, and know who waits."""
        self._waiting = {delivery.user for delivery in await self._deliveries.open(WAITING)}
        for delivery in await self._deliveries.open(DUE):
            await self._send(delivery)

    async def bring(self, key: str, user: str, person: str, messages: tuple[str, ...], after: float = 0.0) -> None:
        """Note the answer, then send it, after so many seconds; noted first, so that a crash loses nothing."""
        delivery = Delivery(key, user, person, messages)
        if await self._deliveries.add(delivery):
            await asyncio.sleep(after)
            await self._send(delivery)

    async def keep(self, key: str, user: str, person: str, text: str) -> None:
        """Hold a text back for the person's next message."""
        if await self._deliveries.add(Delivery(key, user, person, (text,)), WAITING):
            self._waiting.add(user)

    async def went_out(self, key: str) -> bool:
        """Whether the answer to this message took, or is taking, this way out."""
        return await self._deliveries.state(key) is not None

    def waits(self, user: str) -> bool:
        """Whether something is kept for this person's next message."""
        return user in self._waiting

    async def collect(self, user: str) -> tuple[str, ...]:
        """Everything kept for the person, oldest first; it counts as delivered from here on."""
        self._waiting.discard(user)
        collected: list[str] = []
        for delivery in await self._deliveries.open(WAITING, user):
            if await self._deliveries.move(delivery.key, WAITING, SENT):
                collected += delivery.messages
        return tuple(collected)

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
