"""An utterance, read as measure × aspect × region × facts × act, with the trace of why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from msgspec import Struct

from bot.model.values import Span, Value


class Outcome(StrEnum):
    """How sure the reading is: one answer, a choice, nothing, or out of scope."""

    ANSWER = "answer"
    CHOOSE = "choose"
    FALLBACK = "fallback"
    OUT_OF_SCOPE = "out-of-scope"


class Match(Struct, frozen=True):
    """A measure with its probability (0..1) and the words that decided."""

    measure: str
    score: float
    words: Sequence[str] = ()
    aspect: str | None = None


class Added(StrEnum):
    """Whether a number comes on top of one told before: 又招了15个 does, 还有5个 may."""

    NO = ""
    SURELY = "surely"
    PERHAPS = "perhaps"


class Heard(Struct, frozen=True):
    """A fact read from free text; subject is self or the word for the other person (我妈)."""

    fact: str
    value: Value
    words: str
    subject: str = "self"
    aside: bool = False
    added: Added = Added.NO


class Reading(StrEnum):
    """How somebody took a pending question."""

    VALUE = "value"
    DONT_KNOW = "dont_know"
    REFUSED = "refused"
    WHY = "why"
    NONE_OF_THESE = "none_of_these"


class Reply(Struct, frozen=True):
    """The reading of a message as the answer to the pending question.

    picks: numbers of the list, counted from 1, where the answer was a position.
    """

    reading: Reading
    value: Value | None = None
    picks: tuple[int, ...] = ()
    words: str = ""


class Hint(Struct, frozen=True):
    """What the conversation knows when a message arrives; all of it may be empty.

    pending: name of the fact that was asked. offered: texts of the choices that were shown, in order.
    measure, region: what was last talked about. told: names of the facts told so far, the latest last.
    received: names of the facts that tell what was received already of the measure talked about.
    """

    on: date
    pending: str | None = None
    offered: tuple[str, ...] = ()
    measure: str | None = None
    region: str | None = None
    told: tuple[str, ...] = ()
    received: tuple[str, ...] = ()


class Trace(Struct, frozen=True):
    """One step of the reading, for people: stage, what was seen, what followed."""

    stage: str
    seen: str
    result: str


class Understanding(Struct, frozen=True):
    """The reading of one message.

    matches: the measures found, best first; several when several questions were asked (each above the
    threshold), or the options of a choice. ranked: all candidates with scores, for the trace.
    act: slug of an act (greet, thanks, restart, human, correct, dont-know …) or None.
    regions: slugs mentioned. elsewhere: a place named that we hold nothing about.
    named: all measures whose name, hint or figure the message holds, also where another was chosen.
    borrowed: the measure is not in the message, it is what was talked about before.
    groups: kinds of people that an employer took on, each with its number, where there are several.
    unplaced: what was received already, in the words of a message that says so where no fact can hold it.
    beside: a fact was asked, and all the message says is about something else: 我结婚三年了, 嗯，你说吧.
    persons: people or households named at the head of what is told of them, in order: 张三45岁, 另一户不是.
    led: the message says that it asks about a word, and that word names no measure: 我问的是工资.
    topic: the neighbouring service that is not ours. sensitive: kinds of personal data seen.
    """

    text: str
    clean: str
    outcome: Outcome
    matches: tuple[Match, ...] = ()
    ranked: tuple[Match, ...] = ()
    act: str | None = None
    aspect: str | None = None
    aspects: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    elsewhere: str | None = None
    topic: str | None = None
    heard: tuple[Heard, ...] = ()
    reply: Reply | None = None
    on: date | None = None
    sensitive: tuple[str, ...] = ()
    trace: Sequence[Trace] = ()
    named: tuple[str, ...] = ()
    borrowed: bool = False
    unplaced: str = ""
    groups: tuple[tuple[str, Span], ...] = ()
    beside: bool = False
    persons: tuple[str, ...] = ()
    led: bool = False
