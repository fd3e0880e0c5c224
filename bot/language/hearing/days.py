"""Dates, durations and ages for a fact, all kept as spans of days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bot.language.hearing.amounts import Amount
from bot.language.hearing.lapses import Lapse
from bot.language.hearing.moments import Moment, near_year, year_span
from bot.language.hearing.quantities import Candidate, clip
from bot.language.hearing.scan import Scan
from bot.language.hearing.school import entered, school_years
from bot.model.calendar import FIRST_DAY, add_months
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
_BIRTH = re.compile(r"(?:年)?(?:的|生|出生|生人|生的|属)")
_DECADE = re.compile(r"(?P<d>\d|[零〇五六七八九])(?P<z>0|零|〇|五|5)后")
_AGE_FRONT = re.compile(
    r"(?:今年|现在|我都?|她|他|都|已经|已|刚刚?|虚|周|快|年龄|岁数|才|到了|过了|马上|了|有|，|^|也|俺|"
    r"额|满|本人|是|人|[妈爸爹娘爷奶哥姐弟妹儿女媳妻伴婆公])\s*$"
)
_CATEGORY = re.compile(
    r"(?:岁)?(?:以上|以下|以内|到|至|-|老人|人员|人群|之间|周岁?以|才能|就能|能不能|可以|之前|以前|后)"
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


def ages(fact: Fact, scan: Scan, *, asked: bool) -> Iterator[Candidate]:
    """Values of an age fact: years with 岁, a bare number that can only be an age, or a year of birth."""
    today = scan.on.toordinal()
    decade = _DECADE.search(scan.text)
    if decade:
        tens = "零一二三四五六七八九〇".find(decade["d"]) if not decade["d"].isdecimal() else int(decade["d"])
        tens, unit = tens % 10, 5 if decade["z"] in "五5" else 0
        first = near_year(tens * 10 + unit, scan.on)
        span = clip(Span(year_span(first)[0], year_span(first + (4 if unit else 9))[1]), fact)
        if span is not None:
            yield Candidate(span, *decade.span())
        return
    for amount in scan.amounts:
        span = _age(amount, scan, today, asked=asked)
        inside = clip(span, fact) if span else None
        if inside is not None:
            yield Candidate(inside, amount.start, amount.stop)
    for moment in scan.moments:
        year = date.fromordinal(moment.first).year
        if 12 <= scan.on.year - year <= 90 and (
            _BIRTH.match(scan.text, moment.stop)
            if not asked
            else not scan.text[moment.stop :].startswith(("毕业", "开"))
        ):
            good = asked or re.match(r"年?(?:生|出生|生人|生的)|的人", scan.text[moment.stop :])
            inside = clip(moment.span, fact) if good else None
            if inside is not None:
                yield Candidate(inside, moment.start, moment.stop)


def _age(amount: Amount, scan: Scan, today: int, *, asked: bool) -> Span | None:
    text, lo, hi = scan.text, *amount.whole
    if amount.kind not in ("age", "") or not (hi >= 3 and lo <= 110):
        return None
    if not asked:
        before, after = text[max(0, amount.start - 4) : amount.start], text[amount.stop : amount.stop + 5]
        if _CATEGORY.match(after) or amount.hedge in ("以上", "以下", "以内", "不超过", "超过", "不到", "满"):
            return None
        if amount.kind == "" and not (lo >= 14 and hi <= 80 and _bare_age(before, after, amount)):
            return None
        if scan.named(amount) or text[amount.start : amount.stop + 1].endswith("岁" + "老"):
            return None
    words = text[max(0, amount.start - 2) : amount.stop + 2]
    if "虚" in words:
        lo, hi = lo - 2, hi - 1
    hi = min(hi, 120)
    first = add_months(today, -12 * (hi + 1)) + 1 if hi < 120 else FIRST_DAY
    return Span(first, add_months(today, -12 * max(0, lo)))


def _bare_age(before: str, after: str, amount: Amount) -> bool:
    """Whether a number without 岁 is an age: 我今年53, 五十六了, 她55, 五十多了."""
    if re.match(r"了|啦|咧|喽|哩|的人了|多了", after) and (_AGE_FRONT.search(before) or not before):
        return True
    if re.search(r"(?:今年|[她他]|年龄|岁数|本人|女|男)\s*$", before) and re.match(r"[，。？！]|$|了", after):
        return True
    return (
        amount.hedge in ("大几", "出头")
        and bool(re.match(r"了|的人|[，。]|$", after))
        and bool(_AGE_FRONT.search(before) or not before)
    )
