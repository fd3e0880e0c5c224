"""Twice as many messages as can be answered: nobody may see the platform's error text, no answer be lost or doubled.

usage: python -m tests.benchmarks.overload [SECONDS]
A real process on one processor. First it answers as fast as it can, which tells its capacity; then messages come at
twice that rate, each from somebody else, and are tried as the platform tries them: dropped after five seconds, three
times in all. Texts are all different. At the end every message is looked for: shown, kept for later, or on the way.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import uvloop

from bot.wechat.crypto import Seal
from bot.wechat.reading import read
from tests.benchmarks.webhook import APP, KEY, different, pinned, wait_for, write_requests

DROP, TRIES = 5.0, 3
WARM, TOGETHER = 3000, 64
SUCCESS = b"success"


class Wire(asyncio.Protocol):
    """One connection, one request at a time; as little work as can be, so that the sender is not what is measured."""

    def __init__(self) -> None:
        self.transport: asyncio.Transport | None = None
        self.waiting: asyncio.Future[bytes] | None = None
        self._data = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep what is written to."""
        self.transport = transport  # type: ignore[assignment]  # a stream's transport can write

    def ask(self, request: bytes) -> asyncio.Future[bytes]:
        """Send a request; the future brings status line, headers and body, or nothing when the server hangs up."""
        assert self.transport is not None
        self._data, self.waiting = b"", asyncio.get_running_loop().create_future()
        self.transport.write(request)
        return self.waiting

    def data_received(self, data: bytes) -> None:
        """Collect until the body is whole."""
        self._data += data
        head, found, body = self._data.partition(b"\r\n\r\n")
        length = head.lower().partition(b"content-length:")[2].split(b"\r\n")[0]
        if found and len(body) >= int(length or 0):
            self._tell(self._data)

    def connection_lost(self, _exc: Exception | None) -> None:
        """Nothing more will come."""
        self._tell(b"")

    def _tell(self, data: bytes) -> None:
        if self.waiting is not None and not self.waiting.done():
            self.waiting.set_result(data)


@dataclass
class Tried:
    """What became of one message: the last answer, b"" for none; how many tries; seconds from the first."""

    answer: bytes = b""
    tries: int = 0
    seconds: float = 0.0


@dataclass
class Sender:
    """Sends as the platform does."""

    port: int
    idle: deque[Wire] = field(default_factory=deque)

    async def push(self, request: bytes) -> Tried:
        """One message with all its tries."""
        begun, tried = time.perf_counter(), Tried()
        while tried.tries < TRIES and not tried.answer:
            tried.tries += 1
            wire: Wire | None = None
            try:
                async with asyncio.timeout(DROP):
                    wire = await self._wire()
                    tried.answer = await wire.ask(request)
                    self.idle.append(wire)
            except (TimeoutError, OSError):
                if wire is not None and wire.transport is not None:
                    wire.transport.abort()  # as the platform hangs up
        tried.seconds = time.perf_counter() - begun
        return tried

    async def _wire(self) -> Wire:
        while self.idle:
            wire = self.idle.pop()
            if wire.transport is not None and not wire.transport.is_closing():
                return wire
        _, wire = await asyncio.get_running_loop().create_connection(Wire, "127.0.0.1", self.port)
        return wire


@contextmanager
def running(folder: Path) -> Iterator[int]:
    """The whole service on half of the first processor, and this on the second; the port it listens on.

    Half, because a sender in Python could not send twice what a whole one answers.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "tests.benchmarks.webhook", "serve", "ours", str(port), str(folder)]
    server = subprocess.Popen(pinned(0, command))  # noqa: S603 - ourselves
    rival = subprocess.Popen(pinned(0, [sys.executable, "-c", "while True: pass"]))  # noqa: S603 - ourselves
    os.sched_setaffinity(0, {1 % (os.cpu_count() or 1)})
    try:
        wait_for(port)
        yield port
    finally:
        rival.kill()
        server.send_signal(signal.SIGINT)
        server.wait()
        rival.wait()


def requests(folder: Path, count: int, seed: int) -> list[bytes]:
    """So many requests as they go over the wire."""
    file = folder / f"{seed}.tsv"
    write_requests(file, different(count, seed), count, count, seed)
    lines = (line.partition("\t") for line in file.read_text(encoding="utf-8").splitlines())
    return [
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/xml\r\n"
        f"Content-Length: {len(body.encode())}\r\n\r\n{body}".encode()
        for path, _, body in lines
    ]


async def closed(sender: Sender, work: list[bytes]) -> float:
    """Messages a second when each of a few senders waits for its answer."""
    left = iter(work)

    async def one() -> None:
        for request in left:
            await sender.push(request)

    begun = time.perf_counter()
    await asyncio.gather(*(one() for _ in range(TOGETHER)))
    return len(work) / (time.perf_counter() - begun)


async def opened(sender: Sender, work: list[bytes], rate: float) -> list[Tried]:
    """Messages that come at a rate whatever becomes of them."""
    begun, tasks = time.perf_counter(), []
    for number, request in enumerate(work):
        early = begun + number / rate - time.perf_counter()
        if early > 0:
            await asyncio.sleep(early)
        tasks.append(asyncio.create_task(sender.push(request)))
    print(f"sent at {len(work) / (time.perf_counter() - begun):.0f} a second", flush=True)
    return await asyncio.gather(*tasks)


def fate(seal: Seal, tried: Tried) -> str:
    """What the person saw: error text, nothing, or a text."""
    head, _, body = tried.answer.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        return "error text"
    if body == SUCCESS:
        return "nothing yet"
    opened = seal.open(read(body)[0]["Encrypt"])
    return "text" if opened else "error text"


def report(results: list[Tried], folder: Path) -> bool:
    """Print what became of all; whether nobody saw the error text and nothing is missing."""
    seal = Seal(KEY, APP)
    fates = Counter(fate(seal, tried) for tried in results)
    times = sorted(tried.seconds for tried in results)
    with sqlite3.connect(folder / "jiuye.db") as connection:
        journal = connection.execute("SELECT count(*), count(DISTINCT key), sum(user = '') FROM journal").fetchone()
        kept = Counter(state for (state,) in connection.execute("SELECT state FROM deliveries"))
    print(f"seen: {dict(fates)}; tries: {dict(Counter(tried.tries for tried in results))}")
    print(
        f"seconds: median {statistics.median(times):.1f}, p95 {times[len(times) * 95 // 100]:.1f}, most {times[-1]:.1f}"
    )
    print(f"journal: {journal[0]} answers to {journal[1]} messages; kept for the next message: {dict(kept)}")
    # whoever asks to be forgotten takes what the same person said while warming up along
    missing = WARM + len(results) - journal[0]
    return not fates["error text"] and journal[0] == journal[1] and 0 <= missing <= journal[2]


async def main(folder: Path, seconds: int) -> bool:
    """Measure, overload, report."""
    with running(folder) as port:
        sender = Sender(port)
        rate = 2 * await closed(sender, requests(folder, WARM, 21))
        print(f"capacity {rate / 2:.0f} messages a second; now {rate:.0f} for {seconds} s", flush=True)
        results = await opened(sender, requests(folder, int(rate * seconds), 22), rate)
        await asyncio.sleep(2 * DROP)  # what is late is on its way
    return report(results, folder)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        if not uvloop.run(main(Path(name), int(sys.argv[1]) if len(sys.argv) > 1 else 10)):
            raise SystemExit("somebody saw the error text, or an answer is missing")
