"""Dates and durations for a fact, kept as spans of days."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
    r"\s*(?:份|的时候|那会儿?|那时候?)?(?:以来|至今|到现在|到如今|起|开始|就|开的|办的|进的|注册|开张|"
    r"开业|登记|营业|毕业|入职|入的|参保|交的|上的|领的|开店|干)"
)
_AHEAD = re.compile(r"(?:还有|还剩|再有|再过|还差|再等|还得)(?:大概|差不多)?$")
_SHORT_OF = re.compile(r"(?:还)?差(?:不到|了)?$")
_JUST = re.compile(r"刚刚?(?:才)?(?:开|办|注册|起步|营业|登|交|成立|干|弄|上)|才开|没几天|没多久|不久")
_NOT_YET = re.compile(
    r"(?:还|都|从来|从|一直)?(?:没有?|未)(?:开业|开张|开始|开(?!除)|注册|营业|登记?|办|交过?|上过?|"
    r"参加?|缴过?)|没交过|从来没"
)


def dates(fact: Fact, scan: Scan, *, asked: bool) -> Iterator[Candidate]:
    """Values of a date fact: named days, school years where it is about leaving school, and 毕业五年."""
    about_school = any("毕业" in word for word in (fact.name, *fact.words))
    found = False
    for moment in scan.moments:
        span = entered(moment, scan.text) if moment.entry and about_school else moment.span
        inside = clip(span, fact)
        if inside is not None and (asked or not moment.loose or _SINCE.match(scan.text, moment.stop)):
            found = True
            yield Candidate(inside, moment.start, moment.stop)
    if about_school:
        for span, start, stop in school_years(scan.text, scan.on):
            inside = clip(span, fact)
            if inside is not None and not (found and asked):
                yield Candidate(inside, start, stop)
                found = True
    if not found:
        yield from _elapsed(fact, scan)
    if asked and not found:
        yield from _bare_years(fact, scan)


def _bare_years(fact: Fact, scan: Scan) -> Iterator[Candidate]:
    """A number alone that can only be a year: 24, 2019."""
    for amount in scan.amounts:
        number = int(amount.lo)
        if amount.kind or amount.lo != amount.hi:
            continue
        if 0 <= number < 100 and amount.stop - amount.start <= 2:
            number = near_year(number, scan.on)
        inside = clip(Span(*year_span(number)), fact) if 1950 <= number <= 2050 else None
        if inside is not None:
            yield Candidate(inside, amount.start, amount.stop, sure=False)


def _elapsed(fact: Fact, scan: Scan) -> Iterator[Candidate]:
    today = scan.on.toordinal()
    for lapse in scan.lapses:
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
    if len(scan.lapses) < 2 or not _SHORT_OF.search(scan.text[: scan.lapses[0].start]):
        return None
    missing, whole = scan.lapses[:2]
    between = scan.text[missing.stop : whole.start]
    lo, hi = whole.lo - missing.hi, min(whole.hi - missing.lo, whole.lo)
    if missing.in_days or whole.in_days or not 0 <= lo <= hi or not re.fullmatch(r"[就满到够了才不]{0,3}", between):
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
    for moment in begun:
        firm = _FROM.search(scan.text[: moment.start]) or _SINCE.match(scan.text, moment.stop)
        if moment.loose and not firm:
            continue
        if asked or firm or not scan.lapses:
            yield _since(fact, moment, today)
    loose = [
        moment
        for moment in begun
        if moment.loose and (_FROM.search(scan.text[: moment.start]) or _SINCE.match(scan.text, moment.stop))
    ]
    for lapse in scan.lapses:
        if any(moment.start < lapse.stop and lapse.start < moment.stop for moment in loose):
            continue
        inside = clip(lapse.since(today), fact)
        if inside is not None:
            yield Candidate(inside, lapse.start, lapse.stop)
    if asked and not scan.lapses and not begun:
        yield from _bare_months(fact, scan, today)


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
        if amount.kind in ("", "heads") and 0 <= lo <= hi <= 600:
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
