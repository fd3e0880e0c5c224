"""Two callbacks of one account, each with its own desk and store as in two processes, and the platform before them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.desk.canned import Canned
from bot.desk.handovers import Handovers
from bot.desk.reception import Reception
from bot.desk.shared import SharedDesk
from bot.model.settings import Settings
from bot.storage.handovers import Waiting
from bot.storage.shared import SharedStore, open_shared
from bot.storage.tokens import TokenShelf
from bot.wechat.agents import Words
from bot.wechat.crypto import Seal
from bot.wechat.gate import Gate
from bot.wechat.outbound import Outbound
from bot.wechat.standin import Platform, Shown
from bot.wechat.tempo import Tempo
from bot.wechat.webhook import Webhook
from tests.code.library import NOW, snapshot
from tests.code.several.servers import AES_KEY

SLOW = "转人工"
"""What the desks are slow to answer while `hurry` is not set: they ask whether an agent is online."""
SEAL = Seal(AES_KEY, "wxstandin")


@dataclass
class One:
    """What one process has."""

    store: SharedStore
    desk: SharedDesk
    webhook: Webhook
    handovers: Handovers
    address: str


@dataclass
class Account:
    """The processes, and the platform. hurry: set while the desks need not be slow. asked: how often they were."""

    platform: Platform
    http: aiohttp.ClientSession
    ones: list[One]
    hurry: asyncio.Event
    begun: asyncio.Event
    asked: int = 0

    async def attended(self, channel: str) -> bool | None:
        """Nobody is asked; it takes until `hurry`."""
        del channel
        self.asked += 1
        self.begun.set()
        await self.hurry.wait()
        return None

    async def once(self, which: int, fields: dict[str, object], drop: float) -> Shown:
        """One try at that process, given up after so many seconds."""
        self.platform.callback = self.ones[which].address
        self.platform.allowed.came(fields)
        address, body = self.platform.request(fields)
        shown = Shown()
        try:
            async with self.http.post(address, data=body, timeout=aiohttp.ClientTimeout(total=drop)) as response:
                self.platform._show(shown, response.status, await response.read())
        except (aiohttp.ClientError, TimeoutError):
            shown.status = 0
        assert not (shown.status == 200 and shown.fault)
        return shown

    async def say(self, which: int, text: str, person: str = "oA") -> str:
        """What the person sees after a message that goes to that process."""
        return (await self.once(which, self.platform.message(person, Content=text), 5)).text

    @property
    def sent(self) -> list[str]:
        """Texts that went out actively."""
        return [str(each["text"]["content"]) for each in self.platform.sent]


@asynccontextmanager
async def account(
    folder: Path, redis: str, database: str, tempo: Tempo, seal: Seal | None = SEAL
) -> AsyncIterator[Account]:
    """Two processes, connected."""
    platform = Platform("", "token", AES_KEY if seal else "")
    async with aiohttp.ClientSession() as http, TestServer(platform.application()) as api, AsyncExitStack() as stack:
        made = Account(platform, http, [], asyncio.Event(), asyncio.Event())
        settings = Settings.model_validate({
            "wechat_api_url": str(api.make_url("/")), "wechat_app_id": platform.app_id,
            "wechat_app_secret": platform.secret,
        })  # fmt: skip
        for _ in range(2):
            store = open_shared(database, folder, "", redis=redis)
            stack.push_async_callback(asyncio.to_thread, store.close)
            await store.fleet.start()
            stack.push_async_callback(store.fleet.close)
            desk = SharedDesk(snapshot(), store, region="jishan")
            desk.attendance = made.attended
            handovers = Handovers(Waiting(store.write, store.read), store, desk, lambda: NOW)
            sender = Outbound(settings, TokenShelf(store.fleet, store.turns, platform.app_id))
            await sender.open()
            stack.push_async_callback(sender.close)
            gate = Gate("token", [seal] if seal else [], bindings=store.bindings, alone=False)
            canned, talks = Canned(desk, lambda: NOW), Reception(desk, handovers)
            clock = NOW.timestamp
            webhook = Webhook(gate, desk, store, canned=canned, sender=sender, talks=talks, tempo=tempo, clock=clock)
            handovers.senders["wechat"] = Words(sender, webhook.late)
            application = web.Application()
            application.add_routes(webhook.routes())
            server = await stack.enter_async_context(TestServer(application))
            await webhook.start()
            stack.push_async_callback(webhook.close)
            made.ones.append(One(store, desk, webhook, handovers, str(server.make_url("/wechat"))))
        yield made
        made.hurry.set()
