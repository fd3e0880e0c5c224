"""Counting what the journal says: talks, how they were answered, about what, where people left, what was refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from typing import Protocol

import orjson

from bot.model.decisions import ActKind

_CHINA = timezone(timedelta(hours=8))
CHOICE = "choice"
"""Stands for the question which measure was meant; facts stand under their names."""
NONE_OF_THESE = "none-of-these"
PARTING = frozenset({"thanks", "bye", "praise", ""})
"""Acts of small talk that end a talk well; "" is an acknowledgement (知道了). Abuse or grief is no such end."""
AGREEING = "yes"
PURSUED = frozenset({ActKind.ASK, ActKind.CHOOSE, ActKind.SCREEN, ActKind.VERDICT, ActKind.FALLBACK})
"""Answers whose question is what the talk stands at. Behind any other answer it is an offer that may be let be."""


class Line(Protocol):
    """One row of the journal; received in milliseconds, measures and verdicts as JSON text."""

    received: int
    user: str
    act: str
    measures: str
    region: str | None
    verdicts: str
    latency_us: int
    asked: str | None
    heard: str | None


@dataclass(slots=True)
class Day:
    """One day. acts: messages by act. verdicts: by verdict. talks: begun that day. refused: all choices (都不是).

    beside: answers of which people said that they were not what was asked (答非所问). people: pseudonyms.
    """

    acts: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[str] = field(default_factory=Counter)
    people: set[str] = field(default_factory=set)
    talks: int = 0
    refused: int = 0
    beside: int = 0


def merged(days: Iterable[Day]) -> Day:
    """Several days as one; whoever came on several of them is one person."""
    whole = Day()
    for day in days:
        whole.acts.update(day.acts)
        whole.verdicts.update(day.verdicts)
        whole.people |= day.people
        whole.talks += day.talks
        whole.refused += day.refused
        whole.beside += day.beside
    return whole


@dataclass(slots=True)
class Counts:
    """What the journal holds for some days.

    asked, left: question -> how often a talk stood at it, and how often it ended there. stopped: the same by measure.
    misled: measure -> answers that were not what was asked. slow: 99 of 100 answers took less, in milliseconds.
    """

    days: dict[date, Day] = field(default_factory=dict)
    measures: Counter[str] = field(default_factory=Counter)
    regions: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)
    stopped: Counter[str] = field(default_factory=Counter)
    misled: Counter[str] = field(default_factory=Counter)
    slow: float = 0.0

    @property
    def acts(self) -> Counter[str]:
        """Messages by act over all days."""
        return sum((day.acts for day in self.days.values()), Counter())

    @property
    def verdicts(self) -> Counter[str]:
        """Decided policies by verdict over all days."""
        return sum((day.verdicts for day in self.days.values()), Counter())


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which part of the journal is counted: one measure, one region, one channel, or with "" all."""

    measure: str = ""
    region: str = ""
    channel: str = ""


@dataclass(slots=True)
class _Last:
    """The latest message of one person. open: the question the talk stands at; counts: whether it was chosen.

    parted: the person took leave, or the talk went to somebody of the office.
    """

    at: int
    day: date
    act: str
    measure: str
    open: str
    counts: bool
    parted: bool


def tally(lines: Iterable[Line], first: date, last: date, chosen: Chosen, idle_ms: int, now_ms: int) -> Counts:
    """Count the lines, which come in the order they were written.

    idle_ms: after so long a silence a person begins a new talk. now_ms: a talk younger than that has not ended yet.
    """
    counts = Counts()
    for step in range((last - first).days + 1):
        counts.days[first + timedelta(days=step)] = Day()
    latest: dict[str, _Last] = {}
    taken = []
    for line in lines:
        day = datetime.fromtimestamp(line.received / 1000, _CHINA).date()
        measures = orjson.loads(line.measures)
        measure = measures[0] if measures else ""
        before = latest.get(line.user)
        if before is not None and line.received - before.at > idle_ms:
            _end(counts, before)
            before = None
        if before is not None and line.heard == NONE_OF_THESE and before.counts:
            _complaint(counts, before)
        parted = _parted(line, before)
        question = "" if parted else _question(line, before)
        fits = (not chosen.measure or chosen.measure in measures) and chosen.region in ("", line.region)
        # Somebody without a pseudonym has asked to be forgotten: counted, but no talk to be followed.
        if line.user:
            latest[line.user] = _Last(line.received, day, line.act, measure, question, fits, parted)
        if not fits:
            continue
        today = counts.days[day]
        today.acts[line.act] += 1
        today.people.add(line.user)
        today.talks += before is None
        today.verdicts.update(orjson.loads(line.verdicts).values())
        counts.measures.update(measures[:1])
        counts.regions.update([line.region or ""])
        counts.asked.update([question] if question else ())
        taken.append(line.latency_us)
    for one in latest.values():
        if now_ms - one.at > idle_ms:
            _end(counts, one)
    taken.sort()
    counts.slow = taken[int(len(taken) * 0.99)] / 1000 if taken else 0.0
    return counts


def _parted(line: Line, before: _Last | None) -> bool:
    """Whether the person has what was wanted: thanks, a goodbye, a word that it is understood, or a person to talk to.

    好的 after such a word opens nothing anew, though the bot repeats its question.
    """
    if line.act == ActKind.HANDOFF:
        return True
    if line.act == ActKind.CHITCHAT:
        return (line.heard or "") in PARTING
    return line.heard == AGREEING and before is not None and before.parted


def _question(line: Line, before: _Last | None) -> str:
    """The question the talk stands at: one put in earnest, or the one that was open before and is put again."""
    asked = line.asked or (CHOICE if line.act == ActKind.CHOOSE else "")
    if line.act in PURSUED or (before is not None and before.open == asked):
        return asked
    return ""


def _complaint(counts: Counts, before: _Last) -> None:
    """The message before was answered beside the point; it counts on the day and for the measure of that answer."""
    if before.act == ActKind.CHOOSE:
        counts.days[before.day].refused += 1
    else:
        counts.days[before.day].beside += 1
        counts.misled.update([before.measure] if before.measure else ())


def _end(counts: Counts, one: _Last) -> None:
    """The talk ended with this message."""
    if one.counts and one.open:
        counts.left[one.open] += 1
        counts.stopped.update([one.measure] if one.measure else ())
