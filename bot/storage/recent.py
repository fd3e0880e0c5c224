"""What was answered lately, so that a retry is recognised without asking the database.

Keys are remembered in two generations as numbers; replies of the people who wrote last are kept whole.
A message made after the horizon whose key is not among them was certainly not answered here.
"""

from __future__ import annotations

from collections import OrderedDict

_GENERATION = 200_000
_PEOPLE = 4096
_EACH = 8


class Recent:
    """Bounded memory of answered keys; horizon: epoch seconds since when every answered key is known."""

    def __init__(self, horizon: float) -> None:
        self.horizon = horizon
        self._middle = horizon
        self._older: set[int] = set()
        self._newer: set[int] = set()
        self._people: OrderedDict[str, dict[str, tuple[str, ...]]] = OrderedDict()

    def add(self, key: str, user: str, reply: tuple[str, ...], now: float) -> None:
        """Remember an answered message; now: epoch seconds."""
        if len(self._newer) >= _GENERATION:
            self._older, self._newer = self._newer, set()
            self.horizon, self._middle = self._middle, now
        self._newer.add(hash(key))
        replies = self._people.setdefault(user, {})
        self._people.move_to_end(user)
        replies[key] = reply
        if len(replies) > _EACH:
            del replies[next(iter(replies))]
        if len(self._people) > _PEOPLE:
            self._people.popitem(last=False)

    def reply(self, key: str) -> tuple[str, ...] | None:
        """The reply, if its person wrote lately; the key ends with a slash and the person."""
        replies = self._people.get(key.rpartition("/")[2])
        return None if replies is None else replies.get(key)

    def excludes(self, key: str, made: float) -> bool:
        """Whether a message made then (epoch seconds) was certainly not answered here before."""
        number = hash(key)
        return made >= self.horizon and number not in self._newer and number not in self._older

    def forget(self, user: str) -> None:
        """Drop the replies to this person."""
        self._people.pop(user, None)
