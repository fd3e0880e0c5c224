"""A real server on a small copy of the content, and a real Chromium in front of it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.small_content import ROOT, small_content

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP = {"width": 1366, "height": 768}
expect.set_options(timeout=15_000)
NAME, PASSWORD = "laoli", "correct horse"


@dataclass(frozen=True)
class Server:
    """A running service: where it listens and where its content lies."""

    url: str
    content: Path
    transcript: Path


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The service as `jiuye serve` starts it, on an empty database."""
    home = tmp_path_factory.mktemp("county")
    content = small_content(home / "content")
    port = free_port()
    given = {name: value for name, value in os.environ.items() if not name.startswith("JIUYE_")}
    given |= {
        "PORT": str(port),
        "JIUYE_CONTENT_DIR": str(content),
        "JIUYE_DATA_DIR": str(home / "data"),
        "XDG_CACHE_HOME": str(home / "cache"),
    }
    command = [sys.executable, "-m", "bot", "serve"]
    with subprocess.Popen(  # noqa: S603 - our own command
        command, cwd=ROOT, env=given, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stderr is not None
        lines = []
        for line in running.stderr:
            lines.append(line)
            if "已启动" in line:
                break
        else:
            pytest.fail("the service did not start:\n" + "".join(lines))
        log = home / "log"
        with log.open("w") as rest:
            drain = subprocess.Popen(["/bin/cat"], stdin=running.stderr, stdout=rest)
            yield Server(f"http://127.0.0.1:{port}", content, content / "tests" / "transcripts" / "must.yaml")
            running.terminate()
            running.wait(timeout=20)
            drain.wait(timeout=20)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.fail("没有 chromium：先运行 make browser，或 apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def first_visit(server: Server, chromium: Browser) -> dict[str, object]:
    """What a first visitor went through on the way in, and the browser's state afterwards."""
    context = chromium.new_context(viewport=DESKTOP, locale="zh-CN")  # type: ignore[arg-type]  # a typed dictionary
    page = context.new_page()
    page.goto(f"{server.url}/console")
    seen = page.get_by_role("heading", level=1).inner_text()
    page.get_by_label("用户名").fill(NAME)
    page.get_by_label("密码（至少 8 位）").fill(PASSWORD)
    page.get_by_label("再输一遍").fill(PASSWORD)
    page.get_by_role("button", name="建好并登录").click()
    page.wait_for_url(f"{server.url}/console")
    state = context.storage_state()
    context.close()
    return {"heading": seen, "state": state}


@pytest.fixture
def context(server: Server, chromium: Browser, first_visit: dict[str, object]) -> Iterator[BrowserContext]:
    """A browser whose user is signed in; errors of scripts and of the content policy fail the test."""
    made = chromium.new_context(
        viewport=DESKTOP,  # type: ignore[arg-type]  # a typed dictionary
        locale="zh-CN",
        storage_state=first_visit["state"],  # type: ignore[arg-type]  # as Playwright gave it
    )
    made.grant_permissions(["clipboard-read", "clipboard-write"], origin=server.url)
    made.set_default_timeout(60_000)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page of that browser."""
    made = context.new_page()
    faults: list[str] = []
    made.on("pageerror", lambda error: faults.append(str(error)))
    made.on("console", lambda message: faults.append(message.text) if "Content Security" in message.text else None)
    yield made
    assert faults == []
