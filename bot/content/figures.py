"""Finds the figures in Chinese text: money, counts, shares, periods and dates, in Arabic or Chinese numerals.

Numbers that only order or name things (第（四）条, 一次性) are not figures; numbers of documents are their own kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

_WIDE = str.maketrans("０１２３４５６７８９％．／", "0123456789%./")
_DIGITS = {char: index for index, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}

_HAN = r"(?:[一二两三四五六七八九十][零〇一二两三四五六七八九十百千万]*)"
_ARABIC = r"(?:\d+(?:,\d{3})*(?:\.\d+)?)"
_UNITS = r"元|人|名|位|口|次|岁|周岁|倍|户|家|场|小时|个百分点"

_PATTERN = re.compile(
    rf"""
    (?P<document>[\u4e00-\u9fff]{{2,6}}〔\d{{4}}〕\d+号)
  | (?P<skip>〔\d{{4}}〕\d*号? | 第[（(]?(?:\d+|[一二三四五六七八九十百]+)[）)]?
        | [（(](?:\d{{1,2}}|[一二三四五六七八九十]+)[）)]
        | 三支一扶
        | 一(?:年|个月|天)(?=多少|[给补能可领最要几]) | 一次性? | 一[对个些起定般直样律并批体] | [上下前后大]半年 )
  | (?P<date>(?P<y>(?:19|20)\d\d)[年-](?:(?P<m>\d{{1,2}})(?:月|-)(?:(?P<d>\d{{1,2}})[日号]?)?)?
        | (?P<m2>\d{{1,2}})月(?:(?P<d2>\d{{1,2}})[日号])?)
  | (?P<share>(?P<percent>{_ARABIC})% | (?P<top>\d{{1,3}})/(?P<bottom>\d{{1,3}}) | 百分之(?P<hundredth>{_HAN}|{_ARABIC})
        | (?P<below>{_HAN})分之(?P<above>{_HAN}) | (?P<tenths>[一二三四五六七八九])成 | (?P<half>一半))
  | (?P<period>(?P<halfyear>半)年(?![级度])
        | (?P<count>{_ARABIC}|{_HAN})(?:年(?P<more>半)?(?![级度代])|(?P<month>个月)|(?P<day>天|日)))
  | (?P<number>{_ARABIC})(?P<scale>[百千万亿]*)(?:余|多|来)?(?P<unit>{_UNITS}|个(?!月))?
  | (?P<han>{_HAN})(?:余|多|来)?(?P<hanunit>{_UNITS})
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. kind: number, share, period, date or document; start: where it stands in the squeezed text.

    value: the number or share. period: (months, days). day: (year, month, day), None where not said.
    unit: of a number, empty when none is printed.
    """

    kind: str
    words: str
    start: int
    value: Fraction = Fraction(0)
    unit: str = ""
    period: tuple[int, int] = (0, 0)
    day: tuple[int | None, int | None, int | None] = (None, None, None)


def squeeze(text: str) -> tuple[str, tuple[int, ...]]:
    """The text without white space, with the position every character had."""
    kept = [(index, char) for index, char in enumerate(text.translate(_WIDE)) if not char.isspace()]
    return "".join(char for _, char in kept), tuple(index for index, _ in kept)


def numeral(text: str) -> Fraction:
    """The number written in Arabic digits or Chinese numerals (三十, 两千, 一百二)."""
    if text[0].isascii():
        return Fraction(text.replace(",", ""))
    total = section = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in ("万", "亿"):
            total, section, digit = (total + section + digit) * _SCALES[char], 0, 0
        else:
            section, digit = section + (digit or 1) * _SCALES[char], 0
    return Fraction(total + section + digit)


def figures(text: str) -> Iterator[Figure]:
    """The figures of a squeezed text, in order."""
    for match in _PATTERN.finditer(text):
        figure = _figure(match)
        if figure is not None:
            yield figure


def has_figure(text: str) -> bool:
    """Whether a text holds any figure."""
    return next(figures(squeeze(text)[0]), None) is not None


def _figure(match: re.Match[str]) -> Figure | None:
    words, start, got = match.group(), match.start(), match.groupdict()
    if got["skip"] or got["document"]:
        return Figure("document", words, start) if got["document"] else None
    if got["date"]:
        parts = tuple(int(part) if part else None for part in (got["y"], got["m"] or got["m2"], got["d"] or got["d2"]))
        return Figure("date", words, start, day=(parts[0], parts[1], parts[2]))
    if got["share"]:
        return Figure("share", words, start, _share(got))
    if got["period"]:
        return _period(words, start, got)
    if got["han"]:
        value, unit = numeral(got["han"]), got["hanunit"]
        # 一人, 一家 … are words rather than figures
        return None if value == 1 and unit != "元" else Figure("number", words, start, value, _same_unit(unit))
    value = numeral(got["number"])
    for char in got["scale"]:
        value *= _SCALES[char]
    return Figure("number", words, start, value, _same_unit(got["unit"] or ""))


def _same_unit(unit: str) -> str:
    """One word for units that mean the same."""
    return {"名": "人", "位": "人", "口": "人", "周岁": "岁"}.get(unit, unit)


def _share(got: dict[str, str | None]) -> Fraction:
    if got["percent"]:
        return numeral(got["percent"]) / 100
    if got["top"] and got["bottom"]:
        return Fraction(int(got["top"]), max(1, int(got["bottom"])))
    if got["hundredth"]:
        return numeral(got["hundredth"]) / 100
    if got["below"] and got["above"]:
        return numeral(got["above"]) / max(Fraction(1), numeral(got["below"]))
    return numeral(got["tenths"]) / 10 if got["tenths"] else Fraction(1, 2)


def _period(words: str, start: int, got: dict[str, str | None]) -> Figure | None:
    if got["halfyear"] or not got["count"]:
        return Figure("period", words, start, period=(6, 0))
    count = numeral(got["count"])
    if got["day"]:
        # 一天, 一日 are words rather than figures
        return None if got["count"] == "一" else Figure("period", words, start, period=(0, int(count)))
    months = count if got["month"] else count * 12 + (6 if got["more"] else 0)
    return Figure("period", words, start, period=(int(months), 0))
