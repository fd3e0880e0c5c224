"""School years: 应届, 往届, 24届, 18级, 大三在读, 刚毕业, 还没毕业.

A school year ends in the summer; who is in the third of four years leaves in the summer after next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bot.language.hearing.moments import Moment, year_span
from bot.model.calendar import FIRST_DAY
from bot.model.values import Span

_SCHOOL = re.compile(
    r"(?P<fresh>应届)|(?P<past>往届|历届)"
    r"|(?P<grade>(?:大|研|博|专科?|大专|本科)(?:[一二三四五]|[1-5])(?![\d零〇一二三四五六七八九]|千|万|百|十|个|大|样)(?:年级)?)(?!.{0,4}(?:的时候|那年))"
    r"|(?P<just>刚刚?(?:大学|大专|本科|中专|技校|从?学校|硕士|研究生)?(?:毕业|出校门|离校|毕了业|走出校门|出来)|才毕业|毕业(?:没多久|不久|没几天|没几个月))"
    r"|(?P<still>(?:还|尚)(?:没有?|未)毕业|还在(?:读|上学|念|学校)|在读|在校|(?<![初高小]中)(?<!小学)(?<!大学)(?<!不是)(?<!并非)没毕业(?!就|退|辍|出来)|未毕业|还上着学|正上着学)"
    r"|(?P<next>马上(?:就)?毕业|快毕业|即将毕业|准毕业生|要毕业了)"
)
_LONG = {"大": 4, "本科": 4, "研": 3, "博": 4, "专": 3, "专科": 3, "大专": 3}
_TURN = 9
"""A school year begins in September."""


def school_end(on: date) -> int:
    """The year in whose summer the present school year ends."""
    return on.year + (1 if on.month >= _TURN else 0)


def school_years(text: str, on: date) -> Iterator[tuple[Span, int, int]]:
    """The leaving days that school words mean, with where the words stand."""
    for found in _SCHOOL.finditer(text):
        span = _span(found, on, text)
        if span is not None:
            yield span, *found.span()


def _span(found: re.Match[str], on: date, text: str) -> Span | None:
    today = on.toordinal()
    if found["fresh"]:
        return Span(*year_span(on.year))
    if found["past"]:
        return Span(FIRST_DAY, year_span(on.year - 1)[1])
    if found["grade"]:
        words = found["grade"].removesuffix("年级")
        number = "一二三四五".find(words[-1]) + 1 or int(words[-1] if words[-1].isdecimal() else 0)
        # 大三 of three years is the last.
        long = 3 if words[0] == "大" and "专" in text else _LONG.get(words[:-1], 4)
        left = max(0, long - number)
        return Span(*year_span(school_end(on) + left))
    if found["just"]:
        # Before the summer the last to leave are those of the year before.
        return Span(year_span(on.year if on.month >= 6 else on.year - 1)[0], today)
    if found["still"]:
        return Span(today + 1, year_span(school_end(on) + 5)[1])
    return Span(today, year_span(school_end(on))[1])


def entered(moment: Moment, text: str) -> Span:
    """The leaving days of who entered in a year (18级): three years for 专科, four for 本科, else three to five."""
    year = date.fromordinal(moment.first).year
    short, long = (3, 3) if "专" in text else (4, 4) if "本科" in text else (3, 5)
    return Span(year_span(year + short)[0], year_span(year + long)[1])
