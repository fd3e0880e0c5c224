"""A callback is read the same by the short way that fits nearly all of them and by the parser that fits all."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.model.errors import GateError
from bot.wechat import reading
from bot.wechat.reading import read

NAMES = st.sampled_from(["Content", "MsgId", "FromUserName", "x", "Content_1", "内容", "a:b", "1a", "xml"])
TEXTS = st.one_of(
    st.text(st.sampled_from("ab1我]>&<\t\n\r\x00\x0b\ud800\ufffe�😀 "), max_size=6),
    st.sampled_from(["", "]]>", "&amp;"]),
)
FORMS = st.sampled_from(
    [
        "<{name}><![CDATA[{text}]]></{name}>",
        "<{name}>{text}</{name}>",
        "<{name}/>",
        "<{name} a='1'>{text}</{name}>",
        "<{name}><b>{text}</b></{name}>",
        "<{name}><![CDATA[{text}]]></b>",
        "<!-- {text} -->\n",
        " {text}",
    ]
)
FIELDS = st.lists(st.builds(str.format, FORMS, name=NAMES, text=TEXTS), max_size=5).map("".join)
FRAMES = st.sampled_from(["<xml>{}</xml>", "<xml>{}</xml> ", "<xml>\n{}</xml>", "<xml>{}", "<xml>{}</xml></xml>"])


@given(FRAMES, FIELDS)
@example("<xml>{}</xml>", "<Content><![CDATA[第一个]]></Content><Content><![CDATA[第二个]]></Content>")
@example("<xml>{}</xml>", "<MsgId>12</MsgId>\n<Content><![CDATA[a\r\nb]]></Content>")
def test_the_short_way_reads_what_the_parser_reads(frame: str, fields: str) -> None:
    """Whatever the short way accepts, the parser accepts too and finds the same fields in it."""
    text = frame.format(fields)
    short = reading._flat(text)
    if short is not None:
        assert short == reading._parse(text)


def test_an_ordinary_message_goes_the_short_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text message as the platform sends it needs no parser."""
    monkeypatch.setattr(reading, "_parse", lambda _: pytest.fail("the parser was asked"))
    body = (
        "<xml><ToUserName><![CDATA[gh_1]]></ToUserName>\n<FromUserName><![CDATA[o-1]]></FromUserName>"
        "<CreateTime>1700000000</CreateTime><MsgType><![CDATA[text]]></MsgType>"
        "<Content><![CDATA[失业金\n怎么领？<a>&amp;]]></Content><MsgId>1</MsgId></xml>"
    )
    fields, is_json = reading.read(body.encode())
    assert (fields["Content"], fields["MsgId"], is_json) == ("失业金\n怎么领？<a>&amp;", "1", False)


MESSAGE = "<xml><FromUserName>o1</FromUserName><MsgType>text</MsgType><Content><![CDATA[{}]]></Content></xml>"


@pytest.mark.parametrize(
    ("body", "content"),
    [
        (MESSAGE.format("失业金咋领").encode("utf-16"), "失业金咋领"),
        (MESSAGE.format("失业金咋领").encode("utf-16-le"), "失业金咋领"),
        (MESSAGE.format("失业金咋领").encode("utf-16-be"), "失业金咋领"),
        (MESSAGE.format("联通").encode("gbk"), "联通"),
        (MESSAGE.format("失\udfff金\udfff咋领").encode("utf-8", "surrogatepass"), "失金咋领"),
        (MESSAGE.format("好\ud83d\ude00").encode("utf-8", "surrogatepass"), "好\U0001f600"),
        (
            MESSAGE.format("失业金咋领").encode()[:-20].replace(b"\xe5\x92\x8b", b"\xe5\x92") + b"]]></Content></xml>",
            "失业金",
        ),
    ],
)
def test_broken_encodings_keep_what_is_whole(body: bytes, content: str) -> None:
    """Whatever the encoding, half characters and broken bytes included, what is whole of a message is read."""
    assert content in reading.read(body)[0]["Content"].replace("\ufffd", "")


@pytest.mark.parametrize(
    "inside",
    ["<![CDATA[甲]]>乙]]>", "甲 & 乙", "甲&nbsp;乙", "甲 < 乙", "<![CDATA[甲]]><b>乙", "甲&#x110000;乙"],
)
def test_what_is_no_xml_is_read_all_the_same(inside: str) -> None:
    """Words that the platform left as they were written break its XML, and the citizen is answered nevertheless."""
    fields, _ = reading.read(MESSAGE.replace("<![CDATA[{}]]>", inside).encode())
    assert fields["FromUserName"] == "o1"
    assert fields["Content"].startswith(("甲", "<![CDATA[甲"))
    assert "乙" in fields["Content"]


@pytest.mark.parametrize(
    "body", [b"", b"hello", b"<xml><Content>x</Content>", b"<FromUserName>o</FromUserName><a>", b"{]"]
)
def test_nobody_is_made_up(body: bytes) -> None:
    """Where it cannot be told whose message it is and of what kind, there is none."""
    with pytest.raises(reading.Unreadable):
        reading.read(body)


@pytest.mark.parametrize(("depth", "read_at_all"), [(7, True), (8, False), (5000, False)])
def test_only_so_deep(depth: int, read_at_all: bool) -> None:
    """A body that is nested without end is refused before it costs anything; the platform's own are shallow."""
    body = b"<xml>" + b"<a>" * depth + b"</a>" * depth + b"</xml>"
    if read_at_all:
        assert read(body)[1] is False
    else:
        with pytest.raises(GateError):
            read(body)
