"""No text takes for ever: a pattern that tries every way to cut it would hold up everybody who waits."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from bot.language.normalise import LONGEST, normalise
from bot.language.numerals import figures
from bot.model.intents import Lexicon
from bot.model.understanding import Hint
from tests.code.library import snapshot

# Each is read in a tenth of a second; a pattern that tries all ways to cut them would need minutes or years.
REPEATED = ("二零二四", "一千二", "1", "1.1", "万亿", "1百", "五分", "我能领什么", "毕业", "不是", "（", "我妈", "ﷺ")
BEGUN = ("1万", "一万", "百分之", "1/", "我")


@pytest.mark.timeout(30)
@pytest.mark.parametrize("part", REPEATED)
def test_the_same_over_and_over_is_read(part: str) -> None:
    """The longest message there can be, the same words again and again, is read."""
    text = (part * LONGEST)[:LONGEST]
    for pending in (None, "年租金", "毕业时间"):
        seen = snapshot().library.understander.understand(text, Hint(date(2026, 11, 20), pending=pending))
        assert seen.text == text


@pytest.mark.timeout(30)
@pytest.mark.parametrize("begun", BEGUN)
@pytest.mark.parametrize("part", REPEATED)
def test_figures_without_their_unit_are_given_up_at_once(begun: str, part: str) -> None:
    """Figures are found in any run of them, however long, and whatever stands before."""
    text = begun + part * 1000
    found = figures(text)
    assert all(stop <= start for (_, stop, _), (start, _, _) in pairwise(found))


def test_one_character_that_stands_for_many_makes_no_longer_message() -> None:
    """The plain form is never longer than what is read of a message: one sign may stand for eighteen letters."""
    assert len(normalise("ﷺ" * LONGEST, Lexicon())) <= LONGEST


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    ("text", "pending"),
    [
        ("我是" * 300 + "甲第一次创业", "首次创业"),
        ("工资两千，一共" + "就剩" * 300 + "甲三千", "欠薪金额"),
        ("我今年" + "5" * 900 + "甲", "年龄"),
        ("，" * 4000 + "错", "年龄"),
    ],
)
def test_words_that_hold_others_are_told_apart_at_once(text: str, pending: str) -> None:
    """我是 is also 我 and 是: a row of them is read in one way, not in all."""
    seen = snapshot().library.understander.understand(text, Hint(date(2026, 11, 20), pending=pending))
    assert seen.text == text
