"""What is written down about one answered message."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct, field

HELD = "held"
AGENT = "agent"

UNANSWERED, NARROW, REFUSED, AMISS = "unanswered", "narrow", "refused", "amiss"
"""Why officers should see a message: not understood; offered as a choice, or answered by a narrow margin; none of the
offered choices was meant; the citizen said that the answer was beside the point."""


class JournalEntry(Struct, frozen=True):
    """One answered message; texts are masked by the store, not by who fills this in.

    key: what retries of the message share, <its number>/<user>; "" when it cannot be retried.
    user: pseudonym, "" to keep no link to a person. received: aware time of arrival. act: an ActKind value,
    or HELD for a message while a person has the talk, AGENT for a word of that person (text is "", heard the name).
    verdicts: policy id -> Verdict value. reply: exactly what was answered. latency: seconds spent on the answer.
    asked: the fact the answer asks for, "" for none. heard: slug of the act the message was read as, "" for none.
    handover: what the turn means for the staff, a Handover value.
    doubt: why officers should see the message, "" for no reason.
    """

    key: str
    user: str
    channel: str
    received: datetime
    text: str
    act: str
    reply: tuple[str, ...]
    measures: tuple[str, ...] = ()
    region: str | None = None
    verdicts: Mapping[str, str] = field(default_factory=dict)
    latency: float = 0.0
    asked: str = ""
    heard: str = ""
    handover: str = ""
    doubt: str = ""
