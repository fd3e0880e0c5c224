"""What stories tell: sums for a time, nothing paid, works that closed, the dead, children, and who is meant."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.hearing.adverbs import undelayed
from bot.model.understanding import Hint
from bot.model.values import NO, YES, Span
from tests.code.language.hearing.fixtures import hearing

TODAY = date(2026, 11, 20)


def _told(text: str, **more: str) -> dict[tuple[str, str], object]:
    return {
        (one.fact, one.subject): one.value for one in hearing().volunteered(text, TODAY, **more).heard if not one.aside
    }


def _names(text: str) -> set[str]:
    return {name for name, who in _told(text) if who == "self"}


@pytest.mark.parametrize(
    "text", ["一年一万八", "一个月两千", "半年交三千", "一年也就挣两万块", "一万八一年", "一年一万二"]
)
@pytest.mark.parametrize("fact", ["经营时长", "登记失业时长", "劳动合同期限", "稳定就业时长", "失业保险参保时长"])
def test_a_time_that_a_sum_is_for_lasted_nothing(text: str, fact: str) -> None:
    """一年一万八 is no year in business, of a contract, or of anything else asked about."""
    reply = hearing().reply(text, Hint(TODAY, pending=fact))
    assert reply is None or reply.value is None


@pytest.mark.parametrize("text", ["开了一年，一年挣两万", "一年了", "一年多"])
def test_a_time_that_lasted_is_heard_beside_a_sum(text: str) -> None:
    """开了一年 stays a year, whatever was earned in it."""
    reply = hearing().reply(text, Hint(TODAY, pending="经营时长"))
    assert reply is not None
    assert isinstance(reply.value, Span)


@given(st.sampled_from(["一年", "半年", "一个月", "三个月", "两年"]), st.integers(1, 90).map(lambda n: f"{n * 100}块"))
def test_any_time_before_any_sum_is_what_the_sum_is_for(time: str, money: str) -> None:
    """However much it is, and for however long."""
    reply = hearing().reply(time + money, Hint(TODAY, pending="经营时长"))
    assert reply is None or reply.value is None


def test_rent_for_a_time_is_the_rent_where_rent_is_talked_about() -> None:
    """一年一万八 after 那房租呢 is the yearly rent, a monthly one is brought to the year; wages are none."""
    for text, yearly in (("一年一万八", 18000), ("一个月一千五", 18000), ("半年交三千六", 7200)):
        assert _told(text, measure="venue-rent-subsidy") == {("年租金", "self"): Span(yearly, yearly)}
    assert not _told("工资一个月三千", measure="venue-rent-subsidy")


@pytest.mark.parametrize("text", ["没交过失业险", "我没上过失业保险", "失业保险一天也没交过", "失业险从来没交过"])
def test_an_insurance_never_paid_was_paid_for_no_time(text: str) -> None:
    """没交过失业险 is a fact, and no question about the benefit."""
    day = TODAY.toordinal()
    assert _told(text) == {("失业保险参保时长", "self"): Span(day, day)}


@pytest.mark.parametrize("text", ["没交过失业险", "失业保险就交了十个月", "没领失业金", "没办失业登记"])
def test_a_longer_word_says_nothing_of_a_shorter_one_in_it(text: str) -> None:
    """没交过失业险 is no answer to whether one is out of work."""
    reply = hearing().reply(text, Hint(TODAY, pending="目前未就业"))
    assert reply is None or reply.value is None


@pytest.mark.parametrize(
    ("text", "fact", "answered"),
    [
        ("没办过", "返乡入乡创业", False),
        ("没办过", "高校毕业生", False),
        ("没办过", "带动就业人数", False),
        ("没办过", "就业困难人员", True),
        ("没办过", "登记失业", True),
        ("没办过", "创业人员", True),
        ("雇人了，不过都没上社保", "经营时长", False),
    ],
)
def test_what_was_not_done_answers_only_what_can_be_done(text: str, fact: str, *, answered: bool) -> None:
    """没办过 says nothing of where somebody came from or how many work for him."""
    reply = hearing().reply(text, Hint(TODAY, pending=fact))
    assert (reply is not None and reply.value is not None) is answered


@pytest.mark.parametrize(
    "text",
    ["铁合金厂去年倒了", "厂子今年关了", "矿上前年就关了", "单位早就黄了", "公司上个月倒闭了", "厂子2024年3月停产了"],
)
def test_works_that_closed_are_heard_whenever_they_did(text: str) -> None:
    """When it happened stands between the works and what became of them."""
    assert _told(text)[("离职原因", "self")] == frozenset({"裁员关停"})


@pytest.mark.parametrize("text", ["去年开始隔三差五停产", "听说要裁员", "怕失业", "厂子快倒闭了"])
def test_what_happens_now_and_then_or_is_feared_is_nothing_told(text: str) -> None:
    """隔三差五停产 dismisses nobody."""
    assert not _names(text)


@pytest.mark.parametrize(
    "text", ["现在啥也没干", "我没再找着活", "一直没找到工作", "我在家没事干", "结婚后就没上过班", "去年从轧钢厂下岗"]
)
def test_work_lost_or_not_found_is_heard(text: str) -> None:
    """The words of somebody without work, also those that hold the words of a question."""
    assert _told(text)[("目前未就业", "self")] == frozenset({YES})


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("还欠着银行八万", "欠薪金额"),
        ("工资一个月三千", "欠薪金额"),
        ("助学贷款贷了三万二", "贷款金额"),
        ("贷款还有五万没还", "贷款金额"),
        ("前几年砖厂不让开了", "经营时长"),
        ("招了十二个人，都是四五十岁的妇女", "年龄"),
        ("自己找的工作", "有组织劳务输出"),
        ("老师18个，保育员6个", "证书名称"),
        ("三级士官退役", "证书等级"),
    ],
)
def test_what_is_told_of_something_else_is_not_noted(text: str, never: str) -> None:
    """Debts are no wages, a rank is no certificate, and those one hires have their own age."""
    assert never not in _names(text)


def test_whom_a_fact_is_told_of() -> None:
    """The dead and small children hand the talk back; 我老婆48呢 tells of her."""
    assert _told("那我老婆48呢").keys() == {("年龄", "我老婆")}
    assert _told("女，45，男人去世三年了，吃低保")[("低保", "self")] == frozenset({YES})
    assert ("年龄", "self") in _told("我是宝妈，孩子两岁半，今年29")
    reply = hearing().reply("我们家不是，我舅家是脱贫户", Hint(TODAY, pending="脱贫人口"))
    assert reply is not None
    assert reply.value == frozenset({NO})


@given(st.text(alphabet="厂子矿公司今年去倒关了早就黄没合同到期", max_size=16))
def test_taking_out_when_something_happened_adds_nothing(text: str) -> None:
    """What is left are characters of the text in their order."""
    left = iter(text)
    assert all(char in left for char in undelayed(text))


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("雇了六个人，都是脱贫户", "脱贫人口"),
        ("招了一批实习生，七个，都是职高的，还没毕业", "学历"),
        ("走了十来个人，都是合同到期没续的", "离职原因"),
        ("厂里以前一千多号人", "参保职工人数"),
        ("欠我们三十个工人五个月工资", "参保职工人数"),
        ("我是聋人，有证，二级", "证书等级"),
        ("我一个人租房带娃，一个月房租三百", "年租金"),
    ],
)
def test_what_is_told_of_those_taken_on_or_of_before_is_nobodys_own(text: str, never: str) -> None:
    """All of those one took on are poor or young, not who writes; what was so before is so no more."""
    assert never not in _names(text)


def test_what_changed_is_as_it_is_now() -> None:
    """从一万二涨到一万五: the rent is what it rose to."""
    assert _told("房租从一万二涨到一万五")[("年租金", "self")] == Span(15000, 15000)


@pytest.mark.parametrize(
    ("text", "aged"),
    [
        ("女，45，小学文化", True),
        ("当过兵，没工作，四十九", True),
        ("招了大学生，20，都签了合同", False),
        ("想贷款，30", False),
        ("45", False),
    ],
)
def test_a_number_among_what_is_told_of_oneself_is_an_age(text: str, *, aged: bool) -> None:
    """A clause of nothing but two digits is an age where nothing beside it is counted."""
    assert ("年龄" in _names(text)) is aged


def test_one_sentence_may_tell_two_facts() -> None:
    """啥也没干 tells that somebody has no work, and that he runs nothing."""
    told = _told("现在啥也没干")
    assert told[("目前未就业", "self")] == frozenset({YES})
    assert told[("创业人员", "self")] == frozenset({NO})


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("店我自己撑着，欠供货商三万", "欠薪金额"),
        ("我开的理发店去年转让了", "经营时长"),
        ("我当保安，合同三年一签，今年到期说不续了", "劳动合同期限"),
    ],
)
def test_what_was_given_up_or_is_ones_own_contract_is_not_noted(text: str, never: str) -> None:
    """A shop handed on is run no more; the contract of who works for others is none he has with people taken on."""
    assert never not in _names(text)


def test_wages_owed_to_anybody_are_heard() -> None:
    """老板欠我, 欠农民工工资: who is owed is named, and it is wages."""
    for text in ("老板欠我八千工资", "公司拖欠农民工工资三万"):
        assert ("欠薪金额", "self") in _told(text), text


def test_who_asks_for_somebody_tells_of_her() -> None:
    """想给我妈问，她六十了: the age is hers."""
    assert ("年龄", "我妈") in _told("想给我妈问，她六十了")
