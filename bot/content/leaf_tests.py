"""Reads the comparison of a condition leaf by the type of its fact."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from bot.content.findings import nearest
from bot.content.records import Record
from bot.content.shelf import Shelf
from bot.content.words import INTEGER, NUMBER, read_period
from bot.model.conditions import Between, Days, Elapsed, OneOf, Period, SameYear, Test
from bot.model.documents import Cite
from bot.model.facts import MONTHS_IN, RATE_SCALE, Fact, FactType
from bot.model.values import NO, YES

OPTION_TESTS = ("是", "不是")
NUMBER_TESTS = ("至少", "至多", "多于", "少于")
ELAPSED_TESTS = ("满", "未满", "不超过")
DAY_TESTS = ("不早于", "不晚于")
TEST_KEYS = (*OPTION_TESTS, *NUMBER_TESTS, *ELAPSED_TESTS, "当年", *DAY_TESTS)


def fitting(kind: FactType) -> tuple[str, ...]:
    """The comparisons a fact of this type can have."""
    if kind.is_options:
        return OPTION_TESTS
    if not kind.is_day:
        return NUMBER_TESTS
    if kind is FactType.DATE:
        return (*ELAPSED_TESTS, "当年", *DAY_TESTS)
    return (*ELAPSED_TESTS, *DAY_TESTS) if kind is FactType.DURATION else ELAPSED_TESTS


def build_test(record: Record, keys: list[str], fact: Fact | None, cite: Cite, shelf: Shelf) -> Test | None:
    """The leaf's test, or None when it cannot be read; problems are noted."""
    if fact is None or not _fits(record, keys, fact, shelf):
        return None
    if keys[0] in OPTION_TESTS:
        return _options(record, keys[0], fact, shelf)
    if keys[0] in NUMBER_TESTS:
        return _between(record, keys, fact, cite, shelf)
    return _same_year(record, shelf) if keys[0] == "当年" else _time(record, keys, cite, shelf)


def _fits(record: Record, keys: list[str], fact: Fact, shelf: Shelf) -> bool:
    """Whether the comparisons go with the fact's type and with one another."""
    good = fitting(fact.type)
    wrong = next((key for key in keys if key not in good), None)
    if wrong is not None:
        message = f"「{fact.name}」是{fact.type.value}，不能用「{wrong}」"
        shelf.findings.add("E-TEST-TYPE", record.place_of(wrong), wrong, message, f"可用：{'、'.join(good)}")
        return False
    if not keys and record.unread.intersection(TEST_KEYS):
        return False  # noted where it was read
    groups = (OPTION_TESTS, NUMBER_TESTS, ELAPSED_TESTS, ("当年",), DAY_TESTS)
    if not keys or sum(any(key in group for key in keys) for group in groups) != 1 or set(keys) >= set(OPTION_TESTS):
        remedy = f"写一个比较（范围可写两个）：{'、'.join(good)}"
        shelf.findings.add("E-CONDITION-FORM", record.place, "条件", "没有写比较，或写了合不起来的比较", remedy)
        return False
    return True


def _time(record: Record, keys: list[str], cite: Cite, shelf: Shelf) -> Test:
    for key in keys:
        kind = "date" if key in DAY_TESTS else "age-below" if key == "未满" else "period"
        shelf.claim(kind, record.items.get(key), cite, key)
    if keys[0] in DAY_TESTS:
        first, last = record.get("不早于", date), record.get("不晚于", date)
        _check_order(first and last and first > last, record, shelf)
        return Days(first, last)
    low, high = record.get("满", Period), record.get("未满", Period)
    _check_order(low and high and (low.months, low.days) >= (high.months, high.days), record, shelf)
    return Elapsed(low, high, record.get("不超过", Period))


def _check_order(wrong: object, record: Record, shelf: Shelf) -> None:
    if wrong:
        shelf.findings.add("E-RANGE", record.place, "条件", "下限比上限大，没有人能满足", "改对两个数")


def _options(record: Record, key: str, fact: Fact, shelf: Shelf) -> Test:
    allowed = frozenset({YES, NO}) if fact.type is FactType.BOOL else frozenset(o.value for o in fact.options)
    for item in record.list(key):
        if item.value not in allowed:
            message = f"「{item.value}」不是「{fact.name}」的选项"
            shelf.findings.add("E-UNKNOWN-OPTION", item.place, key, message, nearest(str(item.value), allowed))
    named = frozenset(record.texts(key))
    return OneOf(named if key == "是" else allowed - named)


def _between(record: Record, keys: list[str], fact: Fact, cite: Cite, shelf: Shelf) -> Test | None:
    scale = RATE_SCALE if fact.type is FactType.RATE else 1
    bounds: dict[str, int] = {}
    for key in keys:
        text = record.text(key)
        lasting = fact.unit in MONTHS_IN and not text.isdigit()
        try:
            bare = text.removesuffix("%") if scale > 1 else text
            value = _months(text, fact.unit) if lasting else Fraction(str(NUMBER.parse(bare))) * scale
        except ValueError:
            value = Fraction(1, 2)
        if value.denominator != 1:
            how = "写百分数，例如 5.5%" if scale > 1 else "写半角整数，不带单位，例如 30"
            shelf.findings.add("E-VALUE", record.place_of(key), key, f"「{text[:40]}」不能用来比较", how)
            return None
        if not fact.domain.lo <= value <= fact.domain.hi:
            message = f"「{text[:40]}」超出「{fact.name}」的范围"
            shelf.findings.add("E-RANGE", record.place_of(key), key, message, "改数字，或改事实的范围")
        bounds[key] = int(value)
        words = f"{text.removesuffix('%')}%" if scale > 1 else text if lasting else f"{text} {fact.unit}".strip()
        kind = "share" if scale > 1 else "period" if lasting else "number"
        shelf.claim(kind, record.items.get(key), cite, key, words)
    low = max((bounds[key] + (key == "多于") for key in ("至少", "多于") if key in bounds), default=None)
    high = min((bounds[key] - (key == "少于") for key in ("至多", "少于") if key in bounds), default=None)
    _check_order(low is not None and high is not None and low > high, record, shelf)
    return Between(low, high)


def _months(text: str, unit: str) -> Fraction:
    """A length of time as a count of a fact's months or years; raises ValueError."""
    period = read_period(text)
    if period.days:
        raise ValueError(text)
    return Fraction(period.months, MONTHS_IN[unit])


def _same_year(record: Record, shelf: Shelf) -> Test:
    text = record.text("当年")
    if text == YES:
        return SameYear(0)
    try:
        offset = INTEGER.parse(text)
    except ValueError:
        offset = None
    if not isinstance(offset, int) or abs(offset) > 100:
        shelf.findings.add("E-VALUE", record.place_of("当年"), "当年", f"「{text[:20]}」不能用", "写 是；前一年写 -1")
        return SameYear(0)
    return SameYear(offset)
