"""More messages than can be answered: nobody may see the platform's error text, no answer be lost, doubled or changed.

usage: python -m tests.benchmarks.overload [SECONDS [FACTOR]]   (60 seconds at twice the capacity)
A real process on one processor, the sender on another. First it answers as fast as it can, which tells its capacity;
then messages come at FACTOR times that rate, each from somebody else and none like another, and are tried as the
platform tries them: a connection a try, dropped after five seconds, three times in all. Then half the capacity, to see
how soon whoever writes is answered at once again. At the end every message is looked for: what was shown is the answer
on record, and what was promised is kept for later, once. Prints what the process held in memory, too.
"""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import orjson

from bot.storage.pseudonym import pseudonym, read_key
from bot.storage.rows import unlinked
from bot.wechat.asking import CHANNEL
from bot.wechat.crypto import Seal
from bot.wechat.reading import read
from bot.wechat.reply import pack
from tests.benchmarks.pushing import Platform, Tried, steady
from tests.benchmarks.webhook import APP, KEY, different, pinned, spent, wait_for, write_requests

WARM, TOGETHER = 4000, 64
TEXTS = 60_000
"""Different texts at most; beyond them they come again, a minute later."""
AFTER_SECONDS = 20
SETTLE_SECONDS = 300
"""How long what was promised may take to be worked out."""
NUMBER = 10**10
SUCCESS = b"success"


@dataclass
class Server:
    """The process measured; memory: megabytes it held, second by second."""

    port: int
    pid: int
    memory: list[float] = field(default_factory=list)

    def watch(self) -> None:
        """Note what it holds until it ends."""
        size = os.sysconf("SC_PAGE_SIZE") / 1e6
        while True:
            try:
                pages = Path(f"/proc/{self.pid}/statm").read_text(encoding="ascii").split()
            except (OSError, ProcessLookupError):
                return
            if len(pages) > 1:
                self.memory.append(int(pages[1]) * size)
            time.sleep(1)


@contextmanager
def running(folder: Path) -> Iterator[Server]:
    """The whole service on the first processor, and this on the second."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "tests.benchmarks.webhook", "serve", "ours", str(port), str(folder)]
    process = subprocess.Popen(pinned(0, command))  # noqa: S603 - ourselves
    os.sched_setaffinity(0, {1 % (os.cpu_count() or 1)})
    server = Server(port, process.pid)
    try:
        wait_for(port)
        threading.Thread(target=server.watch, daemon=True).start()
        yield server
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()


def requests(folder: Path, texts: Sequence[str], count: int, seed: int) -> list[bytes]:
    """So many requests as they go over the wire, each from a person of its own."""
    file = folder / f"{seed}.tsv"
    write_requests(file, texts, count, count, seed)
    lines = (line.partition("\t") for line in file.read_text(encoding="utf-8").splitlines())
    return [
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/xml\r\n"
        f"Content-Length: {len(body.encode())}\r\n\r\n{body}".encode()
        for path, _, body in lines
    ]


def shown(seal: Seal, tried: Tried) -> str | None:
    """What the person saw: None for the error text, "" for nothing yet."""
    head, _, body = tried.answer.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        return None
    if body == SUCCESS:
        return ""
    opened = seal.open(read(body)[0]["Encrypt"])
    return None if opened is None else read(opened)[0]["Content"]


def settle(folder: Path) -> float:
    """Wait until all that was promised is worked out; seconds it took."""
    begun = time.monotonic()
    with sqlite3.connect(f"file:{folder / 'jiuye.db'}?mode=ro", uri=True) as connection:
        while time.monotonic() < begun + SETTLE_SECONDS:
            if not connection.execute("SELECT count(*) FROM deliveries WHERE state = 'asked'").fetchone()[0]:
                break
            time.sleep(0.5)
    return time.monotonic() - begun


def judge(results: Sequence[Tried], seed: int, folder: Path) -> Counter[str]:
    """What became of all these messages, by name; names with a ! are faults."""
    seal, secret, found = Seal(KEY, APP), read_key("", folder), Counter[str]()
    with sqlite3.connect(folder / "jiuye.db") as connection:
        rows = connection.execute("SELECT key, reply FROM journal").fetchall()
        late = Counter(key for (key,) in connection.execute("SELECT key FROM deliveries WHERE state <> 'asked'"))
    replies: dict[str, list[str]] = {}
    for key, reply in rows:
        replies.setdefault(key, []).append(pack(orjson.loads(reply))[0])
    for tried in results:
        name = f"{seed * NUMBER + tried.number}/{pseudonym(secret, CHANNEL, f'oBench{tried.number:06d}')}"
        text, record = shown(seal, tried), [*replies.get(name, []), *replies.get(unlinked(name), [])]
        if text is None:
            found["! error text"] += 1
        if len(record) != 1:
            found["! lost" if not record else "! answered twice"] += 1
        elif text is not None and text in {record[0], record[0].strip()}:
            found["answered"] += 1
            found["! answered and kept as well"] += bool(late[name])
        elif text is not None:
            found["told that it comes later"] += 1
            found["! promised and not kept"] += not late[name]
    return +found


def table(name: str, results: Sequence[Tried], found: Counter[str]) -> None:
    """Print one phase."""
    times = sorted(tried.seconds for tried in results)
    at = {"median": statistics.median(times), "p99": times[len(times) * 99 // 100], "most": times[-1]}
    print(f"{name}: {len(results)} messages; {dict(sorted(found.items()))}")
    print(f"  tries {dict(sorted(Counter(tried.tries for tried in results).items()))}; seconds to the answer:", end=" ")
    print(", ".join(f"{key} {value:.2f}" for key, value in at.items()), end="; ")
    print(f"sender behind its plan by at most {max(tried.begun - tried.due for tried in results):.2f}", flush=True)


def recovered(results: Sequence[Tried], seconds: float = 1.0) -> float:
    """Seconds after the crowd from which on everybody was answered by the first try within so many."""
    slow = [tried.due for tried in results if tried.tries > 1 or tried.seconds > seconds]
    return max(slow) - results[0].due if slow else 0.0


def main(folder: Path, seconds: int, factor: float) -> bool:
    """Measure, overload, look what became of all; whether there was no fault."""
    with running(folder) as server:
        platform = Platform(server.port)
        warm = requests(folder, different(WARM, 21), WARM, 21)
        platform.closed(warm[: WARM // 2], TOGETHER)
        begun = time.monotonic()
        platform.closed(warm[WARM // 2 :], TOGETHER)
        capacity = (WARM - WARM // 2) / (time.monotonic() - begun)
        moments = [*steady(capacity * factor, seconds), *steady(capacity / 2, AFTER_SECONDS, seconds)]
        crowd = int(capacity * factor * seconds)
        work = requests(folder, different(min(len(moments), TEXTS), 22), len(moments), 22)
        print(f"capacity {capacity:.0f} messages a second; {factor:g} times that for {seconds} s", flush=True)
        used, begun = spent(server.pid), time.monotonic()
        results = platform.opened(work, moments)
        share = (spent(server.pid) - used) / (time.monotonic() - begun)
        done = settle(folder)
        print(f"the process had {share:.0%} of a processor meanwhile")
        before, peak = server.memory[0], max(server.memory)
        print(f"memory: {before:.0f} MB at first, {peak:.0f} MB at most, {server.memory[-1]:.0f} MB at the end")
    print(f"all worked out {done:.0f} s after the last message")
    phases = {"crowd": results[:crowd], "after": results[crowd:]}
    found = {name: judge(part, 22, folder) for name, part in phases.items()}
    for name, part in phases.items():
        table(name, part, found[name])
    print(f"answered at once again {recovered(phases['after']):.1f} s after the crowd")
    return not any(name.startswith("!") for part in found.values() for name in part)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        seconds, factor = (*sys.argv[1:], *("60", "2")[len(sys.argv) - 1 :])
        if not main(Path(name), int(seconds), float(factor)):
            raise SystemExit("somebody saw the error text, or an answer is missing, doubled or another one")
