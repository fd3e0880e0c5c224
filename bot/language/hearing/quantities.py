"""Counts, money and rates for a fact, from the quantities of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.language.hearing.amounts import Amount
from bot.language.hearing.lapses import Lapse
from bot.language.hearing.scan import Scan
from bot.model.facts import RATE_SCALE, Fact, FactType
from bot.model.values import Span, Value

_KINDS = {
    FactType.COUNT: ("heads", ""),
    FactType.MONEY: ("money", ""),
    FactType.RATE: ("rate",),
}
_MONTHLY = re.compile(r"每个?月|月租|月付|月交|按月|一月(?!份)|月均|月薪|月工资|每月")
_QUARTERLY = re.compile(r"季付|季租|季交|每?个?季度?|一季|每季")
_YEARLY = re.compile(r"每年|年租|一年|按年|全年|年费")
_PLACE = re.compile(
    r"分?公司|分店|门?店(?![员长])|厂(?!长)|铺|门面|数|镇(?![上里])|乡(?![下亲里])|县(?!里)|村(?![民里上])"
)
_THINGS = (
    "家",
    "条",
    "块",
    "台",
    "张",
    "栋",
    "楼",
    "岁",
    "年",
    "户",
    "车",
    "批",
    "拨",
    "间",
    "亩",
    "头",
    "只",
    "层",
    "套",
    "平",
)
_A_MONTH = re.compile(r"[块元钱 ]*(?:一个?月|每个?月|/月|一月)(?!份)")
_A_QUARTER = re.compile(r"[块元钱 ]*(?:一个?季|每个?季|/季)")
_A_YEAR = re.compile(r"[块元钱 ]*(?:一年(?!半)|每年|/年)")
_EACH = re.compile(r"(?:每人|每个人|人均|每名|每位|一人|每个)(?:给|补|发|领|是|能|要|就|才)*$")
"""What stands before a sum for each: 每人800 counts nobody."""
_PER_HEAD = re.compile(
    r"(?:每人|每个人|人均|每名|每位|一人|一个人)(?:一个?月|每个?月|一年|每年|一月)?(?:给|补|交|缴|得|要|是|就)*$"
)
"""一人一个月1000 is no sum for all."""
_FOR_ONE = re.compile(r"(?:给|补|发|领|是|能|要|就|才)*[\d一二两三四五六七八九]")
"""What follows 一人 where it is for each: 一人800."""
_AND_KIN = re.compile(
    r"(?:雇|请|招|叫|用|带|找)(?:了|着|的是|的|上)?(?:我|俺|额|自己|他|她)?(?:家)?的?"
    r"[^，\d一二两俩三四五六七八九十个和跟与几]{0,3}[妈爸爹娘哥姐弟妹嫂婶叔姨姑舅侄甥媳夫婆公儿女伯丈妻](?:妇|子|夫|女|婿)?(?:和|跟|与|还有|、)$"
)
"""One of the family before the number of the others: 雇了我嫂子和一个小工 are two."""
_NOT_ONE = re.compile(r"(?:员工|职工|人)?(?:都|也)?(?:还)?(?:没|未)")
_LEAST_SUM = 100
"""Below this a number without its unit is hardly a sum of money."""
_MANY = 1000
"""From here on 个 said of money counts yuan."""
_DAILY = re.compile(r"一天|每天|日薪|天天")


class Candidate(NamedTuple):
    """A value that a piece of the text gives, and where that piece stands."""

    value: Value
    start: int
    stop: int
    sure: bool = True


def clip(span: Span, fact: Fact) -> Span | None:
    """The part of a span that the fact can take."""
    return span.meets(fact.domain)


def bounded(lo: int, hi: int, fact: Fact) -> Span | None:
    """A span within what the fact can take, or None when nothing is left."""
    return clip(Span(lo, hi), fact) if lo <= hi else None


def per_year(fact: Fact) -> bool:
    """Whether the fact is money for a year: its name or unit says so."""
    return "年" in fact.unit or fact.name.startswith(("年", "上年"))


def per_month(fact: Fact) -> bool:
    """Whether the fact is money for a month: its name says so."""
    return "月缴" in fact.name


def quantities(fact: Fact, scan: Scan, *, asked: bool) -> Iterator[Candidate]:
    """Every value of a count, money or rate fact that the text can give.

    asked: the text answers this fact's question, so that a bare number will do.
    """
    if fact.type is FactType.COUNT and ("月" in fact.unit or fact.unit == "年"):
        yield from _spans_of_time(fact, scan, asked=asked)
        return
    kinds = _KINDS[fact.type] + (("",) if asked else ())
    for amount in scan.amounts:
        if fact.type is FactType.MONEY and not amount.kind and 0 < amount.hi < _LEAST_SUM:
            continue  # 押一付三, 两间, 三十平米: no sum of money.
        if fact.type is FactType.MONEY and not asked and _PER_HEAD.search(scan.text, 0, amount.start):
            continue
        if fact.type is FactType.COUNT and (_of_things(amount, scan) or _each(amount, scan)):
            continue
        if amount.kind not in kinds and not (asked and fact.type is FactType.MONEY and _coins(amount, scan)):
            continue
        if not asked and scan.named(amount):
            continue
        span = _span(fact, amount, scan, asked=asked)
        if span is not None:
            yield Candidate(span, amount.start, amount.stop, sure=amount.kind != "")


def _of_things(amount: Amount, scan: Scan) -> bool:
    """Whether a number counts no people: 二十户, 三个店, 两位数."""
    if not amount.kind:
        return scan.text.startswith(_THINGS, amount.stop)
    return _PLACE.match(scan.text, amount.stop) is not None


def _each(amount: Amount, scan: Scan) -> bool:
    """Whether a number is what each of them gets, or the one who gets it: 每人800, 一人800."""
    if amount.kind == "heads" and amount.whole == (1, 1):
        return _FOR_ONE.match(scan.text, amount.stop) is not None
    return not amount.kind and _EACH.search(scan.text, 0, amount.start) is not None


def _coins(amount: Amount, scan: Scan) -> bool:
    """Whether what looks like heads is money: 五千人民币, 两万个."""
    if amount.kind != "heads":
        return False
    return scan.text.startswith("民币", amount.stop) or (amount.lo >= _MANY and scan.text[amount.stop - 1] == "个")


def _span(fact: Fact, amount: Amount, scan: Scan, *, asked: bool) -> Span | None:
    if fact.type is FactType.COUNT:
        if amount.whole == (1, 1) and _NOT_ONE.match(scan.text, amount.stop):
            return bounded(0, 0, fact)
        kin = 1 if _AND_KIN.search(scan.text, 0, amount.start) else 0
        if kin and "裁" not in fact.name:
            return bounded(amount.whole[0] + kin, min(amount.whole[1] + kin, fact.domain.hi), fact)
        return bounded(amount.whole[0], min(amount.whole[1], fact.domain.hi) if amount.hedge else amount.whole[1], fact)
    if fact.type is FactType.RATE:
        return _rate(fact, amount, asked=asked, spelled=scan.text.startswith("零", amount.start))
    lo, hi = _scaled(fact, amount, scan)
    least = int(lo) + 1 if amount.lo_open else round(lo)
    most = round(hi) - 1 if amount.hi_open else round(hi)
    return bounded(least, min(most, fact.domain.hi) if hi > fact.domain.hi and amount.hedge else most, fact)


def _rate(fact: Fact, amount: Amount, *, asked: bool, spelled: bool) -> Span | None:
    scale = RATE_SCALE
    if asked and amount.kind == "" and 0 < amount.hi < 0.5 and amount.lo == amount.hi and not spelled:
        scale *= 100  # 0.05 said for 5 %
    lo, hi = round(amount.lo * scale), round(amount.hi * scale)
    return bounded(lo + 1 if amount.lo_open else lo, hi - 1 if amount.hi_open else hi, fact)


def _scaled(fact: Fact, amount: Amount, scan: Scan) -> tuple[float, float]:
    """Money brought to the fact's period: 一个月一千二 is 14,400 a year."""
    clause, offset = _clause(scan.text, amount.start)
    near = [lapse for lapse in scan.lapses if offset <= lapse.start < offset + len(clause)]
    if per_year(fact):
        factor = _to_year(clause, offset, amount, near)
        return amount.lo * factor, amount.hi * factor
    if per_month(fact) and near and near[0].lo == near[0].hi > 0 and not near[0].in_days:
        return amount.lo / near[0].lo, amount.hi / near[0].lo
    worked = [lapse for lapse in near if lapse.in_days and lapse.lo == lapse.hi > 1]
    if worked and re.search(
        r"(?:一天|每天|日薪|一日|天天|日工资|天工资)\D{0,3}$", scan.text[max(0, amount.start - 8) : amount.start]
    ):
        return amount.lo * worked[0].lo, amount.hi * worked[0].hi
    owed = [lapse for lapse in near if not lapse.in_days and lapse.hi == lapse.lo and lapse.lo >= 2]
    text = scan.text[max(0, amount.start - 8) : amount.start]
    if owed and re.search(r"(?:一个?月|每个?月|月薪|(?<!个)月工资)\D{0,3}$", text):
        half = 0.5 if "半月" in scan.text[owed[0].start : owed[0].stop] else 0.0
        return amount.lo * (owed[0].lo + half), amount.hi * (owed[0].hi + half)
    return amount.lo, amount.hi


def _to_year(clause: str, offset: int, amount: Amount, near: list[Lapse]) -> float:
    following = clause[amount.stop - offset :]
    for pattern, factor in ((_A_MONTH, 12.0), (_A_QUARTER, 4.0), (_A_YEAR, 1.0)):
        if pattern.match(following):
            return factor
    before = clause[: amount.start - offset] if amount.start >= offset else ""
    if re.search(r"(?:每年|一年|(?<!半)年租金?|全年|今年|去年)\D{0,3}$", before):
        return 1.0
    if near:
        lapse = min(near, key=lambda item: min(abs(item.stop - amount.start), abs(item.start - amount.stop)))
        if not lapse.in_days and 0 < lapse.lo == lapse.hi:
            return 12 / lapse.lo
        if lapse.in_days and lapse.hi <= 1:
            return 365.0
    for pattern, factor in ((_MONTHLY, 12.0), (_QUARTERLY, 4.0), (_YEARLY, 1.0), (_DAILY, 365.0)):
        if pattern.search(clause):
            return factor
    return 1.0


def _clause(text: str, at: int) -> tuple[str, int]:
    """The clause a place stands in, with where it begins."""
    start = max(text.rfind(mark, 0, at) for mark in "。；？！") + 1
    stops = [stop for mark in "。；？！" if (stop := text.find(mark, at)) >= 0]
    return text[start : min(stops, default=len(text))], start


def _spans_of_time(fact: Fact, scan: Scan, *, asked: bool) -> Iterator[Candidate]:
    """A count of months or years, such as the length of a contract."""
    size = 1 if "月" in fact.unit else 12
    for lapse in scan.lasting:
        if not lapse.in_days:
            hi = lapse.hi // size if lapse.hi < 10_000 else fact.domain.hi
            span = bounded(lapse.lo // size, max(hi, lapse.lo // size), fact)
            if span is not None:
                yield Candidate(span, lapse.start, lapse.stop)
    if asked and not scan.lapses:
        for amount in scan.amounts:
            span = bounded(*amount.whole, fact) if amount.kind == "" else None
            if span is not None:
                yield Candidate(span, amount.start, amount.stop, sure=False)
