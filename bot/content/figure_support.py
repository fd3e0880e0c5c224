"""Decides whether a clause's text bears out a figure of the content."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from bot.content.figures import Figure, figures
from bot.model.calendar import shift
from bot.model.conditions import Period
from bot.model.documents import Document

# units that name different things must not stand for one another; 家, 户, 个 … may
_STRICT = frozenset({"元", "人", "次", "岁", "倍", "小时", "个百分点"})
_ONE = re.compile(r"[一每](?:人|名|次|家|户|个)")
_NONE = re.compile(r"[未无零没不]")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A clause (or a whole document) squeezed, with its figures and the document's own dates."""

    text: str
    found: tuple[Figure, ...]
    document: Document

    @classmethod
    def of(cls, text: str, document: Document) -> Evidence:
        """The evidence a squeezed text gives."""
        return cls(text, tuple(figures(text)), document)

    @property
    def years(self) -> frozenset[int]:
        """Years the document speaks of without naming them in every sentence."""
        return frozenset({self.document.year, self.document.published.year, self.document.start.year})

    def bears_out(self, figure: Figure) -> bool:
        """Whether the text holds the figure, in whatever form it is printed."""
        if figure.kind == "number":
            return self.number(figure.value, figure.unit)
        if figure.kind == "share":
            return any(known.kind == "share" and known.value == figure.value for known in self.found)
        if figure.kind == "period":
            return self.period(figure.period)
        if figure.kind == "document":
            return figure.words.endswith(self.document.number) or self.prints_number(figure.words)
        return self.calendar(*figure.day)

    def prints_number(self, words: str) -> bool:
        """Whether the text prints this number of a document."""
        return any(known.kind == "document" and _ends_alike(known.words, words) for known in self.found)

    def number(self, value: Fraction, unit: str = "") -> bool:
        """A count or sum; none at all and a single one may be said in words (未裁员, 至少一人)."""
        for known in self.found:
            if known.kind == "number" and known.value == value and _same(known.unit, unit):
                return True
        if unit == "元":
            return False
        return bool({0: _NONE, 1: _ONE}[int(value)].search(self.text)) if value in (0, 1) else False

    def period(self, period: tuple[int, int]) -> bool:
        """Calendar time: 1年 and 12个月 are the same."""
        return any(known.kind == "period" and known.period == period for known in self.found)

    def calendar(self, year: int | None, month: int | None, day: int | None) -> bool:
        """A day, month or year that is printed, or follows from what is printed."""
        known = [figure.day for figure in self.found if figure.kind == "date"]
        for y, m, d in known:
            same_year = y == year or year is None or (y is None and year in self.years)
            if same_year and (month is None or m == month) and (day is None or d == day):
                return True
        if year is None:
            return False
        if month is None or day is None:
            return (month is None and year in self.years) or self._implied_month(year, month)
        try:
            return self._implied(date(year, month, day), known)
        except ValueError:
            return False

    def prints(self, day: date) -> bool:
        """Whether the text prints this very day; asked of the document's own dates, which nothing else may prove."""
        return any(known.kind == "date" and known.day == (day.year, day.month, day.day) for known in self.found)

    def _implied_month(self, year: int, month: int | None) -> bool:
        """A month or year of a day that follows from a period of validity."""
        days = (*self._ends(), self.document.start)
        return any(day.year == year and month in (None, day.month) for day in days)

    def _implied(self, day: date, known: list[tuple[int | None, int | None, int | None]]) -> bool:
        """The document's own first day, the end of a printed period, month or year, or the first day of a year."""
        if day in (self.document.start, self.document.published) or day in self._ends():
            return True
        for y, m, d in known:
            if d is not None or (y != day.year and not (y is None and day.year in self.years)):
                continue
            last = monthrange(day.year, m or 12)[1]
            starts, ends = (day.month, day.day) == (m or 1, 1), (day.month, day.day) == (m or 12, last)
            if starts or ends:
                return True
        return (
            day.year in self.years and (day.month, day.day) == (12, 31) and bool(re.search(r"全年|年[底内]", self.text))
        )

    def _ends(self) -> frozenset[date]:
        """Last days that follow from a period such as 有效期5年 counted from the document's first day."""
        ends: set[date] = set()
        for figure in self.found:
            if figure.kind == "period" and "有效" in self.text[max(0, figure.start - 6) : figure.start]:
                months, days = figure.period
                for first in (self.document.start, self.document.published):
                    after = shift(first.toordinal(), Period(months, days), 1)
                    ends.update({date.fromordinal(after), date.fromordinal(after - 1)})
        return frozenset(ends)


def _ends_alike(one: str, other: str) -> bool:
    """Whether two numbers are the same but for the words that happen to stand before them."""
    return (
        one.endswith(other[-len(one) :])
        and one.split("〔", maxsplit=1)[0][-2:] == other.split("〔", maxsplit=1)[0][-2:]
    )


def _same(printed: str, wanted: str) -> bool:
    """Whether two units may stand for the same thing."""
    wanted = next((unit for unit in _STRICT if wanted.startswith(unit)), wanted)
    if not printed or not wanted or printed == wanted:
        return True
    return printed not in _STRICT and wanted not in _STRICT
