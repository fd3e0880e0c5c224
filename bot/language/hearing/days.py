"""Durations for a fact, kept as spans of days."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.language.hearing.lapses import Lapse
from bot.language.hearing.moments import Moment
from bot.language.hearing.quantities import Candidate, clip
from bot.language.hearing.scan import Scan
from bot.model.calendar import add_months
from bot.model.facts import Fact
from bot.model.values import Span

_FROM = re.compile(r"(?:从|自|打|于|在|是|由)\s*$")
SINCE = re.compile(
    r"\s*(?:份|的时候|那会儿?|那时候?)?(?:又|才|刚|就|给|重新|正式)?(?:以来|至今|到现在|到如今|起|开始|就|开的|办的|进的|注册|开张|"
    r"开业|登记|营业|毕业|入职|入的|参保|交的|上的|领的|开店|干)"
)
"""Words after a day since which something has lasted: 以来, 起, 开的."""
_SHORT_OF = re.compile(r"(?:(?:还)?差|再有|再过|还有|再等)(?:不到|了)?$")
_LEAD_IN = re.compile(
    r"(?:我|俺|大概|差不多|好像|应该|有|就|满|快|是|才|刚|也就|到现在|一共|总共|开了|干了|做了|经营了|交了|登了|来了|，)*"
)
_LEAD_OUT = re.compile(r"(?:个|吧|了|的|啊|呢|左右|来|多|，)*")
_PER = re.compile(r"(?:大概|差不多)?(?:能|可以)?(?:挣|赚|卖|收入|房租|租金|工资|利润|流水|开支|花)")
_SUM = re.compile(
    r"(?:大概|差不多|要|得|是|就|也就|才)*"
    r"(?:\d{3,}|[\d.]+[百千万wk]|[一二两三四五六七八九十几]+[百千万])(?!人|个|名|多?天)"
)
"""一年九千六 is what something costs."""
_PLANNED = re.compile(r"(?:想|打算|准备|计划|再|还要)(?:开|干|做|弄)(?:个)?$")
_BROKEN = re.compile(r"(?:断|停|歇|关|中间)(?:了|过)*(?:有)?$")
_LACKS = re.compile("，?(?:还)?差")
_AND_DAYS = re.compile(r"(?:零|又|过|加)?")
_TO = re.compile(r"(?:开始|起|就)?(?:一直)?(?:[交缴干上开做领])?(?:到|至|-)(?:了)?")
_JUST = re.compile(r"刚刚?(?:才)?(?:拿|领|批|开|办|注册|起步|营业|登|交|成立|干|弄|上)|才开|没几天|没多久|不久")
_NOT_YET = re.compile(
    r"(?:还|都|从来|从|一直)?(?:没有?|未)(?:正式)?(?:开业|开张|开始|开(?!除)|注册|营业|登记?|办)"
    r"|从来没|(?:执照|证|手续)?还没(?:有)?(?:下来|批)|(?:正|在|还)(?:在)?装修|筹备"
)
_NOT_PAID = re.compile(r"(?:还|都|从来|从|一直)?(?:没有?|未)(?:交过?|上过?|参加?|缴过?)")
_OF_PAYING = re.compile(r"保险|参保|缴")
"""没上 tells of an insurance that it was not paid; of a business it tells nothing."""


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
    firmly = [moment for moment in begun if asked and not moment.loose and SINCE.match(scan.text, moment.stop)]
    if firmly:
        yield _since(fact, firmly[-1], today)
        return
    firm = [
        moment for moment in begun if _FROM.search(scan.text[: moment.start]) or SINCE.match(scan.text, moment.stop)
    ]
    for moment in begun:
        if moment in firm or (not moment.loose and (asked or not scan.lapses)):
            yield _since(fact, moment, today)
    yield from _lasting(fact, scan, [moment for moment in firm if moment.loose], asked=asked)
    if asked and not scan.lapses and not begun:
        yield from _bare_months(fact, scan, today)


def _lasting(fact: Fact, scan: Scan, named: list[Moment], *, asked: bool) -> Iterator[Candidate]:
    """Stretches of time that are no named year, each with the odd days after it."""
    lasting = scan.lasting
    for at, lapse in enumerate(lasting):
        if any(moment.start < lapse.stop and lapse.start < moment.stop for moment in named):
            continue
        if _SUM.match(scan.text, lapse.stop):
            continue
        if asked and (_PER.match(scan.text, lapse.stop) or _PLANNED.search(scan.text[: lapse.start])):
            continue
        if asked and len(lasting) > 1 and _BROKEN.search(scan.text[: lapse.start]):
            continue
        if at and lapse.in_days and _AND_DAYS.fullmatch(scan.text[lasting[at - 1].stop : lapse.start]):
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
        around = scan.text[: amount.start], scan.text[amount.stop :]
        if scan.text[amount.start : amount.stop].endswith(("工", "人", "位", "名", "口")):
            continue
        if not (_LEAD_IN.fullmatch(around[0]) and _LEAD_OUT.fullmatch(around[1])):
            continue
        if amount.kind in ("", "heads") and (amount.lo < 10 or amount.lo == lo) and 0 <= lo <= hi <= 600:
            inside = clip(Lapse(lo, hi, False, False, amount.start, amount.stop).since(today), fact)
            if inside is not None:
                yield Candidate(inside, amount.start, amount.stop, sure=False)
                return
    just = _JUST.search(scan.text)
    if just:
        yield Candidate(clip(Span(add_months(today, -3) + 1, today), fact) or fact.domain, *just.span())
        return
    none = _NOT_YET.search(scan.text) or (_OF_PAYING.search(fact.name) and _NOT_PAID.search(scan.text))
    if none:
        yield Candidate(Span(today, today), *none.span())
