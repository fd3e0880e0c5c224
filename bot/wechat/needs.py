"""What the callback needs of the rest of the program."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.storage.deliveries import Deliveries
from bot.storage.siblings import Siblings


class Memory(Protocol):
    """What the webhook needs of the store. siblings: None where one process answers alone."""

    deliveries: Deliveries

    @property
    def siblings(self) -> Siblings | None:
        """The other processes."""

    def pseudonym(self, channel: str, person: str) -> str:
        """Under which name a person is stored."""

    async def answered(self, key: str, made: float = 0.0) -> tuple[str, ...] | None:
        """What was answered to the message with this key."""

    async def erase(self, user: str) -> int:
        """Remove everything about a person."""


class Talks(Protocol):
    """What the webhook tells about talks that people take part in, and what it asks about places."""

    async def reach(self, user: str, address: str) -> None:
        """Where a person who waits for somebody can be written to."""

    async def requeue(self, user: str) -> None:
        """The platform could not be given the talk after all."""

    async def transferred(self, user: str, text: str) -> bool:
        """Whether this message was answered by giving the talk to the platform's agents."""

    async def accepted(self, user: str) -> None:
        """An agent of the platform took the talk."""

    async def given_back(self, user: str) -> None:
        """That agent ended it."""

    async def held(self, user: str, at: datetime) -> bool:
        """Whether somebody of the office has this person's talk now."""

    async def knows_region(self, user: str) -> bool:
        """Whether it is settled which county the person asks about."""

    def locate(self, label: str, spot: tuple[float, float] | None) -> str:
        """The county of an address or a position, as people call it; "" when it is none of ours."""
