"""The desk as the doors see it: load the session, talk, commit, answer."""

from __future__ import annotations

import asyncio
import time
import weakref
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Protocol

from bot.desk.doubting import doubt
from bot.desk.given import written
from bot.desk.talk import Snapshot, Talked, talk
from bot.model.copying import replace
from bot.model.decisions import ActKind, Handover
from bot.model.door import Answer
from bot.model.journal import HELD, JournalEntry
from bot.model.session import Session
from bot.model.understanding import Reading, Understanding

NONE_OF_THESE = "none-of-these"
"""The slug in intents/_acts.yaml of 都不是 and 答非所问."""


_WANTED = frozenset(Handover) - {Handover.NONE, Handover.RETURNED}
"""When the door keeps where the person can be written to; while silent too, in case it was lost before."""


class Sessions(Protocol):
    """What the desk needs of a store."""

    async def load(self, user: str) -> Session | None:
        """The person's session."""

    async def commit(self, session: Session | None, entry: JournalEntry) -> None:
        """Make session and journal entry durable."""

    async def save(self, session: Session) -> None:
        """Make a session durable that changed without a message."""

    async def erase(self, user: str) -> int:
        """Delete everything about a person; returns how much there was."""


Attendance = Callable[[str], Awaitable[bool | None]]
"""By channel: whether an agent of the platform is online; None where talks go to the console's inbox."""


class Desk:
    """Answers messages with the library of the moment; implements bot.model.door.Answerer."""

    def __init__(self, snapshot: Snapshot, store: Sessions, minutes: int = 120, region: str | None = None) -> None:
        self.snapshot = snapshot
        self._store = store
        self._minutes = minutes
        self.region = region
        self.attendance: Attendance | None = None
        self._locks: weakref.WeakValueDictionary[str, asyncio.Lock] = weakref.WeakValueDictionary()

    async def answer(self, user: str, text: str, at: datetime, channel: str, key: str = "") -> Answer:
        """Answer one message; messages of one person are taken one after the other."""
        talked = await self.converse(user, text, at, channel, key)
        handover = talked.decision.handover
        transfer = "" if handover is Handover.TRANSFERRED else None
        return Answer(talked.messages, talked.decision.act.value, transfer, handover in _WANTED)

    async def converse(
        self,
        user: str,
        text: str,
        at: datetime,
        channel: str,
        key: str = "",
        region: str | None = None,
        moment: datetime | None = None,
    ) -> Talked:
        """The same with everything that was decided, for doors that show more than the reply.

        region: the county a door presets for somebody new. moment: answer as if it were then; the journal has `at`.
        """
        text = written(text)
        async with self._alone(user):
            started = time.perf_counter()
            ahead = (moment or at) - at
            session = _shifted(await self._load(user, region), ahead)
            talked = talk(session, text, self.snapshot, moment or at, channel, self._minutes)
            if talked.decision.handover is Handover.ASKED and self.attendance is not None:
                attended = await self.attendance(channel)
                session = _shifted(await self._load(user, region), ahead)
                talked = talk(session, text, self.snapshot, moment or at, channel, self._minutes, attended)
            entry = _entry(talked, user, text, at, channel, key, time.perf_counter() - started)
            if talked.decision.erase:
                await self._store.erase(user)
                await self._store.commit(None, _without_person(entry))
            else:
                await self._store.commit(_shifted(talked.session, -ahead), entry)
            return talked

    async def hold(self, user: str, until: datetime, word: JournalEntry | None = None) -> None:
        """A person has the talk until then: the bot keeps silent. word: what that person wrote, for the journal."""
        async with self._alone(user):
            session = await self._load(user)
            since = session.waiting_since or until.isoformat()
            session = replace(session, silent_until=until.isoformat(), waiting_since=since, pending=None)
            await (self._store.save(session) if word is None else self._store.commit(session, word))

    async def release(self, user: str, at: datetime, *, told: bool) -> None:
        """The bot has the talk again. told: the person knows; else the next answer says so."""
        async with self._alone(user):
            session = await self._store.load(user)
            if session is not None and (session.silent_until or session.waiting_since):
                silent = at.isoformat() if session.silent_until and not told else ""
                await self._store.save(replace(session, silent_until=silent, waiting_since=""))

    async def held(self, user: str, at: datetime) -> bool:
        """Whether a person has the talk at that moment."""
        until = (await self._load(user)).silent_until
        return bool(until) and at < datetime.fromisoformat(until)

    async def knows_region(self, user: str) -> bool:
        """Whether it is settled which county this person asks about."""
        return (await self._load(user)).region is not None

    async def _load(self, user: str, region: str | None = None) -> Session:
        """The session, or a new one."""
        return await self._store.load(user) or Session(user=user, region=region or self.region)

    def _alone(self, user: str) -> asyncio.Lock:
        """The lock under which everything of one person happens in turn."""
        lock = self._locks.get(user)
        if lock is None:
            lock = self._locks[user] = asyncio.Lock()
        return lock

    async def forget(self, user: str) -> None:
        """Erase a person."""
        await self._store.erase(user)


def _shifted(session: Session, by: timedelta) -> Session:
    """The session for a talk at a pretended moment: people of the office keep silence by the real clock."""
    if not by or not session.silent_until:
        return session
    return replace(session, silent_until=(datetime.fromisoformat(session.silent_until) + by).isoformat())


def _entry(talked: Talked, user: str, text: str, at: datetime, channel: str, key: str, latency: float) -> JournalEntry:
    decision = talked.decision
    heard = _heard(decision.understanding)
    return JournalEntry(
        key=key,
        user=user,
        channel=channel,
        received=at,
        text=text,
        act=HELD if decision.handover is Handover.HELD else decision.act.value,
        reply=talked.messages,
        measures=decision.measures,
        region=decision.region,
        verdicts={result.policy: result.verdict.value for result in decision.results},
        latency=latency,
        asked=decision.ask.fact if decision.ask else "",
        heard=heard,
        handover=decision.handover.value,
        doubt=doubt(talked, heard, NONE_OF_THESE),
    )


def _heard(seen: Understanding | None) -> str:
    """The act a message was read as; 都不是 is one in whatever words, but not where it answers the open question."""
    if seen is None:
        return ""
    if seen.reply is None or seen.act not in (None, NONE_OF_THESE):
        return seen.act or ""
    return NONE_OF_THESE if seen.reply.reading is Reading.NONE_OF_THESE else ""


def _without_person(entry: JournalEntry) -> JournalEntry:
    return JournalEntry(
        key=entry.key,
        user="",
        channel=entry.channel,
        received=entry.received,
        text="",
        act=ActKind.COMMAND.value,
        reply=entry.reply,
    )
