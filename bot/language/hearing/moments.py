"""Days as people name them: 去年六月, 大前年, 零五年, 2021.6.30, 上个月, 三年前, 24届, 年底.

A vague name is every day it may mean. Two-digit years are read as the nearest past one.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.language.hearing.numerals import read
from bot.model.calendar import add_months
from bot.model.values import Span

_CN = "零〇一二三四五六七八九"
_RELATIVE = {
    "大大前年": -4, "大前年": -3, "前年": -2, "去年": -1, "上年": -1, "头年": -1, "旧年": -1, "年时": -1,
    "今年": 0, "本年": 0, "明年": 1, "来年": 1, "后年": 2, "大后年": 3,
}  # fmt: skip
_SEASONS = {
    "上半年": (1, 6), "下半年": (7, 12), "年初": (1, 3), "开年": (1, 3), "年中": (5, 8),
    "年底": (11, 12), "年末": (11, 12), "年尾": (11, 12), "春天": (3, 5), "开春": (2, 4), "春上": (2, 5),
    "夏天": (6, 8), "夏里": (6, 8), "暑假": (7, 8), "秋天": (9, 11), "秋里": (9, 11), "冬天": (11, 12),
    "春节": (1, 2), "过年": (1, 2), "正月": (1, 3), "腊月": (1, 2), "过完年": (2, 3), "年后": (2, 3),
    "五一": (4, 5), "六一": (5, 6), "国庆": (9, 10), "中秋": (9, 10), "端午": (5, 6), "清明": (4, 4),
    "麦收": (5, 6), "收麦": (5, 6), "元旦": (1, 1), "毕业季": (6, 7),
}  # fmt: skip
_SHIFTS = {"上上个月": -2, "上个月": -1, "上月": -1, "这个月": 0, "本月": 0, "当月": 0, "下个月": 1, "下月": 1}
_DAYS = {
    "大前天": (-3, -3), "前天": (-2, -2), "昨天": (-1, -1), "昨日": (-1, -1),
    "今天": (0, 0), "今日": (0, 0), "明天": (1, 1), "上周": (-13, -1), "上星期": (-13, -1), "上礼拜": (-13, -1),
    "这周": (-6, 0), "前几天": (-9, -2), "前两天": (-3, -1),
}  # fmt: skip

_YEAR = (
    r"(?P<full>(?:19|20)\d\d)(?:年度?|届|级|(?![\d元块人个号万%]))"
    rf"|(?P<cn4>(?:[一二][{_CN}]{{3}}|两千(?:零[{_CN}]|[一二]十[{_CN}]?)?))(?:年度?|届|级)"
    rf"|(?<![\d.])(?P<two>\d\d)(?:年度?|届|级)|(?<![{_CN}十百千万])(?P<cn2>[{_CN}]{{2}})(?:年度?|届|级)"
    rf"|(?P<word>{'|'.join(sorted(_RELATIVE, key=len, reverse=True))})"
)
_MONTH = r"(?:(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?(?P<part>初|上旬|中旬|中|底|末|下旬)?)"
_DAY = r"(?:(?P<day>3[01]|[12]\d|0?[1-9]|[一二]?十[一二三四五六七八九]?|三十一?|[一二三四五六七八九])[号日])"
_BARE_MONTH = (_MONTH + _DAY + "?").replace("(?P<", "(?P<bare_")
_SEASON = "|".join(sorted(_SEASONS, key=len, reverse=True))
_MOMENT = re.compile(
    r"(?P<ago>[\d一二两三四五六七八九十几半]+)(?P<unit>年|个半月|个月|个星期|个礼拜|周|天)(?:多)?(?:以|之)?前"
    rf"|(?P<ymd>(?:19|20)\d\d)(?P<sep>[-./])(?P<nm>1[0-2]|0?[1-9])(?:(?P=sep)(?P<nd>3[01]|[12]\d|0?[1-9]))?(?!\d)"
    r"|(?<!\d)(?P<packed>(?:19[5-9]\d|20[0-4]\d)(?:0[1-9]|1[0-2]))(?P<pd>0[1-9]|[12]\d|3[01])?(?!\d)"
    rf"|(?:{_YEAR})的?(?:{_MONTH}{_DAY}?|(?P<season>{_SEASON}|初|底|末|尾|中)(?!学|专|级)|"
    rf"(?P<same>这会儿?|这时候|这个时候|现在|今天))?"
    rf"|{_BARE_MONTH}(?!\d)|(?<![一二两三四五六七八九十几半\d个])(?P<alone>{_SEASON})"
    rf"|(?P<shift>{'|'.join(sorted(_SHIFTS, key=len, reverse=True))})(?:的?(?P<sday>\d{{1,2}})[号日]|"
    rf"(?P<spart>初|中旬|中|底|末))?"
    rf"|(?P<near>{'|'.join(sorted(_DAYS, key=len, reverse=True))})"
)
_PARTS = {
    "初": (1, 10),
    "上旬": (1, 10),
    "中": (10, 20),
    "中旬": (10, 20),
    "底": (21, 31),
    "末": (21, 31),
    "下旬": (21, 31),
}
_ENTRY = "级"


@dataclass(frozen=True, slots=True)
class Moment:
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


def moments(text: str, on: date) -> Iterator[Moment]:
    """Every day or stretch of days named in a text, in order."""
    for found in _MOMENT.finditer(text):
        made = _make(found, on)
        if made is not None:
            yield made


def year_span(year: int) -> tuple[int, int]:
    """First and last day of a year."""
    return date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()


def near_year(two: int, on: date) -> int:
    """The year that two digits mean: at most six years ahead of the day, else in the last century."""
    year = on.year // 100 * 100 + two
    return year if year <= on.year + 6 else year - 100


def _make(found: re.Match[str], on: date) -> Moment | None:  # noqa: C901, PLR0911 - one branch a form of date
    start, stop = found.span()
    if found["ymd"]:
        return _named(int(found["ymd"]), int(found["nm"]), int(found["nd"] or 0), found)
    if found["packed"]:
        return _named(int(found["packed"][:4]), int(found["packed"][4:]), int(found["pd"] or 0), found)
    if found["ago"]:
        return _ago(found, on)
    if found["shift"]:
        return _shifted(found, on)
    if found["near"]:
        low, high = _DAYS[found["near"]]
        return Moment(on.toordinal() + low, on.toordinal() + high, start, stop)
    year = _year(found, on)
    month = _number(found["month"] or found["bare_month"])
    if year is None:
        return _recent(found, month, on)
    if not 1900 <= year <= 2100:
        return None
    if month:
        return _named(year, month, _number(found["day"]), found, part=found["part"])
    season = found["season"]
    if season:
        key = season if season in _SEASONS else {"初": "年初", "中": "年中"}.get(season, "年底")
        return _seasonal(year, *_SEASONS[key], found)
    if found["same"]:
        same = add_months(on.toordinal(), 12 * (year - on.year))
        return Moment(same, same, start, stop)
    first, last = year_span(year)
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


def _year(found: re.Match[str], on: date) -> int | None:
    if found["word"]:
        return on.year + _RELATIVE[found["word"]]
    if found["full"]:
        return int(found["full"])
    if found["two"]:
        return near_year(int(found["two"]), on)
    if found["cn2"]:
        return near_year(int("".join(str(max(0, _CN.index(char) - 1)) for char in found["cn2"])), on)
    number = read(found["cn4"]) if found["cn4"] else None
    return int(number[0]) if number else None


def _number(words: str | None) -> int:
    number = read(words) if words else None
    return int(number[0]) if number else 0


def _named(year: int, month: int, day: int, found: re.Match[str], part: str | None = None) -> Moment | None:
    length = monthrange(year, month)[1]
    if day > length:
        return None
    low, high = _PARTS[part] if part else (day or 1, day or length)
    first, last = date(year, month, low), date(year, month, min(high, length))
    return Moment(first.toordinal(), last.toordinal(), *found.span())


def _seasonal(year: int, low: int, high: int, found: re.Match[str]) -> Moment:
    first, last = date(year, low, 1), date(year, high, monthrange(year, high)[1])
    return Moment(first.toordinal(), last.toordinal(), *found.span())


def _recent(found: re.Match[str], month: int, on: date) -> Moment | None:
    """A month or season without a year is the last one that has begun."""
    if month:
        year = on.year if month <= on.month else on.year - 1
        return _named(year, month, _number(found["bare_day"]), found, part=found["bare_part"])
    low, high = _SEASONS[found["alone"]]
    return _seasonal(on.year if low <= on.month else on.year - 1, low, high, found)


def _shifted(found: re.Match[str], on: date) -> Moment | None:
    day = date.fromordinal(add_months(on.replace(day=1).toordinal(), _SHIFTS[found["shift"]]))
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
        first, last = year_span(on.year - int(number[1]))[0], year_span(on.year - int(number[0]))[1]
        return Moment(first, min(last, today), *found.span(), ago=True, whole=True)
    if unit in ("周", "个星期", "个礼拜", "天"):
        scale = 1 if unit == "天" else 7
        return Moment(
            today - int(number[1] * scale) - scale + 1, today - int(number[0] * scale), *found.span(), ago=True
        )
    months = [int(value * 12) if unit == "年" else int(value) for value in number]
    return Moment(add_months(today, -months[1] - 1) + 1, add_months(today, -months[0]), *found.span(), ago=True)
