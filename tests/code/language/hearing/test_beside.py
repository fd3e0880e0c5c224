"""What is said beside the question asked is no answer to it, and where a school is answers whether it is near."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.hearing.nods import opened, repaired
from bot.model.understanding import Hint
from bot.model.values import NO, YES
from tests.code.language.hearing.fixtures import hearing

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("学校在北京", NO),
        ("我在郑州上的学", NO),
        ("西安交大的", NO),
        ("不在山西，在陕西", NO),
        ("在上海上的", NO),
        ("平遥那边的", YES),
        ("学校在运城", YES),
        ("我在北京打工", None),
        ("我女朋友在北京", None),
    ],
)
def test_where_the_school_is_tells_whether_it_is_in_the_province(text: str, value: str | None) -> None:
    """A place of the province is inside, any other outside; where somebody works tells nothing of a school."""
    reply = hearing().reply(text, Hint(TODAY, pending="省内院校"))
    assert (reply.value if reply is not None else None) == (None if value is None else frozenset({value}))


def test_where_the_school_is_is_heard_in_answer_to_another_question_about_it() -> None:
    """学校在北京 in answer to what school it was is kept; without a question 在北京上的 is nobody's school yet."""
    told = {one.fact: one.value for one in hearing().volunteered("学校在北京", TODAY, pending="学历").heard}
    assert told["省内院校"] == frozenset({NO})
    assert "省内院校" not in {one.fact for one in hearing().volunteered("在北京上的", TODAY).heard}


@pytest.mark.parametrize("text", ["我结婚三年了", "贷了三年的款", "等了两个月了还没消息"])
def test_what_all_a_message_says_is_beside_the_question(text: str) -> None:
    """A talk can tell something else from an answer that was not understood."""
    assert hearing().reply(text, Hint(TODAY, pending="经营时长")) is None
    assert hearing().beside(text, "经营时长")


@pytest.mark.parametrize(
    ("text", "fact"), [("8个月吧", "经营时长"), ("好像是有", "经营时长"), ("房租一年八千", "年租金"), ("是吧", "低保")]
)
def test_an_answer_or_a_mere_yes_is_not_beside_the_question(text: str, fact: str) -> None:
    """好像是有 in answer to a number was not understood; it told nothing else."""
    assert not hearing().beside(text, fact)


def test_words_that_open_a_talk_are_taken_off() -> None:
    """对了 before something else says no yes, and 对了 alone does."""
    assert opened("对了，我老婆也想去") == "我老婆也想去"
    assert opened("是这样的，我腿不好") == "我腿不好"
    assert opened("对了") == "对了"
    assert repaired("不是啊，我问的是工资") == "工资"
    assert repaired("我问问再说") is None


def test_a_child_of_ones_own_has_ones_own_schooling() -> None:
    """有个孩子上高中 tells no schooling of who writes it."""
    assert not hearing().volunteered("有个孩子上高中", TODAY).heard


@given(st.text(alphabet="是不对了好的嗯，我孩子这样问说想要错吧", max_size=24))
def test_what_opens_a_talk_stands_before_all_else(text: str) -> None:
    """Taking off opening words leaves the rest as it was said, and never nothing."""
    rest = opened(text)
    assert text.endswith(rest)
    assert bool(rest) == bool(text)
