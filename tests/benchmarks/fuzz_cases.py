"""The malformed callbacks: nearly messages, nearly signed, the same for the same seed and second."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from bot.wechat.crypto import Seal, sign

TOKEN = "fuzztoken"
SEAL = Seal("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG", "wxfuzz")
ODD = (
    "\x00", "\x0b", "\x1d", "\ufffe", "]]>", "<![CDATA[", "&#0;", "&#xD800;", "&amp;", "&x;", "\U0001f468\u200d",
    "/::)", "[微笑]", "\u3000", "\r\n", "<Encrypt>x</Encrypt>", "</xml>", "<!DOCTYPE a [<!ENTITY b 'c'>]>",
    "%00", "{}", "\\u0000",
)  # fmt: skip
TYPES = (
    "text",
    "image",
    "voice",
    "video",
    "shortvideo",
    "location",
    "link",
    "file",
    "event",
    "TEXT",
    "",
    "music",
    "event ",
)
HEADS = ("", '<?xml version="1.0" encoding="gb2312"?>', "\ufeff", " ")
EVENTS = ("subscribe", "unsubscribe", "SCAN", "CLICK", "VIEW", "LOCATION", "kf_close_session", "", "new_event")
NAMES = (
    "Content",
    "Recognition",
    "MsgId",
    "EventKey",
    "Event",
    "Label",
    "CreateTime",
    "MsgType",
    "FromUserName",
    "ToUserName",
    "Location_X",
    "Location_Y",
    "Latitude",
    "Longitude",
    "bizmsgmenuid",
)


@dataclass(frozen=True, slots=True)
class Case:
    """One request: query, body, and the text that must come back to the desk if any reply comes."""

    query: str
    body: bytes


def _text(rng: random.Random) -> str:
    """Words with odd things in them."""
    pieces = [
        rng.choice(
            (
                *ODD,
                "补贴",
                "补贴县",
                "35.1",
                "110.2",
                "1e999",
                "nan",
                "失业金怎么领",
                "13812345678",
                "a" * rng.randrange(300),
            )
        )
        for _ in range(rng.randrange(6))
    ]
    return "".join(pieces)


def _document(rng: random.Random) -> bytes:
    """A body that is nearly a message."""
    fields = [
        ("ToUserName", "gh_fuzz"),
        ("FromUserName", f"o{rng.randrange(50)}"),
        ("CreateTime", rng.choice(("1", "x", "", "99999999999999", str(int(time.time()))))),
        ("MsgType", rng.choice(TYPES)),
        ("Event", rng.choice(EVENTS)),
        ("MsgId", rng.choice((str(rng.randrange(10**6)), "x" * 300, "", "0"))),
        *((rng.choice(NAMES), _text(rng)) for _ in range(rng.randrange(4))),
        ("Content", _text(rng)),
    ]
    rng.shuffle(fields)
    del fields[rng.randrange(len(fields)) :: rng.choice((3, 50))]
    if rng.random() < 0.2:
        inner = ",".join(f'"{name}":"{value}"' for name, value in fields)
        document = f"{{{inner}}}"
    else:
        wrap = rng.choice(("<![CDATA[{}]]>", "{}", "<a><b>{}</b></a>"))
        inner = "".join(f"<{name}>{wrap.replace('{}', value)}</{name}>" for name, value in fields)
        document = rng.choice(HEADS) + f"<xml>{inner}</xml>"
    data = document.encode(rng.choice(("utf-8", "utf-8", "utf-8", "gb18030", "utf-16")), "replace")
    if rng.random() < 0.3 and data:
        spot = rng.randrange(len(data))
        data = data[:spot] + rng.randbytes(rng.randrange(4)) + data[spot + rng.randrange(4) :]
    return data if rng.random() < 0.95 else rng.randbytes(rng.randrange(200))


def cases(count: int, seed: int, *, sealed: bool) -> Iterator[Case]:
    """So many requests, the same for the same seed and second."""
    rng = random.Random(seed)
    for _ in range(count):
        body = _document(rng)
        stamp, nonce = str(int(time.time())), str(rng.randrange(10**9))
        query = {"timestamp": stamp, "nonce": nonce, "signature": sign(TOKEN, stamp, nonce)}
        if sealed:
            ciphertext = SEAL.close(body)
            query |= {"encrypt_type": "aes", "msg_signature": sign(TOKEN, stamp, nonce, ciphertext)}
            body = f"<xml><ToUserName>gh</ToUserName><Encrypt><![CDATA[{ciphertext}]]></Encrypt></xml>".encode()
        if rng.random() < 0.5:
            spoilt = rng.choice(sorted(query))
            query[spoilt] = rng.choice(("", "x", query[spoilt][::-1], "\x00", "é" * 50, "9" * 400))
        yield Case(urlencode(query), body)
