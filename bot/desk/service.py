"""The desk as the doors see it: load the session, talk, commit, answer."""

from __future__ import annotations

import asyncio
import logging
import time
import weakref
from datetime import datetime
from typing import Protocol

from bot.desk.talk import Snapshot, Talked, talk
from bot.model.decisions import ActKind
from bot.model.door import Answer
from bot.model.journal import JournalEntry
from bot.model.session import Session
from bot.model.understanding import Reading, Understanding

NONE_OF_THESE = "none-of-these"
"""The slug in intents/_acts.yaml of 都不是 and 答非所问."""

_LOG = logging.getLogger(__name__)


class Sessions(Protocol):
    """What the desk needs of a store."""

    async def load(self, user: str) -> Session | None:
        """The person's session."""

    async def commit(self, session: Session | None, entry: JournalEntry) -> None:
        """Make session and journal entry durable."""

    async def erase(self, user: str) -> int:
        """Delete everything about a person; returns how much there was."""


class Desk:
    """Answers messages with the library of the moment; implements bot.model.door.Answerer."""

    def __init__(self, snapshot: Snapshot, store: Sessions, minutes: int = 120, region: str | None = None) -> None:
        self.snapshot = snapshot
        self._store = store
        self._minutes = minutes
        self._region = region
        self._locks: weakref.WeakValueDictionary[str, asyncio.Lock] = weakref.WeakValueDictionary()

    async def answer(self, user: str, text: str, at: datetime, channel: str, key: str = "") -> Answer:
        """Answer one message; messages of one person are taken one after the other."""
        talked = await self.converse(user, text, at, channel, key)
        return Answer(talked.messages, talked.decision.act.value)

    async def converse(
        self, user: str, text: str, at: datetime, channel: str, key: str = "", region: str | None = None
    ) -> Talked:
        """The same with everything that was decided, for doors that show more than the reply.

        region: the county a door presets for somebody new.
        """
        lock = self._locks.get(user)
        if lock is None:
            lock = self._locks[user] = asyncio.Lock()
        async with lock:
            started = time.perf_counter()
            session = await self._store.load(user) or Session(user=user, region=region or self._region)
            talked = talk(session, text, self.snapshot, at, channel, self._minutes)
            entry = _entry(talked, user, text, at, channel, key, time.perf_counter() - started)
            if talked.decision.erase:
                await self._store.erase(user)
                await self._store.commit(None, _without_person(entry))
            else:
                await self._store.commit(talked.session, entry)
            return talked

    async def forget(self, user: str) -> None:
        """Erase a person."""
        await self._store.erase(user)


def _entry(talked: Talked, user: str, text: str, at: datetime, channel: str, key: str, latency: float) -> JournalEntry:
    decision = talked.decision
    return JournalEntry(
        key=key,
        user=user,
        channel=channel,
        received=at,
        text=text,
        act=decision.act.value,
        reply=talked.messages,
        measures=decision.measures,
        region=decision.region,
        verdicts={result.policy: result.verdict.value for result in decision.results},
        latency=latency,
        asked=decision.ask.fact if decision.ask else "",
        heard=_heard(decision.understanding),
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
