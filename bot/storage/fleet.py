"""The Redis that several processes share: whether it is there, and which of the processes are alive.

Nothing that must not be lost is kept in it. It says whose turn it is, how often a message was tried, and which access
token is good; the database decides, so that a Redis that is away or was emptied costs order, never an answer.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Any

from bot.model.errors import SettingsError

if TYPE_CHECKING:
    from redis.asyncio import Redis
    from redis.commands.core import AsyncScript

_LOG = logging.getLogger(__name__)
ALIVE = "jiuye:alive:"
_OF_WHOM = "jiuye:installation"
LEASE_MS = 3000
"""How long after its last sign of life a process still counts as alive: what a killed one held is free then."""
_BEAT_SECONDS = 0.75
_REMEMBERED_MS = 10_000
_TIMEOUT_SECONDS = 1.0
_AT_ONCE = 64
"""Commands under way, so that a rush does not open a connection for everybody."""
REMEDY = (
    "照常回答，几个进程之间改由数据库把关，恢复后自动接上。"
    "请检查 Redis 是否在运行、能不能写、JIUYE_REDIS_URL 的主机、端口、密码对不对（redis-cli -u 地址 ping）。"
)
_NO_CLIENT = "几个进程一起跑要先装 Redis 客户端：在程序目录里执行 .venv/bin/pip install -e '.[redis]'，再启动。"
_CLASH = (
    "另有进程在用这个 Redis，但它的化名密钥或数据库和这里的不同。"
    "同一套服务的每个进程，JIUYE_PSEUDONYM_KEY（或数据目录里的 pseudonym.key）和 JIUYE_DATABASE_URL 都要相同；"
    "不同的服务各用一个库号，例如 redis://主机:6379/1。"
)

_BEAT = """
redis.call('SET', KEYS[1], 1, 'PX', ARGV[1])
local seen = redis.call('GET', KEYS[2])
if seen and seen ~= ARGV[2] then return 1 end
redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[3])
return 0
"""


class Away(Exception):
    """Redis did not do what it was asked: not a fault of ours; go on without it."""


class Fleet:
    """This process among the others. installation: what all of them must have in common, not secret.

    me: this process's name among them. trouble: "" or, in Chinese, what is wrong and what to do.
    """

    def __init__(self, client: Redis, installation: str, faults: tuple[type[Exception], ...]) -> None:
        self.me = secrets.token_hex(6)
        self.trouble = "Redis 还没有连上。"
        self.returning: list[Callable[[], Awaitable[None]]] = []
        self._client = client
        self._installation = installation
        self._faults = faults
        self._up = False
        self._told = ""
        self._room = asyncio.Semaphore(_AT_ONCE)
        self._beat = self.script(_BEAT)
        self._beating: asyncio.Task[None] | None = None

    @property
    def up(self) -> bool:
        """Whether Redis answered when it was last asked."""
        return self._up

    async def start(self) -> None:
        """Join the others; a Redis that is away is waited for in the background.

        Raises SettingsError when the others belong to another installation.
        """
        if await self.beat():
            raise SettingsError(_CLASH)
        self._beating = asyncio.create_task(self._live())

    async def close(self) -> None:
        """Leave the others."""
        if self._beating is not None:
            self._beating.cancel()
            await asyncio.gather(self._beating, return_exceptions=True)
        with contextlib.suppress(*self._faults):
            if self._up:
                await self._client.delete(ALIVE + self.me)
        with contextlib.suppress(*self._faults):
            await self._client.aclose()

    async def check(self) -> str:
        """What is wrong with Redis and what to do about it, "" when it is there."""
        return self.trouble

    def script(self, text: str) -> AsyncScript:
        """A script to be run by `call`."""
        return self._client.register_script(text)

    async def call(self, script: AsyncScript, keys: Sequence[str], given: Sequence[str | int] = ()) -> Any:  # noqa: ANN401 - of any script
        """Run a script. Raises Away at once while Redis is known to be away, and when it turns out to be."""
        if not self._up:
            raise Away
        return await self._run(script, keys, given)

    async def beat(self) -> bool:
        """Give a sign of life; True when the others belong to another installation."""
        keys = (ALIVE + self.me, _OF_WHOM)
        try:
            clash = bool(await self._run(self._beat, keys, (LEASE_MS, self._installation, _REMEMBERED_MS)))
            if not self._up:
                self._up = True
                for each in self.returning:
                    await each()
        except Away:
            return False
        self._tell(_CLASH if clash else "")
        return clash

    async def _live(self) -> None:
        while True:
            await asyncio.sleep(_BEAT_SECONDS)
            await self.beat()

    async def _run(self, script: AsyncScript, keys: Sequence[str], given: Sequence[str | int]) -> Any:  # noqa: ANN401 - as above
        try:
            async with self._room:
                return await script(keys=list(keys), args=list(given))
        except self._faults as error:
            self._up = False
            self._tell(f"Redis 用不了（{' '.join(str(error).split()) or type(error).__name__}）：{REMEDY}")
            raise Away from error

    def _tell(self, trouble: str) -> None:
        """Remember what is wrong, and write it down when it changes from fine to not fine or back."""
        if bool(trouble) != bool(self._told):
            if trouble:
                _LOG.error("%s", trouble)
            else:
                _LOG.warning("Redis 恢复了。")
        self.trouble = self._told = trouble


def open_fleet(url: str, installation: str) -> Fleet:
    """The fleet at JIUYE_REDIS_URL; nothing is asked of it yet. Raises SettingsError."""
    try:
        from redis.asyncio import Redis
        from redis.asyncio.retry import Retry
        from redis.backoff import NoBackoff
        from redis.exceptions import ConnectionError, RedisError  # noqa: A004 - theirs, not Python's
    except ModuleNotFoundError as error:
        raise SettingsError(_NO_CLIENT) from error
    try:
        client = Redis.from_url(
            url,
            decode_responses=True,
            socket_timeout=_TIMEOUT_SECONDS,
            socket_connect_timeout=_TIMEOUT_SECONDS,
            # the first command after a restart of Redis meets a connection that is gone; no answer is waited for once
            retry=Retry(NoBackoff(), 1, supported_errors=(ConnectionError,)),
        )
    except (ValueError, TypeError) as error:
        raise SettingsError("JIUYE_REDIS_URL 不是 Redis 地址；例如 redis://:密码@主机:6379/0。") from error
    return Fleet(client, installation, (RedisError, OSError, TimeoutError))
