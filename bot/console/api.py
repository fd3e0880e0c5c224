"""POST /api/ask and /api/chat: what the terminal says, over HTTP."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, time

from aiohttp import web

from bot.desk.report import answer_json, trace_json
from bot.desk.service import Desk
from bot.desk.talk import CHINA, talk
from bot.model.session import Session

Clock = Callable[[], datetime]
LONGEST = 5000
"""Characters of one message; more is cut, as a phone would not send it."""


class BadRequest(ValueError):
    """The body cannot be used; the text says how to write it."""


async def _body(request: web.Request) -> dict[str, object]:
    try:
        given = json.loads(await request.read())
    except (ValueError, UnicodeDecodeError) as error:
        raise BadRequest('请发 JSON，例如 {"text": "稷山创业补贴多少钱"}') from error
    if not isinstance(given, dict) or not isinstance(given.get("text"), str):
        raise BadRequest("缺 text：要问的话，写成文字")
    return given


def _moment(given: dict[str, object], clock: Clock) -> datetime:
    on = given.get("on")
    if on in (None, ""):
        return clock()
    try:
        return datetime.combine(date.fromisoformat(str(on)), time(10), tzinfo=CHINA)
    except ValueError as error:
        raise BadRequest("on 写成 2026-11-20") from error


def _region(given: dict[str, object], desk: Desk) -> str | None:
    region = given.get("region")
    if region in (None, ""):
        return None
    if region not in desk.snapshot.library.content.regions:
        raise BadRequest(f"没有地区 {region}")
    return str(region)


def api_routes(desk: Desk, clock: Clock, name: Callable[[str, str], str]) -> web.RouteTableDef:
    """Routes of the API; name: (channel, person) -> pseudonym."""
    routes = web.RouteTableDef()

    @routes.post("/api/ask")
    async def ask(request: web.Request) -> web.Response:
        try:
            given = await _body(request)
            at, region = _moment(given, clock), _region(given, desk)
        except BadRequest as error:
            return web.json_response({"error": str(error)}, status=400)
        snapshot = desk.snapshot
        talked = talk(Session(user="ask", region=region), str(given["text"])[:LONGEST], snapshot, at)
        found = answer_json(talked, snapshot.library.content, at.astimezone(CHINA).date(), given.get("id"))
        return _json({**found, "trace": trace_json(talked)})

    @routes.post("/api/chat")
    async def chat(request: web.Request) -> web.Response:
        try:
            given = await _body(request)
            at, region = _moment(given, clock), _region(given, desk)
        except BadRequest as error:
            return web.json_response({"error": str(error)}, status=400)
        person = str(given.get("user") or given.get("session") or "web")[:100]
        text = str(given["text"])[:LONGEST]
        talked = await desk.converse(name("web", person), text, at, "web", region=region)
        content = desk.snapshot.library.content
        found = answer_json(talked, content, at.astimezone(CHINA).date(), given.get("id"))
        return _json({**found, "trace": trace_json(talked)})

    return routes


def _json(found: dict[str, object]) -> web.Response:
    return web.json_response(found, dumps=lambda item: json.dumps(item, ensure_ascii=False))
