"""Facts volunteered in free text, and what only looks like one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.model.understanding import Heard
from bot.model.values import Span
from tests.code.language.hearing.fixtures import facts, hearing
from tests.code.language.hearing.judging import same_value

ON = date(2026, 11, 20)


def _heard(text: str) -> dict[str, Heard]:
    known = facts()
    return {known.by_name[item.fact].code: item for item in hearing().volunteered(text, ON).heard}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("开了八个月 带了一个人 返乡的", {"months_operating": 8, "jobs_created": 1, "is_returning_migrant": True}),
        ("我是返乡的不是大学生", {"is_returning_migrant": True, "is_graduate": False}),
        ("我今年35，脱贫户", {"age": 35, "is_poverty_household": True}),
        ("裁了5.2%，够不够线", {"layoff_rate": 5.2}),
        ("去年一个人没裁，失业保险能退多少", {"layoffs": 0}),
        ("去年咬牙交了九千六", {"premium_paid": 9600}),
        ("营业执照是去年10月办的，现在一共雇了两个亲戚", {"months_operating": 13, "jobs_created": 2}),
        ("厂子今年新招了9个人", {"hires": 9}),
        ("被厂里辞退了能领钱不", {"quit_type": "dismissed"}),
        ("雇了五个员工是不是就能拿满五千", {"jobs_created": 5}),
        ("55了还给贷不，想搞个农家乐", {"age": 55}),
        ("你好我问一下我今年五十岁了我自己一直交着那个灵活就业的养老保险", {"age": 50}),
        ("前年毕业的还能领吗", {"graduation_year": 2024}),
        ("家里吃低保，媳妇开了个裁缝铺", {"is_low_income": True}),
    ],
)
def test_facts_are_heard(text: str, wanted: dict[str, Any]) -> None:
    """What somebody tells about himself is heard with its value."""
    known = facts()
    heard = _heard(text)
    for code, label in wanted.items():
        fact = known.find(code)
        assert fact is not None
        assert code in heard, f"{code} not heard in {text}"
        assert same_value(fact, heard[code].value, label, ON), heard[code]


@pytest.mark.parametrize(
    "text",
    [
        "那1200块怎么领",
        "三百块那个还有吗",
        "4050人员怎么认，女的多少岁",
        "单位社保返2/3",
        "稷政办发〔2023〕24号还有效吗",
        "2023年那个吸纳补贴稷山现在还能申请不",
        "吸纳就业补贴要干满半年才能报？",
        "失业金",
        "返乡创业补贴",
        "80岁老人高龄津贴找谁",
        "招大学生补多少",
        "公益岗位补贴一个月多少钱",
        "农村低保一个人一年能领多少钱怎么申请啊",
        "三千万那个",
        "贷款能贷几万",
        "还有房租和贷款也一块说了",
        "商南困难人员认定",
        "见习期间交社保吗，会不会就不算未就业了",
        "第（四）条说的是什么",
        "👍",
        "？？？",
    ],
)
def test_benefits_rules_and_questions_are_no_facts(text: str) -> None:
    """Figures that name a benefit, document numbers, rules and plain questions tell nothing about the person."""
    assert _heard(text) == {}


def test_facts_about_others_carry_their_word() -> None:
    """What is told about a relative is not told about the person who writes."""
    heard = _heard("我妈60了，没交过养老")
    assert heard["age"].subject == "我妈"
    assert _heard("能给我妈报吗 她55")["age"].subject == "我妈"
    assert _heard("我姑娘前年大学毕业，雇了俩小姑娘")["jobs_created"].subject == "我女儿"
    assert _heard("我妈听人说的，我今年53")["age"].subject == "self"


def test_suppositions_are_asides() -> None:
    """What is only supposed is marked, so that it is not remembered as true."""
    assert _heard("如果招了5个人给多少")["hires"].aside
    assert _heard("要是我是脱贫户呢")["is_poverty_household"].aside


def test_bare_staff_number_answers_the_kind_of_employer() -> None:
    """Who does not know his size class but says how many people he employs has told the number of staff."""
    told = hearing().volunteered("三十人左右", ON, pending="企业规模").heard
    assert [item.fact for item in told] == ["参保职工人数"]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2019年专科2021年升本2023年毕业", 2023),
        ("2022年6月毕业2023年才拿到证", 2022),
        ("我2023年毕业，2024年开的店", 2023),
        ("去年刚毕业", 2025),
        ("我24年大专毕业，开了个店", 2024),
        ("20年高职毕业的", 2020),
        ("我22年从技校毕业", 2022),
    ],
)
def test_the_year_of_leaving_is_the_one_said_to_be(text: str, year: int) -> None:
    """Of several years the one that 毕业 goes with is that of leaving school."""
    value = _heard(text)["graduation_year"].value
    assert isinstance(value, Span)
    assert date(year, 1, 1).toordinal() <= value.lo <= value.hi <= date(year, 12, 31).toordinal()


def test_the_year_of_entry_is_not_the_year_of_leaving() -> None:
    """Who says when he came to university has not said when he left."""
    assert "graduation_year" not in _heard("我是2018年上的大学，现在没工作")


def test_a_level_is_no_part_of_a_longer_number() -> None:
    """15级本科生 entered in 2015 and has no certificate of level 5."""
    assert "certificate_level" not in _heard("我是15级本科生")
    assert "certificate_level" in _heard("考了5级工的证")


def test_money_for_something_else_is_no_insurance() -> None:
    """五年租金一次交了十万 tells a rent; that money was paid does not make it social insurance."""
    assert set(_heard("五年租金一次交了十万")) == {"rent_per_year"}


def test_a_rate_is_nobodys_state() -> None:
    """登记失业率 is a figure of a county; nobody is registered as unemployed by asking for it."""
    assert _heard("镇巴城镇登记失业率控制到百分之几") == {}


@pytest.mark.parametrize("text", ["公司一共28个人去年裁了两个", "公司28个人，去年裁了2个", "28个人裁了两个"])
def test_the_number_behind_its_word_is_the_one_meant(text: str) -> None:
    """How many were laid off stands behind 裁了; how many there are is no layoff."""
    assert _heard(text)["layoffs"].value == Span(2, 2)
