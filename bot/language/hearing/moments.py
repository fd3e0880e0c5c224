"""Days as people name them: 去年六月, 大前年, 零五年, 2021.6.30, 上个月, 三年前, 24届, 年底.

A vague name is every day it may mean. Two-digit years are read as the nearest past one.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from bot.language.hearing.beginnings import next_match
from bot.language.hearing.day_patterns import BEGINS, MARKED, MOMENT
from bot.language.hearing.day_words import CN, DAYS, PARTS, RELATIVE, SEASONS, SHIFTS
from bot.language.hearing.numerals import read
from bot.model.calendar import add_months
from bot.model.values import Span

_AHEAD = re.compile(r"(?:才|就要|要|再|能|就能|就)(?:能|要)?毕业")
_YEAR_MONTH = re.compile(r"([012]\d)\.(1[0-2]|0?[1-9])(?:开|办|注册|毕业|开业)的?")
_ENTRY = "级"


class Moment(NamedTuple):
    """The days first..last that a name may mean, and where the name stands.

    loose: two digits before 年 that may as well count years. entry: a school year of entry (18级).
    whole: only a year was named. ago: counted back from today.
    """

    first: int
    last: int
    start: int
    stop: int
    loose: bool = False
    entry: bool = False
    whole: bool = False
    ago: bool = False

    @property
    def span(self) -> Span:
        """The days meant."""
        return Span(self.first, self.last)


def moments(text: str, on: date) -> tuple[Moment, ...]:
    """Every day or stretch of days named in a text, in order."""
    short = _YEAR_MONTH.fullmatch(text)
    if short:
        first = date(near_year(int(short[1]), on), int(short[2]), 1).toordinal()
        return (Moment(first, add_months(first, 1) - 1, *short.span()),)
    if MARKED.search(text) is None:
        return ()
    told: list[Moment] = []
    at = 0
    while found := next_match(BEGINS, MOMENT, text, at):
        at = found.end()
        made = _make(found, on)
        if made is not None:
            told.append(made)
    return tuple(told)


def year_span(year: int) -> tuple[int, int]:
    """First and last day of a year."""
    return date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()


def near_year(two: int, on: date) -> int:
    """The year that two digits mean: at most six years ahead of the day, else in the last century."""
    year = on.year // 100 * 100 + two
    return year if year <= on.year + 6 else year - 100


def _make(found: re.Match[str], on: date) -> Moment | None:  # noqa: C901, PLR0911, PLR0912 - one branch a form of date
    start, stop = found.span()
    if found["ymd"]:
        return _named(int(found["ymd"]), int(found["nm"]), int(found["nd"] or 0), found)
    if found["packed"]:
        return _named(int(found["packed"][:4]), int(found["packed"][4:]), int(found["pd"] or 0), found)
    if found["or1"]:
        low, high = (near_year(_two(found[side]), on) for side in ("or1", "or2"))
        spanned = Moment(year_span(low)[0], year_span(high)[1], start, stop + 1)
        return spanned if low < high <= low + 3 else None
    if found["ago"]:
        return _ago(found, on)
    if found["shift"]:
        return _shifted(found, on)
    if found["near"]:
        low, high = DAYS[found["near"]]
        return Moment(on.toordinal() + low, on.toordinal() + high, start, stop)
    year = _year(found, on)
    month = _number(found["month"] or found["bare_month"])
    if year is None:
        # 1500年 has the form of a year (0708年 is one), but means none
        return _recent(found, month, on) if month or found["alone"] else None
    if not 1900 <= year <= 2100:
        return None
    if month:
        if found["lunar"] or found["lday"]:
            return _lunar(year, month, found)
        return _named(year, month, _number(found["day"]), found, part=found["part"])
    season = found["season"]
    if season:
        if season == "腊月":
            # The last month of a farmers' year lies mostly in the next year of the other; people mean either.
            return Moment(date(year, 1, 1).toordinal(), date(year + 1, 2, 10).toordinal(), start, stop)
        key = season if season in SEASONS else {"初": "年初", "中": "年中"}.get(season, "年底")
        return _seasonal(year, *SEASONS[key], found)
    if found["same"]:
        same = add_months(on.toordinal(), 12 * (year - on.year))
        return Moment(same, same, start, stop)
    first, last = (
        year_span(year - bool(found["about"]))[0],
        year_span(year + (9 if found["tens"] else bool(found["pair"] or found["about"])))[1],
    )
    if found["tens"] or found["pair"]:
        return Moment(first, last, start, stop + 1)
    ends = _year_end(found)
    pair = found["cn2"]
    # 七八年 counts seven or eight years unless something says that it is a date.
    counted = pair is not None and "一二三四五六七八九".find(pair[1]) - "一二三四五六七八九".find(pair[0]) == 1
    loose = (bool(found["two"]) or counted) and ends == "年" and not (found["two"] or "").startswith("0")
    return Moment(first, last, start, stop, loose=loose, entry=ends == _ENTRY, whole=True)


def _year_end(found: re.Match[str]) -> str:
    """The classifier after a year: 年, 届 or 级."""
    said = found[0].rstrip("的")
    return said[-1] if said else ""


def _year(found: re.Match[str], on: date) -> int | None:  # noqa: PLR0911 - one return a form of year
    if found["word"]:
        return on.year + RELATIVE[found["word"]]
    if found["full"]:
        return int(found["full"])
    if found["two"]:
        return near_year(int(found["two"]), on)
    if found["cn2"]:
        return near_year(int("".join(str(_digit(char)) for char in found["cn2"])), on)
    if found["tens"]:
        return near_year(10 * _digit(found["tens"]), on)
    if found["pair"]:
        pair = found["pair"] if found["pair"].isdecimal() else "".join(str(_digit(char)) for char in found["pair"])
        return near_year(int(pair[:2]), on) if int(pair[2:]) == int(pair[:2]) + 1 else None
    number = read(found["cn4"]) if found["cn4"] else None
    return int(number[0]) if number else None


def _digit(char: str) -> int:
    return int(char) if char.isdecimal() else max(0, CN.index(char) - 1)


def _two(pair: str) -> int:
    """The number of two digits, Chinese or not."""
    return int(pair) if pair.isdecimal() else 10 * _digit(pair[0]) + _digit(pair[1])


def _lunar(year: int, month: int, found: re.Match[str]) -> Moment:
    """A day or month of the farmers' calendar falls three to seven weeks later in the other one."""
    said = found["lday"] or ""
    low = high = _number(said.removeprefix("初").replace("廿", "二十")) if said else 0
    if not said:
        low, high = 1, 30
    first = date(year, month, 1).toordinal()
    return Moment(first + 19 + low, first + 50 + high, *found.span())


def _number(words: str | None) -> int:
    number = read(words) if words else None
    return int(number[0]) if number else 0


def _named(year: int, month: int, day: int, found: re.Match[str], part: str | None = None) -> Moment | None:
    length = monthrange(year, month)[1]
    if day > length:
        if found["packed"]:
            return None  # eight digits that are no day are rather no date at all
        day = 0  # 6月31号 is some day of June
    low, high = PARTS[part] if part else (day or 1, day or length)
    first, last = date(year, month, low), date(year, month, min(high, length))
    return Moment(first.toordinal(), last.toordinal(), *found.span())


def _seasonal(year: int, low: int, high: int, found: re.Match[str]) -> Moment:
    first, last = date(year, low, 1), date(year, high, monthrange(year, high)[1])
    return Moment(first.toordinal(), last.toordinal(), *found.span())


def _recent(found: re.Match[str], month: int, on: date) -> Moment | None:
    """A month or season without a year is the last one that has begun."""
    if month:
        year = on.year if month <= on.month or _AHEAD.match(found.string, found.end()) else on.year - 1
        return _named(year, month, _number(found["bare_day"]), found, part=found["bare_part"])
    low, high = SEASONS[found["alone"]]
    begun = low <= on.month or _AHEAD.match(found.string, found.end())
    return _seasonal(on.year if begun else on.year - 1, low, high, found)


def _shifted(found: re.Match[str], on: date) -> Moment | None:
    day = date.fromordinal(add_months(on.replace(day=1).toordinal(), SHIFTS[found["shift"]]))
    return _named(day.year, day.month, int(found["sday"] or 0), found, part=found["spart"])


def _ago(found: re.Match[str], on: date) -> Moment | None:
    half = found["ago"] == "半"
    number = (0.5, 0.5) if half else read(found["ago"].replace("半", "") or "零")
    if number is None or number[1] > 80 * 12 or found["ago"].startswith("半") != half:
        return None
    today, unit = on.toordinal(), found["unit"]
    if unit == "年" and not half:
        if number[1] > 80:
            return None
        first, last = (
            year_span(on.year - int(number[1]) - bool(found["over"]))[0],
            year_span(on.year - int(number[0]))[1],
        )
        return Moment(first, min(last, today), *found.span(), ago=True, whole=True)
    if unit in ("周", "个星期", "个礼拜", "天"):
        scale = 1 if unit == "天" else 7
        return Moment(
            today - int(number[1] * scale) - scale + 1, today - int(number[0] * scale), *found.span(), ago=True
        )
    months = [int(value * 12) if unit == "年" else int(value) for value in number]
    return Moment(add_months(today, -months[1] - 1) + 1, add_months(today, -months[0]), *found.span(), ago=True)
