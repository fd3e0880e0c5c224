"""A whole county office on the wire: the real desk and content behind the callback, the stand-in in front of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.desk.canned import Canned
from bot.desk.handovers import Handovers
from bot.desk.reception import Reception
from bot.desk.service import Desk
from bot.model.settings import Settings
from bot.storage.handovers import Handover, Waiting
from bot.storage.store import Store, open_store
from bot.wechat.agents import Words, make_attendance
from bot.wechat.crypto import Seal
from bot.wechat.gate import Gate
from bot.wechat.outbound import Outbound
from bot.wechat.standin import Platform, Shown
from bot.wechat.tempo import Tempo
from bot.wechat.webhook import Webhook
from tests.code.library import NOW, snapshot

KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
SEAL = Seal(KEY, "wxstandin")
MINUTES = 30
QUESTION = "失业金咋领"


@dataclass
class Clock:
    """The office's clock; only tests move it."""

    at: float = field(default_factory=NOW.timestamp)

    def seconds(self) -> float:
        """Epoch seconds."""
        return self.at

    def now(self) -> datetime:
        """The same as an aware time."""
        return datetime.fromtimestamp(self.at, UTC)


@dataclass
class Office:
    """Everything that runs."""

    platform: Platform
    store: Store
    desk: Desk
    handovers: Handovers
    webhook: Webhook
    clock: Clock
    http: aiohttp.ClientSession

    async def push(self, content: str, person: str = "oA") -> str:
        """What the person sees after writing this."""
        return (await self.deliver("text", person, Content=content)).text

    async def deliver(self, kind: str, person: str = "oA", /, **fields: object) -> Shown:
        """What becomes of a message of this kind; the platform's error text is never shown."""
        shown = await self.platform.push(self.http, self.platform.message(person, kind, **fields))
        assert not shown.fault, shown
        return shown

    async def only(self) -> Handover:
        """The one talk that is open."""
        (found,) = await self.handovers.all()
        return found

    @property
    def sent(self) -> list[str]:
        """Texts the platform was asked to deliver, in order."""
        return [str(each["text"]["content"]) for each in self.platform.sent]


@asynccontextmanager
async def office(
    folder: Path,
    *,
    handover: str = "console",
    active: bool = True,
    tempo: Tempo | None = None,
    region: str | None = "jishan",
    seals: tuple[Seal, ...] = (SEAL,),
) -> AsyncIterator[Office]:
    """A running office. active: whether it may send by itself; region: the county it serves; seals: its keys."""
    clock, store, tempo = Clock(), open_store("", folder, ""), tempo or Tempo(budget=4, drop=5)
    platform = Platform("", "token", KEY, drop=tempo.drop)
    desk = Desk(snapshot(), store, region=region)
    handovers = Handovers(Waiting(store.write, store.read), store, desk, clock.now, MINUTES)
    async with aiohttp.ClientSession() as http, TestServer(platform.application()) as api, AsyncExitStack() as stack:
        stack.callback(store.close)
        settings = Settings.model_validate({
            "wechat_api_url": str(api.make_url("/")), "wechat_app_id": platform.app_id,
            "wechat_app_secret": platform.secret, "wechat_handover": handover,
        })  # fmt: skip
        sender = Outbound(settings) if active else None
        if sender is not None:
            await sender.open()
            stack.push_async_callback(sender.close)
        webhook = Webhook(
            Gate("token", seals),
            desk,
            store,
            canned=Canned(desk, clock.now),
            sender=sender,
            talks=Reception(desk, handovers),
            tempo=tempo,
            clock=clock.seconds,
        )
        handovers.senders["wechat"] = Words(sender, webhook.late)
        desk.attendance = make_attendance(settings, sender)
        application = web.Application()
        application.add_routes(webhook.routes())
        async with TestServer(application) as server:
            platform.callback = str(server.make_url("/wechat"))
            await webhook.start()
            yield Office(platform, store, desk, handovers, webhook, clock, http)
            await webhook.close()


async def taken(one: Office) -> int:
    """A talk that an agent has taken."""
    await one.push("转人工")
    number = (await one.only()).id
    assert await one.handovers.take(number, "坐席甲")
    return number
