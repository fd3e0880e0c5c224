"""Measures how soon a mended file is live while the service answers all the time.

Run: python -m tests.benchmarks.reload [times]. On a copy of the whole content; weights are taken from the cache.
"""

from __future__ import annotations

import itertools
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

from bot.content.tree import FOLDERS

ROOT = Path(__file__).resolve().parents[2]
FILE = "knowledge/jishan/startup-subsidy.yaml"
QUESTION = "一次性创业补贴能领多少"
TARGET = 2.0
TIMES, ASKERS = 10, 4
STARTED = 120.0


def main(times: int = TIMES) -> None:
    """Print median and most of the seconds from the file being mended to the first answer that shows it."""
    with tempfile.TemporaryDirectory() as home:
        content = Path(home) / "content"
        for folder in FOLDERS:
            shutil.copytree(ROOT / folder, content / folder)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        kept = {name: value for name, value in os.environ.items() if not name.startswith("JIUYE_")}
        given = {"PORT": str(port), "JIUYE_CONTENT_DIR": str(content), "JIUYE_DATA_DIR": f"{home}/data"}
        running = subprocess.Popen(
            [sys.executable, "-m", "bot", "serve"], cwd=ROOT, env=kept | given, stderr=subprocess.DEVNULL
        )
        try:
            _measure(f"http://127.0.0.1:{port}", content / FILE, times)
        finally:
            running.terminate()
            running.wait()


def _measure(url: str, file: Path, times: int) -> None:
    _await_start(url)
    ended = threading.Event()
    counts = [0] * ASKERS
    threads = [threading.Thread(target=_keep_asking, args=(url, ended, counts, at)) for at in range(ASKERS)]
    for thread in threads:
        thread.start()
    text = file.read_text(encoding="utf-8")
    spent = []
    begun = time.perf_counter()
    for number in range(times):
        word = ("口径: 原则上", "口径: 上限")[number % 2]
        file.write_text(text.replace("概述:", "概述："), encoding="utf-8")
        time.sleep(1.5)  # long enough for the fault to be found, so that mending is what is measured
        start = time.perf_counter()
        file.write_text(text.replace("口径: 上限", word), encoding="utf-8")
        while ("原则上" in _ask(url, "watch")) != (word == "口径: 原则上"):
            pass
        spent.append(time.perf_counter() - start)
    rate = sum(counts) / (time.perf_counter() - begun)
    ended.set()
    for thread in threads:
        thread.join()
    print(f"mended file live, {times} times at {rate:.0f} answers/s: median {statistics.median(spent):.2f} s,")
    print(f"most {max(spent):.2f} s (target {TARGET} s)")


def _await_start(url: str) -> None:
    limit = time.perf_counter() + STARTED
    while time.perf_counter() < limit:
        try:
            _ask(url, "start")
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(url)


def _keep_asking(url: str, ended: threading.Event, counts: list[int], at: int) -> None:
    for number in itertools.count():
        if ended.is_set():
            return
        _ask(url, f"{at}-{number}")
        counts[at] += 1


def _ask(url: str, user: str) -> str:
    said = json.dumps({"text": QUESTION, "region": "jishan", "user": user}).encode()
    request = urllib.request.Request(f"{url}/api/chat", said)  # noqa: S310 - our own server
    with urllib.request.urlopen(request, timeout=60) as found:  # noqa: S310 - our own server
        return "".join(json.load(found)["reply"])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else TIMES)
