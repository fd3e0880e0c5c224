"""The scalar types of the field table: how each is written and what it is read as."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction

from bot.content.shapes import Word
from bot.model.conditions import Period

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
_PERIOD = re.compile(r"(?:(\d+)年)?(?:(\d+)个月)?(?:(\d+)[天日])?|(\d+)周?岁", re.ASCII)
MAX_DIGITS = 15
MAX_PERIOD_DIGITS = 5


def _text(text: str) -> str:
    return text.strip()


def _number(text: str) -> Fraction:
    if not _NUMBER.fullmatch(text) or len(text) > MAX_DIGITS:
        raise ValueError(text)
    return Fraction(text)


def _integer(text: str) -> int:
    number = _number(text)
    if number.denominator != 1:
        raise ValueError(text)
    return int(number)


def read_date(text: str) -> date:
    """A day written 2023-08-23; raises ValueError."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        raise ValueError(text)
    return date.fromisoformat(text)


def read_period(text: str) -> Period:
    """Calendar time written 12个月, 5年, 30天, 1年6个月, 半年 or 16岁; raises ValueError."""
    if text == "半年":
        return Period(months=6)
    found = _PERIOD.fullmatch(text)
    if not found or not text or any(len(run) > MAX_PERIOD_DIGITS for run in found.groups("")):
        raise ValueError(text)
    years, months, days, age = (int(run) for run in found.groups("0"))
    return Period(12 * (years + age) + months, days)


def read_share(text: str) -> Fraction:
    """A share written 60% or 2/3; raises ValueError."""
    if text.endswith("%"):
        return _number(text[:-1]) / 100
    top, slash, bottom = text.partition("/")
    if not slash or not bottom.isascii() or not bottom.isdigit() or int(bottom) == 0:
        raise ValueError(text)
    return _number(top) / _integer(bottom)


def _months(text: str) -> int:
    period = read_period(text)
    if period.days:
        raise ValueError(text)
    return period.months


def _year(text: str) -> int:
    if not re.fullmatch(r"(?:19|20)\d\d", text, re.ASCII):
        raise ValueError(text)
    return int(text)


def _loose_date(text: str) -> date:
    """A day, or a month or year standing for its first day (newspaper pages often print no more)."""
    parts = text.split("-")
    return read_date("-".join([*parts, "01", "01"][:3]))


def choice(*words: str) -> Word:
    """A word that must be one of these."""

    def parse(text: str) -> str:
        if text not in words:
            raise ValueError(text)
        return text

    return Word("、".join(words), parse, f"写成其中之一：{'、'.join(words)}", choices=words)


DAYS = "一二三四五六日"
NAMED_DAYS = tuple(f"周{day}" for day in DAYS)
"""Monday first."""


def read_clock(text: str) -> int:
    """A time of day written 8:30 as minutes since midnight, 24:00 included; raises ValueError."""
    found = re.fullmatch(r"(\d{1,2}):(\d{2})", text, re.ASCII)
    if not found or int(found[2]) > 59 or int(found[1]) * 60 + int(found[2]) > 24 * 60:
        raise ValueError(text)
    return int(found[1]) * 60 + int(found[2])


def read_weekdays(text: str) -> frozenset[int]:
    """Days written 周一至周五, 周六 or 每天 as 1 Monday … 7 Sunday; raises ValueError."""
    if text == "每天":
        return frozenset(range(1, 8))
    found = re.fullmatch(f"(?:周|星期)([{DAYS}])(?:[至到](?:周|星期)?([{DAYS}]))?", text)
    if not found:
        raise ValueError(text)
    first, last = DAYS.index(found[1]) + 1, DAYS.index(found[2] or found[1]) + 1
    if last < first:
        raise ValueError(text)
    return frozenset(range(first, last + 1))


def _within(lowest: int, highest: int) -> Callable[[str], Fraction]:
    """A reader of numbers between two bounds."""

    def parse(text: str) -> Fraction:
        number = _number(text)
        if not lowest <= number <= highest:
            raise ValueError(text)
        return number

    return parse


def _yes(text: str) -> bool:
    return {"是": True, "否": False}[text]


def _slug(text: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", text):
        raise ValueError(text)
    return text


def _code(text: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9_]*", text):
        raise ValueError(text)
    return text


def _policy_id(text: str) -> str:
    region, slash, rest = text.partition("/")
    for part in (region, *rest.split("--")):
        _slug(part)
    if not slash:
        raise ValueError(text)
    return text


TEXT = Word("文字", _text, "写一句话或一个词")
TEXT_OR_EMPTY = Word("文字，可空", _text, "写一个词，或留空引号", may_be_empty=True)
NAME = Word("词", _text, "写一个词；几个词用半角逗号分开：[甲, 乙]", listable=True)
DATE = Word("日期", read_date, "写成 2023-08-23", r"^\d{4}-\d{2}-\d{2}$")
LOOSE_DATE = Word("日期", _loose_date, "写成 2023-08-23；报道只知年月时写 2024-10 或 2024", r"^\d{4}(-\d{2}){0,2}$")
YES_NO = Word("是或否", _yes, "写 是 或 否", choices=("是", "否"))
NUMBER = Word("数字", _number, "写半角数字，不带单位和逗号，例如 3000 或 0.5", r"^-?\d+(\.\d+)?$")
INTEGER = Word("整数", _integer, "写半角整数，例如 30", r"^-?\d+$")
LATITUDE = Word("纬度", _within(3, 54), "写北纬度数，中国在 3 到 54 之间，例如 35.60", r"^\d+(\.\d+)?$")
LONGITUDE = Word("经度", _within(73, 136), "写东经度数，中国在 73 到 136 之间，例如 110.98", r"^\d+(\.\d+)?$")
CLOCK = Word("钟点", read_clock, "写成 8:30，半角冒号，二十四小时制", r"^\d{1,2}:\d{2}$")
WEEKDAY = choice(*NAMED_DAYS)
WEEKDAYS = Word("星期", read_weekdays, "写成 周一至周五、周六 或 每天")
YEAR = Word("年份", _year, "写四位年份，例如 2023", r"^(19|20)\d\d$")
SHARE = Word("比例", read_share, "写成 60% 或 2/3，用半角符号", r"^\d+(\.\d+)?%$|^\d+/\d+$")
PERIOD = Word(
    "时长", read_period, "写成 12个月、5年、30天 或 16岁，用半角数字", r"^(\d+(年|个月|天|日|岁|周岁))+$|^半年$"
)
MONTHS = Word("月数", _months, "写成 36个月 或 3年，用半角数字", r"^(\d+(年|个月))+$|^半年$")
SLUG = Word("代号", _slug, "用小写英文、数字和连字符，例如 startup-subsidy", r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")
CODE = Word("代号", _code, "用小写英文、数字和下划线，例如 jobs_created", r"^[a-z][a-z0-9_]*$")
POLICY_ID = Word("政策代号", _policy_id, "写成 地区/事项，例如 jishan/startup-subsidy", r"^[a-z0-9-]+/[a-z0-9-]+$")
