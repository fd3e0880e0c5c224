"""What the stand-in lets an account send to a person: the platform's rule of 2023-06-12, written down a second time.

A message opens 5 sends within 48 hours; a menu click, a subscription or a scan 3 within one minute. It is kept apart
from bot.wechat.service, which has the same rule for the bot, so that a mistake in either one shows.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

HOUR = 3600.0
OK, TOO_LATE, TOO_MANY = 0, 45015, 45047
MESSAGE, ACT = (5, 48.0), (3, 1 / 60)
"""Sends, and within how many hours."""
ACTS = {"CLICK", "subscribe", "SCAN"}


@dataclass(slots=True)
class Window:
    """What one message or act of a person has opened. ends: by the clock, in seconds."""

    ends: float
    left: int


@dataclass(slots=True)
class Allowed:
    """What may still be sent to whom. clock: seconds; hour: how many of them make an hour of the platform."""

    clock: Callable[[], float] = time.monotonic
    hour: float = HOUR
    _windows: dict[tuple[str, float], Window] = field(default_factory=dict)

    def came(self, fields: Mapping[str, object]) -> None:
        """A message or event came: what it opens starts anew; other events open nothing."""
        event = fields.get("Event")
        if event is None or event in ACTS:
            sends, hours = MESSAGE if event is None else ACT
            key = (str(fields.get("FromUserName")), hours)
            self._windows[key] = Window(self.clock() + hours * self.hour, sends)

    def use(self, person: str) -> int:
        """Use up one send of the window that ends first: 0, or the code the platform refuses with."""
        now = self.clock()
        running = [one for (who, _), one in self._windows.items() if who == person and one.ends > now]
        if not running:
            return TOO_LATE
        left = [one for one in running if one.left]
        if not left:
            return TOO_MANY
        min(left, key=lambda one: one.ends).left -= 1
        return OK
