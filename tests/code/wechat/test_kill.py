"""A real process, killed in the middle of traffic: no answered message is lost, none is answered twice."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import orjson
from sqlalchemy import create_engine, select

from bot.storage import codec
from bot.storage.tables import JOURNAL, SESSIONS
from bot.wechat.standin import Platform

ROOT = Path(__file__).resolve().parents[3]
KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
PEOPLE, EACH = 6, 12
KILLS = (25,)
"""After so many answers the process is killed."""
SAYINGS = ("失业金咋领", "我2024年毕业", "公益岗多少钱", "谢谢", "啊吧啊吧", "一次性创业补贴怎么申请", "转人工")


@dataclass
class Service:
    """The service as `jiuye serve` runs it, with somebody who kills it. up: it takes connections."""

    folder: Path
    port: int
    up: asyncio.Event = field(default_factory=asyncio.Event)
    process: asyncio.subprocess.Process | None = None
    answered: int = 0

    async def start(self) -> None:
        """Start on the same data as before and wait until it says that it listens."""
        given = {name: value for name, value in os.environ.items() if not name.startswith("JIUYE_")}
        given |= {
            "PORT": str(self.port),
            "JIUYE_DATA_DIR": str(self.folder),
            "JIUYE_WECHAT_TOKEN": "token",
            "JIUYE_WECHAT_AES_KEY": KEY,
            "JIUYE_WECHAT_APP_ID": "wxstandin",
            "JIUYE_DEFAULT_REGION": "jishan",
        }
        command = (sys.executable, "-m", "bot", "serve")
        self.process = await asyncio.create_subprocess_exec(
            *command, cwd=ROOT, env=given, stderr=asyncio.subprocess.PIPE, limit=1 << 20
        )
        assert self.process.stderr is not None
        async for line in self.process.stderr:
            if "已启动" in line.decode():
                break
        await self._listens()
        self.up.set()

    async def _listens(self) -> None:
        """The line comes just before the socket is bound."""
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", self.port)
            except OSError:
                await asyncio.sleep(0.01)
                continue
            writer.close()
            return await writer.wait_closed()

    async def kill(self) -> None:
        """As the power would."""
        assert self.process is not None
        self.up.clear()
        self.process.send_signal(signal.SIGKILL)
        await self.process.communicate()

    async def count(self) -> None:
        """One more answer went out; at some of them the process dies and comes back."""
        self.answered += 1
        if self.answered in KILLS:
            await self.kill()
            await self.start()


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def deliver(service: Service, platform: Platform, http: aiohttp.ClientSession, fields: dict[str, object]) -> str:
    """Deliver as the platform does, which tries again some seconds later: here, when the service is back."""
    while True:
        await service.up.wait()
        shown = await platform.push(http, fields)
        if not shown.fault:
            return shown.text
        assert shown.status == 0  # cut off, never refused and never a 5xx


async def test_kill_loses_and_doubles_nothing(tmp_path: Path) -> None:
    """Every message is answered once, the answer is the one on record, and every talk counts each message once."""
    service = Service(tmp_path, free_port())
    platform = Platform(f"http://127.0.0.1:{service.port}/wechat", "token", KEY)
    shown: dict[str, str] = {}
    await service.start()

    async def talk(person: str, http: aiohttp.ClientSession) -> None:
        for number in range(EACH):
            fields = platform.message(person, Content=SAYINGS[number % len(SAYINGS)])
            shown[str(fields["MsgId"])] = await deliver(service, platform, http, fields)
            await service.count()

    async with aiohttp.ClientSession() as http:
        await asyncio.gather(*(talk(f"o{each}", http) for each in range(PEOPLE)))
    await service.kill()
    engine = create_engine(f"sqlite:///{tmp_path / 'jiuye.db'}")
    with engine.connect() as connection:
        rows = connection.execute(select(JOURNAL.c.key, JOURNAL.c.reply)).all()
        sessions = [codec.parse(data) for data in connection.execute(select(SESSIONS.c.json)).scalars()]
    engine.dispose()
    stored = {row.key.partition("/")[0]: "\n\n".join(orjson.loads(row.reply)) for row in rows}
    assert len(rows) == len(shown) == PEOPLE * EACH
    assert stored == shown
    assert [session.turns for session in sessions if session] == [EACH] * PEOPLE
