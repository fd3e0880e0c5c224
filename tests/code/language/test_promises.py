"""Promises on the real content: what is next door is never answered as a benefit, and misspelt names are understood."""

from __future__ import annotations

import functools
import random
from datetime import date

import pytest

from bot.language.corpus import HUMAN, SMALL_TALK
from bot.language.spoiling import by_sound
from bot.language.trained import sounds
from bot.language.understand import Reader
from bot.model.understanding import Hint, Outcome, Understanding
from tests.code.library import snapshot

TODAY = Hint(on=date(2026, 11, 20))
NOT_OURS = (
    "养老金今年涨多少",
    "公积金怎么提取",
    "生育津贴能领几个月",
    "社保卡丢了",
    "附近哪家烧饼好吃",
    "考驾照",
    "明天天气",
)
MISSPELT = {
    "事业金怎么领": "ui-benefit",
    "十页金领多久": "ui-benefit",
    "失业金咋领": "ui-benefit",
    "失業金怎麼領": "ui-benefit",
    "零活就业射保补帖": "flexible-worker-insurance-subsidy",
}


@functools.cache
def _reader() -> Reader:
    reader = snapshot().library.understander
    assert isinstance(reader, Reader)
    return reader


def read(text: str) -> Understanding:
    return _reader().understand(text, TODAY)


def answered(seen: Understanding) -> bool:
    """Whether the message is answered as one about a benefit."""
    return seen.outcome is Outcome.ANSWER and seen.matches[0].measure not in (SMALL_TALK, HUMAN)


@pytest.mark.parametrize("text", NOT_OURS)
def test_next_door_is_never_answered(text: str) -> None:
    """A service that is not ours is not answered as a benefit."""
    assert not answered(read(text))


@pytest.mark.parametrize("text", NOT_OURS)
@pytest.mark.parametrize("dressed", ["请问{}", "{}啊", "我想问一下，{}？", "你好 {} 谢谢"])
def test_next_door_is_never_answered_however_it_is_asked(text: str, dressed: str) -> None:
    """Politeness around it makes no benefit of what is not ours."""
    assert not answered(read(dressed.format(text)))


@pytest.mark.parametrize(("text", "measure"), MISSPELT.items())
def test_misspelt_names_are_understood(text: str, measure: str) -> None:
    """Homophones, fuzzy sounds, dialect and the old script do not hide the measure."""
    seen = read(text)
    assert seen.outcome is Outcome.ANSWER
    assert seen.matches[0].measure == measure


def test_homophones_seldom_mislead() -> None:
    """Of names written with one wrong character that sounds alike, at most one in ten is answered wrongly."""
    spoil, chance = by_sound(sounds(None)), random.Random(4)
    wrong = asked = 0
    for slug, measure in sorted(snapshot().library.content.intents.measures.items()):
        for name in (name for name in measure.names if len(name) >= 5):
            seen = read(f"{spoil(name, chance)}怎么申请")
            asked += 1
            wrong += answered(seen) and seen.matches[0].measure != slug
    assert asked > 50
    assert wrong <= asked / 10


@pytest.mark.parametrize("text", ["补贴咋领", "怎么申请", "下岗的", "最多享受三年是哪个"])
def test_vague_words_are_not_answered_outright(text: str) -> None:
    """What could mean several measures is asked back."""
    assert not answered(read(text))


def test_no_measure_is_found_twice() -> None:
    """Two questions about two measures give two matches, two about one measure give one."""
    two = read("失业金怎么领？创业担保贷款要什么材料？")
    assert {match.measure for match in two.matches} == {"ui-benefit", "startup-loan"}
    one = read("失业金怎么领？失业金能领几个月？")
    assert [match.measure for match in one.matches] == ["ui-benefit"]
