"""Days and calendar time: months are added as people count them, never as thirty days.

A day is its proleptic ordinal. Adding months to a day that its month does not have
(31 January plus one month) gives the last day of that month.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from bot.model.conditions import Period

FIRST_DAY = date.min.toordinal()
LAST_DAY = date.max.toordinal()


def add_months(day: int, months: int) -> int:
    """The day so many months later (earlier when negative), kept within what dates can hold."""
    start = date.fromordinal(day)
    index = start.year * 12 + start.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if year < date.min.year:
        return FIRST_DAY
    if year > date.max.year:
        return LAST_DAY
    return date(year, month, min(start.day, monthrange(year, month)[1])).toordinal()


def shift(day: int, period: Period, sign: int) -> int:
    """The day moved by a period, forward for sign 1 and back for sign -1: months first, then days."""
    moved = add_months(day, sign * period.months) + sign * period.days
    return max(FIRST_DAY, min(LAST_DAY, moved))


def last_start(on: int, period: Period) -> int:
    """The last day from which a period is complete on that day: from 31 January a month is complete on 28 February."""
    day = shift(on, period, -1)
    while day < LAST_DAY and shift(day + 1, period, 1) <= on:
        day += 1
    while day > FIRST_DAY and shift(day, period, 1) > on:
        day -= 1
    return day
