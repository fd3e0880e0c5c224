"""Conversations that must go one way: what is said on a day and what must come back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.model.problems import Place


@dataclass(frozen=True, slots=True)
class Expected:
    """What one answer must be; empty parts are not checked.

    act: ActKind value. verdicts: policy id -> verdict in Chinese. asks: the fact that is asked, "" for none,
    None for unchecked. has, lacks: texts that must or must not be in the reply.
    """

    act: str = ""
    measures: tuple[str, ...] = ()
    region: str = ""
    verdicts: Mapping[str, str] = field(default_factory=dict)
    asks: str | None = None
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exchange:
    """One message and what must come back."""

    said: str
    expected: Expected
    place: Place


@dataclass(frozen=True, slots=True)
class Transcript:
    """One conversation on one day, begun without any memory; region: the county preset by a channel."""

    name: str
    on: date
    exchanges: tuple[Exchange, ...]
    place: Place
    region: str | None = None
