"""POST /api/ask and /api/chat: what the terminal says, over HTTP; and what the simulator adds to it."""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from aiohttp import web

from bot.desk.given import Fields, Question, read_fields, read_on, read_question, written
from bot.desk.recording import record
from bot.desk.report import Json, answer_json, trace_json
from bot.desk.service import Desk
from bot.desk.talk import CHINA, SIMULATOR, Talked, talk
from bot.desk.tracing import explained
from bot.model.errors import BadInput, StorageError, UnknownName
from bot.model.session import Session

_LOG = logging.getLogger(__name__)

Clock = Callable[[], datetime]
LONGEST = 5000
"""Characters of one message; more is cut, as a phone would not send it."""
KINDS = (
    *("text", "voice", "image", "video", "location", "link", "file"),
    *("subscribe", "unsubscribe", "scan", "click"),
)


@dataclass(frozen=True, slots=True)
class Heard:
    """What a phone's message comes to: the text to answer, else the prepared reply.

    noted: what stands in the talk while a person has it. event: nobody wrote it. leaves: the person unsubscribed.
    """

    text: str
    prepared: str = ""
    noted: str = ""
    event: bool = False
    leaves: bool = False


Hear = Callable[[str, str], Heard]
"""What the phone would send: (kind of message, its text) -> what it comes to."""
Wrote = Callable[[str], Sequence[str]]
"""Told that somebody wrote; what was kept for them."""


def _plainly(_kind: str, text: str) -> Heard:
    """Every message is its text."""
    return Heard(text)


def _nothing(_user: str) -> Sequence[str]:
    """Nothing was kept."""
    return ()


def _moment(on: date | None, clock: Clock) -> datetime:
    return clock() if on is None else datetime.combine(on, time(10), tzinfo=CHINA)


def _said(given: Fields) -> tuple[str, ...]:
    """What a transcript is made of."""
    said = given.get("said")
    if not isinstance(said, list) or not said or not all(isinstance(text, str) for text in said):
        raise BadInput('said 要写成一句一句的清单，例如 {"said": ["你好"]}')
    return tuple(written(text)[:LONGEST] for text in said)


class Api:
    """The addresses that programs and the simulator use. name: (channel, person) -> pseudonym."""

    def __init__(
        self,
        desk: Desk,
        clock: Clock,
        name: Callable[[str, str], str],
        hear: Hear = _plainly,
        wrote: Wrote = _nothing,
    ) -> None:
        self._desk = desk
        self._clock = clock
        self._name = name
        self._hear = hear
        self._wrote = wrote

    async def ask(self, request: web.Request) -> web.Response:
        """One question without a conversation."""
        asked = self._asked(read_fields(await request.read()))
        at = _moment(asked.on, self._clock)
        session = Session(user="ask", region=asked.region)
        talked = talk(session, asked.text[:LONGEST], self._desk.snapshot, at)
        return _json(self._answer(talked, at, asked))

    async def chat(self, request: web.Request) -> web.Response:
        """One message of a conversation."""
        given = read_fields(await request.read())
        asked = self._asked(given)
        at = _moment(asked.on, self._clock)
        person = str(given.get("user") or given.get("session") or "web")[:100]
        if given.get("channel") == SIMULATOR:
            return await self._phone(str(given.get("kind") or "text"), self._name(SIMULATOR, person), asked, at)
        user, text = self._name("web", person), asked.text[:LONGEST]
        talked = await self._desk.converse(user, text, self._clock(), "web", region=asked.region, moment=at)
        return _json(self._answer(talked, at, asked))

    async def _phone(self, kind: str, user: str, asked: Question, at: datetime) -> web.Response:
        """One message from a phone of the simulator, treated as the platform's callbacks are. Raises BadInput."""
        if kind not in KINDS:
            raise BadInput(f"kind 只能是 {'、'.join(KINDS)}")
        heard = self._hear(kind, asked.text[:LONGEST])
        kept = () if heard.event else tuple(self._wrote(user))
        if heard.leaves:
            await self._desk.forget(user)
        text = heard.text
        if heard.noted and await self._desk.held(user, self._clock()):
            text = heard.noted
        if not text:
            said = [*kept, *filter(None, [heard.prepared])]
            return _json({"act": "", "reply": said, "choices": [], "sections": [], "left": heard.leaves})
        talked = await self._desk.converse(user, text, self._clock(), SIMULATOR, region=asked.region, moment=at)
        found = self._answer(talked, at, asked)
        return _json({**found, **self._explained(talked, at, text), "reply": [*kept, *talked.messages]})

    async def transcript(self, request: web.Request) -> web.Response:
        """What was tried, as a file for `jiuye test`."""
        given = read_fields(await request.read())
        said, on = _said(given), _moment(read_on(given), self._clock).astimezone(CHINA).date()
        name = written(str(given.get("name") or f"模拟：{said[0]}"))[:80]
        return web.Response(text=record(name, on, self._desk.region, said, self._desk.snapshot))

    def _asked(self, given: Fields) -> Question:
        return read_question(given, self._desk.snapshot.library.content.regions)

    def _answer(self, talked: Talked, at: datetime, asked: Question) -> Json:
        content = self._desk.snapshot.library.content
        found = answer_json(talked, content, at.astimezone(CHINA).date(), asked.id)
        return {**found, "trace": trace_json(talked)}

    def _explained(self, talked: Talked, at: datetime, text: str) -> Json:
        """What the simulator shows besides."""
        sections = explained(talked, self._desk.snapshot.library.content, at.astimezone(CHINA).date())
        return {
            "heard": text,
            "sections": [{"title": one.title, "lines": one.lines} for one in sections],
            "handover": talked.decision.handover.value,
        }


def api_routes(
    desk: Desk, clock: Clock, name: Callable[[str, str], str], hear: Hear = _plainly, wrote: Wrote = _nothing
) -> web.RouteTableDef:
    """Routes of the API; whatever cannot be used is a 400 that says how to write it."""
    routes, api = web.RouteTableDef(), Api(desk, clock, name, hear, wrote)
    for path, answer in (
        ("/api/ask", api.ask),
        ("/api/chat", api.chat),
        ("/api/transcript", api.transcript),
    ):
        routes.post(path)(_telling(answer))
    return routes


Answering = Callable[[web.Request], Awaitable[web.Response]]


def _telling(answer: Answering) -> Answering:
    async def handler(request: web.Request) -> web.Response:
        try:
            return await answer(request)
        except (BadInput, UnknownName) as error:
            return _json({"error": str(error)}, 400)
        except StorageError as error:
            _LOG.error("not answered: %s", error)
            return _json({"error": "现在记不下来，请过一会儿再试；管理员请看 /readyz。"}, 503)
        except web.HTTPRequestEntityTooLarge:
            return _json({"error": f"请求太大：text 最多读 {LONGEST} 个字，其余请删掉"}, 413)

    return handler


def _json(found: Json, status: int = 200) -> web.Response:
    """Chinese stays readable for whoever asks with curl."""
    return web.json_response(found, status=status, dumps=lambda item: json.dumps(item, ensure_ascii=False))
