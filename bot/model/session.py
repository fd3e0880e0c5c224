"""What is remembered about one conversation. Immutable: every turn makes a new one."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from bot.model.facts import Known


class Goal(Struct, frozen=True):
    """Something the person wants to know or have settled: one measure, or screening (which-policies).

    deciding: whether eligibility is being found out by questions. begun: whether it was said what this is about.
    audience: whom screening is for. engaged: whether the person wants it decided (asked for it, or answered
    a question about it), so that it is worth coming back to after something else. queued: asked together with
    others before the county was known, and not answered yet.
    """

    measure: str
    region: str | None
    aspect: str | None = None
    deciding: bool = False
    begun: bool = False
    audience: str = "个人"
    subject: str = "self"
    engaged: bool = False
    queued: bool = False


class Pending(Struct, frozen=True):
    """The open question. kind: fact, region or choice (of measures).

    options: (text shown, what it stands for: an option, a region's or a measure's slug) in the order shown.
    asked: how often it was put.
    """

    kind: str
    fact: str | None = None
    options: tuple[tuple[str, str], ...] = ()
    asked: int = 1


class Change(Struct, frozen=True):
    """One fact as it was before a turn, so that it can be taken back."""

    fact: str
    before: Known | None


class Session(Struct, frozen=True):
    """One person's conversation.

    facts: Chinese fact name -> what is known about the person; others: the same for somebody else, by word (我妈).
    asked: how often each fact was asked in this talk.
    goals: current goal last, interrupted ones before it. unread: messages left behind 继续.
    failures: messages not understood in a row. silent_until: ISO time while a person has the talk.
    waiting_since: ISO time since when a person is wanted in this talk, "" when nobody is.
    """

    user: str
    region: str | None = None
    subject: str = "self"
    facts: Mapping[str, Known] = field(default_factory=dict)
    others: Mapping[str, Mapping[str, Known]] = field(default_factory=dict)
    goals: tuple[Goal, ...] = ()
    pending: Pending | None = None
    asked: Mapping[str, int] = field(default_factory=dict)
    history: tuple[Change, ...] = ()
    unread: tuple[str, ...] = ()
    last_measure: str | None = None
    last_aspect: str | None = None
    last_verdicts: Mapping[str, str] = field(default_factory=dict)
    last_reply: tuple[str, ...] = ()
    failures: int = 0
    turns: int = 0
    started: str = ""
    updated: str = ""
    silent_until: str = ""
    waiting_since: str = ""
