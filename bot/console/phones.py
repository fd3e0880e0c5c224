"""The phones of the simulator: what somebody of the office writes arrives there as it would in WeChat."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from aiohttp import web

from bot.desk.talk import SIMULATOR
from bot.storage.handovers import Handover

_PHONES, _WORDS, _SENDS = 500, 50, 5
"""Phones remembered, words kept for one, and words of the office that one message of a phone allows for."""


@dataclass(slots=True)
class _Phone:
    """new: words it has not fetched. kept: those that could not be sent. away: nothing was written for two days."""

    new: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    left: int = _SENDS
    away: bool = False


class Phones:
    """Keeps words until the page fetches them; implements bot.desk.handovers.Sender.

    What the platform would not deliver, more than five words after a message or any after 48 hours, is not delivered
    here either. Only in memory: nobody but the staff tries things out here.
    name: (channel, person) -> pseudonym. late, used_up: why the platform refuses, in words.
    """

    def __init__(self, name: Callable[[str, str], str], late: str = "", used_up: str = "") -> None:
        self._name = name
        self._late = late
        self._used_up = used_up
        self._phones: OrderedDict[str, _Phone] = OrderedDict()

    def reaches(self, handover: Handover) -> bool:
        """Every phone on the page can be written to."""
        return handover.channel == SIMULATOR

    async def send(self, handover: Handover, text: str, *, keep: bool) -> str:
        """Put the words where the page fetches them, or keep them for the next message and say why."""
        phone = self._phone(handover.user)
        if not phone.away and phone.left:
            phone.left -= 1
            phone.new = [*phone.new, text][-_WORDS:]
            return ""
        why = self._late if phone.away else self._used_up
        if not keep:
            return why
        phone.kept = [*phone.kept, text][-_WORDS:]
        return f"现在发不出去：{why}。这句已经留着，对方再来消息时先给他看。"

    def wrote(self, user: str) -> Sequence[str]:
        """The phone sent a message: what was kept for it, to be said first."""
        phone = self._phone(user)
        kept, phone.kept, phone.left, phone.away = phone.kept, [], _SENDS, False
        return kept

    async def news(self, request: web.Request) -> web.Response:
        """What was written to this person since the last time."""
        user = await self._asker(request)
        if user is None:
            return web.json_response({"error": "缺 user"}, status=400)
        if user not in self._phones:
            return web.json_response({"reply": []})
        phone = self._phones[user]
        new, phone.new = phone.new, []
        return web.json_response({"reply": new})

    async def away(self, request: web.Request) -> web.Response:
        """Two days pass for this person."""
        user = await self._asker(request)
        if user is None:
            return web.json_response({"error": "缺 user"}, status=400)
        self._phone(user).away = True
        return web.json_response({})

    def routes(self) -> list[web.RouteDef]:
        """The addresses the page asks."""
        return [web.post("/api/news", self.news), web.post("/api/away", self.away)]

    async def _asker(self, request: web.Request) -> str | None:
        """Whose phone asks."""
        try:
            given = json.loads(await request.read())
            return self._name(SIMULATOR, str(given["user"])[:100])
        except (ValueError, KeyError, TypeError):
            return None

    def _phone(self, user: str) -> _Phone:
        phone = self._phones.setdefault(user, _Phone())
        self._phones.move_to_end(user)
        if len(self._phones) > _PHONES:
            self._phones.popitem(last=False)
        return phone
