"""Ages for a fact, kept as the days of birth they leave possible: 五十二三, 虚岁50, 72年的, 差两岁六十, 明年五十."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import date

from bot.language.hearing.amounts import ALMOST, LIMIT, Amount, vague
from bot.language.hearing.household import of_those_spoken_of
from bot.language.hearing.moments import near_year, year_span
from bot.language.hearing.numerals import CHARS, read
from bot.language.hearing.quantities import Candidate, clip
from bot.language.hearing.scan import Scan
from bot.model.calendar import FIRST_DAY, add_months
from bot.model.facts import Fact
from bot.model.values import Span

_BIRTH = re.compile(r"(?:年)?(?:的|生|出生|生人|生的|属)")
_DECADE = re.compile(r"(?P<d>\d|[零〇五六七八九])(?P<z>0|零|〇|五|5)后")
_AGE_FRONT = re.compile(
    r"(?:今年|现在|我都?|她|他|都|已经|已|刚刚?|虚|周|快|年龄|岁数|才|到了|过了|马上|了|有|，|^|也|俺|"
    r"额|满|本人|是|人|[妈爸爹娘爷奶哥姐弟妹儿女媳妻伴婆公])\s*$"
)
_CATEGORY = re.compile(
    r"(?:岁)?(?:以上|以下|以内|到|至|-|老人|人员|人群|之间|周岁?以|才能|就能|能不能|可以|之前|以前|后)"
)
_NOMINAL = re.compile(r"虚(?:的|岁)?(?:是|就|都|有|也)?$")
_NOMINAL_NEXT = re.compile(r"(?:岁)?，?虚(?:岁|的)?(?!.{0,2}[\d一二三四五六七八九十])")
_CLASSIC = re.compile(r"([二三四五六七八]十)[有又零]([一二三四五六七八九])(?!个)")
_SHEETS = re.compile(r"([二三四五六七八])张(?=多|半|几|出头|$|，)")
_NEXT_YEAR = re.compile(r"(?:明年|来年|转过年|过年|过了年|过完年|翻过年|开年|年后)[^\d一二三四五六七八九十，]{0,4}$")
_AFTER_NEXT = re.compile(r"后年[^\d一二三四五六七八九十，]{0,4}$")
_SOON = re.compile(r"(?:年底|年末|下个?月|过几天|差几天|还差几天|差个?把月|差一点)[^\d一二三四五六七八九十，]{0,3}$")
_LAST_YEAR = re.compile(r"去年(?:是|刚|就|才|满|过的?|办的?|过了)*$")
_BEFORE_LAST = re.compile(r"前年(?:是|刚|就|才|满|过的?|办的?|过了)*$")
_SHIFTS = (
    (_NEXT_YEAR, -2, -1),
    (_AFTER_NEXT, -3, -2),
    (_SOON, -1, -1),
    (_LAST_YEAR, 0, 1),
    (_BEFORE_LAST, 1, 2),
)
_TO_GO = re.compile(r"(?:再过|再有|再等|还有|还差|差|等)$")
_REACHED = re.compile(r"(?:就|才|到|满|够|不到|是|，)*$")
_LACKS = re.compile(r"(?:周?岁)?，?(?:还)?差$")
_YEARS_SHORT = re.compile(r"(?:还)?差([一二两俩三四五\d])岁?(?:就|到|满|不到|够|才)*$")
_EVENTS = ("毕业", "开", "参加", "上班", "结婚", "进厂", "入伍", "当兵", "下岗", "退休", "工作")
_BARE = re.compile(
    r"(?:我|今年|是|，|属[鼠牛虎兔龙蛇马羊猴鸡狗猪]的?)*(?P<n>\d\d|[一二三四五六七八九][一二三四五六七八九])(?P<end>的|年?生的?|生人)?(?:吧|，|。)*"
)
_UNDER = re.compile(r"(?:^|，|我|今年)(?:都|也)?(?:还)?(?:没有?|不够)(?:到|满)?$")
_OVER = re.compile(r"(?:早|已经|已|都)?过了?$")
_OVER_NEXT = re.compile(r"(?:岁)?(?:都|早|早就|已经|也)+过了")
_PERSON_FRONT = re.compile(
    r"(?:我|俺|额|[她他]|[妈爸爹娘爷奶哥姐弟妹媳妻伴婆公舅姨叔姑伯嫂]|儿子|女儿|闺女|孩子|娃|外甥女?|侄[儿女子]|媳妇|对象|孙[子女]|男人|丈夫)$"
)
_STATE_NEXT = re.compile(r"[，。？！]|$|(?:岁)?(?:下岗|返乡|没|失业|待业|退休|在家|女|男|呢|能[^给补领]|够)")
"""我妈55，我28; 我52下岗了; 那我老婆48呢."""
_SAID = re.compile(r"[岁后生]|的人|\d\d|[十廿卅百]|[零〇一二两三四五六七八九几]{2}")
_SAID_SO = re.compile(
    rf"[岁后生了啦咧喽哩]|的人|大几|出头|[年她他龄数人女男我俺额妈爸爹娘爷奶哥姐弟妹媳妻伴婆公舅姨叔姑伯嫂子儿娃甥妇象孙夫]\s*[\d{CHARS}]"
)
_YOUNGEST, _OLDEST = 14, 85
_OLDEST_SAID = 65  # above this two bare digits are rather a year of birth: 72, 88
_SLACK, _NEAR, _FAR = 2.0, 3.0, 5.0
_VERGE = ("马上", "眼看", "眼瞅着", "差点", "差一点")


def spoken_age(text: str) -> str:
    """An answer about age with classical and slang numerals made plain: 五十有三, 四张多."""
    return _SHEETS.sub(r"\1十", _CLASSIC.sub(r"\1\2", text))


def maybe_aged(text: str) -> bool:
    """Whether an age may be told that nobody asked for: 52岁, 90后, 72年生, 五几年的人, 我五十六了; 十万块 is none."""
    return _SAID.search(text) is not None and _SAID_SO.search(text) is not None


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
    bare = _BARE.fullmatch(scan.text) if asked else None
    if bare is not None and _year_said(bare):
        if bare["end"]:
            number = read(bare["n"])
            year = near_year(int(number[0]), scan.on) if number else 0
            inside = clip(Span(*year_span(year)), fact)
            if inside is not None:
                yield Candidate(inside, *bare.span("n"))
        return
    for amount in scan.amounts:
        span = _age(amount, scan, today, asked=asked)
        inside = clip(span, fact) if span else None
        if inside is not None:
            yield Candidate(inside, amount.start, amount.stop)
    yield from _born(fact, scan, asked=asked)


def _year_said(bare: re.Match[str]) -> bool:
    """Whether two bare digits may be a year of birth, so that they say no age by themselves."""
    number = read(bare["n"])
    if number is None or number[0] != number[1]:
        return False
    return bool(bare["end"]) or number[0] > _OLDEST_SAID


def _born(fact: Fact, scan: Scan, *, asked: bool) -> Iterator[Candidate]:
    for moment in scan.moments:
        year = date.fromordinal(moment.first).year
        after = scan.text[moment.stop :]
        if moment.ago and not _BIRTH.match(after):
            continue  # 十几年前 is when something happened, not when somebody was born
        if not 12 <= scan.on.year - year <= 90:
            continue
        if after.startswith(_EVENTS) if asked else not _BIRTH.match(scan.text, moment.stop):
            continue
        good = asked or re.match(r"年?(?:生|出生|生人|生的)|的人", after)
        inside = clip(moment.span, fact) if good else None
        if inside is not None:
            yield Candidate(inside, moment.start, moment.stop)


def _age(amount: Amount, scan: Scan, today: int, *, asked: bool) -> Span | None:
    text, (lo, hi) = scan.text, amount.whole
    if amount.kind not in ("age", "") or not (hi >= 2 and lo <= 110):
        return None
    if asked:
        if amount.kind == "" and hi < 10 and not text[: amount.start].endswith("奔"):
            return None
        lo, hi = _told(amount, scan)
    elif not _volunteered(amount, scan):
        return None
    before, after = text[: amount.start], text[amount.stop :]
    follows = _NOMINAL_NEXT.match(after) and "周" not in before[-2:]
    if _NOMINAL.search(before) or follows or "虚" in text[amount.start : amount.stop]:
        lo, hi = lo - 2, hi - 1
    lo, hi = max(0, lo), min(hi, 120)
    if lo > hi:
        return None
    first = add_months(today, -12 * (hi + 1)) + 1 if hi < 120 else FIRST_DAY
    return Span(first, add_months(today, -12 * lo))


def _told(amount: Amount, scan: Scan) -> tuple[int, int]:
    """Least and greatest age of somebody who was asked for it."""
    before = scan.text[: amount.start]
    lo, hi = _widened(amount, before)
    shifted = _shifted(lo, hi, scan, amount)
    if shifted is not None:
        return shifted
    if _UNDER.search(before) and not amount.hedge:
        return 0, lo - 1
    over = _OVER.search(before) or _OVER_NEXT.match(scan.text, amount.stop)
    return lo, int(LIMIT) if over and not amount.hedge else hi


def _volunteered(amount: Amount, scan: Scan) -> bool:
    """Whether a number nobody asked for is the age of a person: no limit of a rule, no count of anything."""
    text, (lo, hi) = scan.text, amount.whole
    before, after = text[max(0, amount.start - 4) : amount.start], text[amount.stop : amount.stop + 5]
    if (
        _CATEGORY.match(after)
        or of_those_spoken_of(text[: amount.start], after)
        or amount.hedge in ("以上", "以下", "以内", "不超过", "超过", "不到", "满")
    ):
        return False
    if amount.kind == "" and not (lo >= 14 and hi <= 80 and _bare_age(before, after, amount)):
        return False
    return not scan.named(amount) and not text[amount.start : amount.stop + 1].endswith("岁老")


def _widened(amount: Amount, before: str) -> tuple[int, int]:
    """A hedge on an age without 岁 is as wide as with it: 快五十, 五十左右, 奔五."""
    said = amount.said
    if amount.hedge and (ALMOST.fullmatch(amount.hedge) or not amount.lo_open):
        almost = ALMOST.fullmatch(amount.hedge)
        slack = 1.0 if amount.hedge in _VERGE else _NEAR if almost else _SLACK
        lo, hi, lo_open, hi_open = vague(*said, amount.hedge, slack)
        if amount.hedge == "奔" or before.endswith("奔"):
            tens = said[0] * 10 if said[0] < 10 else said[0]
            lo, hi, hi_open = tens - _FAR, tens, True
        return math.ceil(lo) + lo_open, math.floor(hi) - hi_open
    if before.endswith(("往", "冲", "靠")):
        return int(said[0] - _FAR), int(said[0]) - 1
    return amount.whole


def _shifted(lo: int, hi: int, scan: Scan, amount: Amount) -> tuple[int, int] | None:  # noqa: PLR0911 - one return a way of saying it
    """What somebody is today who will be, or was, so old at another time: 明年五十, 差两岁六十, 三年前四十五."""
    before, after = scan.text[: amount.start], scan.text[amount.stop :]
    short = _YEARS_SHORT.search(before)
    if short:
        number = read(short[1])
        less = int(number[0]) if number else 0
        return lo - less, hi - less
    for lapse in scan.lapses:
        least, most = (0, 1) if lapse.in_days else (lapse.lo, lapse.hi)
        less, more = max(1, math.ceil(least / 12)), max(1, math.ceil(most / 12))
        ahead = lapse.stop <= amount.start and _TO_GO.search(before[: lapse.start])
        if ahead and _REACHED.fullmatch(before[lapse.stop :]):
            return lo - more, hi - less
        if lapse.start >= amount.stop and _LACKS.fullmatch(after[: lapse.start - amount.stop]):
            return lo - more, hi - less
    today = scan.on.toordinal()
    for moment in scan.moments:
        if moment.first > today and not moment.whole and 0 <= amount.start - moment.stop <= 3:
            # 明年四月满六十: so many whole years are still missing.
            return (
                lo - math.ceil((moment.last - today) / 365.25),
                hi - math.ceil(max(1, moment.first - today) / 365.25),
            )
        if moment.ago and moment.whole and moment.stop <= amount.start <= moment.stop + 3:
            years = scan.on.year - date.fromordinal(moment.last).year
            return lo + years, hi + years + 1
    for pattern, least, most in _SHIFTS:
        if pattern.search(before):
            return lo + least, hi + most
    return None


def _bare_age(before: str, after: str, amount: Amount) -> bool:
    """Whether a number without 岁 is an age: 我今年53, 五十六了, 她55, 五十多了."""
    if re.match(r"了|啦|咧|喽|哩|的人了|多了", after) and (_AGE_FRONT.search(before) or not before):
        return True
    if re.search(r"(?:今年|[她他]|年龄|岁数|本人|女|男)\s*$", before) and re.match(r"[，。？！]|$|了", after):
        return True
    if _PERSON_FRONT.search(before) and _STATE_NEXT.match(after) and amount.lo >= _YOUNGEST and amount.hi <= _OLDEST:
        return True
    return (
        amount.hedge in ("大几", "出头")
        and bool(re.match(r"了|的人|[，。]|$", after))
        and bool(_AGE_FRONT.search(before) or not before)
    )
