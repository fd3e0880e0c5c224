"""Reads fact values as officers, forms and the JSON interface write them, and writes them back.

A duration or an age is kept as the span of days it may have started on: 13 whole months on day D
means a start in (D - 14 months, D - 13 months], where a month from the 31st is complete at the end of a shorter
month. See bot.model.values for the units of spans.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from bot.content.words import read_date, read_period
from bot.model.calendar import last_start, shift
from bot.model.conditions import Period
from bot.model.errors import BadFacts
from bot.model.facts import RATE_SCALE, Fact, FactType
from bot.model.values import Span, Value, exactly, truth

YES_WORDS = frozenset({"是", "true", "有"})
NO_WORDS = frozenset({"否", "false", "没有"})
UNKNOWN_WORDS = frozenset({"不知道", "null", ""})
_LOW, _HIGH = ("最小", "min"), ("最大", "max")
_NUMBER = re.compile(r"-?\d{1,12}(?:\.\d{1,4})?", re.ASCII)

HOW = {
    FactType.BOOL: "写 是、否 或 不知道",
    FactType.CHOICE: "写一个选项",
    FactType.COUNT: "写整数，例如 3，或 {最小: 2, 最大: 5}",
    FactType.MONEY: "写整数元，例如 3000，或 {最小: 2000, 最大: 5000}",
    FactType.RATE: "写百分数，例如 5.2%，最多两位小数",
    FactType.DATE: "写 2024、2024-07 或 2024-07-01",
    FactType.DURATION: "写 13个月、2年，或 {最小: 12个月, 最大: 14个月}",
    FactType.AGE: "写周岁，例如 22，或 {最小: 20, 最大: 25}",
}


def parse_value(fact: Fact, raw: object, on: date) -> Value | None:
    """What a written value says about a fact on that day; None for 不知道 and null.

    raw: text, number, true or false, a list of options, or a map with 最小/最大 or min/max.
    Raises BadFacts naming the fact, the value and how to write it.
    """
    if raw is None or (isinstance(raw, str) and raw.strip() in UNKNOWN_WORDS):
        return None
    try:
        value = _parse(fact, raw, on)
    except (ValueError, KeyError, ArithmeticError) as error:
        how = HOW[fact.type]
        if fact.limits is not None:
            how += f"，范围 {fact.limits.lo} 到 {fact.limits.hi}"
        if fact.type is FactType.CHOICE:
            how += f"：{'、'.join(option.value for option in fact.options)}"
        raise BadFacts(f"事实「{fact.name}」不能是「{_shown(raw)}」。{how}。") from error
    if isinstance(value, Span) and (value.lo < fact.domain.lo or value.hi > fact.domain.hi):
        inside = value.meets(fact.domain) if fact.type.is_day else None
        if inside is None:
            raise BadFacts(f"事实「{fact.name}」的值「{_shown(raw)}」超出可能的范围。{HOW[fact.type]}。")
        return inside
    return value


def _shown(raw: object) -> str:
    return str(raw)[:60]


def _parse(fact: Fact, raw: object, on: date) -> Value:
    if fact.type is FactType.BOOL:
        return _truth(raw)
    if fact.type is FactType.CHOICE:
        several = raw if isinstance(raw, list | tuple) else [raw]
        return frozenset().union(*(_option(fact, one) for one in several)) if several else _fail(raw)
    return _range(fact, raw, on) if isinstance(raw, Mapping) else _span(fact, raw, on)


def _fail(raw: object) -> Value:
    raise ValueError(raw)


def _truth(raw: object) -> Value:
    if isinstance(raw, bool):
        return truth(raw)
    word = str(raw).strip().lower()
    if word in YES_WORDS or word in NO_WORDS:
        return truth(word in YES_WORDS)
    raise ValueError(raw)


def _option(fact: Fact, raw: object) -> frozenset[str]:
    word = str(raw).strip()
    for option in fact.options:
        if word in (option.value, option.text, *option.synonyms):
            return exactly(option.value)
    raise ValueError(raw)


def _range(fact: Fact, raw: Mapping[object, object], on: date) -> Span:
    """A map of a least and a greatest value; a missing or null side is open."""
    if not set(raw) <= {*_LOW, *_HIGH}:
        raise ValueError(raw)
    ends = [next((raw[key] for key in keys if raw.get(key) is not None), None) for keys in (_LOW, _HIGH)]
    spans = [None if end is None else _span(fact, end, on) for end in ends]
    if not any(spans):
        raise ValueError(raw)
    if fact.type in (FactType.DURATION, FactType.AGE):
        spans.reverse()  # the longer it has lasted, the earlier it began
    low, high = spans
    return Span(fact.domain.lo if low is None else low.lo, fact.domain.hi if high is None else high.hi)


def _span(fact: Fact, raw: object, on: date) -> Span:
    if isinstance(raw, date):
        raw = raw.isoformat()
    text = str(raw).strip()
    if fact.type is FactType.DATE:
        return _calendar(text)
    if fact.type is FactType.AGE:
        age = read_period(text if text.endswith("岁") else f"{text}岁")
        _check_limits(fact, age.months // 12)
        return _since(on, age, Period(months=12))
    if fact.type is FactType.DURATION:
        if re.fullmatch(r"\d{4}-\d\d(-\d\d)?", text):
            return _calendar(text)
        period = read_period(f"{text}个月" if text.isdigit() else text)
        _check_limits(fact, period.months)
        return _since(on, period, Period(days=1) if period.days else Period(months=1))
    number = _number(text, fact)
    scaled = number * RATE_SCALE if fact.type is FactType.RATE else number
    if scaled.denominator != 1:
        raise ValueError(raw)
    return Span(int(scaled), int(scaled))


def _check_limits(fact: Fact, count: int) -> None:
    """Refuse an age or a duration that nobody has."""
    if fact.limits is not None and not fact.limits.lo <= count <= fact.limits.hi:
        raise ValueError(f"{count} 超出范围")


def _number(text: str, fact: Fact) -> Fraction:
    bare = text.removesuffix("%" if fact.type is FactType.RATE else fact.unit or "").strip()
    if not _NUMBER.fullmatch(bare):
        raise ValueError(text)
    return Fraction(bare)


def _calendar(text: str) -> Span:
    """A whole year, a whole month or one day."""
    if re.fullmatch(r"\d{4}", text, re.ASCII):
        return Span(date(int(text), 1, 1).toordinal(), date(int(text), 12, 31).toordinal())
    if re.fullmatch(r"\d{4}-\d{2}", text, re.ASCII):
        first = read_date(f"{text}-01")
        return Span(first.toordinal(), shift(first.toordinal(), Period(months=1), 1) - 1)
    day = read_date(text).toordinal()
    return Span(day, day)


def _since(on: date, period: Period, step: Period) -> Span:
    """The days on which something began that has now lasted this long, but not one step longer."""
    longer = Period(period.months + step.months, period.days + step.days)
    return Span(last_start(on.toordinal(), longer) + 1, last_start(on.toordinal(), period))


def json_value(fact: Fact, value: Value, on: date) -> object:
    """The value in plain JSON: true/false, an option (or a list of those left), a number, or {"min", "max"}.

    Dates are a year when they span exactly one, else ISO; durations whole months, ages years, rates percent.
    A side that nothing bounds is null.
    """
    if not isinstance(value, Span):
        if fact.type is FactType.BOOL:
            return None if len(value) != 1 else next(iter(value)) in YES_WORDS
        return next(iter(value)) if len(value) == 1 else sorted(value)
    low, high = _ends(fact, value, on)
    return low if low == high else {"min": low, "max": high}


def _ends(fact: Fact, value: Span, on: date) -> tuple[object, object]:
    open_low, open_high = value.lo <= fact.domain.lo < value.hi, value.hi >= fact.domain.hi > value.lo
    if not fact.type.is_day:
        low, high = (_plain(fact, end) for end in (value.lo, value.hi))
        return low, None if open_high else high
    first, last = date.fromordinal(value.lo), date.fromordinal(value.hi)
    if fact.type is not FactType.DATE:
        unit = 12 if fact.type is FactType.AGE else 1
        least, most = (max(0, _completed(end, on) // unit) for end in (value.hi, value.lo))
        return least, None if open_low else most
    low_text: object = first.isoformat()
    high_text: object = last.isoformat()
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        low_text, high_text = first.year, last.year
    elif first.day == 1 and shift(value.lo, Period(months=1), 1) == value.hi + 1:
        low_text = high_text = first.isoformat()[:7]
    return None if open_low else low_text, None if open_high else high_text


def _completed(start: int, on: date) -> int:
    """Whole months completed from a day until another; none while it is still to come."""
    begun = date.fromordinal(start)
    months = max(0, (on.year - begun.year) * 12 + on.month - begun.month)
    return months if start <= last_start(on.toordinal(), Period(months=months)) else max(0, months - 1)


def _plain(fact: Fact, number: int) -> int | float:
    if fact.type is FactType.RATE:
        return number // RATE_SCALE if number % RATE_SCALE == 0 else number / RATE_SCALE
    return number
