"""Promises of the plain form that everything else reads."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.language.hearing.plain import Plain
from bot.language.normalise import Normaliser, normalise
from bot.model.intents import Lexicon

LEXICON = Lexicon(
    dialect={"咋": "怎么", "金额": "金额", "额": "我"},
    fillers=("那个", "啊", "嗯"),
    stickers={"[强]": "好", "/:strong": "好", "👍": "好"},
)


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("那個職業介紹補貼咋領啊！！！？", "职业介绍补贴怎么领？"),
        ("額想貸款,金额多少", "我想贷款，金额多少"),
        ("失 业 金 怎么领", "失业金怎么领"),
        ("１,２００块", "1200块"),
        ("裁了5.2%。。。", "裁了5.2%"),
        ("👍", "好"),
        ("[捂脸]贷款/::)", "贷款"),
        ("???", "？"),
        ("嗯", "嗯"),
    ],
)
def test_one_plain_form(said: str, plain: str) -> None:
    """Script, width, dialect, stickers and marks do not change what was said."""
    assert normalise(said, LEXICON) == plain


@given(st.text(alphabet=st.characters(codec=None), max_size=60))
def test_any_text_is_read(text: str) -> None:
    """No text at all, lone surrogates included, makes it fail, and the result can be stored."""
    assert normalise(text, LEXICON).encode("utf-8") is not None


@given(st.text(alphabet="失业金咋领那个啊？。， 12.%👍額", max_size=30))
@example("👍那个啊1")
@example("那那那个个个")
def test_plain_form_settles(text: str) -> None:
    """The plain form of a plain form is in the end itself; a filler that hid another may go only in the next round."""
    for _ in text:
        text = normalise(text, LEXICON)
    assert normalise(text, LEXICON) == text


PIECES = [
    "我想问",
    "那个",
    "啊",
    "额",
    "咋",
    "沈船",
    "土坏",
    "補貼",
    "呢呢呢呢呢",
    "，",
    "。",
    "？",
    "、",
    "12",
    ",",
    "345",
    "a",
    "%",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=8).map("".join)


@given(TEXTS)
def test_plain_messages_are_read_as_all_others(text: str) -> None:
    """A message without ornaments takes a shorter way to the same form: a space at its end changes nothing."""
    assert normalise(text, LEXICON) == normalise(f"{text} ", LEXICON)


WHOLE = Normaliser(LEXICON)
LEARNT, ALONE = Plain(LEXICON, WHOLE), Plain(LEXICON)


@given(TEXTS)
def test_what_was_left_alone_is_not_read_again(text: str) -> None:
    """Hearing takes over what the reading of measures left as it was, and gets what it would have made itself."""
    kept = WHOLE.kept(text)
    assert kept is None or kept == WHOLE(f"{text} ")
    assert LEARNT(text) == ALONE(text)
