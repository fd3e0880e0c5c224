"""Quantities with their unit and their hedges: 七十多号人, 不到5%, 两万出头, 三到五个, 五十来岁."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.language.hearing.beginnings import next_match
from bot.language.hearing.numerals import CHARS, NUMERAL, grain, read

_UNITS = {
    "heads": ("个人", "号人", "口子", "口人", "个员工", "个职工", "个", "人", "名", "位", "口"),
    "money": ("元钱", "块钱", "元", "块", "圆", "圆钱"),
    "rate": ("%", "个百分点", "个点", "个pp", "‰", "成"),
    "age": ("周岁", "虚岁", "岁"),
}
_KIND = {unit: kind for kind, units in _UNITS.items() for unit in units}
_UNIT = "|".join(sorted(_KIND, key=lambda unit: (-len(unit), unit)))
_EXTRA = (
    "数来|(?<=[百千万])把|多一点点|多一点|多点|多|余|来|大几|好几|刚?出点?头|开外|挂零|露头|冒头|拐弯|挨边|郎当|啷当"
)
_AFTER = (
    "多一点点|多一点|多点|多|出点?头|开外|半|左右|上下|前后|挨边|郎当|以上|往上|朝上|以内|之内|以下|往下|"
    "还不到|都不到|不到|不足|起步|打底|封顶|到顶"
)
_NEAR = "差不多|大概其|大概|大约莫|大约|约莫|估摸着|估计|约|可能|左右|上下|前后|得有|也就"
_ALMOST = "即将|将满|快满|快要到|快要|快到|快有|快|将近|接近|差点|差一点|马上|眼看|眼瞅着|近|奔"
_BELOW = "都没.{0,2}[满到够]|都不够|不够|没够|还不到|都不到|不到|不足|不满|未满|没满|没到|少于|低于|小于|未达"
_ABOVE = "不止|超过|多于|大于|高于|超|(?<![一-鿿])过|(?<=[都已年早也])过"
_LEAST = "至少|起码|最少|最低|不少于|不低于|不下|少说也?|怎么也得|怎么也"
_MOST = "不超|没超|不过|超不过|过不了|最多|顶多|至多|[没不]超过|没有超过|未超过|不高于|撑死"
_JUST_OVER = "刚刚?过|刚刚?超过?|刚刚?出"
_BEFORE = f"{_JUST_OVER}|{_NEAR}|{_ALMOST}|{_MOST}|{_LEAST}|{_ABOVE}|{_BELOW}"

_LITTLE_MORE = ("出头", "刚出头", "出点头", "开外", "挂零", "露头", "冒头", "拐弯")
_BIT_MORE = ("多点", "多一点", "多一点点")
_DECADE = ("郎当", "啷当")
_ABOUT = re.compile(_NEAR)
_PASSED, _UNDER, _UP_MOST, _OVER, _NO_LESS = map(re.compile, (_JUST_OVER, _BELOW, _MOST, _ABOVE, _LEAST))
ALMOST = re.compile(f"{_ALMOST}|小")
"""Hedges that stay just below: 快, 将近."""

_AMOUNT = re.compile(
    rf"(?P<ratio>百分之|千分之)?(?P<a>{NUMERAL})(?:(?P<am>{_EXTRA})(?P<scale>[百千万亿](?!一))?)?"
    rf"(?:(?P<au>{_UNIT})?(?:到|至|-|~|—|或者|或|、)(?P<b>{NUMERAL})(?P<bm>{_EXTRA})?)?"
    rf"(?P<unit>{_UNIT})?(?P<after>{_AFTER})?"
)
_HEDGE = re.compile(rf"(?P<hedge>{_BEFORE})(?:得|有|了|是|就|的|也|要|需要|需|满)*$")
_HEDGES = re.compile("[到少过都下后刚得也满差可最快低够超右概于近马其止至足奔眼顶将未码约估撑莫即瞅]")
"""One of these is in every hedge."""
_SMALL = re.compile(r"[一二两三四五六七八九]?[十百千万]|[一二两]年")
"""What 小 may make a little less: 小两万, 小一年; 小3 is no hedge."""
_UP_TO = re.compile(r"[百千万]|[二三四五六七八]?十")
"""What 上 may stand before: 上百, 上五十; 早上八点 is no hedge."""
_NO_SMALL = tuple(f"{char}小" for char in "大最中从太")
_NO_UP_TO = tuple(f"{char}上" for char in "早晚以网手线身马路村镇")
_BEGINS = re.compile(rf"[\d{CHARS}]")
"""How every quantity begins: what does not begin so needs no look at all that may follow."""
_TURNS = re.compile(r"[次回趟遍](?!来)")
"""头一次, 去过两回: how often, never how many."""
_WORDS = re.compile(r"脸|个?季|[样下直起般定边旦致切律共同向贯再]|点儿?(?!\d)|次性|会儿")


class Amount(NamedTuple):
    """Everything a quantity may mean: lo..hi, an end left out when its open flag is set.

    kind: heads, money, rate (in percent), age (in years) or an empty text where no unit was said.
    start, stop: where it stands in the text. hedge: the word that made it vague.
    said: the numbers before the hedge.
    """

    lo: float
    hi: float
    lo_open: bool
    hi_open: bool
    kind: str
    start: int
    stop: int
    hedge: str = ""
    said: tuple[float, float] = (0.0, 0.0)

    @property
    def whole(self) -> tuple[int, int]:
        """Least and greatest whole number meant; a missing upper end is a very large number."""
        least = math.floor(self.lo) + 1 if self.lo_open else math.ceil(self.lo - 1e-9)
        most = math.ceil(self.hi - 1e-9) - 1 if self.hi_open else math.floor(self.hi + 1e-9)
        return min(least, most), most


LIMIT = 1e12
"""Stands for no upper end."""


def vague(  # noqa: C901 - one branch a hedge
    lo: float, hi: float, hedge: str, slack: float = 0.0
) -> tuple[float, float, bool, bool]:
    """The range (with open ends) that a hedge makes of lo..hi.

    slack: least distance to either side for 左右 and 快, in the unit of the numbers.
    A hedge about one side only (不到, 至少) keeps everything on that side, so that deciding stays exact.
    """
    if not hedge:
        return lo, hi, False, False
    size = grain(hi)
    if hedge in ("多", "余"):
        hi += size - 1 if size > 1 else 0.0
    elif hedge in ("来", "数来", "把"):
        lo, hi = lo * 0.9, hi + 0.3 * size
    elif hedge in ("大几", "好几"):
        lo, hi = lo + size / 2, hi + size - 1
    elif hedge in _LITTLE_MORE:
        hi += 0.3 * size if size <= 10 else max(0.05 * hi, 0.1 * size)
    elif hedge in _BIT_MORE:
        hi += 0.15 * size
    elif hedge in _DECADE:
        hi += 9
    elif hedge == "挨边":
        lo, hi = lo - 2, hi + 1
    elif _PASSED.fullmatch(hedge):
        hi += 0.1 * size if size <= 10 else max(0.05 * hi, 0.1 * size)
    elif _ABOUT.fullmatch(hedge):
        lo, hi = lo - max(0.1 * lo, slack), hi + max(0.1 * hi, slack)
    elif ALMOST.fullmatch(hedge):
        return lo - slack if slack else lo * 0.85, hi, False, True
    else:
        return _one_sided(lo, hi, hedge)
    return lo, hi, False, False


def _one_sided(lo: float, hi: float, hedge: str) -> tuple[float, float, bool, bool]:
    if _UNDER.fullmatch(hedge):
        return 0.0, hi, False, True
    if _UP_MOST.fullmatch(hedge) or hedge in ("以内", "之内", "内", "以下", "往下", "封顶", "到顶"):
        return 0.0, hi, False, False
    if hedge == "上":
        return lo, LIMIT if lo < 100 else 2 * lo - 1, False, False
    if _OVER.fullmatch(hedge):
        return lo, LIMIT, True, False
    if _NO_LESS.fullmatch(hedge) or hedge in ("以上", "往上", "朝上", "起步", "打底"):
        return lo, LIMIT, False, False
    return lo, hi, False, False


def hedge_before(text: str, start: int) -> str:
    """The hedge that stands right before a place in the text, or an empty text."""
    before = text[max(0, start - 8) : start]
    if before.endswith("小") and not before.endswith(_NO_SMALL):
        return "小" if _SMALL.match(text, start) else ""
    if before.endswith("上") and not before.endswith(_NO_UP_TO):
        return "上" if _UP_TO.match(text, start) else ""
    found = _HEDGE.search(before) if _HEDGES.search(before) else None
    return found["hedge"] if found else ""


def amounts(text: str, taken: Sequence[tuple[int, int]] = ()) -> tuple[Amount, ...]:
    """Every quantity of a text in order; spans already read as time are left out."""
    told: list[Amount] = []
    at = 0
    while found := next_match(_BEGINS, _AMOUNT, text, at):
        start, stop = found.span()
        at = max(stop, start + 1)
        if taken and (over := [last for first, last in taken if first < stop and start < last]):
            at = max(min(over), start + 1)
            continue
        if (start and text[start - 1] in "第头首") or (not found["unit"] and _TURNS.match(text, stop)):
            continue
        if not found["unit"] and found["a"] == "一" and _WORDS.match(text, stop):
            continue
        made = _make(text, found)
        if made is not None:
            at = max(made.stop, start + 1)
            told.append(made)
    return tuple(told)


def _ends(run: str, size: int) -> bool:
    """Whether a run ends with the character of a size: 三十万, 30w."""
    return run.endswith({100_000_000: ("亿",), 10_000: ("万", "w"), 1000: ("千", "k"), 100: ("百",)}[size])


def _make(text: str, found: re.Match[str]) -> Amount | None:  # noqa: C901 - one branch a part of a quantity
    first = read(found["a"])
    if first is None:
        return None
    lo, hi = first
    if found["a"] == "几" and text[: found.start()].endswith(("没", "没有", "没多")):
        lo, hi = 0.0, 5.0
    unit, stop, extra = found["unit"] or "", found.end(), found["am"] or ""
    if found["b"]:
        second = read(found["b"])
        # 三到五万 leaves the unit of the first number to the second.
        if second and lo < 1000 and hi < second[0]:
            sizes = (100_000_000, 10_000, 1000, 100)
            lo *= next((size for size in sizes if lo * size <= second[0] and _ends(found["b"], size)), 1)
        if second and second[0] >= lo:
            hi, extra = second[1], found["bm"] or ""
        else:
            unit, stop = found["au"] or "", found.end("au") if found["au"] else found.end("am" if extra else "a")
    kind = _KIND.get(unit, "")
    if found["a"][-1] in "俩仨":
        kind = kind or "heads"
    if found["ratio"] or unit == "‰":
        kind = "rate"
    if unit == "成" or found["ratio"] == "百分之":
        scale = 10.0 if unit == "成" else 1.0
    else:
        scale = 0.1 if found["ratio"] or unit == "‰" else 1.0
    after = found["after"] or "" if stop == found.end() else ""
    before = hedge_before(text, found.start())
    hedge = extra or (after if after != "半" else "") or before
    slack, said = 2.0 if kind == "age" else 0.0, (lo, hi)
    if kind == "heads" and _ABOUT.fullmatch(hedge):
        slack = 1.0
    lo, hi, lo_open, hi_open = vague(lo, hi, hedge, slack)
    scale *= {"百": 100.0, "千": 1000.0, "万": 10_000.0, "亿": 100_000_000.0}.get(found["scale"] or "", 1.0)
    if extra and before and (_UNDER.fullmatch(before) or _UP_MOST.fullmatch(before)):
        lo = 0.0
    return Amount(lo * scale, hi * scale, lo_open, hi_open, kind, found.start(), stop, hedge, said)
