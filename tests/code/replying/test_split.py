"""Long replies are cut where people would pause, within what WeChat carries."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.replying.links import menu_link
from bot.replying.split import LIMIT, size, split
from bot.wechat.reply import LIMIT as PLATFORM

TEXT = st.text(alphabet=st.sampled_from("补贴每人不超过1000元。！？；，\n 😀a<>&"), max_size=1500)


@given(TEXT)
def test_every_message_fits_and_nothing_is_lost(text: str) -> None:
    """All messages are within the limit and together hold every visible character."""
    messages = split(text)
    assert all(0 < size(message) <= LIMIT for message in messages)
    assert "".join("".join(messages).split()) == "".join(text.split())


def test_the_limit_is_that_of_the_platform() -> None:
    """What is cut here and what the door refuses to send are measured alike: 2048 bytes of UTF-8."""
    assert LIMIT == PLATFORM == 2048


def test_a_cut_falls_after_a_sentence() -> None:
    """Between two sentences, not inside one."""
    sentence = "每带动就业一人给一次补贴，总额有上限。"
    messages = split(sentence * 60)
    assert len(messages) > 1
    assert all(message.endswith("。") for message in messages)


def test_a_link_is_never_cut() -> None:
    """A clickable choice stays whole even across the limit."""
    link = menu_link("1. 是", "是", 1)
    messages = split("。" * 670 + link + "。" * 670)
    assert any(link in message for message in messages)
    assert all(message.count("<a ") == message.count("</a>") for message in messages)


def test_a_sentence_longer_than_a_message_is_cut_between_characters() -> None:
    """No character is broken when there is nowhere better to cut."""
    messages = split("补" * 2000)
    assert "".join(messages) == "补" * 2000
    assert all(size(message) <= LIMIT for message in messages)


def test_the_menu_link_survives_hostile_text() -> None:
    """Markup in a choice cannot break out of the link."""
    link = menu_link('"><b>&', "a&b c", 2)
    assert link.count("<") == 2
    assert "a%26b%20c" in link
