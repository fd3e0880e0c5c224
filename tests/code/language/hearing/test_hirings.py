"""What an employer tells of himself and of those he took on, said in few words."""

from __future__ import annotations

from datetime import date

import pytest

from bot.model.understanding import Hint
from bot.model.values import Span
from tests.code.language.hearing.fixtures import hearing

TODAY = date(2026, 11, 20)


def _heard(text: str) -> dict[str, object]:
    return {one.fact: one.value for one in hearing().volunteered(text, TODAY).heard}


@pytest.mark.parametrize("text", ["我是小微企业", "小微企业今年新招了40人能贷多少", "我开的是小微企业，招了3个人"])
def test_the_kind_of_employer_is_heard_without_a_comma(text: str) -> None:
    """Who begins with his kind of firm and says whom he took on has said what he is."""
    assert _heard(text)["经营类型"] == frozenset({"小微企业"})


@pytest.mark.parametrize("text", ["小微企业招大学生给多少", "小微企业能贷多少", "给小微企业打工"])
def test_a_question_about_a_kind_of_employer_tells_nothing(text: str) -> None:
    """A kind of firm asked about is nobody's own."""
    assert "经营类型" not in _heard(text)


def test_a_time_signed_for_is_a_contract_unless_it_is_a_lease() -> None:
    """签一年 needs no word for a contract; 房子签了三年 is none."""
    assert _heard("招了3个人，签一年")["劳动合同期限"] == frozenset({"1年以上不满2年"})
    assert "劳动合同期限" not in _heard("房子签了三年")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("雇了我嫂子和一个小工", 2, 2),
        ("请了我弟弟和两个服务员", 3, 3),
        ("我们兄弟三个一起干", 0, 3),
        ("雇了兄弟三个", 3, 5),
        ("姊妹俩", 0, 2),
    ],
)
def test_family_that_was_hired_counts_and_family_that_owns_may(text: str, low: int, high: int) -> None:
    """One of the family named beside a number is one more; brothers who run the shop together may count or not."""
    reply = hearing().reply(text, Hint(TODAY, pending="带动就业人数"))
    assert reply is not None
    assert reply.value == Span(low, high)


@pytest.mark.parametrize(
    ("text", "place"), [("介绍了10个人到县内工厂", "本县"), ("送到外省", "跨省"), ("送了5个人去太原", "县外省内")]
)
def test_where_people_were_placed_is_heard(text: str, place: str) -> None:
    """The place that an agency sent people to is where they work; a child sent to school is none of them."""
    assert _heard(text)["外出地点"] == frozenset({place})
    assert "外出地点" not in _heard("送孩子去北京上学")


def test_having_gone_nowhere_is_no_answer_about_poverty() -> None:
    """今年没去, asked whether one's household was lifted out of poverty, tells that nobody went away."""
    reply = hearing().reply("今年没去", Hint(TODAY, pending="脱贫人口"))
    assert reply is None or reply.value is None
    assert hearing().reply("没去", Hint(TODAY, pending="当年外出务工")) is not None


def test_the_wish_to_open_a_shop_is_no_shop() -> None:
    """我想开店, asked what kind of employer one is, answers nothing."""
    assert hearing().reply("我想开店", Hint(TODAY, pending="经营类型")) is None
