"""Malformed callbacks in quantity: none may get a 5xx, an unreadable reply or a wrong answer.

usage: python -m tests.benchmarks.fuzz [COUNT] [SEED]
Half of the bodies are correctly signed, so that they reach the reader behind the gate.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections import Counter
from datetime import datetime
from pathlib import Path

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.desk.reception import locate
from bot.model.door import Answer
from bot.model.places import Region, Spot
from bot.model.problems import Place
from bot.storage.store import open_store
from bot.wechat.gate import Gate
from bot.wechat.reading import clean, read
from bot.wechat.webhook import Webhook
from tests.benchmarks.fuzz_cases import SEAL, TOKEN, Case, cases

COUNTY = Region("x", "补贴县", None, "现行", Place(""), aliases=("县",), spot=Spot(35, 110, 2000))


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
