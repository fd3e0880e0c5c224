"""Sessions and journal of all doors behind one object.

The order of things makes races harmless: `load` looks at memory after its last wait and `commit` puts the
session there before its first one, so that a caller who does not wait in between can never overwrite a newer
session with an older one.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TypeVar

import orjson
from sqlalchemy import Connection, Engine, Table, delete, select

from bot.model.errors import StorageError
from bot.model.journal import JournalEntry
from bot.model.session import Session
from bot.storage import codec
from bot.storage.audit import without_talks
from bot.storage.bindings import Bindings
from bot.storage.deliveries import Deliveries
from bot.storage.engine import open_engine
from bot.storage.handovers import follow, lapsed
from bot.storage.inserter import Row
from bot.storage.lasting import ask, wrong
from bot.storage.mask import mask
from bot.storage.pseudonym import pseudonym, read_key
from bot.storage.recent import Recent
from bot.storage.rows import inbox_row, journal_row, unlinked
from bot.storage.siblings import Siblings
from bot.storage.tables import AUDIT, HANDOVERS, INBOX, JOURNAL, PERSONAL, SESSIONS, SIGN_INS
from bot.storage.writer import Job, Writer

_LOG = logging.getLogger(__name__)
_T = TypeVar("_T")
_REMEMBERED_SECONDS = 900
_REMEMBERED_ROWS = 50_000
_BOUND_MS = 24 * 3600 * 1000
"""Longer than any age window of a callback."""


class Store:
    """What must outlive the process, for one process alone; for several see bot.storage.shared."""

    def __init__(self, engine: Engine, key: bytes, *, cached: int = 10_000) -> None:
        self._engine = engine
        self._key = key
        self._cached = cached
        self._sessions: OrderedDict[str, Session] = OrderedDict()
        self._unsaved: dict[str, Session] = {}
        self._names: dict[tuple[str, str], str] = {}
        self._writer = Writer(engine, frozenset({SESSIONS.name}))
        self._readers = ThreadPoolExecutor(1, "storage-reader")
        self._recent = self._remember(time.time() - _REMEMBERED_SECONDS)
        self._stored = set(map(hash, self._ask(lambda connection: connection.scalars(select(SESSIONS.c.user)).all())))
        self.deliveries = Deliveries(self.write, self.read, self._insert)
        self.bindings = Bindings(self._ask, self._writer.post)
        self.siblings: Siblings | None = None

    def pseudonym(self, channel: str, person: str) -> str:
        """Under which name this person of that channel is stored."""
        name = self._names.get((channel, person))
        if name is None:
            if len(self._names) >= self._cached:
                self._names.clear()
            name = self._names[channel, person] = pseudonym(self._key, channel, person)
        return name

    async def load(self, user: str) -> Session | None:
        """The person's session, or None. Do not wait for anything between this and `commit`."""
        if (known := self._known(user)) is not None:
            return known
        if hash(user) not in self._stored:
            return None  # somebody new: the database need not be asked
        query = select(SESSIONS.c.json).where(SESSIONS.c.user == user)
        found = await self.read(lambda connection: connection.execute(query).scalar())
        if (known := self._known(user)) is not None:  # somebody else was faster while this one waited
            return known
        if found is None:
            return None
        session = codec.parse(found)
        if session is None:
            _LOG.warning("a stored session could not be read and was dropped")
            return None
        self._keep(session)
        return session

    async def commit(self, session: Session | None, entry: JournalEntry) -> None:
        """Write the new session and the journal entry in one transaction; returns when both are durable.

        session None: only the journal. Personal numbers are masked here. Raises StorageError; the message then
        counts as not answered and the session as it was.
        """
        text = mask(entry.text)
        reply = entry.reply
        if text != entry.text:
            reply = tuple(mask(message) for message in reply)
            session = None if session is None else codec.masked(session)
        received = int(entry.received.timestamp() * 1000)
        rows = [(JOURNAL, journal_row(entry, text, reply, received))]
        if entry.doubt:
            rows.append((INBOX, inbox_row(entry, text, received)))
        if session is None:
            await self._writer.do(Job(rows, follow(entry, text)))
        else:
            rows.append((SESSIONS, {"user": session.user, "json": codec.dump(session), "updated": received}))
            await self._save(session, Job(rows, follow(entry, text)))
        if entry.key:
            self._recent.add(entry.key, entry.user, reply, time.time())

    async def save(self, session: Session) -> None:
        """Write a session that changed without a message. Raises StorageError."""
        row = {"user": session.user, "json": codec.dump(session), "updated": int(time.time() * 1000)}
        await self._save(session, Job([(SESSIONS, row)]))

    async def answered(self, key: str, made: float = 0.0) -> tuple[str, ...] | None:
        """What was answered to the message with this key, or None when it was not answered yet.

        made: when the platform made the message, epoch seconds; spares a look into the database for new ones.
        """
        if (reply := self._recent.reply(key)) is not None:
            return reply
        if self._recent.excludes(key, made):
            return None
        query = select(JOURNAL.c.reply).where(JOURNAL.c.key.in_((key, unlinked(key))))
        found = await self.read(lambda connection: connection.execute(query).scalar())
        return None if found is None else tuple(orjson.loads(found))

    async def erase(self, user: str) -> int:
        """Remove everything stored about a person; returns how many rows that were."""
        self._sessions.pop(user, None)
        self._unsaved.pop(user, None)
        self._recent.forget(user)

        def remove(connection: Connection) -> int:
            gone = sum(connection.execute(delete(table).where(table.c.user == user)).rowcount for table in PERSONAL)
            return gone + connection.execute(without_talks()).rowcount

        return int(await self.write(remove))

    async def sweep(self, before: float) -> int:
        """Enforce retention: remove what is older than that moment (epoch seconds); returns the number of rows."""
        limit = int(before * 1000)
        old = (
            delete(SESSIONS).where(SESSIONS.c.updated < limit),
            delete(JOURNAL).where(JOURNAL.c.received < limit),
            delete(INBOX).where(INBOX.c.received < limit),
            delete(HANDOVERS).where(HANDOVERS.c.opened < limit),
            delete(AUDIT).where(AUDIT.c.at < limit),
            delete(SIGN_INS).where(SIGN_INS.c.expires < limit),
            self.deliveries.older_than(limit),
            self.bindings.older_than(int(time.time() * 1000) - _BOUND_MS),
        )

        def remove(connection: Connection) -> int:
            for change in lapsed(int(time.time() * 1000)):
                connection.execute(change)
            return sum(connection.execute(each).rowcount for each in (*old, without_talks()))

        return int(await self.write(remove))

    async def write(self, action: Callable[[Connection], _T]) -> _T:
        """Run something on the writing thread, after all that was handed in before it. Raises StorageError."""
        outcome: _T = await self._writer.do(Job(action=action))
        return outcome

    async def _insert(self, table: Table, row: Row) -> None:
        """Insert a row unless one with its key is there, together with others of its kind. Raises StorageError."""
        await self._writer.do(Job([(table, row)]))

    async def read(self, question: Callable[[Connection], _T]) -> _T:
        """Run a query beside the writer."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, partial(self._ask, question))

    async def ping(self) -> str:
        """What is wrong with the database and what to do, "" when it can be read and written; waits for no server."""
        return await wrong(self._engine, self.write)

    def close(self) -> None:
        """Write what waits and let go of the database."""
        self._writer.close()
        self._readers.shutdown()
        self._engine.dispose()

    def _ask(self, question: Callable[[Connection], _T]) -> _T:
        return ask(self._engine, question)

    def _known(self, user: str) -> Session | None:
        """The session as memory has it; what is not durable yet is always there."""
        session = self._sessions.get(user)
        if session is not None:
            self._sessions.move_to_end(user)
            return session
        return self._unsaved.get(user)

    def _keep(self, session: Session) -> None:
        """Hold a session in memory; the one longest unused gives way."""
        self._sessions[session.user] = session
        self._sessions.move_to_end(session.user)
        if len(self._sessions) > self._cached:
            self._sessions.popitem(last=False)

    async def _save(self, session: Session, job: Job) -> None:
        """Make the session visible at once and durable in the end."""
        self._unsaved[session.user] = session
        self._stored.add(hash(session.user))
        self._keep(session)
        try:
            await self._writer.do(job)
        except StorageError:
            if self._sessions.get(session.user) is session:
                del self._sessions[session.user]
            raise
        finally:
            if self._unsaved.get(session.user) is session:
                del self._unsaved[session.user]

    def _remember(self, since: float) -> Recent:
        """The last answers, read once at the start so that retries across a restart are recognised."""
        query = (
            select(JOURNAL.c.key, JOURNAL.c.user, JOURNAL.c.reply, JOURNAL.c.received)
            .where(JOURNAL.c.received >= int(since * 1000))
            .order_by(JOURNAL.c.id.desc())
            .limit(_REMEMBERED_ROWS)
        )
        rows = self._ask(lambda connection: connection.execute(query).all())
        recent = Recent(rows[-1].received / 1000 + 1 if len(rows) == _REMEMBERED_ROWS else since)
        for row in reversed(rows):
            recent.add(row.key, row.user, tuple(orjson.loads(row.reply)), row.received / 1000)
        return recent


def open_store(url: str, data_dir: Path, key: str) -> Store:
    """Open the database (made and migrated as needed) and start its writer.

    url: JIUYE_DATABASE_URL or "". key: JIUYE_PSEUDONYM_KEY or "" for one kept in data_dir. Raises StorageError.
    """
    secret = read_key(key, data_dir)
    return Store(open_engine(url, data_dir), secret)
