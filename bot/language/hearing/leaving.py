"""Days somebody left school, and other dates of a fact: named days, school years, so long ago."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from bot.language.hearing.days import SINCE
from bot.language.hearing.lapses import Lapse
from bot.language.hearing.moments import Moment, near_year, year_span
from bot.language.hearing.quantities import Candidate, clip
from bot.language.hearing.scan import Scan
from bot.language.hearing.school import entered, school_years
from bot.model.calendar import add_months
from bot.model.facts import Fact
from bot.model.values import Span

_AHEAD = re.compile(r"(?:再读|再上|再念|还有|还剩|再有|再过|还差|再等|还得)(?:大概|差不多)?$")
_AHEAD_TOLD = re.compile(r"再读|再上|再念|还有|还剩|再有|再过|还差|再等")
_LEFT = re.compile(r"的?[^\d一二三四五六七八九十，]{0,8}?(?<!没)(?<!才能)(?:毕业(?!证)|毕的?业|毕了业|离校)")
_LEFT_BEFORE = re.compile(r"(?:毕业|离校)(?:都|有|已经|快|了|完|大概|差不多|将近|不到|也)*$")
_YEARLESS = re.compile(
    r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?(?:初|上旬|中旬|中|底|末|下旬)?(?:.{1,3}[号日])?|[春夏秋冬][天里]|暑假|寒假"
)
_FRESH = re.compile(r"刚|才|今年|这个|上个|马上|快|就要|还没")
_NEVER_LEFT = re.compile(
    r"我(?:自己|本人)?(?:也)?没(?:有)?(?:上|念|读)过|肄业|退了?学|没毕业就|没(?:有)?拿(?:到|上)?毕业证|没有毕业证|比[^，]{1,3}[早晚]"
)
_DONE_SINCE = re.compile(r"毕业(?:以|之)?后[^，]{0,4}$")
_ENTERED = re.compile(r"的?[^\d，]{0,3}(?:入的?学|入校|进校|考上|考的|开始念|开始读|上的(?:大学|大专|本科|学))")
_FROM_THEN = re.compile(r"(?:年|月)?份?(?:以后|之后|往后)")
_TWO_DIGITS = re.compile(r"\d\d|[零〇一二三四五六七八九]{2}")
_AT_SCHOOL = re.compile(
    r"(?:从|在|于|的)*[^，\d]{0,6}?(?:大学|大专|专科|本科|高职|研究生|硕士|博士|高中|初中|中专|中职|技校|职高|学校|学院|师范|师大|卫校)"
    r"[^，\d]{0,3}毕业"
)
"""What follows the year of leaving, two digits long though it is: 24年大专毕业 was not 24 years ago."""
_BESIDE = re.compile(r"(?:毕业的?)?，?(?:一个|和|跟|与|还有|或者?|还是|到)+(?:是)?")


def dates(fact: Fact, scan: Scan, *, asked: bool) -> Iterator[Candidate]:
    """Values of a date fact: named days, school years where it is about leaving school, and 毕业五年."""
    about_school = any("毕业" in word for word in (fact.name, *fact.words))
    if asked and about_school and _NEVER_LEFT.search(scan.text):
        return
    named = list(_named(fact, scan, about_school=about_school, asked=asked))
    since = next(_elapsed(fact, scan, leaving=True), None) if asked and about_school else None
    left = [item for item in named if about_school and _LEFT.match(scan.text, item.stop)]
    if asked and left and not any(_BESIDE.fullmatch(scan.text[a.stop : b.start]) for a, b in pairwise(named)):
        # The last school counts: 2013年中专毕业，2016年大专毕业.
        yield max(left, key=lambda item: item.value.hi if isinstance(item.value, Span) else 0)
        return
    if since is not None:
        yield since
        return
    yield from named
    found = bool(named)
    if about_school:
        ahead = asked and not found and _AHEAD_TOLD.search(scan.text) is not None
        for span, start, stop in school_years(scan.text, scan.on):
            inside = clip(span, fact)
            if inside is not None and not (found and asked) and not (ahead and scan.lapses):
                yield Candidate(inside, start, stop)
                found = True
    if not found:
        yield from _elapsed(fact, scan)
    if asked and not found:
        yield from _bare_years(fact, scan)


def _named(fact: Fact, scan: Scan, *, about_school: bool, asked: bool) -> Iterator[Candidate]:
    for moment in scan.moments:
        before, span = scan.text[: moment.start], moment.span
        if (
            about_school
            and asked
            and _YEARLESS.fullmatch(scan.text[moment.start : moment.stop])
            and not _FRESH.search(scan.text)
        ):
            continue  # 六月份毕业的 leaves the year open
        if about_school and moment.loose and _LEFT_BEFORE.search(before) and not _LEFT.match(scan.text, moment.stop):
            continue
        if about_school and asked and _ENTERED.match(scan.text, moment.stop):
            span = _after_years(moment, scan)
        elif moment.entry and about_school:
            span = entered(moment, scan.text)
        elif asked and _FROM_THEN.match(scan.text, moment.stop):
            span = Span(moment.first, max(moment.last, scan.on.toordinal()))
        inside = clip(span, fact)
        dated = SINCE.match(scan.text, moment.stop) or (about_school and _AT_SCHOOL.match(scan.text, moment.stop))
        if inside is not None and (asked or not moment.loose or dated):
            yield Candidate(inside, moment.start, moment.stop)


def _after_years(moment: Moment, scan: Scan) -> Span:
    """The leaving days of somebody who tells when he entered: 2019年入学，四年制."""
    years = [lapse.lo // 12 for lapse in scan.lapses if lapse.lo == lapse.hi and 24 <= lapse.lo <= 72]
    if not years:
        return entered(moment, scan.text)
    return Span(*year_span(date.fromordinal(moment.first).year + years[0]))


def _bare_years(fact: Fact, scan: Scan) -> Iterator[Candidate]:
    """A number alone that can only be a year: 24, 2019."""
    for amount in scan.amounts:
        number = int(amount.lo)
        if amount.kind or amount.lo != amount.hi:
            continue
        if 0 <= number < 100 and _TWO_DIGITS.fullmatch(scan.text[amount.start : amount.stop]):
            number = near_year(number, scan.on)
        inside = clip(Span(*year_span(number)), fact) if 1950 <= number <= 2050 else None
        if inside is not None:
            yield Candidate(inside, amount.start, amount.stop, sure=False)


def _elapsed(fact: Fact, scan: Scan, *, leaving: bool = False) -> Iterator[Candidate]:
    """So long ago, or so long from now. leaving: only what follows 毕业 (毕业两年，去年考上的村官)."""
    today = scan.on.toordinal()
    for lapse in scan.lasting:
        if _DONE_SINCE.search(scan.text[: lapse.start]):
            continue
        if leaving and not _LEFT_BEFORE.search(scan.text[: lapse.start]):
            continue
        if _AHEAD.search(scan.text[: lapse.start]):
            last = add_months(today, lapse.hi + 1) if not lapse.in_days else today + lapse.hi
            inside = clip(Span(today, last), fact)
            if inside is not None:
                yield Candidate(inside, lapse.start, lapse.stop)
            return
        wide = Lapse(lapse.lo, lapse.hi + 11, False, True, lapse.start, lapse.stop) if _whole_years(lapse) else lapse
        inside = clip(wide.since(today), fact)
        if inside is not None:
            yield Candidate(inside, lapse.start, lapse.stop)


def _whole_years(lapse: Lapse) -> bool:
    return lapse.years and lapse.hi % 12 == 0 and lapse.hi < 1200
