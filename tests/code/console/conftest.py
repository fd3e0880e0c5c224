"""The console in front of the real content, without a network."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from aiohttp import CookieJar, web
from aiohttp.test_utils import TestClient, TestServer
from argon2 import PasswordHasher

from bot.app import phone
from bot.cli.shelf import cache_folder
from bot.console.api import api_routes
from bot.console.context import Console
from bot.console.mount import mount_console
from bot.console.phones import Phones
from bot.desk.build import BESIDE
from bot.desk.canned import Canned
from bot.desk.reception import Reception
from bot.desk.service import Desk
from bot.desk.talk import SIMULATOR
from bot.storage import passwords
from bot.storage.store import open_store
from tests.code.library import NOW, snapshot

NAME, PASSWORD = "laowang", "nine words of it"
Browser = TestClient[Any, Any]


@dataclass
class Office:
    """A running console and a browser that says where its posts come from."""

    console: Console
    browser: Browser
    origin: str

    async def post(self, path: str, /, **given: str) -> tuple[int, str]:
        """Post a form as a page of ours would; status and text, redirects not followed."""
        headers = {"Origin": self.origin, "Sec-Fetch-Site": "same-origin"}
        async with self.browser.post(path, data=given, headers=headers, allow_redirects=False) as found:
            return found.status, await found.text() + found.headers.get("Location", "")

    async def get(self, path: str) -> tuple[int, str]:
        """Open a page; status and text, redirects not followed."""
        async with self.browser.get(path, allow_redirects=False) as found:
            return found.status, await found.text() + found.headers.get("Location", "")

    async def enter(self, name: str, role: str) -> None:
        """Sign in as somebody with this role, made for it."""
        await self.console.staff.create(name, PASSWORD, role)
        status, _ = await self.post("/console/sign-in", name=name, password=PASSWORD)
        assert status == 303


@pytest.fixture
async def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Office]:
    """A console on an empty database; nothing watches the content here."""
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=64))  # weak and quick
    store = open_store("", tmp_path, "")
    desk = Desk(snapshot(), store)
    app = web.Application()
    console = mount_console(app, desk, store, lambda: NOW, BESIDE, tmp_path, cache_folder())
    app.cleanup_ctx.clear()
    hear = phone(Canned(desk, lambda: NOW), Reception(desk, console.handovers).locate)
    phones = Phones(store.pseudonym, late="过了 48 小时", used_up="条数用完")
    console.handovers.senders[SIMULATOR] = phones
    app.add_routes([*api_routes(desk, lambda: NOW, store.pseudonym, hear, phones.wrote), *phones.routes()])
    async with TestServer(app) as server:
        browser: Browser = TestClient(server, cookie_jar=CookieJar(unsafe=True))
        async with browser:
            yield Office(console, browser, f"http://{server.host}:{server.port}")
    store.close()
