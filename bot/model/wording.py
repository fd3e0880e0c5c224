"""How values are said in Chinese: days, months, money, sets of options."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from bot.model.calendar import add_months
from bot.model.facts import RATE_SCALE, Fact, FactType
from bot.model.values import Span, Value
from bot.model.verdicts import Amount, Verdict

WAN = 10_000
YEAR, LONG = 12, 24
"""Months of a year, and from how many on a length of time is said in years if it has no odd months."""

VERDICTS: Mapping[str, str] = {
    Verdict.ELIGIBLE: "符合",
    Verdict.INELIGIBLE: "不符合",
    Verdict.NEEDS_FACTS: "待补充信息",
    Verdict.NEEDS_OFFICE: "待部门核验",
    Verdict.NOT_YET: "未开始",
    Verdict.EXPIRED: "已到期",
    Verdict.NOT_HERE: "本地无此政策",
}
"""Verdicts as officers write and read them."""


def show_number(number: Fraction) -> str:
    """A number as people write it: whole if it can be, round tens of thousands as 万, 约 where it is rounded."""
    if number >= WAN and (number / 1000).denominator == 1:
        return f"{show_number(number / WAN)}万"
    if number.denominator == 1:
        return str(number.numerator)
    for digits in (1, 2):
        if (number * 10**digits).denominator == 1:
            return f"{float(number):.{digits}f}"
    return f"约{float(number):.2f}"


def show_share(share: Fraction) -> str:
    """A share as 60% where that is exact to a tenth of a percent, else as 2/3."""
    percent = share * 100
    if (percent * 10).denominator == 1:
        return f"{show_number(percent)}%"
    return f"{share.numerator}/{share.denominator}"


def show_day(day: date) -> str:
    """A day as 2023年8月23日."""
    return f"{day.year}年{day.month}月{day.day}日"


def months_between(first: date, last: date) -> int:
    """Whole months completed from first to last, as the engine counts month ends; negative if last is earlier."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return months - (add_months(first.toordinal(), months) > last.toordinal())


def _range(lo: str, hi: str) -> str:
    return lo if lo == hi else f"{lo}到{hi}"


def _show_days(fact: Fact, value: Span, on: date) -> str:
    first, last = date.fromordinal(value.lo), date.fromordinal(value.hi)
    if fact.type is FactType.DURATION:
        longest, shortest = months_between(first, on), months_between(last, on)
        if shortest >= LONG and not shortest % YEAR and not longest % YEAR:
            return _range(str(shortest // YEAR), str(longest // YEAR)) + "年"
        return _range(str(shortest), str(longest)) + "个月"
    if fact.type is FactType.AGE:
        return _range(str(months_between(last, on) // 12), str(months_between(first, on) // 12)) + "岁"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return _range(f"{first.year}年", f"{last.year}年")
    if first == last:
        return show_day(first)
    return _range(f"{first.year}年{first.month}月", f"{last.year}年{last.month}月")


def show_value(fact: Fact, value: Value, on: date) -> str:
    """What is known about a fact, said to a person on a day."""
    if isinstance(value, Span):
        if fact.type.is_day:
            return _show_days(fact, value, on)
        if fact.type is FactType.RATE:
            lo, hi = Fraction(value.lo, RATE_SCALE), Fraction(value.hi, RATE_SCALE)
            return _range(show_number(lo), show_number(hi)) + "%"
        lo_text = show_number(Fraction(value.lo))
        if value.hi >= fact.domain.hi > value.lo:
            return f"{lo_text}{fact.unit}以上"
        return _range(lo_text, show_number(Fraction(value.hi))) + fact.unit
    texts = {option.value: option.text for option in fact.options}
    return "或".join(texts.get(option, option) for option in sorted(value))


def show_person(facts: Mapping[str, Fact], known: Mapping[str, Value], on: date) -> str:
    """Somebody on a day, in one line: 2026年11月20日，首次创业第一次，经营时长11个月."""
    told = [f"{name}{show_value(facts[name], value, on)}" for name, value in known.items()]
    return "，".join((show_day(on), *told))


def show_amount(amount: Amount) -> str:
    """A sum or a range with its unit."""
    return _range(show_number(amount.low), show_number(amount.high)) + amount.unit
