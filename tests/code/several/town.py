"""Two processes behind a balancer, and the platform in front of it, which tries every message three times at once."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import orjson
from aiohttp import web
from sqlalchemy import select

from bot.storage import codec
from bot.storage.engine import open_engine
from bot.storage.tables import JOURNAL, SESSIONS
from bot.wechat.standin import Platform, Shown
from tests.code.several.servers import AES_KEY, Balancer, Process, RedisServer, free_port

SAYINGS = ("失业金咋领", "我2024年毕业", "公益岗多少钱", "谢谢", "啊吧啊吧", "一次性创业补贴怎么申请", "转人工")
_ROUNDS = 5
"""Of three tries, until somebody who was cut off every time is given up."""


@dataclass
class Town:
    """Everything that runs. shown: number of a message -> every text its tries brought."""

    platform: Platform
    processes: list[Process]
    redis: RedisServer
    database: str
    folder: Path
    http: aiohttp.ClientSession
    shown: dict[str, list[str]] = field(default_factory=dict)
    sent: dict[str, list[str]] = field(default_factory=dict)
    answered: int = 0
    over: bool = False
    news: asyncio.Event = field(default_factory=asyncio.Event)

    async def talk(self, person: str) -> None:
        """Say one thing after the other until it is over."""
        for text in itertools.cycle(SAYINGS):
            await self.say(person, text)
            if self.over:
                return

    async def say(self, person: str, text: str) -> None:
        """One message: three tries at once, and again as long as none was answered."""
        fields = self.platform.message(person, Content=text)
        key = str(fields["MsgId"])
        self.sent.setdefault(person, []).append(key)
        for _ in range(_ROUNDS):
            tries = await asyncio.gather(*(self._once(fields) for _ in range(3)))
            self.shown[key] = [each.text for each in tries if each.status == 200 and each.text]
            assert all(each.status in (0, 200) for each in tries), tries  # cut off, never a fault of ours
            if self.shown[key]:
                break
        self.answered += 1
        self.news.set()
        self.news = asyncio.Event()

    async def _once(self, fields: dict[str, object]) -> Shown:
        address, body = self.platform.request(fields)
        shown = Shown()
        try:
            async with self.http.post(address, data=body, timeout=aiohttp.ClientTimeout(total=5)) as response:
                self.platform._show(shown, response.status, await response.read())
        except (aiohttp.ClientError, TimeoutError):
            shown.status = 0
        assert not (shown.status == 200 and shown.fault)
        return shown

    async def more(self, answers: int) -> None:
        """Wait for so many more answers."""
        wanted = self.answered + answers
        while self.answered < wanted:
            await self.news.wait()

    async def ready(self, process: Process) -> tuple[int, dict[str, object]]:
        """What /readyz says."""
        async with self.http.get(f"http://127.0.0.1:{process.port}/readyz") as answer:
            return answer.status, await answer.json()

    def recorded(self) -> tuple[dict[str, list[str]], dict[str, str], list[int]]:
        """Of each person the messages in the order of the record; of each message the answer; turns of each talk."""
        engine = open_engine(self.database, self.folder)
        try:
            with engine.connect() as connection:
                rows = connection.execute(select(JOURNAL.c.key, JOURNAL.c.reply).order_by(JOURNAL.c.id)).all()
                stored = list(connection.execute(select(SESSIONS.c.json)).scalars())
        finally:
            engine.dispose()
        orders: dict[str, list[str]] = {}
        for row in rows:
            number, _, user = row.key.partition("/")
            orders.setdefault(user, []).append(number)
        answers = {row.key.partition("/")[0]: "\n\n".join(orjson.loads(row.reply)) for row in rows}
        assert len(answers) == len(rows)
        sessions = [codec.parse(data) for data in stored]
        return orders, answers, [session.turns for session in sessions if session]

    def check(self) -> None:
        """Every message is on record once, in the order of the talk, and every try was shown what is on record."""
        orders, answers, turns = self.recorded()
        assert sorted(orders.values()) == sorted(self.sent.values())
        assert {key: set(texts) for key, texts in self.shown.items()} == {key: {text} for key, text in answers.items()}
        assert sorted(turns) == sorted(map(len, self.sent.values()))


@asynccontextmanager
async def town(redis: RedisServer, database: str, folder: Path, **settings: str) -> AsyncIterator[Town]:
    """Two processes on one database."""
    given = {
        "JIUYE_DATA_DIR": str(folder),
        "JIUYE_DATABASE_URL": database,
        "JIUYE_REDIS_URL": redis.url,
        "JIUYE_WECHAT_TOKEN": "token",
        "JIUYE_WECHAT_AES_KEY": AES_KEY,
        "JIUYE_WECHAT_APP_ID": "wxstandin",
        "JIUYE_DEFAULT_REGION": "jishan",
        **settings,
    }
    processes = [Process(given), Process(given)]
    platform = Platform("", "token", AES_KEY)
    balancer = Balancer(processes)
    runner = web.AppRunner(balancer.application(), handler_cancellation=True)
    await runner.setup()
    port = free_port()
    try:
        await asyncio.gather(*(each.start() for each in processes))
        await web.TCPSite(runner, "127.0.0.1", port).start()
        platform.callback = f"http://127.0.0.1:{port}/wechat"
        connector = aiohttp.TCPConnector(limit=0)
        async with aiohttp.ClientSession(connector=connector) as http:
            yield Town(platform, processes, redis, database, folder, http)
    finally:
        await runner.cleanup()
        await asyncio.gather(*(each.end() for each in processes if each.running is not None))
