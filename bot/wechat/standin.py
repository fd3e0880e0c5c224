"""A stand-in for the platform: a real HTTP server on loopback that behaves like it, for tests and development.

It posts signed messages, drops a connection after `drop` seconds and tries again, three times in all, and shows
what the person would see. Its API has stable_token, customer-service messages with quota, menu and self-checks;
`faults` makes the next calls of a path fail as wanted.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import random
import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from xml.sax.saxutils import escape

import aiohttp
from aiohttp import web

from bot.wechat.counterpart import Counterpart
from bot.wechat.reading import read
from bot.wechat.standin_quota import TOO_LATE, TOO_MANY, Allowed

_REFUSED = {TOO_LATE: "response out of time limit", TOO_MANY: "out of response count limit"}
_IDS = itertools.count(23_000_000_000_000_000)


@dataclass(slots=True)
class Shown:
    """What became of a push. text: what the person sees, "" for nothing; fault: the platform's error text was shown.

    raw: the last body that came back, decrypted. status: of the last try, 0 when it got no answer.
    """

    text: str = ""
    fault: bool = False
    raw: bytes = b""
    status: int = 0
    tries: int = 0
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Platform:
    """The stand-in. callback: the bot's address. key: the EncodingAESKey, "" for plain mode.

    drop: seconds until it gives up a try. agents: accounts that are online.
    allowed: what may still be sent to whom, by a clock of its own.
    """

    callback: str
    token: str
    key: str = ""
    as_json: bool = False
    compat: bool = False
    drop: float = 5.0
    app_id: str = "wxstandin"
    secret: str = "secret"  # noqa: S105 - it guards nothing
    sent: list[dict[str, Any]] = field(default_factory=list)
    menu: dict[str, Any] | None = None
    faults: dict[str, list[int | float]] = field(default_factory=lambda: defaultdict(list))
    calls: list[str] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    agents: list[str] = field(default_factory=lambda: ["a@standin"])
    allowed: Allowed = field(default_factory=Allowed)

    def message(self, person: str, kind: str = "text", /, **fields: object) -> dict[str, object]:
        """A message of a kind with its own MsgId; an event when `Event` is among the fields."""
        base: dict[str, object] = {"ToUserName": "gh_standin", "FromUserName": person, "CreateTime": int(time.time())}
        if kind != "event":
            fields = {"MsgId": next(_IDS), **fields}
        return {**base, "MsgType": kind, **fields}

    def request(self, fields: Mapping[str, object], body: bytes | None = None) -> tuple[str, bytes]:
        """The address and body of one signed try; body: sent instead of the fields' own."""
        plain = self._render(fields) if body is None else body
        stamp, nonce = str(int(time.time())), str(random.randrange(10**9))  # noqa: S311 - not a secret
        mine = self._counterpart()
        query = {"signature": mine.sign(stamp, nonce), "timestamp": stamp, "nonce": nonce}
        if mine.seals:
            ciphertext, signature = mine.seal(plain, stamp, nonce)
            query |= {"encrypt_type": "aes", "msg_signature": signature}
            outer = dict(fields) if self.compat else {"ToUserName": fields.get("ToUserName", "")}
            plain = self._render(outer | {"Encrypt": ciphertext})
        return f"{self.callback}?{urlencode(query)}", plain

    async def push(self, http: aiohttp.ClientSession, fields: Mapping[str, object]) -> Shown:
        """Deliver a message as the platform does."""
        self.allowed.came(fields)
        address, body = self.request(fields)
        shown = Shown()
        for _ in range(3):
            shown.tries += 1
            try:
                async with http.post(address, data=body, timeout=aiohttp.ClientTimeout(total=self.drop)) as response:
                    self._show(shown, response.status, await response.read())
                    return shown
            except (TimeoutError, aiohttp.ClientError):
                shown.status = 0
        shown.fault = True
        return shown

    def _show(self, shown: Shown, status: int, answer: bytes) -> None:
        """Take the answer as the platform does: nothing, a reply, or its error text."""
        shown.status, shown.raw = status, answer
        if status != 200:
            shown.fault = True
            return
        if answer in {b"", b"success"}:
            return
        try:
            shown.fields, _ = read(answer)
            mine = self._counterpart()
            if mine.seals:
                shown.raw = mine.open(shown.fields)
                shown.fields, _ = read(shown.raw)
            shown.text = shown.fields.get("Content", "")
            shown.fault |= len(shown.text.encode()) > 2048 or not shown.fields.get("ToUserName")
        except (KeyError, ValueError, RuntimeError):
            shown.fault = True

    def _counterpart(self) -> Counterpart:
        """The account as the platform sees it."""
        return Counterpart(self.token, self.key, self.app_id)

    def _render(self, fields: Mapping[str, object]) -> bytes:
        """The fields in the account's format."""
        if self.as_json:
            return json.dumps(fields, ensure_ascii=False).encode("utf-8", "surrogatepass")
        inner = "".join(f"<{name}>{escape(str(value))}</{name}>" for name, value in fields.items())
        return f"<xml>{inner}</xml>".encode("utf-8", "surrogatepass")

    def application(self) -> web.Application:
        """The API side, to be served on loopback."""
        application = web.Application()
        application.router.add_route("*", "/cgi-bin/{path:.*}", self._serve)
        return application

    async def _serve(self, request: web.Request) -> web.Response:
        """One API call: wanted faults first, then the token, then what was asked."""
        path = request.match_info["path"]
        self.calls.append(path)
        body = json.loads(await request.read() or b"{}")
        lost = False
        if self.faults[path]:
            fault = self.faults[path].pop(0)
            if isinstance(fault, int):
                return web.json_response({"errcode": fault, "errmsg": "wanted"})
            lost = True
            await asyncio.sleep(fault)
        answer = self._answer(path, request.query.get("access_token", ""), body)
        if lost and request.transport is not None:
            request.transport.abort()
        return web.json_response(answer)

    def _answer(self, path: str, token: str, body: dict[str, Any]) -> dict[str, Any]:
        """What the API says."""
        if path == "stable_token":
            return self._stable_token(body)
        if not self.tokens or token != self.tokens[-1]:
            return {"errcode": 40001, "errmsg": "invalid credential"}
        if path == "message/custom/send":
            return self._send(body)
        if path == "menu/create":
            self.menu = body
        if path == "menu/get":
            return {"menu": self.menu} if self.menu else {"errcode": 46003, "errmsg": "menu no exist"}
        known: dict[str, dict[str, Any]] = {
            "get_current_selfmenu_info": {"is_menu_open": int(self.menu is not None)},
            "customservice/getonlinekflist": {
                "kf_online_list": [{"kf_account": agent, "status": 1} for agent in self.agents]
            },
            "callback/check": {"dns": [{"ip": "127.0.0.1", "real_operator": "UNICOM"}], "ping": []},
        }
        return {"errcode": 0, "errmsg": "ok"} | known.get(path, {})

    def _stable_token(self, body: dict[str, Any]) -> dict[str, Any]:
        if (body.get("appid"), body.get("secret")) != (self.app_id, self.secret):
            return {"errcode": 40125, "errmsg": "invalid appsecret"}
        if body.get("force_refresh") or not self.tokens:
            self.tokens.append(f"token{len(self.tokens)}")
        return {"access_token": self.tokens[-1], "expires_in": 7200}

    def _send(self, body: dict[str, Any]) -> dict[str, Any]:
        code = self.allowed.use(str(body.get("touser")))
        if code:
            return {"errcode": code, "errmsg": _REFUSED[code]}
        self.sent.append(body)
        return {"errcode": 0, "errmsg": "ok"}
