"""Regions and the offices in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from math import asin, cos, radians, sin, sqrt

from bot.model.problems import Place


@dataclass(frozen=True, slots=True)
class Office:
    """Where a county sends people; every field may be empty until the county fills it."""

    name: str
    phone: str = ""
    address: str = ""
    hours: str = ""
    website: str = ""


EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Shift:
    """When somebody is there to answer. days: 1 Monday … 7 Sunday; start, end: minutes since midnight."""

    days: frozenset[int]
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours an office declared for its staff.

    closed: days off in spite of the week. moved: days worked in spite of it, with the weekday whose hours they have.
    """

    shifts: tuple[Shift, ...]
    closed: frozenset[date] = frozenset()
    moved: Mapping[date, int] = field(default_factory=dict)

    def open_at(self, moment: datetime) -> bool:
        """Whether somebody is there; moment: local time."""
        day, minute = moment.date(), moment.hour * 60 + moment.minute
        weekday = self.moved.get(day, day.isoweekday())
        return day not in self.closed and any(
            weekday in shift.days and shift.start <= minute < shift.end for shift in self.shifts
        )

    def __str__(self) -> str:
        return "、".join(shift.text for shift in self.shifts)


@dataclass(frozen=True, slots=True)
class Spot:
    """The middle of a county seat in degrees, and how many kilometres around it surely belong to the county."""

    latitude: float
    longitude: float
    radius: float

    def distance(self, latitude: float, longitude: float) -> float:
        """Kilometres to a point, on a sphere (haversine)."""
        north, east = radians(latitude - self.latitude), radians(longitude - self.longitude)
        flat = cos(radians(self.latitude)) * cos(radians(latitude))
        return 2 * EARTH_KM * asin(sqrt(sin(north / 2) ** 2 + flat * sin(east / 2) ** 2))


@dataclass(frozen=True, slots=True)
class Region:
    """A place of the vocabulary.

    status: 现行 (a whole document in force), 报道 (newspaper pages only) or 上级 (no content of its own).
    aliases, towns: words that lead to it. ask: where in general to ask.
    hours: when its staff answers, None while nobody declared it. spot: where it lies, for recognition only.
    """

    slug: str
    name: str
    parent: str | None
    status: str
    place: Place
    aliases: tuple[str, ...] = ()
    towns: tuple[str, ...] = ()
    ask: str = ""
    offices: tuple[Office, ...] = ()
    hours: Hours | None = None
    spot: Spot | None = None


Regions = Mapping[str, Region]
