"""The phones of the simulator: what somebody of the office writes arrives there as it would in WeChat."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable

from aiohttp import web

from bot.desk.talk import SIMULATOR
from bot.storage.handovers import Handover

_PHONES, _WORDS = 500, 50


class Phones:
    """Keeps words until the page fetches them; implements bot.desk.handovers.Sender.

    Only in memory: nobody but the staff tries things out here. name: (channel, person) -> pseudonym.
    """

    def __init__(self, name: Callable[[str, str], str]) -> None:
        self._name = name
        self._words: OrderedDict[str, list[str]] = OrderedDict()

    def reaches(self, handover: Handover) -> bool:
        """Every phone on the page can be written to."""
        return handover.channel == SIMULATOR

    async def send(self, handover: Handover, text: str, *, keep: bool) -> str:
        """Put the words where the page fetches them."""
        del keep
        self._words.setdefault(handover.user, []).append(text)
        del self._words[handover.user][:-_WORDS]
        if len(self._words) > _PHONES:
            self._words.popitem(last=False)
        return ""

    async def news(self, request: web.Request) -> web.Response:
        """What was written to this person since the last time."""
        try:
            given = json.loads(await request.read())
            person = str(given["user"])[:100]
        except (ValueError, KeyError, TypeError):
            return web.json_response({"error": "缺 user"}, status=400)
        return web.json_response({"reply": self._words.pop(self._name(SIMULATOR, person), [])})

    def routes(self) -> list[web.RouteDef]:
        """The address the page asks."""
        return [web.post("/api/news", self.news)]
