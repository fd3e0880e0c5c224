"""The callback over real connections, against the stand-in of the platform."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.model.door import Answer
from bot.model.journal import JournalEntry
from bot.model.session import Session
from bot.storage.store import Store, open_store
from bot.wechat.client import Client
from bot.wechat.crypto import Seal
from bot.wechat.flights import Tempo
from bot.wechat.gate import Gate
from bot.wechat.service import CustomerService, Quota
from bot.wechat.standin import Platform, Shown
from bot.wechat.webhook import Webhook
from tests.benchmarks.fuzz import run

KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
SEAL = Seal(KEY, "wxstandin")
CANNED = {
    "subscribe": "欢迎", "scene:7": "七号", "image": "请勿发证件照", "voice_empty": "请打字", "video": "请打字",
    "location": "哪个县", "link": "看不了链接", "slow": "正在查", "trouble": "出了问题",
}  # fmt: skip
STORM = 30
TEMPO = Tempo(budget=0.25, drop=0.4, keep=60)


@dataclass
class Desk:
    """Answers with the text and how often it was asked; waits for `gate` where a test wants it slow."""

    store: Store
    gate: asyncio.Event | None = None
    asked: list[str] = field(default_factory=list)
    messages: tuple[str, ...] | None = None
    full: asyncio.Event = field(default_factory=asyncio.Event)

    async def answer(self, user: str, text: str, at: datetime, channel: str, key: str = "") -> Answer:
        """The answer, journalled."""
        self.asked.append(text)
        if len(self.asked) == STORM:
            self.full.set()
        if text == "坏":
            raise ZeroDivisionError
        if self.gate is not None:
            await self.gate.wait()
        reply = self.messages or (f"{text}#{len(self.asked)}",)
        await self.store.commit(Session(user), JournalEntry(key, user, channel, at, text, "answer", reply))
        return Answer(reply, transfer="" if text == "人工" else None)


@dataclass
class World:
    """Bot and platform, connected."""

    platform: Platform
    desk: Desk
    webhook: Webhook
    http: aiohttp.ClientSession

    async def push(self, person: str = "oA", kind: str = "text", /, **fields: object) -> str:
        """What the person sees."""
        shown = await self.platform.push(self.http, self.platform.message(person, kind, **fields))
        assert not shown.fault
        return shown.text


@asynccontextmanager
async def world(
    folder: Path, *, seal: Seal | None = SEAL, sender: bool = False, tempo: Tempo = TEMPO
) -> AsyncIterator[World]:
    """A bot of its own with its platform."""
    store = open_store("", folder, "")
    platform = Platform("", "token", seal, drop=tempo.drop)
    async with aiohttp.ClientSession() as http, TestServer(platform.application()) as api:
        client = Client(http, str(api.make_url("/")), platform.app_id, platform.secret, timeout_seconds=0.3, pause=0)
        service = CustomerService(client, Quota()) if sender else None
        desk = Desk(store)
        gate = Gate("token", [seal] if seal else [])
        webhook = Webhook(gate, desk, store, canned=CANNED, sender=service, tempo=tempo)
        application = web.Application()
        application.add_routes(webhook.routes())
        async with TestServer(application) as server:
            platform.callback = str(server.make_url("/wechat"))
            await webhook.start()
            yield World(platform, desk, webhook, http)
            if desk.gate is not None:
                desk.gate.set()
            await webhook.close()
    store.close()


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


async def test_leaving_erases_the_person(tmp_path: Path) -> None:
    """After unsubscribe nothing of the person is stored."""
    async with world(tmp_path) as w:
        await w.push("oA", Content="补贴")
        user = w.desk.store.pseudonym("wechat", "oA")
        assert await w.desk.store.load(user) is not None
        assert await w.push("oA", "event", Event="unsubscribe") == ""
        assert await w.desk.store.load(user) is None


async def test_talk_is_forwarded_to_agents(tmp_path: Path) -> None:
    """When the desk hands over, the platform is told to transfer the talk."""
    async with world(tmp_path) as w:
        shown = await w.platform.push(w.http, w.platform.message("oA", Content="人工"))
        assert shown.fields["MsgType"] == "transfer_customer_service"


async def test_retry_storm_is_computed_once_and_answered_alike(tmp_path: Path) -> None:
    """Thirty messages, three tries each at the same time and a slow desk: one computation and one answer a message."""
    async with world(tmp_path, tempo=Tempo(budget=30, drop=60)) as w:
        w.desk.gate = asyncio.Event()
        tries = []
        for number in range(STORM):
            message = w.platform.message(f"o{number % 7}", Content=f"问{number}")
            tries += [asyncio.ensure_future(w.platform.push(w.http, message)) for _ in range(3)]
        await w.desk.full.wait()
        w.desk.gate.set()
        shown = await asyncio.gather(*tries)
    assert len(w.desk.asked) == STORM
    for number in range(STORM):
        texts = {each.text for each in shown[3 * number : 3 * number + 3]}
        assert len(texts) == 1
        assert texts.pop().startswith(f"问{number}#")


async def test_retry_after_a_restart_is_answered_alike(tmp_path: Path) -> None:
    """A message answered by one process is answered by the next from the journal, without asking the desk."""
    async with world(tmp_path) as first:
        message = first.platform.message("oA", Content="补贴")
        before = await first.platform.push(first.http, message)
    async with world(tmp_path) as second:
        again = await second.platform.push(second.http, message)
        assert again.text == before.text == "补贴#1"
        assert second.desk.asked == []


async def test_slow_answer_waits_for_the_next_try(tmp_path: Path) -> None:
    """An answer that misses the first try is given to the second, and nothing is sent besides."""
    async with world(tmp_path, sender=True) as w:
        w.desk.gate = asyncio.Event()
        asyncio.get_running_loop().call_later(TEMPO.drop * 1.3, w.desk.gate.set)
        shown = await w.platform.push(w.http, w.platform.message("oA", Content="慢"))
        assert (shown.text, shown.tries, shown.fault) == ("慢#1", 2, False)
    assert w.platform.sent == []


async def test_too_slow_answer_is_sent_once(tmp_path: Path) -> None:
    """An answer that misses all tries goes out once through the customer-service interface."""
    async with world(tmp_path, sender=True) as w:
        w.desk.gate = asyncio.Event()
        message = w.platform.message("oA", Content="慢")
        shown = await w.platform.push(w.http, message)
        assert (shown.text, shown.tries, shown.fault) == ("正在查", 3, False)
        w.desk.gate.set()
        await w.webhook.flights.close()
        assert (await w.platform.push(w.http, message)).text == "正在查"
    assert [sent["text"]["content"] for sent in w.platform.sent] == ["慢#1"]
    async with world(tmp_path, sender=True) as again:
        assert (await again.platform.push(again.http, message)).text == ""
        assert again.desk.asked == []
    assert again.platform.sent == []


@pytest.mark.parametrize("refusal", [None, 45015, 48001])
async def test_what_cannot_be_sent_comes_with_the_next_message(refusal: int | None, tmp_path: Path) -> None:
    """Without the interface, or when it refuses, the late answer precedes the next one; even after a restart."""
    async with world(tmp_path, sender=refusal is not None) as w:
        w.platform.faults["message/custom/send"] = [refusal] if refusal else []
        w.desk.gate = asyncio.Event()
        await w.platform.push(w.http, w.platform.message("oA", Content="慢"))
    async with world(tmp_path) as w:
        assert await w.push("oA", Content="快") == "慢#1\n\n快#1"
        assert await w.push("oA", Content="再") == "再#2"


async def test_send_without_answer_is_never_repeated(tmp_path: Path) -> None:
    """If the send is cut off it may have arrived: it is neither sent again nor told again."""
    async with world(tmp_path, sender=True) as w:
        w.platform.faults["message/custom/send"] = [0.0]
        w.desk.gate = asyncio.Event()
        await w.platform.push(w.http, w.platform.message("oA", Content="慢"))
    assert len(w.platform.sent) == 1
    async with world(tmp_path, sender=True) as w:
        assert await w.push("oA", Content="快") == "快#1"
    assert w.platform.sent == []


async def test_further_messages_of_an_answer_follow_once(tmp_path: Path) -> None:
    """What does not fit into the passive reply follows actively, in order and once, though the try is repeated."""
    async with world(tmp_path, sender=True) as w:
        w.desk.messages = ("一" * 600, "二" * 600)
        message = w.platform.message("oA", Content="长")
        for _ in range(2):
            assert (await w.platform.push(w.http, message)).text == "一" * 600
    assert [sent["text"]["content"] for sent in w.platform.sent] == ["二" * 600]


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
