"""What the end of a clause denies is denied, and a number said of a person is an age."""

from __future__ import annotations

from datetime import date

import pytest

from bot.model.understanding import Hint
from bot.model.values import NO, exactly
from tests.code.language.hearing.fixtures import hearing

ON = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "fact"),
    [("大学生不是", "高校毕业生"), ("困难人员也不是", "就业困难人员"), ("脱贫户我们不算", "脱贫人口")],
)
def test_what_comes_after_denies_too(text: str, fact: str) -> None:
    """大学生不是 is no graduate; taken for one, somebody would be told that he qualifies."""
    heard = {item.fact: item.value for item in hearing().volunteered(text, ON).heard if not item.aside}
    assert heard.get(fact) in (None, exactly(NO))
    assert all(item.value == exactly(NO) for item in hearing().volunteered(text, ON).heard if item.fact == fact)


def test_an_option_taken_up_and_denied_is_a_no() -> None:
    """返乡的不是, asked whether one came back, is no."""
    reply = hearing().reply("返乡的不是", Hint(ON, pending="返乡入乡创业"))
    assert reply is not None
    assert reply.value == exactly(NO)


@pytest.mark.parametrize(
    ("text", "subject"), [("我52下岗了", "self"), ("我妈55，没工作", "我妈"), ("我爸58，身体不好", "我爸")]
)
def test_a_number_right_after_a_person_is_an_age(text: str, subject: str) -> None:
    """我妈55 needs no 岁."""
    ages = [item.subject for item in hearing().volunteered(text, ON).heard if item.fact == "年龄"]
    assert ages == [subject]


def test_a_number_of_a_group_is_no_age() -> None:
    """我们40个人 and 我3个孩子 tell no age."""
    for text in ("我们40个人", "我3个孩子", "我20万"):
        assert all(item.fact != "年龄" for item in hearing().volunteered(text, ON).heard), text
