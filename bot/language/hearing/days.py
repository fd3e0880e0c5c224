"""Dates and durations for a fact, kept as spans of days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from bot.language.hearing.lapses import Lapse
from bot.language.hearing.moments import Moment, near_year, year_span
from bot.language.hearing.quantities import Candidate, clip
from bot.language.hearing.scan import Scan
from bot.language.hearing.school import entered, school_years
from bot.model.calendar import add_months
from bot.model.facts import Fact
from bot.model.values import Span

_FROM = re.compile(r"(?:从|自|打|于|在|是|由)\s*$")
_SINCE = re.compile(
    r"\s*(?:份|的时候|那会儿?|那时候?)?(?:又|才|刚|就|给|重新|正式)?(?:以来|至今|到现在|到如今|起|开始|就|开的|办的|进的|注册|开张|"
    r"开业|登记|营业|毕业|入职|入的|参保|交的|上的|领的|开店|干)"
)
_AHEAD = re.compile(r"(?:再读|再上|再念|还有|还剩|再有|再过|还差|再等|还得)(?:大概|差不多)?$")
_AHEAD_TOLD = re.compile(r"再读|再上|再念|还有|还剩|再有|再过|还差|再等")
_SHORT_OF = re.compile(r"(?:(?:还)?差|再有|再过|还有|再等)(?:不到|了)?$")
_LEFT = re.compile(r"的?[^\d一二三四五六七八九十，]{0,8}?(?<!没)(?<!才能)(?:毕业(?!证)|毕的?业|毕了业|离校)")
_LEFT_BEFORE = re.compile(r"(?:毕业|离校)(?:都|有|已经|快|了|完|大概|差不多|将近|不到|也)*$")
_NEVER_LEFT = re.compile(r"肄业|退了?学|没毕业就|没(?:有)?拿(?:到|上)?毕业证|没有毕业证|比[^，]{1,3}[早晚]")
_ENTERED = re.compile(r"的?[^\d，]{0,3}(?:入的?学|入校|进校|考上|考的|开始念|开始读|上的(?:大学|大专|本科|学))")
_FROM_THEN = re.compile(r"(?:年|月)?份?(?:以后|之后|往后)")
_TWO_DIGITS = re.compile(r"\d\d|[零〇一二三四五六七八九]{2}")
_BESIDE = re.compile(r"(?:毕业的?)?，?(?:一个|和|跟|与|还有|或者?|还是|到)+(?:是)?")
_BROKEN = re.compile(r"(?:断|停|歇|关|中间)(?:了|过)*(?:有)?$")
_LACKS = re.compile("，?(?:还)?差")
_AND_DAYS = re.compile(r"(?:零|又|过|加)?")
_TO = re.compile(r"(?:开始|起|就)?(?:一直)?(?:[交缴干上开做领])?(?:到|至|-)(?:了)?")
_JUST = re.compile(r"刚刚?(?:才)?(?:拿|领|批|开|办|注册|起步|营业|登|交|成立|干|弄|上)|才开|没几天|没多久|不久")
_NOT_YET = re.compile(
    r"(?:还|都|从来|从|一直)?(?:没有?|未)(?:正式)?(?:开业|开张|开始|开(?!除)|注册|营业|登记?|办|交过?|上过?|"
    r"参加?|缴过?)|没交过|从来没|(?:执照|证|手续)?还没(?:有)?(?:下来|批)|(?:正|在|还)(?:在)?装修|筹备"
)


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
        if about_school and moment.loose and _LEFT_BEFORE.search(before) and not _LEFT.match(scan.text, moment.stop):
            continue
        if about_school and asked and _ENTERED.match(scan.text, moment.stop):
            span = _after_years(moment, scan)
        elif moment.entry and about_school:
            span = entered(moment, scan.text)
        elif asked and _FROM_THEN.match(scan.text, moment.stop):
            span = Span(moment.first, max(moment.last, scan.on.toordinal()))
        inside = clip(span, fact)
        if inside is not None and (asked or not moment.loose or _SINCE.match(scan.text, moment.stop)):
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
    for lapse in scan.lapses:
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


def _short_of(fact: Fact, scan: Scan, today: int) -> Candidate | None:
    """差两个月一年: the whole less what is missing."""
    if len(scan.lapses) < 2:
        return None
    lacks = _LACKS.fullmatch(scan.text[scan.lapses[0].stop : scan.lapses[1].start])
    if not lacks and not _SHORT_OF.search(scan.text[: scan.lapses[0].start]):
        return None
    missing, whole = scan.lapses[:2]
    if lacks:
        missing, whole = whole, missing
    between = "" if lacks else scan.text[missing.stop : whole.start]
    lo, hi = whole.lo - missing.hi, min(whole.hi - missing.lo, whole.lo)
    if missing.in_days:
        # Less than a month is missing, so that one month is not complete.
        lo, hi = whole.lo - 1, whole.hi - 1
    if (
        (missing.in_days and missing.hi > 31)
        or whole.in_days
        or not 0 <= lo <= hi
        or not re.fullmatch(r"[就满到够了才不]{0,3}", between)
    ):
        return None
    inside = clip(Lapse(lo, hi, False, False, missing.start, whole.stop).since(today), fact)
    return Candidate(inside, missing.start, whole.stop) if inside is not None else None


def durations(fact: Fact, scan: Scan, *, asked: bool) -> Iterator[Candidate]:
    """Values of a duration fact: so long already, or since a named day."""
    today = scan.on.toordinal()
    short = _short_of(fact, scan, today)
    if short is not None:
        yield short
        return
    begun = [moment for moment in scan.moments if moment.first <= today]
    if len(begun) > 1 and begun[-1].first == begun[-1].last == today:
        begun.pop()  # …到今天
    until = _until(fact, scan, begun, today)
    if until is not None:
        yield until
        return
    firmly = [moment for moment in begun if asked and not moment.loose and _SINCE.match(scan.text, moment.stop)]
    if firmly:
        yield _since(fact, firmly[-1], today)
        return
    firm = [
        moment for moment in begun if _FROM.search(scan.text[: moment.start]) or _SINCE.match(scan.text, moment.stop)
    ]
    for moment in begun:
        if moment in firm or (not moment.loose and (asked or not scan.lapses)):
            yield _since(fact, moment, today)
    yield from _lasting(fact, scan, [moment for moment in firm if moment.loose], asked=asked)
    if asked and not scan.lapses and not begun:
        yield from _bare_months(fact, scan, today)


def _lasting(fact: Fact, scan: Scan, named: list[Moment], *, asked: bool) -> Iterator[Candidate]:
    """Stretches of time that are no named year, each with the odd days after it."""
    for at, lapse in enumerate(scan.lapses):
        if any(moment.start < lapse.stop and lapse.start < moment.stop for moment in named):
            continue
        if asked and len(scan.lapses) > 1 and _BROKEN.search(scan.text[: lapse.start]):
            continue
        if at and lapse.in_days and _AND_DAYS.fullmatch(scan.text[scan.lapses[at - 1].stop : lapse.start]):
            continue
        inside = clip(lapse.since(scan.on.toordinal()), fact)
        if inside is not None:
            yield Candidate(inside, lapse.start, lapse.stop)


def _until(fact: Fact, scan: Scan, begun: list[Moment], today: int) -> Candidate | None:
    """从二零一五年三月交到去年年底: what lies between counts, as if it ended today."""
    if len(begun) != 2 or not _TO.fullmatch(scan.text[begun[0].stop : begun[1].start]):
        return None
    first, last = begun
    if last.last >= today or last.first <= first.last:
        return None
    low, high = (last.first - first.last) * 12 // 365, (last.last - first.first) * 12 // 365
    inside = clip(Lapse(low, high, False, False, first.start, last.stop).since(today), fact)
    return None if inside is None else Candidate(inside, first.start, last.stop)


def _since(fact: Fact, moment: Moment, today: int) -> Candidate:
    first, last = moment.first, min(moment.last, today)
    if moment.ago and moment.whole:
        # 三年前 counts whole years back, give or take half a year.
        years = round((today - moment.last) / 365.25) if moment.last < today else 0
        years = max(1, years)
        last, first = add_months(today, -12 * years), add_months(today, -12 * years - 6) + 1
    return Candidate(clip(Span(first, last), fact) or fact.domain, moment.start, moment.stop)


def _bare_months(fact: Fact, scan: Scan, today: int) -> Iterator[Candidate]:
    """A number alone counts the months asked for; words for just begun and not begun."""
    for amount in scan.amounts:
        lo, hi = amount.whole
        # 25.11 is rather a month of a year than a number of months.
        if amount.kind in ("", "heads") and (amount.lo < 10 or amount.lo == lo) and 0 <= lo <= hi <= 600:
            inside = clip(Lapse(lo, hi, False, False, amount.start, amount.stop).since(today), fact)
            if inside is not None:
                yield Candidate(inside, amount.start, amount.stop, sure=False)
                return
    just = _JUST.search(scan.text)
    if just:
        yield Candidate(clip(Span(add_months(today, -3) + 1, today), fact) or fact.domain, *just.span())
        return
    none = _NOT_YET.search(scan.text)
    if none:
        yield Candidate(Span(today, today), *none.span())
