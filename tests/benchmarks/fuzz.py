"""Malformed callbacks in quantity: none may get a 5xx, an unreadable reply or a wrong answer.

usage: python -m tests.benchmarks.fuzz [COUNT] [SEED]
Half of the bodies are correctly signed, so that they reach the reader behind the gate.
"""

from __future__ import annotations

import asyncio
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlencode

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.desk.reception import locate
from bot.model.door import Answer
from bot.model.places import Region, Spot
from bot.model.problems import Place
from bot.storage.store import open_store
from bot.wechat.crypto import Seal, sign
from bot.wechat.gate import Gate
from bot.wechat.reading import clean, read
from bot.wechat.webhook import Webhook

TOKEN = "fuzztoken"
SEAL = Seal("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG", "wxfuzz")
ODD = (
    "\x00", "\x0b", "\x1d", "\ufffe", "]]>", "<![CDATA[", "&#0;", "&#xD800;", "&amp;", "&x;", "\U0001f468\u200d",
    "/::)", "[微笑]", "\u3000", "\r\n", "<Encrypt>x</Encrypt>", "</xml>", "<!DOCTYPE a [<!ENTITY b 'c'>]>",
    "%00", "{}", "\\u0000",
)  # fmt: skip
TYPES = (
    "text",
    "image",
    "voice",
    "video",
    "shortvideo",
    "location",
    "link",
    "file",
    "event",
    "TEXT",
    "",
    "music",
    "event ",
)
COUNTY = Region("x", "补贴县", None, "现行", Place(""), aliases=("县",), spot=Spot(35, 110, 2000))
HEADS = ("", '<?xml version="1.0" encoding="gb2312"?>', "\ufeff", " ")
EVENTS = ("subscribe", "unsubscribe", "SCAN", "CLICK", "VIEW", "LOCATION", "kf_close_session", "", "new_event")
NAMES = (
    "Content",
    "Recognition",
    "MsgId",
    "EventKey",
    "Event",
    "Label",
    "CreateTime",
    "MsgType",
    "FromUserName",
    "ToUserName",
    "Location_X",
    "Location_Y",
    "Latitude",
    "Longitude",
    "bizmsgmenuid",
)


@dataclass(frozen=True, slots=True)
class Case:
    """One request: query, body, and the text that must come back to the desk if any reply comes."""

    query: str
    body: bytes


def _text(rng: random.Random) -> str:
    """Words with odd things in them."""
    pieces = [
        rng.choice(
            (
                *ODD,
                "补贴",
                "补贴县",
                "35.1",
                "110.2",
                "1e999",
                "nan",
                "失业金怎么领",
                "13812345678",
                "a" * rng.randrange(300),
            )
        )
        for _ in range(rng.randrange(6))
    ]
    return "".join(pieces)


def _document(rng: random.Random) -> bytes:
    """A body that is nearly a message."""
    fields = [
        ("ToUserName", "gh_fuzz"),
        ("FromUserName", f"o{rng.randrange(50)}"),
        ("CreateTime", rng.choice(("1", "x", "", "99999999999999", str(int(time.time()))))),
        ("MsgType", rng.choice(TYPES)),
        ("Event", rng.choice(EVENTS)),
        ("MsgId", rng.choice((str(rng.randrange(10**6)), "x" * 300, "", "0"))),
        *((rng.choice(NAMES), _text(rng)) for _ in range(rng.randrange(4))),
        ("Content", _text(rng)),
    ]
    rng.shuffle(fields)
    del fields[rng.randrange(len(fields)) :: rng.choice((3, 50))]
    if rng.random() < 0.2:
        inner = ",".join(f'"{name}":"{value}"' for name, value in fields)
        document = f"{{{inner}}}"
    else:
        wrap = rng.choice(("<![CDATA[{}]]>", "{}", "<a><b>{}</b></a>"))
        inner = "".join(f"<{name}>{wrap.replace('{}', value)}</{name}>" for name, value in fields)
        document = rng.choice(HEADS) + f"<xml>{inner}</xml>"
    data = document.encode(rng.choice(("utf-8", "utf-8", "utf-8", "gb18030", "utf-16")), "replace")
    if rng.random() < 0.3 and data:
        spot = rng.randrange(len(data))
        data = data[:spot] + rng.randbytes(rng.randrange(4)) + data[spot + rng.randrange(4) :]
    return data if rng.random() < 0.95 else rng.randbytes(rng.randrange(200))


def cases(count: int, seed: int, *, sealed: bool) -> Iterator[Case]:
    """So many requests, the same for the same seed and second."""
    rng = random.Random(seed)
    for _ in range(count):
        body = _document(rng)
        stamp, nonce = str(int(time.time())), str(rng.randrange(10**9))
        query = {"timestamp": stamp, "nonce": nonce, "signature": sign(TOKEN, stamp, nonce)}
        if sealed:
            ciphertext = SEAL.close(body)
            query |= {"encrypt_type": "aes", "msg_signature": sign(TOKEN, stamp, nonce, ciphertext)}
            body = f"<xml><ToUserName>gh</ToUserName><Encrypt><![CDATA[{ciphertext}]]></Encrypt></xml>".encode()
        if rng.random() < 0.5:
            spoilt = rng.choice(sorted(query))
            query[spoilt] = rng.choice(("", "x", query[spoilt][::-1], "\x00", "é" * 50, "9" * 400))
        yield Case(urlencode(query), body)


class Nobody:
    """Nobody has a talk; every place is read as in the service."""

    async def reach(self, user: str, address: str) -> None:
        """Nothing to keep."""

    async def requeue(self, user: str) -> None:
        """Nothing waits."""

    async def transferred(self, user: str, text: str) -> bool:
        """Nothing was given away."""
        del user, text
        return False

    async def accepted(self, user: str) -> None:
        """Nothing to hold."""

    async def given_back(self, user: str) -> None:
        """Nothing to give back."""

    async def held(self, user: str, at: datetime) -> bool:
        """Nobody has a talk."""
        del user, at
        return False

    async def knows_region(self, user: str) -> bool:
        """Nobody's county is known."""
        del user
        return False

    def locate(self, label: str, spot: tuple[float, float] | None) -> str:
        """The only county there is, by its name or near its middle."""
        found = locate({COUNTY.slug: COUNTY}, label, spot)
        return found.name if found else ""


class Echo:
    """A desk that repeats what it was asked, with what breaks a careless reply."""

    async def answer(self, user: str, text: str, at: datetime, channel: str, key: str = "") -> Answer:  # noqa: ARG002
        """The question, hostile."""
        return Answer((f"{text}]]></Content>\x00\ufffe",))


async def send(http: aiohttp.ClientSession, address: str, case: Case, *, sealed: bool) -> str:
    """Post one case; returns what came of it, starting with 「bad」 when it must not be."""
    async with http.post(f"{address}?{case.query}", data=case.body) as response:
        body = await response.read()
        if response.status >= 500:
            return f"bad {response.status}"
        if response.status != 200:
            return f"{response.status}" if body else "bad empty refusal"
    if body == b"success":
        return "success"
    fields, _ = read(body)
    if sealed:
        plain = SEAL.open(fields["Encrypt"])
        if plain is None or not fields["MsgSignature"]:
            return "bad seal"
        fields, _ = read(plain)
    content = fields.get("Content", "")
    good = fields.get("MsgType") == "text" and content == clean(content) and 0 < len(content.encode()) <= 2048
    return "reply" if good else "bad reply"


async def run(count: int, seed: int, folder: Path, *, sealed: bool) -> Counter[str]:
    """Serve a webhook, post all cases, count what came of them."""
    store = open_store("", folder, "")
    canned = {"image": "图片", "unknown": "不懂", "subscribe": "欢迎"}
    webhook = Webhook(Gate(TOKEN, [SEAL] if sealed else []), Echo(), store, canned=canned, talks=Nobody())
    application = web.Application()
    application.add_routes(webhook.routes())
    outcome: Counter[str] = Counter()
    waiting = iter(cases(count, seed, sealed=sealed))
    async with TestServer(application) as server, aiohttp.ClientSession() as http:
        address = str(server.make_url("/wechat"))

        async def work() -> None:
            for case in waiting:
                outcome[await send(http, address, case, sealed=sealed)] += 1

        await asyncio.gather(*(work() for _ in range(16)))
        await webhook.close()
    store.close()
    outcome["bad trouble inside"] = webhook.counts["trouble"]
    return +outcome


def main() -> None:
    """Run and print; exit 1 when anything bad came of a body."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    total: Counter[str] = Counter()
    for sealed in (False, True):
        with tempfile.TemporaryDirectory() as folder:
            total += asyncio.run(run(count // 2, seed, Path(folder), sealed=sealed))
    for outcome, times in sorted(total.items()):
        print(f"{outcome:20} {times}")
    sys.exit(any(outcome.startswith("bad") for outcome in total))


if __name__ == "__main__":
    main()
