"""What the bot decided to say in one turn, before it is put into words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from msgspec import Struct, field

from bot.model.understanding import Understanding
from bot.model.verdicts import Result


class ActKind(StrEnum):
    """The kinds of answers the interface names."""

    ANSWER = "answer"
    ASK = "ask"
    CHOOSE = "choose"
    VERDICT = "verdict"
    SCREEN = "screen"
    CHITCHAT = "chitchat"
    COMMAND = "command"
    HANDOFF = "handoff"
    FALLBACK = "fallback"


class Handover(StrEnum):
    """What a turn means for the talk between the person and the staff.

    ASKED, LOST, TOPIC: a person is wanted, on request, after failures, or because the content says so.
    TRANSFERRED: the platform's own agents get the talk. HELD: somebody has it, the bot keeps silent.
    RETURNED: the person asked for the bot again.
    """

    NONE = ""
    ASKED = "asked"
    LOST = "lost"
    TOPIC = "topic"
    TRANSFERRED = "transferred"
    HELD = "held"
    RETURNED = "returned"


class Choice(Struct, frozen=True):
    """Something to click: the text shown and the message that a click sends."""

    text: str
    content: str


class Ask(Struct, frozen=True):
    """The follow-up question; short is set when it was asked before."""

    fact: str
    choices: tuple[Choice, ...] = ()
    short: bool = False


class Say(Struct, frozen=True):
    """One block of the reply: the template to use and what it is about.

    template: path under replies/ without ending. data: extra variables, by the Chinese name templates use.
    on: the day it is told for, where that is not today.
    """

    template: str
    measure: str | None = None
    aspect: str | None = None
    region: str | None = None
    results: tuple[Result, ...] = ()
    data: Mapping[str, object] = field(default_factory=dict)
    on: date | None = None


class Decision(Struct, frozen=True):
    """The answer of one turn."""

    act: ActKind
    measures: tuple[str, ...] = ()
    region: str | None = None
    results: tuple[Result, ...] = ()
    says: tuple[Say, ...] = ()
    ask: Ask | None = None
    choices: tuple[Choice, ...] = ()
    understanding: Understanding | None = None
    erase: bool = False
    handover: Handover = Handover.NONE
