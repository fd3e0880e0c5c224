"""One message from end to end, still pure: read, decide, put into words, cut to the channel."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from msgspec import Struct

from bot.dialogue.turn import turn
from bot.model.copying import replace
from bot.model.decisions import Decision, Handover
from bot.model.library import Library
from bot.model.session import Session
from bot.replying.render import WECHAT, Replier

SIMULATOR = "simulator"
"""The channel of what the staff tries out."""
CHINA = timezone(timedelta(hours=8))
"""Days are counted where the counties are; China keeps one time zone without summer time."""


class Snapshot(Struct, frozen=True):
    """A library with the replier built from it; swapped together."""

    library: Library
    replier: Replier


class Talked(Struct, frozen=True):
    """What one message led to."""

    session: Session
    decision: Decision
    messages: tuple[str, ...]


def talk(
    session: Session,
    text: str,
    snapshot: Snapshot,
    at: datetime,
    channel: str = "plain",
    minutes: int = 120,
    attended: bool | None = None,
) -> Talked:
    """Answer one message; `at` is an aware time. attended: whether an agent of the platform is online, if known."""
    channel = WECHAT if channel == SIMULATOR else channel  # it shows what a phone would
    now = at.astimezone(CHINA)
    session, decision = turn(session, text, snapshot.library, now, minutes, attended)
    if decision.handover is Handover.HELD:  # nothing is said, so what was said last and what waits stay as they are
        return Talked(session, decision, ())
    messages = snapshot.replier.render(decision, now.date(), channel)
    kept: tuple[str, ...] = ()
    if channel == WECHAT and len(messages) > 1:
        messages, kept = snapshot.replier.first_of(messages, now.date())
    return Talked(replace(session, unread=kept, last_reply=messages), decision, messages)
