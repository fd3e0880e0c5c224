"""The form of every name of a day or of a stretch of days, and what tells that a text may hold one."""

from __future__ import annotations

import re

from bot.language.hearing.day_words import CN, DAYS, MARKS, RELATIVE, SEASON, SEASONS, SHIFTS

_YEAR = (
    r"(?P<full>(?:19|20)\d\d)(?:年度?|届|级|(?![\d元块人个号万%]))"
    rf"|(?P<cn4>(?:[一二][{CN}]{{3}}|两千(?:零[{CN}]|[一二]十[{CN}]?)?))(?:年度?|届|级)"
    rf"|(?<![\d.])(?P<two>\d\d)(?:年度?|届|级)|(?<![{CN}十百千万])(?P<cn2>[{CN}]{{2}})(?:年度?|届|级)"
    rf"|(?<![{CN}十百千万两几\d])(?P<word>{'|'.join(sorted(RELATIVE, key=len, reverse=True))})"
    rf"|(?<![{CN}十百千万两好几\d])(?P<tens>[{CN}\d])几(?=年)|(?P<pair>[{CN}]{{4}}|(?!19|20)\d{{4}})(?=年)"
)
_MONTH = (
    r"(?:(?P<lunar>农历|阴历|旧历)?(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?"
    r"(?P<part>初|上旬|中旬|中|底|末|下旬)?)"
)
_DAY = r"(?:(?P<day>3[01]|[12]\d|0?[1-9]|[一二]?十[一二三四五六七八九]?|三十一?|[一二三四五六七八九])[号日])"
_LUNAR_DAY = (
    r"(?P<lday>初[一二三四五六七八九十]|(?:二?十|廿)[一二三四五六七八九]?)(?![一二三四五六七八九十个岁多几]|万|千|百)"
)
_OR = r"(?:年?(?:还是|或者?|、)|到|至|-)"
_BARE_MONTH = (_MONTH + _DAY + "?").replace("(?P<", "(?P<bare_")
MOMENT = re.compile(
    r"(?P<ago>[\d一二两三四五六七八九十几半]+)(?P<unit>年|个半月|个月|个星期|个礼拜|周|天)(?P<over>多)?(?:以|之)?前(?!后)"
    rf"|(?<![{CN}十百千万\d])(?P<or1>[{CN}]{{2}}|\d\d){_OR}(?P<or2>[{CN}]{{2}}|\d\d)(?=[年届])"
    rf"|(?P<ymd>(?:19|20)\d\d)(?P<sep>[-./])(?P<nm>1[0-2]|0?[1-9])(?:(?P=sep)(?P<nd>3[01]|[12]\d|0?[1-9]))?(?!\d)"
    r"|(?<!\d)(?P<packed>(?:19[5-9]\d|20[0-4]\d)(?:0[1-9]|1[0-2]))(?P<pd>0[1-9]|[12]\d|3[01])?(?!\d)"
    rf"|(?:{_YEAR})的?(?:{_MONTH}(?:{_DAY}|{_LUNAR_DAY})?|(?P<season>{SEASON}|初|底|末|尾|中)(?!学|专|级)|"
    rf"(?P<same>这个月|这会儿?|这时候|这个时候|现在|今天))?(?P<about>左右|前后)?"
    rf"|(?<![\d十]){_BARE_MONTH}(?!\d)|(?<![一二两三四五六七八九十几半\d个])(?P<alone>{SEASON})"
    rf"|(?P<shift>{'|'.join(sorted(SHIFTS, key=len, reverse=True))})(?:的?(?P<sday>\d{{1,2}})[号日]|"
    rf"(?P<spart>初|中旬|中|底|末))?"
    rf"|(?P<near>{'|'.join(sorted(DAYS, key=len, reverse=True))})"
)
MARKED = re.compile(rf"[{MARKS}]|\d{{4}}")
"""In every text that names a day; most do not, and this is found out ten times as fast as by looking for names."""
BEGINS = re.compile(f"[\\d{CN}十两半几农阴旧{''.join(word[0] for word in (*RELATIVE, *SEASONS, *SHIFTS, *DAYS))}]")
"""How every name of a day begins."""
