"""Elapsed time as people say it: 十三个半月, 一年多, 快一年了, 9个月零几天, 两年半, 刚满一年.

A lapse is kept in completed months, or in days where only days were said.
"""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from bot.language.hearing.amounts import ALMOST, LIMIT, hedge_before, vague
from bot.language.hearing.beginnings import next_match
from bot.language.hearing.numerals import CHARS, NUMERAL, read
from bot.model.calendar import FIRST_DAY, add_months
from bot.model.values import Span

_N = NUMERAL
_MORE = "(?:多|过|零|挂)几天|多一点点|多一点儿?|多点儿?|多|余|来(?!年)|出头|挂零|零几个?月|零点"
_AFTER = (
    r"差一?点儿?|差点儿?|左右|上下|以上|往上|"
    r"以内|之内|内|以下|还不到|都不到|不到(?![\d一二两三四五六七八九十])|都没.{0,2}[满到够]|都不够|有余|出头|还多|多"
)
_MANY = r"(?<![\d年.点])(?:1[3-9]|[2-9]\d|十[三四五六七八九]|[二三四五]十[一二三四五六七八九]?)"
"""13月 names no month, so that it counts them."""
_LAPSE = re.compile(
    rf"(?P<span>一年半载|半拉年|年把|个把月|大半年|小半年|半年多|多半年|半年|半个[多来]?月|一个来月|"
    rf"(?<![一二三四五六七八九])好几年|好几个月)(?P<sa>{_AFTER})?"
    rf"|(?P<y>{_N})(?P<ym>多|来|几)?(?:个?(?:周年|整年|年头)|年(?![底初末]))(?P<ya>半多?|{_MORE})?"
    rf"(?:零|又|加|外加|带|过|另)?(?:(?P<m>{_N})(?:个半月|个多月|个来月|个月|月)(?!份|底|初|毕业|"
    rf"\d))?(?P<after>{_AFTER})?"
    rf"|(?P<om>{_N})(?P<omx>多|来)?(?P<half>个半|个多|个来|个整|个)月(?!嫂)(?:(?P<oma>{_MORE}|{_AFTER}|"
    rf"过几天)|零?\d+天|零?[一二三四五六七八九十]+天)?"
    rf"|(?P<q>{_N})个?季度(?P<qa>{_AFTER})?|(?P<om2>[俩仨]|十[俩仨]|{_MANY})月(?!份|[租底初付结薪供毕])"
    rf"|(?P<d>{_N})(?P<dm>多|来)?(?:(?P<week>个?多?(?:星期|礼拜)|周(?!岁|年|围|边))|天(?!津|水|镇))(?P<da>{_AFTER})?"
)
_RANGE = re.compile(
    rf"(?P<a>{_N})(?P<ux>个?月|年)?(?:到|至|-|~|—|或者|或)(?P<b>{_N})(?:(?P<m>个(?:半)?月)|"
    rf"(?P<y>年))(?P<after>{_AFTER})?"
)
MARKS = re.compile("[年月季周天星礼]")
"""One of these is in every stretch of time: cheaper to look for than the whole."""
_BEGINS = re.compile(rf"[\d{CHARS}半年个大小多好]")
"""How every stretch of time begins."""
TO = re.compile("[到至~—或-]")
"""One of these is in every range."""
_FIXED = {
    "一年半载": (6, 12),
    "年把": (10, 20),
    "半拉年": (5, 7),
    "个把月": (1, 2),
    "大半年": (7, 11),
    "多半年": (7, 11),
    "小半年": (4, 6),
    "半年多": (6, 9),
    "半年": (6, 6),
    "一个来月": (0, 1),
    "好几年": (36, 119),
    "好几个月": (3, 9),
}
_FULL = re.compile(r"(?:满|够|足足?)(?:了)?$")


class Lapse(NamedTuple):
    """Completed months (or days, when in_days) lo..hi since something began; hi LIMIT is open.

    years: only whole years were said, so that the months are anybody's guess for old events.
    """

    lo: int
    hi: int
    in_days: bool
    years: bool
    start: int
    stop: int

    def since(self, on: int) -> Span:
        """The days on which it may have begun, seen from a day."""
        if self.in_days:
            return Span(max(FIRST_DAY, on - self.hi) if self.hi < LIMIT else FIRST_DAY, on - self.lo)
        last = add_months(on, -self.lo)
        first = FIRST_DAY if self.hi >= 1200 else add_months(on, -(self.hi + 1)) + 1
        return Span(min(first, last), last)


def lapses(text: str) -> tuple[Lapse, ...]:
    """Every stretch of time in a text, in order."""
    if MARKS.search(text) is None:
        return ()
    told: list[Lapse] = []
    at = 0
    ranges = TO.search(text) is not None
    while at < len(text):
        ranged, found = _RANGE.search(text, at) if ranges else None, next_match(_BEGINS, _LAPSE, text, at)
        if ranged and (found is None or ranged.start() <= found.start()):
            made, at = _ranged(ranged), ranged.end()
        elif found:
            made, at = _make(text, found), max(found.end(), found.start() + 1)
        else:
            break
        if made is not None:
            told.append(made)
    return tuple(told)


def _hedged(lo: float, hi: float, hedge: str, found: re.Match[str], *, years: bool = False) -> Lapse:
    """Months with a hedge, as completed months."""
    slack = 0.0 if hi < 2 else max(1.0, math.ceil(hi / 12)) * (2 if ALMOST.fullmatch(hedge) else 1)
    least, most, _, hi_open = vague(lo, hi, hedge, slack) if hedge else (lo, hi, False, False)
    if hedge in ("多", "余", "出头", "有余", "还多"):
        least, most = lo, hi
    top = math.ceil(most) - 1 if hi_open else math.floor(most)
    base = math.ceil(least) if least < lo else math.floor(least)
    return Lapse(max(0, min(base, top)), max(0, min(int(LIMIT), top)), False, years, *found.span())


def _ranged(found: re.Match[str]) -> Lapse | None:
    first, second = read(found["a"]), read(found["b"])
    if first is None or second is None:
        return None
    scale = 12 if found["y"] else 1
    before = 12 if found["ux"] == "年" else scale
    lo, hi = first[0] * before, second[1] * scale
    if lo > hi:
        return None
    half = 0.5 if found["m"] and "半" in found["m"] else 0.0
    return _hedged(lo, hi + half, "", found)


def _make(text: str, found: re.Match[str]) -> Lapse | None:
    before = hedge_before(text, found.start())
    if found["span"]:
        return _fixed(found, found["sa"] or before)
    if found["y"]:
        return _years(text, found, before)
    if found["om"]:
        return _months(found, before)
    if found["q"] or found["om2"]:
        number, size = read(found["q"] or found["om2"]), 3 if found["q"] else 1
        hedge = found["qa"] or before
        return _hedged(number[0] * size, number[1] * size, hedge, found) if number and number[1] < 200 else None
    if found["d"]:
        return _days(found, before)
    return None


def _fixed(found: re.Match[str], hedge: str) -> Lapse:
    word = found["span"]
    if word.startswith("半个"):
        return Lapse(10, 20 if "多" in word else 18, True, False, *found.span())
    lo, hi = _FIXED[word]
    if lo != hi:
        return Lapse(lo, hi, False, False, *found.span())
    if hedge in ("多", "出头", "有余", "还多"):
        hi, hedge = hi + 3, ""
    return _hedged(lo, hi, hedge, found)


def _years(text: str, found: re.Match[str], before: str) -> Lapse | None:  # noqa: C901, PLR0912 - one branch a suffix
    number = read(found["y"])
    if number is None or number[0] > 80:
        return None
    lo, hi = number[0] * 12, number[1] * 12
    if text[: found.start()].endswith("第") and not found["m"]:
        # 第三年 has begun and is not complete.
        return Lapse(max(0, int(lo) - 12), int(hi) - 1, False, False, *found.span())
    after, extra = found["ya"] or "", found["ym"] or ""
    hedge, years = found["after"] or before, True
    if found["m"]:
        months = read(found["m"])
        if months is None:
            return None
        return _hedged(lo + months[0], hi + months[1], hedge, found)
    if extra in ("多", "几"):
        hi += (10 if hi >= 120 else 1) * 12 - 1
    elif extra == "来":
        lo, hi = lo * 0.9, hi * 1.3
    elif after.startswith("半"):
        lo, hi, years = lo + 6, hi + 6, False
        hi += 3 if after == "半多" else 0
    elif after == "来":
        lo, hi, years = lo - max(2, lo // 10), hi + max(2, hi // 5), False
    elif after.startswith("零几个"):
        lo, hi, years = lo + 1, hi + 9, False
    elif after.startswith(("多点", "多一点", "出头", "挂零")):
        hi, years = hi + max(2, hi // 20), False
    elif after in ("多", "余") or hedge in ("多", "有余", "还多"):
        hi, hedge = hi + 11, ""
    elif after.startswith("零") or after.endswith("几天"):
        years = False
    elif _FULL.search(text[: found.start()]) and not hedge:
        hi += 11
    return _hedged(lo, hi, hedge, found, years=years and not hedge)


def _months(found: re.Match[str], before: str) -> Lapse | None:
    number = read(found["om"])
    if number is None or number[1] > 960:
        return None
    lo, hi = number
    if found["omx"] == "多":
        hi += 9 if hi >= 10 else 0
    elif found["omx"] == "来":
        lo, hi = lo * 0.9, hi * 1.3
    after = found["oma"] or ""
    hedge = (
        "" if after.startswith("零") or after.endswith("几天") or after in ("多", "过几天", "出头") else after or before
    )
    if found["half"] == "个来":
        lo, hedge = lo - 1, ""
    return _hedged(
        lo + (0.5 if found["half"] == "个半" else 0), hi + (0.5 if found["half"] == "个半" else 0), hedge, found
    )


def _days(found: re.Match[str], before: str) -> Lapse | None:
    number = read(found["d"])
    if number is None or number[1] > 30_000:
        return None
    scale = 7 if found["week"] else 1
    lo, hi = number[0] * scale, number[1] * scale + (scale - 1)
    hedge = found["dm"] or found["da"] or before
    least, most, _, hi_open = vague(lo, hi, hedge, float(scale)) if hedge else (lo, hi, False, False)
    top = math.floor(most) - (1 if hi_open else 0)
    return Lapse(max(0, math.floor(least)), max(0, min(int(LIMIT), top)), True, False, *found.span())
