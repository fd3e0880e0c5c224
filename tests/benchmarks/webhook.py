"""Throughput of the AES callback with everything behind it, against a bare aiohttp + wechatpy bot.

usage: python -m tests.benchmarks.webhook [ROUNDS] [SECONDS]   (needs wrk: apt-get install wrk)
Server and wrk get a processor each; floor and ours take turns, so that both meet the same machine. Every message has
its own number and, of 2,000 people, its own sender. Measured twice: with a few hundred questions that come again and
again, as people who ask in the same words do, and with texts that never come twice, as nobody asks. Each server is
warmed up before it is measured. Prints requests a second and processor time a request of both, and their ratio; on a
busy machine the ratio of the processor times is the surer one.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlencode

from bot.language.perturb import spoilers
from bot.language.trained import sounds
from bot.wechat.crypto import Seal, sign

TOKEN, KEY, APP = "benchtoken", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG", "wx1234567890abcdef"
ANSWER = "一次性创业补贴：每带动就业1人不超过1000元，总额不超过5000元。" * 4
EVALUATION = Path(__file__).parents[1] / "evaluation"
CONNECTIONS = 64
REPEATED = 240
"""Questions in the set that comes again and again."""
A_SECOND = 3000
"""Different texts made for every second measured; more than that are never answered in one."""
WARM_SECONDS = 3
REPLAY = """
local reqs, n, counter = {}, 0, 0
function init(args)
  for line in io.lines(os.getenv("REQS")) do
    local path, body = line:match("^(.-)\\t(.*)$")
    n = n + 1
    reqs[n] = wrk.format("POST", path, {["Content-Type"] = "text/xml"}, body)
  end
end
function request() counter = counter % n + 1; return reqs[counter] end
"""


def questions() -> list[str]:
    """The labelled questions, each once."""
    rows = (line for file in sorted(EVALUATION.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines())
    texts = (" ".join(str(json.loads(row).get("text", "")).split()) for row in rows)
    return [text for text in dict.fromkeys(texts) if text]


def different(count: int, seed: int) -> list[str]:
    """So many texts, none twice: the labelled questions, and then the same with mistakes as people make them."""
    rng, found = random.Random(seed), dict.fromkeys(questions())
    known, ways = list(found), list(spoilers(sounds(None), ("那个", "请问", "嗯")).values())
    while len(found) < count:
        found[rng.choice(ways)(rng.choice(ways)(rng.choice(known), rng), rng)] = None
    texts = [text for text in found if text.strip()]
    rng.shuffle(texts)
    return texts


def write_requests(path: Path, texts: Sequence[str], count: int, users: int, seed: int) -> None:
    """Signed, encrypted text messages, one a line: address, tab, body."""
    rng, seal, now = random.Random(seed), Seal(KEY, APP), str(int(time.time()))
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            xml = (
                f"<xml><ToUserName><![CDATA[gh_bench]]></ToUserName>"
                f"<FromUserName><![CDATA[oBench{number % users:06d}]]></FromUserName><CreateTime>{now}</CreateTime>"
                f"<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[{texts[number % len(texts)]}]]></Content>"
                f"<MsgId>{seed * 10**10 + number}</MsgId></xml>"
            )
            nonce, ciphertext = str(rng.randrange(10**9)), seal.close(xml.encode())
            query = {
                "signature": sign(TOKEN, now, nonce),
                "timestamp": now,
                "nonce": nonce,
                "encrypt_type": "aes",
                "msg_signature": sign(TOKEN, now, nonce, ciphertext),
            }
            body = (
                f"<xml><ToUserName><![CDATA[gh_bench]]></ToUserName><Encrypt><![CDATA[{ciphertext}]]></Encrypt></xml>"
            )
            file.write(f"/wechat?{urlencode(query)}\t{body}\n")


def serve_floor(port: int) -> None:
    """What any bot on aiohttp and wechatpy stands on: no matching, no state, one fixed answer."""
    import uvloop
    from aiohttp import web
    from wechatpy import create_reply, parse_message
    from wechatpy.crypto import WeChatCrypto

    crypto = WeChatCrypto(TOKEN, KEY, APP)

    async def answer(request: web.Request) -> web.Response:
        query = request.query
        stamp, nonce = query["timestamp"], query["nonce"]
        message = parse_message(crypto.decrypt_message(await request.text(), query["msg_signature"], stamp, nonce))
        sealed = crypto.encrypt_message(create_reply(ANSWER, message).render(), nonce, stamp)
        return web.Response(text=sealed, content_type="application/xml")

    application = web.Application()
    application.router.add_post("/wechat", answer)
    uvloop.install()
    web.run_app(application, host="127.0.0.1", port=port, access_log=None, print=None)


def serve_ours(port: int, folder: Path) -> None:
    """The whole service on an empty database."""
    import logging

    from bot.app import serve
    from bot.model.settings import load

    logging.disable(logging.INFO)
    environment = {
        "JIUYE_WECHAT_TOKEN": TOKEN,
        "JIUYE_WECHAT_AES_KEY": KEY,
        "JIUYE_WECHAT_APP_ID": APP,
        "JIUYE_DATA_DIR": str(folder),
    }
    serve(load(environment), port, Path(tempfile.gettempdir()) / "jiuye-bench-cache")


def measure(which: str, warming: Path, requests: Path, script: Path, seconds: int) -> tuple[float, float]:
    """One run: requests a second, and microseconds of processor time a request."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tests.benchmarks.webhook", "serve", which, str(port), folder]
        server = subprocess.Popen(pinned(0, command))  # noqa: S603 - ourselves
        try:
            wait_for(port)
            replay(port, warming, script, WARM_SECONDS)
            before = spent(server.pid)
            out = replay(port, requests, script, seconds)
            used = spent(server.pid) - before
        finally:
            server.send_signal(signal.SIGINT)
            server.wait()
    if "Non-2xx" in out:
        raise SystemExit(f"{which}: not every request was answered\n{out}")
    count = int(next(line.split()[0] for line in out.splitlines() if " requests in " in line))
    return float(out.partition("Requests/sec:")[2].split()[0]), used / count * 1e6


def replay(port: int, requests: Path, script: Path, seconds: int) -> str:
    """Let wrk send the requests; what it prints."""
    wrk = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(script), f"http://127.0.0.1:{port}"]
    environment = {**os.environ, "REQS": str(requests)}
    return subprocess.run(pinned(1, wrk), env=environment, capture_output=True, text=True, check=True).stdout  # noqa: S603


def pinned(processor: int, command: Sequence[str]) -> list[str]:
    """The command on one processor."""
    return ["taskset", "-c", str(processor % (os.cpu_count() or 1)), *command]


def spent(pid: int) -> float:
    """Seconds of processor time that the process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def wait_for(port: int) -> None:
    """Until the server accepts connections."""
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the server did not start")


def compare(name: str, texts: Sequence[str], rounds: int, seconds: int) -> None:
    """Let floor and ours take turns on these texts, and print."""
    runs: dict[str, list[tuple[float, float]]] = {"floor": [], "ours": []}
    with tempfile.TemporaryDirectory() as folder:
        warming, requests, script = (Path(folder) / file for file in ("warming.tsv", "requests.tsv", "replay.lua"))
        script.write_text(REPLAY, encoding="ascii")
        for number in range(rounds):
            half = len(texts) // 2 if len(texts) > REPEATED else 0
            write_requests(warming, texts[:half] or texts, A_SECOND * WARM_SECONDS, 2000, 2 * number + 1)
            write_requests(requests, texts[half:], 8000 * seconds, 2000, 2 * number + 2)
            for which, results in runs.items():
                results.append(measure(which, warming, requests, script, seconds))
                rate, cost = results[-1]
                print(f"{name}: {which:6} {rate:8.0f} requests/s {cost:6.0f} µs of processor time each", flush=True)
    rates = [ours[0] / floor[0] for floor, ours in zip(runs["floor"], runs["ours"], strict=True)]
    costs = [floor[1] / ours[1] for floor, ours in zip(runs["floor"], runs["ours"], strict=True)]
    for what, ratios in (("requests/s, ours / floor", rates), ("processor time, floor / ours", costs)):
        each = ", ".join(f"{ratio:.2f}" for ratio in ratios)
        print(f"{name}: {what}: {statistics.median(ratios):.2f} (of {each})")


def main() -> None:
    """Compare on both sets of texts."""
    if sys.argv[1:2] == ["serve"]:
        which, port, folder = sys.argv[2:5]
        return serve_floor(int(port)) if which == "floor" else serve_ours(int(port), Path(folder))
    if shutil.which("wrk") is None:
        raise SystemExit("wrk is missing: apt-get install wrk")
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    seconds = int(sys.argv[2]) if len(sys.argv) > 2 else 8
    few = random.Random(1).sample(questions(), REPEATED)
    for name, texts in (("a few hundred texts", few), ("all texts different", different(A_SECOND * seconds, 2))):
        compare(name, texts, rounds, seconds)
    return None


if __name__ == "__main__":
    main()
