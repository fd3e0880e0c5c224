"""Passive replies that the platform can always read."""

from __future__ import annotations

from collections.abc import Sequence

import orjson

from bot.wechat.message import Message
from bot.wechat.reading import clean

LIMIT = 2048
"""Bytes of UTF-8 in one text."""

SUCCESS = b"success"
"""Nothing to say, and do not try again; never encrypted."""


def fit(text: str) -> str:
    """The text within the limit; a last resort that cuts neither a character nor a link."""
    data = text.encode()
    if len(data) <= LIMIT:
        return text
    cut = data[:LIMIT].decode("utf-8", "ignore")
    opened = cut.rfind("<a ")
    return cut[:opened] if opened > cut.rfind("</a>") else cut


def pack(messages: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """As many messages as fit into one text, an empty line between them, and the others."""
    first = ""
    for index, message in enumerate(messages):
        joined = f"{first}\n\n{message}" if first else message
        if first and len(joined.encode("utf-8", "replace")) > LIMIT:
            return first, tuple(messages[index:])
        first = joined
    return first, ()


def _cdata(text: str) -> str:
    """A CDATA section that its content cannot leave."""
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


def text_reply(message: Message, text: str, now: int, *, is_json: bool) -> bytes:
    """A text to who sent the message; now: epoch seconds."""
    content = fit(clean(text))
    if is_json:
        return orjson.dumps(
            {
                "ToUserName": message.person,
                "FromUserName": message.account,
                "CreateTime": now,
                "MsgType": "text",
                "Content": content,
            }
        )
    return (
        f"<xml><ToUserName>{_cdata(message.person)}</ToUserName><FromUserName>{_cdata(message.account)}</FromUserName>"
        f"<CreateTime>{now}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content>{_cdata(content)}</Content></xml>"
    ).encode()


def transfer_reply(message: Message, agent: str, now: int, *, is_json: bool) -> bytes:
    """Forward the talk to the platform's agents, to a named one if given; only in answer to messages, not events."""
    if is_json:
        document: dict[str, object] = {
            "ToUserName": message.person,
            "FromUserName": message.account,
            "CreateTime": now,
            "MsgType": "transfer_customer_service",
        }
        if agent:
            document["TransInfo"] = {"KfAccount": agent}
        return orjson.dumps(document)
    named = f"<TransInfo><KfAccount>{_cdata(clean(agent))}</KfAccount></TransInfo>" if agent else ""
    return (
        f"<xml><ToUserName>{_cdata(message.person)}</ToUserName><FromUserName>{_cdata(message.account)}</FromUserName>"
        f"<CreateTime>{now}</CreateTime><MsgType><![CDATA[transfer_customer_service]]></MsgType>{named}</xml>"
    ).encode()
