"""The callback with a desk that echoes, connected to the stand-in of the platform."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.model.door import Answer
from bot.model.journal import JournalEntry
from bot.model.session import Session
from bot.storage.store import Store, open_store
from bot.wechat.client import Client
from bot.wechat.crypto import Seal
from bot.wechat.gate import Gate
from bot.wechat.service import CustomerService, Quota
from bot.wechat.standin import Platform
from bot.wechat.tempo import Tempo
from bot.wechat.webhook import Webhook

KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
SEAL = Seal(KEY, "wxstandin")
CANNED = {
    "subscribe": "欢迎", "scene:7": "七号", "image": "请勿发证件照", "voice_empty": "请打字", "video": "请打字",
    "location": "哪个县", "link": "看不了链接", "slow": "正在查", "slow_kept": "给您留着", "trouble": "出了问题",
}  # fmt: skip
STORM = 30
TEMPO = Tempo(budget=0.25, drop=0.4, keep=60)


@dataclass
class Desk:
    """Answers with the text and how often it was asked; waits for `gate` where a test wants it slow."""

    store: Store
    gate: asyncio.Event | None = None
    asked: list[str] = field(default_factory=list)
    messages: tuple[str, ...] | None = None
    full: asyncio.Event = field(default_factory=asyncio.Event)
    begun: asyncio.Event = field(default_factory=asyncio.Event)

    async def answer(self, user: str, text: str, at: datetime, channel: str, key: str = "") -> Answer:
        """The answer, journalled."""
        self.asked.append(text)
        self.begun.set()
        if len(self.asked) == STORM:
            self.full.set()
        if text == "坏":
            raise ZeroDivisionError
        if self.gate is not None:
            await self.gate.wait()
        reply = self.messages or (f"{text}#{len(self.asked)}",)
        await self.store.commit(Session(user), JournalEntry(key, user, channel, at, text, "answer", reply))
        return Answer(reply, transfer="" if text == "人工" else None)


@dataclass
class World:
    """Bot and platform, connected."""

    platform: Platform
    desk: Desk
    webhook: Webhook
    http: aiohttp.ClientSession

    async def push(self, person: str = "oA", kind: str = "text", /, **fields: object) -> str:
        """What the person sees."""
        shown = await self.platform.push(self.http, self.platform.message(person, kind, **fields))
        assert not shown.fault
        return shown.text


@asynccontextmanager
async def world(
    folder: Path, *, seal: Seal | None = SEAL, sender: bool = False, tempo: Tempo = TEMPO
) -> AsyncIterator[World]:
    """A bot of its own with its platform."""
    store = open_store("", folder, "")
    platform = Platform("", "token", KEY if seal else "", drop=tempo.drop)
    async with aiohttp.ClientSession() as http, TestServer(platform.application()) as api:
        client = Client(http, str(api.make_url("/")), platform.app_id, platform.secret, timeout_seconds=0.3, pause=0)
        service = CustomerService(client, Quota()) if sender else None
        desk = Desk(store)
        gate = Gate("token", [seal] if seal else [])
        webhook = Webhook(gate, desk, store, canned=CANNED, sender=service, tempo=tempo)
        application = web.Application()
        application.add_routes(webhook.routes())
        async with TestServer(application) as server:
            platform.callback = str(server.make_url("/wechat"))
            await webhook.start()
            yield World(platform, desk, webhook, http)
            if desk.gate is not None:
                desk.gate.set()
            await webhook.close()
    store.close()
