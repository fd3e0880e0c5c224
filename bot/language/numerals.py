"""Figures in a message, brought to one spelling so that 1万5, 一万五, 1.5万 and 15000 are the same."""

from __future__ import annotations

import re

_DIGITS = {**{str(n): n for n in range(10)}, **dict(zip("零一二三四五六七八九", range(10), strict=True))}
_DIGITS |= {"两": 2, "俩": 2, "〇": 0}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}

_CHINESE = "零〇一二三四五六七八九两"
_DIGITAL = r"\d++(?:\.\d++)?+"
FIGURE = re.compile(
    rf"{_DIGITAL}(?:[十百千万亿]++(?:{_DIGITAL}[十百千万]*+)*+)?+|"
    rf"(?=[万亿]*+[{_CHINESE}十百千])[{_CHINESE}十百千万亿]++"
)
"""A run of figures, taken whole or not at all: to try every part of 1万11111… would take for ever."""
SHARE = re.compile(rf"百分之({FIGURE.pattern})|({FIGURE.pattern})(?:%|个点)")
PART = re.compile(rf"([{_CHINESE}十]++)分之([{_CHINESE}十]++)|(\d++)/(\d++)")


def value(words: str) -> float | None:
    """The number that the words stand for; None if they are not one."""
    if re.fullmatch(r"\d+(?:\.\d+)?", words):
        return float(words)
    if re.fullmatch(rf"[{_CHINESE}]{{2,}}", words):
        # 四零五零 and 二四 are read digit by digit.
        return float("".join(str(_DIGITS[char]) for char in words))
    total = section = 0.0
    unit = 1.0
    pending: float | None = None
    for piece in re.findall(rf"\d+(?:\.\d+)?|[{_CHINESE}]|[十百千万亿]", words):
        if piece in _SMALL:
            unit = _SMALL[piece]
            section += (1.0 if pending is None else pending) * unit
            pending = None
        elif piece in _LARGE:
            whole = section + (pending or 0.0)
            grown = (whole or 1.0) * _LARGE[piece]
            total = (total * _LARGE[piece] if total else grown) if piece == "亿" else total + grown
            section, pending, unit = 0.0, None, float(_LARGE[piece])
        else:
            number = float(_DIGITS[piece]) if piece in _DIGITS else float(piece)
            if piece in "零〇":
                unit = 10.0
            pending = number
    if pending is not None:
        # 1万5 and 三百二: the last digit counts tenths of the unit before it.
        section += pending * unit / 10 if unit > 10 and pending < 10 else pending
    return total + section


def spell(number: float) -> str:
    """The one spelling of a number: no needless decimals."""
    return f"{number:.4f}".rstrip("0").rstrip(".")


def figures(text: str) -> list[tuple[int, int, str]]:
    """All figures in a text: where each stands, and its spelling; shares end in % and parts hold a stroke."""
    found: list[tuple[int, int, str]] = []
    taken: set[int] = set()
    for pattern in (PART, SHARE, FIGURE):
        for match in pattern.finditer(text):
            if taken & set(range(*match.span())):
                continue
            said = _said(match, pattern)
            if said is not None:
                taken |= set(range(*match.span()))
                found.append((*match.span(), said))
    return sorted(found)


def _said(match: re.Match[str], pattern: re.Pattern[str]) -> str | None:
    if pattern is PART:
        below, above = (match[1], match[2]) if match[1] else (match[4], match[3])
        numbers = value(above), value(below)
        return None if None in numbers else f"{spell(numbers[0] or 0)}/{spell(numbers[1] or 0)}"
    if pattern is SHARE:
        share = value(match[1] or match[2])
        return None if share is None else f"{spell(share)}%"
    number = value(match[0])
    return None if number is None else spell(number)
