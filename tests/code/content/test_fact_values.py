"""Fact values are read exactly as they are meant, and written back so that nothing is lost."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.build_facts import DAYS, RATES
from bot.content.fact_values import json_value, parse_value
from bot.model.errors import BadFacts
from bot.model.facts import Fact, FactType, Option
from bot.model.problems import Place
from bot.model.values import Span, exactly, truth

ON = date(2026, 11, 20)
days = st.dates(date(1990, 1, 1), date(2060, 12, 31))


def fact(kind: FactType, **more: object) -> Fact:
    """A declared fact of a type."""
    domain = DAYS if kind.is_day else RATES if kind is FactType.RATE else Span(0, 1000)
    given_fields: dict[str, object] = {"domain": domain} | more
    return Fact("甲", "first", kind, "问？", "问？", Place("f"), **given_fields)  # type: ignore[arg-type]


def days_of(first: date, last: date) -> Span:
    return Span(first.toordinal(), last.toordinal())


def test_thirteen_months_is_a_start_within_one_month() -> None:
    """13个月 on a day means a start after fourteen months before and up to thirteen months before."""
    assert parse_value(fact(FactType.DURATION), "13个月", ON) == days_of(date(2025, 9, 21), date(2025, 10, 20))


def test_a_range_of_months_covers_both_ends() -> None:
    """A range from 12 to 14 months begins where 14 months may have begun and ends where 12 may have."""
    value = parse_value(fact(FactType.DURATION), {"最小": "12个月", "最大": "14个月"}, ON)
    assert value == days_of(date(2025, 8, 21), date(2025, 11, 20))


def test_an_age_is_a_year_of_birthdays() -> None:
    """Somebody aged 22 was born after 23 years before today and up to 22 years before."""
    assert parse_value(fact(FactType.AGE), 22, ON) == days_of(date(2003, 11, 21), date(2004, 11, 20))


@pytest.mark.parametrize(
    ("raw", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        (2024, date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-07-01", date(2024, 7, 1), date(2024, 7, 1)),
        ({"min": 2020, "max": "2022-03"}, date(2020, 1, 1), date(2022, 3, 31)),
    ],
)
def test_dates_may_be_vague(raw: object, first: date, last: date) -> None:
    """A year or a month stands for all of its days."""
    assert parse_value(fact(FactType.DATE), raw, ON) == days_of(first, last)


def test_plain_values() -> None:
    """Yes and no, options by value, wording or synonym, counts with their unit, and rates in percent."""
    shop = fact(FactType.CHOICE, options=(Option("个体工商户", "个体户", ("小店",)), Option("企业", "公司")))
    assert parse_value(fact(FactType.BOOL), "是", ON) == parse_value(fact(FactType.BOOL), True, ON) == truth(True)
    assert parse_value(shop, "小店", ON) == exactly("个体工商户")
    assert parse_value(fact(FactType.COUNT, unit="人"), "3人", ON) == Span(3, 3)
    assert parse_value(fact(FactType.RATE), "5.25%", ON) == Span(525, 525)
    assert parse_value(fact(FactType.COUNT), {"min": 2, "max": None}, ON) == Span(2, 1000)


@pytest.mark.parametrize("raw", [None, "不知道", "null"])
def test_not_knowing_is_no_value(raw: object) -> None:
    """不知道 and null say nothing."""
    assert parse_value(fact(FactType.COUNT), raw, ON) is None


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        (FactType.BOOL, "也许"),
        (FactType.BOOL, 2),
        (FactType.CHOICE, "别的"),
        (FactType.COUNT, "两个"),
        (FactType.COUNT, 1.5),
        (FactType.COUNT, 2000),
        (FactType.COUNT, -1),
        (FactType.COUNT, True),
        (FactType.COUNT, {"min": 5, "max": 2}),
        (FactType.COUNT, {"大": 2}),
        (FactType.RATE, "5.555%"),
        (FactType.RATE, "101%"),
        (FactType.DATE, "2024-13"),
        (FactType.DATE, "昨天"),
        (FactType.DURATION, "很久"),
        (FactType.AGE, "二十"),
    ],
)
def test_a_bad_value_is_named(kind: FactType, raw: object) -> None:
    """A value that cannot be used is refused with the fact, the value and how to write it."""
    with pytest.raises(BadFacts, match="「甲」"):
        parse_value(fact(kind), raw, ON)


def test_an_age_beyond_the_declared_range_is_refused() -> None:
    """An age outside 范围 is a slip of the pen, not a person."""
    with pytest.raises(BadFacts, match="范围"):
        parse_value(fact(FactType.AGE, limits=Span(0, 110)), 200, ON)


@given(
    kind=st.sampled_from(FactType),
    raw=st.one_of(st.text(), st.integers(), st.floats(), st.lists(st.text()), st.dictionaries(st.text(), st.text())),
)
def test_reading_fails_only_as_bad_facts(kind: FactType, raw: object) -> None:
    """Whatever a caller sends, the answer is a value, nothing, or BadFacts."""
    declared = fact(kind, options=(Option("一", "一"),))
    with suppress(BadFacts):
        value = parse_value(declared, raw, ON)
        assert value is None or isinstance(value, frozenset if kind.is_options else Span)


@given(on=days, low=st.integers(0, 300), more=st.integers(0, 60), kind=st.sampled_from(FactType))
def test_what_is_written_back_reads_the_same(on: date, low: int, more: int, kind: FactType) -> None:
    """The JSON form of a value means the same value on the same day."""
    if kind.is_options:
        return
    declared = fact(kind)
    oldest = 89  # whom a calendar that begins in 1900 holds on every day tried
    ends: dict[str, object] = {"min": low % (oldest + 1), "max": min(low % (oldest + 1) + more, oldest)}
    if kind is FactType.DATE:
        ends = {"min": (on - timedelta(days=low + more)).isoformat(), "max": (on - timedelta(days=low)).isoformat()}
    value = parse_value(declared, ends, on)
    assert value is not None
    assert parse_value(declared, json_value(declared, value, on), on) == value


@given(on=days, months=st.integers(0, 400))
def test_spans_of_months_follow_one_another(on: date, months: int) -> None:
    """Every start day has exactly one number of whole months: the spans of n and n + 1 months touch."""
    declared = fact(FactType.DURATION)
    shorter, longer = (parse_value(declared, f"{count}个月", on) for count in (months, months + 1))
    assert isinstance(shorter, Span)
    assert isinstance(longer, Span)
    assert longer.hi == shorter.lo - 1
    assert json_value(declared, shorter, on) == months


def test_the_end_of_a_short_month_completes_a_long_one() -> None:
    """On 28 February a start on 31 January is one month ago, as the engine counts it."""
    value = parse_value(fact(FactType.DURATION), "1个月", date(2026, 2, 28))
    assert value == days_of(date(2026, 1, 1), date(2026, 1, 31))
