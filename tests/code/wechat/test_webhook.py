"""The callback over real connections: every mode, message, event and malformed body gets what is meant for it."""

from __future__ import annotations

import asyncio
import gzip
import logging
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.app import discreet
from bot.wechat.crypto import Seal
from bot.wechat.standin import Shown
from bot.wechat.webhook import Webhook
from tests.benchmarks.fuzz import run
from tests.code.wechat.world import SEAL, world


@pytest.mark.parametrize("as_json", [False, True])
@pytest.mark.parametrize("mode", ["plain", "aes", "compat"])
async def test_every_mode_and_format_is_answered_in_kind(mode: str, as_json: bool, tmp_path: Path) -> None:
    """Plain, AES and compat, XML and JSON: the reply comes back in the same mode and format."""
    async with world(tmp_path, seal=None if mode == "plain" else SEAL) as w:
        w.platform.compat, w.platform.as_json = mode == "compat", as_json
        shown = await w.platform.push(w.http, w.platform.message("oA", Content="补贴"))
        assert shown.text == "补贴#1"
        assert shown.raw.startswith(b"{") == as_json


@pytest.mark.parametrize(
    ("kind", "fields", "shown", "asked"),
    [
        ("text", {"Content": " 补贴 "}, "补贴#1", ["补贴"]),
        ("text", {"Content": "[微笑]\U0001f600"}, "[微笑]\U0001f600#1", ["[微笑]\U0001f600"]),
        ("text", {"Content": "  "}, "", []),
        ("text", {"Content": "甲]]>乙"}, "甲]]>乙#1", ["甲]]>乙"]),
        ("text", {"Content": "<a href='x'>&amp;"}, "<a href='x'>&amp;#1", ["<a href='x'>&amp;"]),
        ("text", {"Content": "补\x00贴\x0b\ufffe"}, "补贴#1", ["补贴"]),
        ("text", {"Content": "/::)\u3000[强]"}, "/::)\u3000[强]#1", ["/::)\u3000[强]"]),
        ("text", {"Content": "", "bizmsgmenuid": "2"}, "2#1", ["2"]),
        ("text", {"Content": "稳岗", "bizmsgmenuid": "2"}, "稳岗#1", ["稳岗"]),
        ("voice", {"Recognition": "怎么领"}, "怎么领#1", ["怎么领"]),
        ("voice", {"Recognition": ""}, "请打字", []),
        ("voice", {}, "请打字", []),
        ("image", {"PicUrl": "http://x"}, "请勿发证件照", []),
        ("video", {}, "请打字", []),
        ("shortvideo", {}, "请打字", []),
        ("location", {"Label": "山西省运城市稷山县"}, "山西省运城市稷山县#1", ["山西省运城市稷山县"]),
        ("location", {"Label": ""}, "哪个县", []),
        ("link", {"Title": "x"}, "看不了链接", []),
        ("file", {}, "", []),
        ("hologram", {}, "", []),
        ("event", {"Event": "subscribe"}, "欢迎", []),
        ("event", {"Event": "subscribe", "EventKey": "qrscene_7"}, "七号", []),
        ("event", {"Event": "subscribe", "EventKey": "qrscene_8"}, "欢迎", []),
        ("event", {"Event": "SCAN", "EventKey": "7"}, "七号", []),
        ("event", {"Event": "SCAN", "EventKey": "8"}, "", []),
        ("event", {"Event": "CLICK", "EventKey": "一次性创业补贴"}, "一次性创业补贴#1", ["一次性创业补贴"]),
        ("event", {"Event": "kf_create_session"}, "", []),
        ("event", {"Event": "VIEW", "EventKey": "http://x"}, "", []),
        ("event", {"Event": "LOCATION", "Latitude": "35.6"}, "", []),
        ("event", {"Event": "from_the_future"}, "", []),
        ("event", {}, "", []),
        ("text", {"Content": "坏"}, "出了问题", ["坏"]),
    ],
)
async def test_every_message_and_event(
    kind: str, fields: dict[str, object], shown: str, asked: list[str], tmp_path: Path
) -> None:
    """Each kind of message and event gets what is meant for it, unknown ones a quiet success."""
    async with world(tmp_path) as w:
        assert await w.push("oA", kind, **fields) == shown
        assert w.desk.asked == asked


@pytest.mark.parametrize("as_json", [False, True])
@pytest.mark.parametrize("odd", ["\ud800", "\udbff后"])
async def test_half_a_character_is_no_obstacle(odd: str, as_json: bool, tmp_path: Path) -> None:
    """A lone surrogate, in XML or JSON, neither breaks the message nor the reply."""
    async with world(tmp_path) as w:
        w.platform.as_json = as_json
        shown = await w.push("oA", Content=f"补贴{odd}怎么领")
        assert shown.startswith("补贴")
        assert shown.endswith("怎么领#1")


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig"])
async def test_other_encodings_are_read(encoding: str, tmp_path: Path) -> None:
    """A body that is not plain UTF-8 is read as what it is."""
    async with world(tmp_path) as w:
        fields = w.platform.message("oA", Content="失业金怎么领")
        body = w.platform._render(fields).decode().encode(encoding)
        address, sealed = w.platform.request(fields, body)
        async with w.http.post(address, data=sealed) as response:
            shown = Shown()
            w.platform._show(shown, response.status, await response.read())
        assert (shown.text, shown.fault) == ("失业金怎么领#1", False)


async def test_oversized_bodies_are_cut_off(tmp_path: Path) -> None:
    """A body beyond the limit is refused, said long beforehand, sent piece by piece, or packed."""
    async with world(tmp_path) as w:
        address, _ = w.platform.request(w.platform.message("oA", Content="x"))

        async def pieces() -> AsyncIterator[bytes]:
            for _ in range(300):
                yield b"<" * 1024

        packed = {"Content-Encoding": "gzip"}
        for data, headers in ((b"<" * 300_000, {}), (pieces(), {}), (gzip.compress(b"<" * 10_000_000), packed)):
            async with w.http.post(address, data=data, headers=headers) as response:
                assert response.status == 413
        assert await w.push("oA", Content="补贴") == "补贴#1"


@pytest.mark.parametrize("seal", [None, SEAL])
async def test_signed_nonsense_shows_no_error_text(seal: Seal | None, tmp_path: Path) -> None:
    """A signed body that nobody can read is passed over in silence; one that attacks and may be forged is refused."""
    async with world(tmp_path, seal=seal) as w:
        for body, status in ((b"\x89PNG", 200), (b"<xml><a>", 200), (b"{", 200), (b"<!DOCTYPE a><xml/>", 400)):
            address, sealed = w.platform.request({}, body)
            async with w.http.post(address, data=sealed) as response:
                assert response.status == (200 if seal else status)
                assert response.status == 400 or await response.read() == b"success"


async def test_connection_that_does_not_keep_its_word_is_told_so(tmp_path: Path) -> None:
    """A body packed otherwise than announced, or that does not come whole in time, is a 4xx and holds nothing up."""
    async with world(tmp_path, seal=None) as w:
        address, body = w.platform.request(w.platform.message("oA", Content="x"))
        async with w.http.post(address, data=body, headers={"Content-Encoding": "gzip"}) as response:
            assert response.status == 400

        async def never() -> AsyncIterator[bytes]:
            yield body[:20]
            await asyncio.Event().wait()

        async with w.http.post(address, data=never()) as response:
            assert response.status == 408
        assert w.desk.asked == []


NUMBER = "142724199001011234"


async def test_what_is_no_http_is_not_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A body that is not in the pieces that were announced is a broken request; what stands in it is in no log."""
    logger = logging.getLogger("aiohttp.server")
    logger.addFilter(discreet)
    try:
        async with world(tmp_path, seal=None) as w:
            url = urlsplit(w.platform.callback)
            reader, writer = await asyncio.open_connection(url.hostname, url.port)
            head = f"POST {url.path} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
            writer.write(f"{head}身份证{NUMBER}\r\n".encode())
            assert b" 400 " in await reader.read()
            writer.close()
            await writer.wait_closed()
    finally:
        logger.removeFilter(discreet)
    assert "no HTTP" in caplog.text
    assert NUMBER not in caplog.text


async def test_leaving_erases_the_person(tmp_path: Path) -> None:
    """After unsubscribe nothing of the person is stored."""
    async with world(tmp_path) as w:
        await w.push("oA", Content="补贴")
        user = w.desk.store.pseudonym("wechat", "oA")
        assert await w.desk.store.load(user) is not None
        assert await w.push("oA", "event", Event="unsubscribe") == ""
        assert await w.desk.store.load(user) is None


async def test_leaving_erases_what_was_still_being_worked_out(tmp_path: Path) -> None:
    """A message that is answered only after its person left leaves nothing behind, and nobody is written to."""
    async with world(tmp_path, sender=True) as w:
        w.desk.gate = asyncio.Event()
        pushing = asyncio.ensure_future(w.platform.push(w.http, w.platform.message("oA", Content="慢")))
        await w.desk.begun.wait()
        assert await w.push("oA", "event", Event="unsubscribe") == ""
        w.desk.gate.set()
        await pushing
        await w.webhook.flights.close()
        user = w.desk.store.pseudonym("wechat", "oA")
        assert await w.desk.store.load(user) is None
    assert w.platform.sent == []


async def test_talk_is_forwarded_to_agents(tmp_path: Path) -> None:
    """When the desk hands over, the platform is told to transfer the talk."""
    async with world(tmp_path) as w:
        shown = await w.platform.push(w.http, w.platform.message("oA", Content="人工"))
        assert shown.fields["MsgType"] == "transfer_customer_service"


@pytest.mark.parametrize("sealed", [False, True])
async def test_no_malformed_body_breaks_anything(sealed: bool, tmp_path: Path) -> None:
    """A thousand seeded malformed bodies: no 5xx, no unreadable reply, nothing unexpected inside."""
    outcome = await run(1000, 20, tmp_path, sealed=sealed)
    assert {name: times for name, times in outcome.items() if name.startswith("bad")} == {}
    assert {"reply", "success", "400", "403"} <= set(outcome)


async def test_address_check_and_missing_token(tmp_path: Path) -> None:
    """Without a token the address does not exist; a refused check is a 403 with the reason."""
    async with world(tmp_path) as w, w.http.get(w.platform.callback) as response:
        assert response.status == 400
    webhook = Webhook(None, w.desk, w.desk.store, canned={})
    application = web.Application()
    application.add_routes(webhook.routes())
    async with (
        TestServer(application) as server,
        aiohttp.request("POST", server.make_url("/wechat"), data=b"<xml/>") as response,
    ):
        assert response.status == 404
        assert "JIUYE_WECHAT_TOKEN" in await response.text()
