"""A callback is read the same by the short way that fits nearly all of them and by the parser that fits all."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.wechat import reading

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
