"""POST /api/ask and /api/chat: what the terminal says, over HTTP; and what the simulator adds to it."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from datetime import date, datetime, time

from aiohttp import web

from bot.desk.recording import record
from bot.desk.report import Json, answer_json, trace_json
from bot.desk.service import Desk, written
from bot.desk.talk import CHINA, SIMULATOR, Talked, talk
from bot.desk.tracing import explained
from bot.model.session import Session

Clock = Callable[[], datetime]
Hear = Callable[[str, str], tuple[str, str]]
"""What the phone would send: (kind of message, its text) -> (text to answer, else the prepared reply to it)."""
LONGEST = 5000
"""Characters of one message; more is cut, as a phone would not send it."""
KINDS = ("text", "voice", "image", "location", "subscribe")


class BadRequest(ValueError):
    """The body cannot be used; the text says how to write it."""


def _plainly(_kind: str, text: str) -> tuple[str, str]:
    """Every message is its text."""
    return text, ""


async def _body(request: web.Request, wanted: str = "text") -> Json:
    try:
        given = json.loads(await request.read())
    except (ValueError, UnicodeDecodeError) as error:
        raise BadRequest('请发 JSON，例如 {"text": "稷山创业补贴多少钱"}') from error
    if not isinstance(given, dict) or wanted not in given:
        raise BadRequest("缺 text：要问的话，写成文字" if wanted == "text" else f"缺 {wanted}")
    if wanted == "text" and not isinstance(given["text"], str):
        raise BadRequest("缺 text：要问的话，写成文字")
    return given


def _moment(given: Json, clock: Clock) -> datetime:
    on = given.get("on")
    if on in (None, ""):
        return clock()
    try:
        return datetime.combine(date.fromisoformat(str(on)), time(10), tzinfo=CHINA)
    except ValueError as error:
        raise BadRequest("on 写成 2026-11-20") from error


def _region(given: Json, desk: Desk) -> str | None:
    region = given.get("region")
    if region in (None, ""):
        return None
    if region not in desk.snapshot.library.content.regions:
        raise BadRequest(f"没有地区 {region}")
    return str(region)


class Api:
    """The addresses that programs and the simulator use. name: (channel, person) -> pseudonym."""

    def __init__(self, desk: Desk, clock: Clock, name: Callable[[str, str], str], hear: Hear = _plainly) -> None:
        self._desk = desk
        self._clock = clock
        self._name = name
        self._hear = hear

    async def ask(self, request: web.Request) -> web.Response:
        """One question without a conversation."""
        given = await _body(request)
        at, region = _moment(given, self._clock), _region(given, self._desk)
        snapshot = self._desk.snapshot
        talked = talk(Session(user="ask", region=region), written(str(given["text"]))[:LONGEST], snapshot, at)
        return _json(self._answer(talked, at, given))

    async def chat(self, request: web.Request) -> web.Response:
        """One message of a conversation."""
        given = await _body(request)
        at, region = _moment(given, self._clock), _region(given, self._desk)
        trying = given.get("channel") == SIMULATOR
        person = str(given.get("user") or given.get("session") or "web")[:100]
        kind, text = str(given.get("kind") or "text"), written(str(given["text"]))[:LONGEST]
        if trying:
            if kind not in KINDS:
                raise BadRequest(f"kind 只能是 {'、'.join(KINDS)}")
            text, prepared = self._hear(kind, text)
            if not text:
                return _json({"act": "", "reply": [prepared] if prepared else [], "choices": [], "sections": []})
        channel = SIMULATOR if trying else "web"
        talked = await self._desk.converse(
            self._name(channel, person), text, self._clock(), channel, region=region, moment=at
        )
        found = self._answer(talked, at, given)
        return _json({**found, **self._explained(talked, at, text)} if trying else found)

    async def transcript(self, request: web.Request) -> web.Response:
        """What was tried, as a file for `jiuye test`."""
        given = await _body(request, "said")
        at, said = _moment(given, self._clock), given["said"]
        if not isinstance(said, list) or not said or not all(isinstance(text, str) for text in said):
            raise BadRequest("said 要写成一句一句的清单")
        name = str(given.get("name") or f"模拟：{said[0]}")[:80]
        on, cut = at.astimezone(CHINA).date(), [text[:LONGEST] for text in said]
        return web.Response(text=record(name, on, self._desk.region, cut, self._desk.snapshot))

    def _answer(self, talked: Talked, at: datetime, given: Json) -> Json:
        content = self._desk.snapshot.library.content
        found = answer_json(talked, content, at.astimezone(CHINA).date(), given.get("id"))
        return {**found, "trace": trace_json(talked)}

    def _explained(self, talked: Talked, at: datetime, text: str) -> Json:
        """What the simulator shows besides."""
        sections = explained(talked, self._desk.snapshot.library.content, at.astimezone(CHINA).date())
        return {
            "heard": text,
            "sections": [{"title": one.title, "lines": one.lines} for one in sections],
            "handover": talked.decision.handover.value,
        }


def api_routes(desk: Desk, clock: Clock, name: Callable[[str, str], str], hear: Hear = _plainly) -> web.RouteTableDef:
    """Routes of the API; whatever cannot be used is a 400 that says how to write it."""
    routes, api = web.RouteTableDef(), Api(desk, clock, name, hear)
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
        except BadRequest as error:
            return web.json_response({"error": str(error)}, status=400)

    return handler


def _json(found: Json) -> web.Response:
    return web.json_response(found, dumps=lambda item: json.dumps(item, ensure_ascii=False))
