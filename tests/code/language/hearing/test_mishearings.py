"""What was once heard as something nobody said stays unheard, or is heard as what it leaves possible."""

from __future__ import annotations

from datetime import date

import pytest

from bot.model.understanding import Hint, Reading, Reply
from bot.model.values import NO, Span, Value, exactly
from tests.code.language.hearing.fixtures import hearing

ON = date(2026, 11, 20)


def _reply(pending: str, text: str) -> Reply | None:
    return hearing().reply(text, Hint(ON, pending=pending))


def _heard(text: str, pending: str | None = None) -> dict[str, Value]:
    return {item.fact: item.value for item in hearing().volunteered(text, ON, pending).heard if not item.aside}


def test_a_couple_alone_has_not_hired_two() -> None:
    """就我和媳妇俩人 volunteers no number of hired people; asked for it, it leaves nought to two open."""
    assert "带动就业人数" not in _heard("我开了个饭馆，就我和媳妇俩人")
    for text in ("就我和媳妇俩人", "夫妻店", "俺跟俺老婆两个人干"):
        reply = _reply("带动就业人数", text)
        assert reply is not None
        assert reply.value == Span(0, 2), text


def test_a_date_belongs_to_the_words_before_it() -> None:
    """大学毕业，2022年6月 tells when somebody left school, whatever was asked."""
    june = Span(date(2022, 6, 1).toordinal(), date(2022, 6, 30).toordinal())
    assert _reply("经营时长", "大学毕业，2022年6月") is None
    assert _heard("大学毕业，2022年6月", "经营时长")["毕业时间"] == june


def test_numbers_of_staff_say_nothing_of_the_asker() -> None:
    """职工总数86人 is a number of staff, not somebody's own employment."""
    assert set(_heard("该企业职工总数86人")) == {"参保职工人数"}


def test_those_laid_off_are_not_the_staff() -> None:
    """去年裁了1个人 in answer to the number of staff is heard as layoffs."""
    assert _reply("参保职工人数", "去年裁了1个人") is None
    assert _heard("去年裁了1个人", "参保职工人数") == {"裁员人数": Span(1, 1)}


@pytest.mark.parametrize(
    ("pending", "text"),
    [
        ("首次创业", "属于小型企业"),
        ("首次创业", "断了"),
        ("高校毕业生", "要是我没毕业证呢"),
        ("毕业时间", "我弟2022年毕业的，我比他早三年"),
    ],
)
def test_other_matters_are_no_answer(pending: str, text: str) -> None:
    """What belongs to another matter, lapsed, is only supposed or compared answers nothing."""
    assert _reply(pending, text) is None


def test_what_lapsed_is_not_paid() -> None:
    """断了 does say no where the question is about paying."""
    reply = _reply("缴纳社保", "断了")
    assert reply is not None
    assert reply.value == exactly(NO)


def test_suppositions_are_kept_apart() -> None:
    """如职工总数超过100人呢 states nothing."""
    assert _heard("如职工总数超过100人呢") == {}


def test_neighbouring_regions_are_both_heard() -> None:
    """临汾和尧都 names two places; 临汾尧都 one."""
    assert hearing().regions("临汾和尧都有啥政策")[0] == ("linfen", "linfen-yaodu")
    assert hearing().regions("临汾尧都有啥政策")[0] == ("linfen-yaodu",)
    assert hearing().regions("以前在稷山现在搬到襄汾了")[0] == ("xiangfen",)


def test_others_are_kept_apart() -> None:
    """What is said of a mother or a son is not said of the asker."""
    said = {(item.fact, item.subject) for item in hearing().volunteered("我儿子大学毕业，我在家待着没工作", ON).heard}
    assert said == {("高校毕业生", "我儿子"), ("目前未就业", "self")}


def test_words_for_one_question_only() -> None:
    """Words that mean an option only where it was asked say nothing elsewhere."""
    reply = _reply("离职原因", "身体不好不干了")
    assert reply is not None
    assert reply.reading is Reading.VALUE
    assert "离职原因" not in _heard("我身体不好，想问问社保补贴")


@pytest.mark.parametrize("fact", ["创业人员", "就业困难人员", "登记失业"])
@pytest.mark.parametrize("text", ["交过，厂里给交的，有十来年", "有十来年", "厂里给交的"])
def test_paying_insurance_is_no_yes_to_another_question(fact: str, text: str) -> None:
    """Who tells of years that were paid for has not said yes to what was asked."""
    assert _reply(fact, text) is None


@pytest.mark.parametrize(
    ("pending", "text"),
    [
        ("经营时长", "开了两家店"),
        ("经营时长", "早上八点开门"),
        ("经营时长", "有三个员工"),
        ("经营时长", "一个月房租一千"),
        ("经营时长", "想开一年"),
        ("带动就业人数", "有三家店"),
        ("参保职工人数", "两个分公司"),
        ("年租金", "三十平米"),
        ("年租金", "两间门面"),
        ("贷款金额", "先贷一部分"),
        ("年龄", "我78年参加工作的"),
        ("毕业时间", "毕业后干了三年销售"),
        ("毕业时间", "六月份毕业的"),
        ("登记失业", "在家三个月了"),
        ("目前未就业", "上班着呢吗"),
    ],
)
def test_numbers_of_something_else_are_asked_again(pending: str, text: str) -> None:
    """A number of shops, square metres, rent or another time is no value for what was asked."""
    reply = _reply(pending, text)
    assert reply is None or reply.value is None


def test_answers_about_a_lack_are_not_turned_round() -> None:
    """Asked whether one has no work, 上班着呢 says that one has."""
    reply = _reply("目前未就业", "上班着呢")
    assert reply is not None
    assert reply.value == exactly(NO)


def test_a_month_that_no_year_has_counts_months() -> None:
    """13月 is not March; asked how long, it counts thirteen months, and it tells no day of leaving school."""
    for text in ("13月", "十三月", "15个月", "25月"):
        reply = _reply("经营时长", text)
        whole = _reply("经营时长", {"十三月": "13个月"}.get(text, text.replace("个", "").replace("月", "个月")))
        assert reply is not None
        assert whole is not None
        assert reply.value == whole.value, text
    assert _heard("13月毕业的") == {}


@pytest.mark.parametrize(
    ("text", "year", "month"),
    [("去年6月31号", 2025, 6), ("2024年2月30日", 2024, 2), ("2023-02-29", 2023, 2), ("上个月31号", 2026, 10)],
)
def test_a_day_that_a_month_has_not_is_some_day_of_it(text: str, year: int, month: int) -> None:
    """去年6月31号毕业的 leaves all of June open; what nobody can mean is not taken for another question."""
    first = date(year, month, 1)
    last = first.replace(day=28 if month == 2 and year % 4 else {2: 29, 6: 30, 10: 31}[month])
    reply = _reply("毕业时间", text)
    assert reply is not None
    assert isinstance(reply.value, Span)
    assert (reply.value.lo >= first.toordinal(), reply.value.hi) == (True, last.toordinal())


def test_when_something_happened_is_nobodys_age() -> None:
    """十几年前 says nothing of how old somebody is; 四十年前生的 does."""
    assert _reply("年龄", "十几年前") is None
    assert _reply("年龄", "四十年前生的") is not None
