"""The callback address: GET verifies, POST answers. Nothing that happens here becomes a 5xx.

A refused request is a 4xx with the reason; an authentic one is always answered with a reply or 「success」.
"""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial

from aiohttp import web
from multidict import CIMultiDict

from bot.model.door import Answer, Answerer
from bot.model.errors import GateError
from bot.storage.deliveries import Delivery
from bot.wechat.asking import CHANNEL, Asking
from bot.wechat.backlog import Backlog
from bot.wechat.flight import Flight
from bot.wechat.flights import Flights
from bot.wechat.gate import REPLAYED, Gate, Opened
from bot.wechat.late import LateAnswers, Sender
from bot.wechat.message import Deed, Message, plan, shown, to_message
from bot.wechat.needs import Memory, Talks
from bot.wechat.reply import SUCCESS, pack, text_reply, transfer_reply
from bot.wechat.tempo import STANDARD, Tempo
from bot.wechat.wire import bounded, gone, hang_up, refusal

_LOG = logging.getLogger(__name__)
_KNOWN = frozenset({"text", "image", "voice", "video", "shortvideo", "location", "link", "file", "event"})
_TEXT, _XML, _JSON = (
    CIMultiDict({"Content-Type": f"{kind}; charset=utf-8"})
    for kind in ("text/plain", "application/xml", "application/json")
)
_AFTER_REPLY = 0.5
"""Seconds between the passive reply and what follows it, so that it is read first."""


class Webhook:
    """One official account's callback.

    canned: prepared replies by name (subscribe, image, voice_empty, video, location, link, file, text_empty,
    scan, scene:<scene>, unknown, slow, slow_kept, trouble, transfer_event); a missing name means 「success」.
    counts: how often what happened, for the metrics.
    """

    def __init__(
        self,
        gate: Gate | None,
        answerer: Answerer,
        memory: Memory,
        *,
        canned: Mapping[str, str],
        sender: Sender | None = None,
        talks: Talks | None = None,
        tempo: Tempo = STANDARD,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._gate = gate
        self._memory = memory
        self._canned = canned
        self._sender = sender
        self._talks = talks
        self._clock = clock
        self._patience = tempo.drop
        self._siblings = memory.siblings
        alone = memory.siblings is None
        self.late = LateAnswers(memory.deliveries, sender, alone=alone)
        self.flights = Flights(self.late.bring, tempo, hint=sender.typing if sender else None)
        self._asking = Asking(
            answerer, memory, self.late, canned=canned, talks=talks, now=self._now, sends=bool(sender)
        )
        self.backlog = Backlog(
            memory.deliveries, self.late, self._asking.afterwards, self.flights, memory.erase, alone=alone
        )
        self.counts: Counter[str] = Counter()

    def routes(self, path: str = "/wechat") -> Sequence[web.AbstractRouteDef]:
        """The routes to add to an application."""
        return [web.get(path, self.verify), web.post(path, self.receive)]

    async def start(self) -> None:
        """Take up what an earlier process left."""
        await self.late.start()
        await self.backlog.start()

    async def close(self) -> None:
        """Finish what is under way."""
        await self.backlog.close()
        await self.late.close()
        await self.flights.close()

    async def verify(self, request: web.Request) -> web.Response:
        """The platform's check of the address."""
        try:
            return web.Response(text=self._open_gate().challenge(request.rel_url.raw_query_string))
        except GateError as error:
            return self._refuse(error)

    async def receive(self, request: web.Request) -> web.StreamResponse:
        """One try of one message."""
        try:
            gate = self._open_gate()
            opened = gate.open(request.rel_url.raw_query_string, await bounded(request, gate.limit, self._patience))
        except GateError as error:
            return self._refuse(error)
        try:
            if self._siblings is not None and not await self._siblings.settle(*opened.bound):
                return self._refuse(GateError(403, REPLAYED))
            reply = await self._answer(request, opened)
        except Exception:  # noqa: BLE001 - whatever it is, the citizen must not see the platform's error text
            _LOG.exception("a callback could not be answered")
            self.counts["trouble"] += 1
            reply = SUCCESS
        if reply is None:
            return hang_up(request)
        if reply is SUCCESS:
            return web.Response(body=SUCCESS, headers=_TEXT)
        return web.Response(body=gate.answer(opened, reply), headers=_JSON if opened.is_json else _XML)

    def _open_gate(self) -> Gate:
        if self._gate is None:
            raise GateError(404, "尚未设置 JIUYE_WECHAT_TOKEN，公众号接口未启用")
        return self._gate

    def _now(self) -> datetime:
        return datetime.fromtimestamp(self._clock(), UTC)

    def _refuse(self, error: GateError) -> web.Response:
        self.counts[f"refused_{error.status}"] += 1
        return refusal(error)

    async def _answer(self, request: web.Request, opened: Opened) -> bytes | None:
        """The reply, SUCCESS for none, or None when the platform is to try again."""
        message = to_message(opened.fields)
        if message is None:
            return SUCCESS
        self.counts[message.type if message.type in _KNOWN else "other"] += 1
        todo = plan(message)
        if self._sender is not None and message.type != "event":
            self._sender.wrote(message.person)
        elif self._sender is not None and todo.deed in {Deed.ASK, Deed.CANNED}:
            self._sender.acted(message.person)
        if todo.deed is Deed.ASK:
            return await self._ask(request, opened, message, todo.text)
        user = self._memory.pseudonym(CHANNEL, message.person)
        noted = message.type != "event" or todo.deed is Deed.PLACE
        if noted and self._talks is not None and await self._talks.held(user, self._now()):
            # What a phone reports by itself is no word for the agent.
            return SUCCESS if message.type == "event" else await self._ask(request, opened, message, shown(message))
        if todo.deed is Deed.PLACE and (text := await self._asking.county(user, message, todo)):
            return await self._ask(request, opened, message, text)
        if todo.deed is Deed.ERASE:
            self.late.forget(user)
            self.backlog.forget(user)
            await self.flights.leave(user, self._memory.erase)
        if todo.deed is Deed.ACCEPTED and self._talks is not None:
            await self._talks.accepted(user)
        if todo.deed is Deed.ENDED and self._talks is not None:
            await self._talks.given_back(user)
        text = next(filter(None, map(self._canned.get, todo.canned)), "")
        return self._text(opened, message, text)

    async def _ask(self, request: web.Request, opened: Opened, message: Message, text: str) -> bytes | None:
        """Put the text to the desk, once for all tries of the message."""
        user = self._memory.pseudonym(CHANNEL, message.person)
        key = f"{message.identity}/{user}"
        if (flight := self.flights.find(key)) is None:
            if (told := await self._told(opened, message, user, key, text)) is not None:
                return told
            flight = self.flights.find(key)  # a further try may have come in meanwhile
        if flight is None and self.flights.crowded:
            asked = Delivery(key, user, message.person, (text,), self._clock())
            return await self._put_off(opened, message, self.backlog.put_off(asked))
        if flight is None:
            before = partial(self.backlog.settle, user, self._clock())
            work = self._asking.answer(user, message.person, text, key, event=message.type == "event", before=before)
            flight = self.flights.start(key, user, message.person, work)
        try:
            tries = 0 if self._siblings is None else await self._siblings.tries(key)
            answer = await self.flights.board(flight, tries)
        except Exception:  # noqa: BLE001 - as above
            _LOG.exception("the desk could not answer")
            self.counts["trouble"] += 1
            return self._text(opened, message, self._canned.get("trouble", ""))
        if answer is None:
            return await self._unanswered(opened, message, text, flight)
        return await self._give(request, opened, message, flight, answer)

    async def _told(self, opened: Opened, message: Message, user: str, key: str, text: str) -> bytes | None:
        """What is said to a message that is answered or put off already; None for a new one."""
        if await self.backlog.holds(key, user):
            return self._text(opened, message, self._asking.later)
        if self._siblings is not None:  # the desk looks, as soon as it is this message's turn
            return None
        stored = await self._memory.answered(key, message.made)
        if stored is None:
            return None
        if await self.late.went_out(key):
            return SUCCESS
        before = await self._asking.as_before(user, text, stored)
        return self._say(opened, message, key, await self._asking.with_kept(user, key, before))

    async def _unanswered(self, opened: Opened, message: Message, text: str, flight: Flight) -> bytes | None:
        """What is said to a try that gets no answer; None when the platform is to try again."""
        if flight.released:
            return await self._put_off(opened, message, self.backlog.release(flight, text, self._clock()))
        if not flight.task.done():
            return None
        return self._text(opened, message, "" if await self.late.under_way(flight.key) else self._asking.later)

    async def _put_off(self, opened: Opened, message: Message, noting: Awaitable[None]) -> bytes:
        """Say that the answer comes later, once it is on record that it must."""
        self.counts["put_off"] += 1
        await noting
        return self._text(opened, message, self._asking.later)

    async def _give(
        self, request: web.Request, opened: Opened, message: Message, flight: Flight, answer: Answer
    ) -> bytes | None:
        """Say it to whoever still waits; where another process may have a try of this message, say so in the store."""
        if gone(request):
            self.flights.lost(flight)
            return None
        if self._siblings is not None and (answer.found or flight.tries > 1):
            number = await self.late.fetch(flight.key, flight.user)
            if number is None:
                return SUCCESS
            if gone(request):
                back = self.late.bring_back(flight.key, flight.user, flight.person, answer.messages, number)
                self.flights.aside(back)
                return None
        return self._say(opened, message, flight.key, answer)

    def _say(self, opened: Opened, message: Message, key: str, answer: Answer) -> bytes:
        """The answer as a passive reply, which holds one text; more than that follows actively, once."""
        if answer.transfer is not None:
            return transfer_reply(message, answer.transfer, int(self._clock()), is_json=opened.is_json)
        first, rest = pack(answer.messages)
        if rest:
            user = key.rpartition("/")[2]
            self.flights.aside(self.late.bring(f"+{key}", user, message.person, rest, after=_AFTER_REPLY))
        return self._text(opened, message, first)

    def _text(self, opened: Opened, message: Message, text: str) -> bytes:
        return text_reply(message, text, int(self._clock()), is_json=opened.is_json) if text else SUCCESS
