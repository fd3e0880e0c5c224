"""Calendar arithmetic of the oracle, written apart from the product's.

A period counted from a day ends on the day of the same number; where the month lacks it, on its last day.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def after(start: date, months: int) -> date:
    """The day so many months later, or earlier when negative."""
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def full(start: date, months: int, on: date) -> bool:
    """以上: the months from start are complete on that day."""
    return after(start, months) <= on


def within(start: date, years: int, on: date) -> bool:
    """内: it has happened, and the anniversary is not past; the anniversary itself still counts."""
    return start <= on <= after(start, 12 * years)


def years_old(birth: date, on: date) -> int:
    """Full years of age."""
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))
