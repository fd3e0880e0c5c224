"""What `jiuye wechat doctor` finds out about the way to the callback and the clock."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from email.utils import formatdate
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port

from bot.model.settings import load
from bot.wechat.client import Client
from bot.wechat.doctor import Level, doctor
from bot.wechat.probe import probe
from tests.code.wechat.office import office

RIGHT = {
    "JIUYE_WECHAT_TOKEN": "token",
    "JIUYE_WECHAT_AES_KEY": "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
    "JIUYE_WECHAT_APP_ID": "wxstandin",
}


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    """A connection pool."""
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.mark.parametrize(
    ("changed", "ahead", "words"),
    [
        ({}, 0, ""),
        ({"JIUYE_WECHAT_TOKEN": "other"}, 0, "签名不符"),
        ({"JIUYE_WECHAT_AES_KEY": "A" * 43}, 0, "JIUYE_WECHAT_AES_KEY"),
        ({"JIUYE_WECHAT_AES_KEY": ""}, 0, "不接受明文"),
        ({}, 3600, "时间"),
    ],
)
async def test_running_service_is_compared_with_the_settings(
    changed: dict[str, str], ahead: float, words: str, tmp_path: Path
) -> None:
    """The way to the callback is found sound, or the setting that differs is named; nobody is answered for it."""
    async with office(tmp_path) as one:
        stamp = one.clock.at + ahead
        one.webhook._gate._clock = one.clock.seconds  # type: ignore[union-attr]  # the office has a gate
        found = await probe(one.http, one.platform.callback, load(RIGHT | changed), lambda: stamp)
        assert (words in found) if words else found == ""
        assert not one.webhook.counts["trouble"]


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (404, "Not Found", "nginx 没有把 /wechat"),
        (404, "尚未设置 JIUYE_WECHAT_TOKEN", "JIUYE_WECHAT_TOKEN"),
        (301, "", "跳转"),
        (502, "<html>bad gateway</html>", "连不上本服务"),
        (200, "<html>欢迎</html>", "别的网站"),
    ],
)
async def test_broken_way_is_told_by_what_comes_back(
    status: int, body: str, words: str, http: aiohttp.ClientSession
) -> None:
    """Each thing that can stand between the platform and the service has its own advice."""
    application = web.Application()

    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=status, text=body, headers={"Location": "/"} if status == 301 else {})

    application.router.add_get("/wechat", answer)
    async with TestServer(application) as server:
        assert words in await probe(http, str(server.make_url("/wechat")), load(RIGHT))


async def test_nobody_there(http: aiohttp.ClientSession) -> None:
    """A dead port and a wrong address are told apart."""
    assert "连不上" in await probe(http, f"http://127.0.0.1:{unused_port()}/wechat", load(RIGHT))
    assert "https://" in await probe(http, "您的域名/wechat", load(RIGHT))


@pytest.mark.parametrize(("seconds", "level"), [(5, Level.FINE), (-300, Level.FAULT), (300, Level.FAULT)])
async def test_clock_is_compared_with_the_platform(seconds: int, level: Level, http: aiohttp.ClientSession) -> None:
    """A clock that is off is a fault with the command that mends it, before callbacks are refused for it."""
    application = web.Application()

    async def answer(_: web.Request) -> web.Response:

        date = formatdate(time.time() - seconds, usegmt=True)
        return web.json_response({"access_token": "t", "expires_in": 7200}, headers={"Date": date})

    application.router.add_route("*", "/{path:.*}", answer)
    async with TestServer(application) as server:
        client = Client(http, str(server.make_url("/")), "wxstandin", "secret")
        findings = await doctor(load(RIGHT), client)
    (clock,) = [each for each in findings if each.subject == "本机时钟"]
    assert clock.level is level
    assert ("timedatectl" in str(clock)) == (level is Level.FAULT)
