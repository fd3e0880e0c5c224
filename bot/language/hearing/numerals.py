"""Chinese and mixed numerals as people write them: 一万五, 三十5万, 两三, 十几, 仨, 1.5万, 2k.

A numeral is read as the range it may mean; a plain one has both ends alike.
"""

from __future__ import annotations

import re
from functools import lru_cache

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2, "仨": 3}
_SMALL = {"十": 10, "百": 100, "千": 1000, "k": 1000}
_BIG = {"万": 10_000, "w": 10_000, "亿": 100_000_000}
_SHORT = {"廿": "二十", "卅": "三十"}
_LONGEST = 20
"""Characters of the longest numeral that can be a quantity of anything."""
_TOKEN = re.compile(r"\d+(?:\.\d+)?|.")
_PAIR = re.compile(
    r"(?<![零〇一二三四五六七八九\d.])([一二两三四五六七八])([二三四五六七八九])(?![零〇一二两三四五六七八九\d.])"
)
_POINT = re.compile(r"([^点]+)点([零〇一二三四五六七八九]+)([万千亿]?)")
_ROUGH = {"百八十": ("八十", "一百"), "千八百": ("八百", "一千"), "万八千": ("八千", "一万")}
"""百八十 is eighty to a hundred."""
_POSITIONAL = re.compile(r"[零〇一二三四五六七八九]{2,}")

CHARS = "零〇一二两俩仨三四五六七八九十廿卅百千万亿几"
NUMERAL = (
    rf"(?:\d++(?:\.\d++)?|[{CHARS}]){{1,14}}(?:点[零〇一二三四五六七八九]+[万千亿]?)?"
    r"(?:[wk](?![a-z]))?[一二三四五六七八九\d]?"
)
"""Pattern of a run of numerals; what it means is for `read` to say. Bounded: no text makes matching slow."""


def _exact(run: str) -> float | None:  # noqa: C901, PLR0911 - one branch a kind of character
    """The number a run without vague parts stands for; None when it is not a number."""
    if _POSITIONAL.fullmatch(run):
        return float("".join(str(_DIGITS[char]) for char in run))
    total = section = 0.0
    number: float | None = None
    least, most = 1e9, 1e9
    last, gap = 1, False
    for piece in _TOKEN.findall(run):
        if piece[0].isdecimal():
            if number is not None:
                return None
            number = float(piece)
        elif piece in _DIGITS:
            if number:
                return None
            gap = gap or piece in "零〇"
            number = float(_DIGITS[piece])
        elif piece in _SMALL:
            # A unit as large as one before begins another number: 五百六百.
            if _SMALL[piece] >= least:
                return None
            least = _SMALL[piece]
            section += (1.0 if number is None else number) * _SMALL[piece]
            number, last, gap = None, _SMALL[piece], False
        elif piece in _BIG:
            if _BIG[piece] >= most:
                return None
            least, most = 1e9, _BIG[piece]
            section += number or 0.0
            total = (total + section if piece == "亿" else total + (section or 1.0) * _BIG[piece]) * (
                _BIG[piece] if piece == "亿" else 1
            )
            section, number, last, gap = 0.0, None, _BIG[piece], False
        else:
            return None
    if number is not None:
        # 一万五 and 三百六 leave out the last unit.
        section += number * last / 10 if last >= 100 and not gap and number < 10 else number
    return total + section


@lru_cache(maxsize=4096)
def read(run: str) -> tuple[float, float] | None:
    """Least and greatest number that a run may mean, or None when it is no number.

    两三 is 2 to 3, 八九千 8,000 to 9,000, 十几 11 to 19, 几十 20 to 90, 几 2 to 9.
    """
    if len(run) > _LONGEST:
        return None
    for short, long in _SHORT.items():
        run = run.replace(short, long)
    point = _POINT.fullmatch(run)
    if point:
        whole, scale = _exact(point[1]), {"万": 10_000, "千": 1000, "亿": 100_000_000}.get(point[3], 1)
        part = float("0." + "".join(str(_DIGITS[char]) for char in point[2]))
        return None if whole is None else ((whole + part) * scale,) * 2
    rough = _ROUGH.get(run[:3])
    if run == "百十":
        return 90.0, 120.0
    if rough:
        least, most = _exact(rough[0] + run[3:]), _exact(rough[1] + run[3:])
    elif "几" in run:
        low = run.replace("几", "一" if "十几" in run else "二")
        least, most = _exact(low), _exact(run.replace("几", "九"))
        if most and not run.endswith("几"):
            most += grain(most) - 1
    else:
        pair = _PAIR.search(run)
        if pair and (_DIGITS[pair[2]] - _DIGITS[pair[1]] == 1 or pair[0] == "三五"):
            start, end = pair.span()
            least = _exact(run[:start] + pair[1] + run[end:])
            most = _exact(run[:start] + pair[2] + run[end:])
        else:
            least = most = _exact(run)
    if least is None or most is None:
        return _neighbours(run)
    return None if least > most else (least, most)


def _neighbours(run: str) -> tuple[float, float] | None:
    """Two numbers side by side that are one step apart: 十九二十, 五百六百, 一万两万."""
    for at in range(1, len(run)):
        low, high = _exact(run[:at]), _exact(run[at:])
        if low and high and low < high <= low + grain(high) and grain(high) <= high / 2 + 10:
            return low, high
    return None


def grain(number: float) -> float:
    """The size of the last unit said: 10 for 70, 1,000 for 15,000, 1 for 12."""
    size = 1.0
    while number >= 10 * size and number % (10 * size) == 0:
        size *= 10
    return size
