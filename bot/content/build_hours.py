"""Builds the hours of a county's staff from its record: the week, the days off, and the days worked in their place."""

from __future__ import annotations

from datetime import date

from bot.content.records import Item, Record
from bot.content.shelf import Shelf
from bot.content.words import NAMED_DAYS
from bot.model.places import Hours, Shift

WORKDAYS = range(1, 6)
"""Monday to Friday: an ordinary working day, by whose hours a make-up working day goes (State Council, 放假办法)."""
WORKED, OFF = "调休上班", "放假"


def build_hours(record: Record, shelf: Shelf) -> Hours | None:
    """When the county's staff answers; None while it has not said so."""
    shifts = _shifts(record, shelf)
    off = [(item, item.value) for item in record.list(OFF) if isinstance(item.value, date)]
    if not shifts:
        for key in (OFF, WORKED):
            if record.list(key) and "人工时间" not in record:
                _note(shelf, record.items[key], key, f"没有写「人工时间」，「{key}」用不上", "先写「人工时间」，或删去")
        return None
    _once(off, OFF, shelf)
    closed = frozenset(day for _, day in off)
    return Hours(shifts, closed, _moved(record, shifts, closed, shelf))


def _shifts(record: Record, shelf: Shelf) -> tuple[Shift, ...]:
    """The stretches of the week."""
    shifts = []
    for part in record.parts("人工时间"):
        days, start, end = part.get("星期", frozenset), part.get("从", int), part.get("到", int)
        if days is None or start is None or end is None:
            continue  # noted where it was read
        if end <= start:
            shelf.findings.add("E-RANGE", part.place_of("到"), "到", "结束不比开始晚", "跨过半夜的分成两段写")
        written = {key: item.scalar.text.strip() for key in ("星期", "从", "到") if (item := part.items[key]).scalar}
        shifts.append(Shift(days, start, end, f"{written['星期']}{written['从']}至{written['到']}"))
    return tuple(shifts)


def _moved(record: Record, shifts: tuple[Shift, ...], closed: frozenset[date], shelf: Shelf) -> dict[date, int]:
    """The make-up working days, each with the day of the week whose hours it has."""
    moved: dict[date, int] = {}
    written = [(item, *_written(item)) for item in record.list(WORKED)]
    days = [(item, day) for item, day, _ in written if day is not None]
    _once(days, WORKED, shelf)
    for item, day, like in written:
        if day is None:
            continue  # noted where it was read
        name = NAMED_DAYS[day.weekday()]
        if day in closed:
            _note(shelf, item, WORKED, f"{day} 也写在「放假」里", "对一对放假通知，两处只留一处")
        elif like == day.isoweekday() or (like is None and _hours_of(day.isoweekday(), shifts)):
            remedy = f"日子写错了就改；要照另一天的时间，写 {{日期: {day}, 按: 周五}}；都不是就删去"
            _note(shelf, item, WORKED, f"{day} 是{name}，照「人工时间」本来就有人", remedy)
        elif like is not None and not _hours_of(like, shifts):
            message = f"「人工时间」里{NAMED_DAYS[like - 1]}没有人"
            _note(shelf, item, WORKED, message, "「按」写「人工时间」里有人的那一天")
        else:
            stands_for = like or _ordinary(item, day, shifts, shelf)
            if stands_for is not None:
                moved[day] = stands_for
    return moved


def _written(item: Item) -> tuple[date | None, int | None]:
    """The day, and the day of the week it is said to go by."""
    if isinstance(item.value, Record):
        like = item.value.get("按", str)
        return item.value.get("日期", date), NAMED_DAYS.index(like) + 1 if like else None
    return (item.value, None) if isinstance(item.value, date) else (None, None)


def _ordinary(item: Item, day: date, shifts: tuple[Shift, ...], shelf: Shelf) -> int | None:
    """The first day from Monday to Friday with hours, if all that have any have the same."""
    hours = {like: found for like in WORKDAYS if (found := _hours_of(like, shifts))}
    if len(set(hours.values())) == 1:
        return min(hours)
    which = "周一到周五每天的时间不一样" if hours else "周一到周五没有人"
    _note(shelf, item, WORKED, f"「人工时间」里{which}，不知道 {day} 照哪一天", f"写成 {{日期: {day}, 按: 周五}}")
    return None


def _hours_of(weekday: int, shifts: tuple[Shift, ...]) -> frozenset[tuple[int, int]]:
    """The stretches of one day of the week, 1 Monday … 7 Sunday."""
    return frozenset((shift.start, shift.end) for shift in shifts if weekday in shift.days)


def _once(days: list[tuple[Item, date]], key: str, shelf: Shelf) -> None:
    """Note every day that was written before in the same list."""
    seen: set[date] = set()
    for item, day in days:
        if day in seen:
            _note(shelf, item, key, f"{day} 写了两次", "删去一处；也可能另一天写错了")
        seen.add(day)


def _note(shelf: Shelf, item: Item, key: str, message: str, remedy: str) -> None:
    shelf.findings.add("E-WORKDAY", item.place, key, message, remedy)
