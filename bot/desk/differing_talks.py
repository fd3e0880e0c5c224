"""Which conversations go another way with another version of the content."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time

from bot.desk.differing_source import unusable
from bot.desk.playback import differences
from bot.desk.talk import CHINA, Snapshot, Talked, talk
from bot.model.copying import replace
from bot.model.library import Content
from bot.model.problems import Place
from bot.model.session import Session
from bot.model.transcripts import Transcript

PROGRAM = ("_system/", "_shared/")
"""Wordings that the program and the other wordings call by name."""


@dataclass(frozen=True, slots=True)
class TalkChange:
    """A conversation that goes another way.

    said: the first message answered otherwise. what: what differs there. came, comes: the two answers.
    breaks: it went as it must and no longer does. mends: the other way round.
    """

    name: str
    place: Place
    said: str
    what: str
    came: str
    comes: str
    breaks: bool
    mends: bool


def playable(old: Content, new: Content) -> Content:
    """An old version as the program of today can play it.

    Its own wordings, unless it lacks some that the program asks for or uses names that are no longer given: then all
    wordings are those of the new version, since old and new ones do not fit together.
    """
    asked = {path for path in new.replies if path.startswith(PROGRAM)}
    if asked <= old.replies.keys() and not unusable(old):
        return old
    return replace(old, replies=new.replies)


def talk_changes(old: Snapshot, new: Snapshot, transcripts: Iterable[Transcript]) -> tuple[TalkChange, ...]:
    """The conversations whose decisions or replies differ, each with its first difference."""
    return tuple(found for one in transcripts if (found := _of(old, new, one)) is not None)


def _of(old: Snapshot, new: Snapshot, transcript: Transcript) -> TalkChange | None:
    at = datetime.combine(transcript.on, time(10), tzinfo=CHINA)
    sessions = [Session(user="transcript", region=transcript.region)] * 2
    first: tuple[str, Talked, Talked] | None = None
    wrong = [False, False]
    for exchange in transcript.exchanges:
        both = [talk(session, exchange.said, one, at) for session, one in zip(sessions, (old, new), strict=True)]
        sessions = [one.session for one in both]
        wrong = [bad or bool(differences(exchange.expected, one)) for bad, one in zip(wrong, both, strict=True)]
        if first is None and _differ(*both):
            first = (exchange.said, both[0], both[1])
    if first is None:
        return None
    said, was, now = first
    came, comes = ("\n".join(one.messages) for one in (was, now))
    what = _differ(was, now)
    breaks, mends = wrong[1] and not wrong[0], wrong[0] and not wrong[1]
    return TalkChange(transcript.name, transcript.place, said, what, came, comes, breaks, mends)


def _differ(was: Talked, now: Talked) -> str:
    """What differs between two answers, the gravest first; "" when nothing does."""
    one, other = was.decision, now.decision
    if (one.act, one.measures, one.region) != (other.act, other.measures, other.region):
        return "听成了别的"
    if [(r.policy, r.verdict, r.amount) for r in one.results] != [
        (r.policy, r.verdict, r.amount) for r in other.results
    ]:
        return "结论不同"
    if (one.ask and one.ask.fact) != (other.ask and other.ask.fact):
        return "问的不同"
    return "说法不同" if was.messages != now.messages else ""
