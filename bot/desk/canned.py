"""Prepared replies for what is no question: pictures, subscriptions, silence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from bot.desk.service import Desk

PREFIX = "_system/canned-"


class Canned(Mapping[str, str]):
    """Replies by name, rendered from the library of the moment, so that a reload reaches them too."""

    def __init__(self, desk: Desk, clock: Callable[[], datetime]) -> None:
        self._desk = desk
        self._clock = clock

    def __getitem__(self, name: str) -> str:
        """The reply of that name. Raises KeyError when there is none."""
        snapshot = self._desk.snapshot
        if PREFIX + name not in snapshot.library.content.replies:
            raise KeyError(name)
        return snapshot.replier.plain(PREFIX + name, {}, self._clock().date())

    def __iter__(self) -> Iterator[str]:
        """Names of the replies there are."""
        found = self._desk.snapshot.library.content.replies
        return (path.removeprefix(PREFIX) for path in found if path.startswith(PREFIX))

    def __len__(self) -> int:
        """How many there are."""
        return sum(1 for _ in self)
