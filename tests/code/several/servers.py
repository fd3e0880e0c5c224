"""Servers of the tests' own: a Redis in a folder, `jiuye serve` as often as wanted, and a balancer before them."""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import aiohttp
from aiohttp import web

ROOT = Path(__file__).resolve().parents[3]
AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class RedisServer:
    """A Redis that forgets everything when it stops, as one without persistence does."""

    def __init__(self) -> None:
        found = shutil.which("redis-server")
        if found is None:
            raise FileNotFoundError("redis-server is missing: make test installs it, or apt-get install redis-server")
        self._program = found
        self.folder = Path(tempfile.mkdtemp(prefix="jiuye-redis-"))
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.process: subprocess.Popen[bytes] | None = None
        self.start()

    def start(self) -> None:
        """Start, and wait until it answers."""
        options = ("--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", str(self.folder))
        self.process = subprocess.Popen([self._program, *options], stdout=subprocess.PIPE)  # noqa: S603 - our own
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if b"Ready to accept connections" in line:
                return
        raise RuntimeError("redis-server did not start")

    def stop(self) -> None:
        """End it at once, with all that it knew."""
        if self.process is None:
            return
        self.process.kill()
        self.process.communicate()
        self.process = None

    def freeze(self) -> None:
        """Let it take connections and answer nothing, as a machine that hangs does."""
        assert self.process is not None
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        assert self.process is not None
        self.process.send_signal(signal.SIGCONT)

    def remove(self) -> None:
        """Leave nothing."""
        self.stop()
        shutil.rmtree(self.folder)


class Process:
    """One `jiuye serve`."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self.port = free_port()
        clean = {name: value for name, value in os.environ.items() if not name.startswith("JIUYE_")}
        self._given = {**clean, **given, "PORT": str(self.port)}
        self.running: asyncio.subprocess.Process | None = None
        self.up = False
        self.log: list[str] = []
        self._line = asyncio.Event()
        self._reading: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Start and wait until it takes connections."""
        command = (sys.executable, "-m", "bot", "serve")
        self.running = await asyncio.create_subprocess_exec(
            *command, cwd=ROOT, env=self._given, stderr=asyncio.subprocess.PIPE, limit=1 << 20
        )
        self._reading = asyncio.create_task(self._read(self.running))
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", self.port)
            except OSError:
                assert not self._reading.done(), "".join(self.log)
                await asyncio.sleep(0.02)
                continue
            writer.close()
            await writer.wait_closed()
            self.up = True
            return

    async def _read(self, running: asyncio.subprocess.Process) -> None:
        assert running.stderr is not None
        async for line in running.stderr:
            self.log.append(line.decode())
            self._line.set()
            self._line = asyncio.Event()

    async def says(self, words: str) -> None:
        """Wait until a line of the log holds these words."""
        while not any(words in line for line in self.log):
            await self._line.wait()

    async def end(self, how: int = signal.SIGKILL) -> int:
        """End it as the power would, or as an administrator does; what it ended with."""
        assert self.running is not None
        assert self._reading is not None
        self.up = False
        if self.running.returncode is None:
            self.running.send_signal(how)
        code = await self.running.wait()
        await self._reading
        return code


class Balancer:
    """Sends every request to any process that runs, as nginx does; what breaks off on the way breaks off."""

    def __init__(self, processes: list[Process], seed: int = 1) -> None:
        self.processes = processes
        self.sent = 0
        self._random = random.Random(seed)
        self._http: aiohttp.ClientSession | None = None

    def application(self) -> web.Application:
        """What listens."""
        application = web.Application()
        application.router.add_route("*", "/{path:.*}", self._pass)
        application.cleanup_ctx.append(self._open)
        return application

    async def _open(self, _: web.Application) -> AsyncIterator[None]:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=20)) as self._http:
            yield

    async def _pass(self, request: web.Request) -> web.StreamResponse:
        assert self._http is not None
        self.sent += 1
        body = await request.read()
        process = self._random.choice([each for each in self.processes if each.up])
        address = f"http://127.0.0.1:{process.port}{request.rel_url}"
        headers = {name: value for name, value in request.headers.items() if name == "Content-Type"}
        try:
            async with self._http.request(request.method, address, data=body, headers=headers) as answer:
                return web.Response(status=answer.status, body=await answer.read())
        except (aiohttp.ClientError, TimeoutError):
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
