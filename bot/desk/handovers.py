"""A person takes over a talk: what is known, what was said, a word back, and giving it back to the bot."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.desk.talk import CHINA, Snapshot
from bot.model.session import Session
from bot.model.wording import show_value
from bot.storage.handovers import Handover, Turn, Waiting


class Sender(Protocol):
    """A door that can write to somebody who has not just written."""

    async def send(self, handover: Handover, text: str) -> str:
        """Send a message within the platform's quota; returns "" or, in Chinese, why it could not be sent."""


@dataclass(frozen=True, slots=True)
class Folder:
    """One talk as the agent sees it. facts: (name, value in words). can_send: whether a word back can be sent."""

    handover: Handover
    facts: tuple[tuple[str, str], ...]
    turns: tuple[Turn, ...]
    can_send: bool


class Handovers:
    """The use cases of hand-overs; senders by channel may be added by the doors."""

    def __init__(self, waiting: Waiting, load: Callable[[str], Awaitable[Session | None]]) -> None:
        self.waiting = waiting
        self.senders: dict[str, Sender] = {}
        self._load = load

    async def all(self) -> tuple[Handover, ...]:
        """Talks that are not closed, those waiting longest first."""
        await self.waiting.gather()
        return await self.waiting.open()

    async def folder(self, number: int, snapshot: Snapshot, now: datetime) -> Folder | None:
        """Everything about one talk."""
        handover = await self.waiting.find(number)
        if handover is None:
            return None
        session = await self._load(handover.user)
        facts = snapshot.library.content.facts
        told = []
        for name, known in (session.facts if session else {}).items():
            fact = facts.find(name)
            if fact is not None and known.value is not None:
                told.append((name, show_value(fact, known.value, now.astimezone(CHINA).date())))
        turns = await self.waiting.turns(handover.user)
        return Folder(handover, tuple(told), turns, self._sender(handover) is not None)

    async def send(self, number: int, text: str) -> str:
        """Send a word back; returns "" or why it could not be sent."""
        handover = await self.waiting.find(number)
        sender = self._sender(handover) if handover else None
        if handover is None or sender is None:
            return "这个渠道不能主动发消息；请记下情况，等群众再来问或打电话联系。"
        return await sender.send(handover, text)

    def _sender(self, handover: Handover) -> Sender | None:
        return self.senders.get(handover.channel) if handover.address else None
