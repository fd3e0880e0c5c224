"""The store of several processes: the database is the only memory, and it decides who was first.

Sessions live in the database alone. A copy of them in Redis would save one query a message, and would have to be
kept in step with the journal through every crash of either side; whereas here session and journal entry change in one
transaction, which a Redis that is away, was emptied, or believes somebody dead who is not, cannot hurt. So Redis only
says whose turn it is: the database refuses to record a message twice, and to replace a session that was not read last.
"""

from __future__ import annotations

import hashlib
import socket
from collections.abc import Callable, Sequence
from pathlib import Path

import orjson
from sqlalchemy import Connection, Engine, Table, bindparam, delete, select, update

from bot.model.errors import JiuyeError, StorageError
from bot.model.journal import JournalEntry
from bot.model.session import Session
from bot.storage import codec
from bot.storage.engine import open_engine
from bot.storage.fleet import open_fleet
from bot.storage.handovers import follow
from bot.storage.inserter import Row
from bot.storage.mask import mask
from bot.storage.once import put_once
from bot.storage.pseudonym import read_key
from bot.storage.recent import Recent
from bot.storage.rows import inbox_row, journal_row, unlinked
from bot.storage.running import now_ms
from bot.storage.store import Store
from bot.storage.tables import BINDINGS, INBOX, JOURNAL, SESSIONS
from bot.storage.turns import Turns

_Work = Callable[[Connection], JiuyeError | None]
_Found = tuple[Session | None, int]
_SESSION = select(SESSIONS.c.json, SESSIONS.c.version).where(SESSIONS.c.user == bindparam("name"))
_REPLY = select(JOURNAL.c.reply).where(JOURNAL.c.key.in_((bindparam("linked"), bindparam("bare"))))
_CHANGE = update(SESSIONS).where(SESSIONS.c.user == bindparam("name"), SESSIONS.c.version == bindparam("read"))


class Overtaken(StorageError):
    """The session was changed by somebody else since it was read: nothing was written."""


class Answered(JiuyeError):
    """The message was answered already: nothing was written. reply: what was answered."""

    def __init__(self, reply: tuple[str, ...]) -> None:
        super().__init__("这条消息已经答过了")
        self.reply = reply


class Turn:
    """The sessions as one turn of a talk sees them; implements bot.desk.service.Sessions.

    found: the person's session and its version as read when the turn began, None to read it when asked for.
    """

    def __init__(self, store: SharedStore, found: _Found | None = None) -> None:
        self._store = store
        self._found = found
        self._version = 0

    async def load(self, user: str) -> Session | None:
        """The person's session as it is now."""
        found, self._found = self._found or await self._store.find(user), None
        self._version = found[1]
        return found[0]

    async def commit(self, session: Session | None, entry: JournalEntry) -> None:
        """Write the new session and the journal entry in one transaction, or neither.

        Raises Answered, Overtaken, StorageError.
        """
        text, reply = mask(entry.text), entry.reply
        if text != entry.text:
            reply = tuple(mask(message) for message in reply)
            session = None if session is None else codec.masked(session)
        received = int(entry.received.timestamp() * 1000)
        rows: list[tuple[Table, Row]] = [(JOURNAL, journal_row(entry, text, reply, received))]
        if entry.doubt:
            rows.append((INBOX, inbox_row(entry, text, received)))
        then = follow(entry, text)

        def work(connection: Connection) -> JiuyeError | None:
            refused = self._put(connection, rows, session, received)
            if refused is None and then is not None:
                then(connection)
            return refused

        await self._do(work, session)

    async def save(self, session: Session) -> None:
        """Write a session that changed without a message. Raises Overtaken, StorageError."""
        await self._do(lambda connection: self._replace(connection, session, now_ms()), session)

    async def erase(self, user: str) -> int:
        """Remove everything stored about a person."""
        self._version = 0
        return await self._store.erase(user)

    async def _do(self, work: _Work, session: Session | None) -> None:
        refused = await self._store.write(work)
        if refused is not None:
            raise refused
        self._version += session is not None

    def _put(
        self, connection: Connection, rows: Sequence[tuple[Table, Row]], session: Session | None, at: int
    ) -> JiuyeError | None:
        """In the transaction; what it may not do is undone by hand, as others' work is in the transaction too."""
        (_, entry), *others = rows
        if not put_once(connection, JOURNAL, entry):
            reply = connection.execute(select(JOURNAL.c.reply).where(JOURNAL.c.key == entry["key"])).scalar_one()
            return Answered(tuple(orjson.loads(reply)))
        refused = None if session is None else self._replace(connection, session, at)
        if refused is not None:
            connection.execute(delete(JOURNAL).where(JOURNAL.c.key == entry["key"]))
            return refused
        for table, row in others:
            connection.execute(table.insert(), dict(row))
        return None

    def _replace(self, connection: Connection, session: Session, at: int) -> Overtaken | None:
        """Put the session in place of the one that was read, if that is still there."""
        row = {"json": codec.dump(session), "updated": at, "version": self._version + 1}
        if not self._version:
            written = put_once(connection, SESSIONS, {"user": session.user, **row})
        else:
            given = {"name": session.user, "read": self._version, **row}
            written = bool(connection.execute(_CHANGE, given).rowcount)
        return None if written else Overtaken("这个人的会话刚被另一个进程改过")


class SharedStore(Store):
    """A store that believes nothing but the database; implements bot.storage.siblings.Siblings.

    url: of the Redis. fleet: whether it is there. turns: whose turn it is. Raises SettingsError.
    """

    def __init__(self, engine: Engine, key: bytes, url: str) -> None:
        self.fleet = open_fleet(url, _installation(engine, key))
        self.turns = Turns(self.fleet)
        super().__init__(engine, key)
        self.siblings = self

    def turn(self) -> Turn:
        """For one turn of one talk."""
        return Turn(self)

    async def begin(self, user: str, key: str) -> Turn:
        """For the turn in which the message with this key is answered. Raises Answered when it was."""

        def look(connection: Connection) -> tuple[str | None, _Found]:
            return _reply(connection, key), _find(connection, user)

        reply, found = await self.read(look)
        if reply is not None:
            raise Answered(tuple(orjson.loads(reply)))
        return Turn(self, found)

    async def load(self, user: str) -> Session | None:
        """The person's session as it is now; not to be written back."""
        return (await self.find(user))[0]

    async def find(self, user: str) -> _Found:
        """The session and how often it was written, 0 when there is none."""
        return await self.read(lambda connection: _find(connection, user))

    async def commit(self, session: Session | None, entry: JournalEntry) -> None:
        """The journal entry, and the session in place of the one that is there now. Raises Answered, StorageError."""
        turn = self.turn()
        if session is not None:
            await turn.load(session.user)
        await turn.commit(session, entry)

    async def save(self, session: Session) -> None:
        """The session in place of the one that is there now. Raises StorageError."""
        turn = self.turn()
        await turn.load(session.user)
        await turn.save(session)

    def _remember(self, since: float) -> Recent:
        """Nothing: what is remembered here, others may have erased."""
        return Recent(since)

    async def answered(self, key: str, made: float = 0.0) -> tuple[str, ...] | None:
        """What was answered to the message with this key by any process."""
        del made
        found = await self.read(lambda connection: _reply(connection, key))
        return None if found is None else tuple(orjson.loads(found))

    async def tries(self, key: str) -> int | None:
        """How often the message was tried, this try included, at any process; None when that is not known."""
        return await self.turns.tries(key)

    async def settle(self, signature: str, body: bytes) -> bool:
        """Whether a signature may come with the body of this digest: it came with no other one, at any process.

        The binding itself was handed to the writer before; whoever was first in the database is believed.
        """
        if not signature:
            return True
        query = select(BINDINGS.c.body).where(BINDINGS.c.signature == signature)
        found = await self.write(lambda connection: connection.execute(query).scalar())
        return found in (None, body.hex())


def _find(connection: Connection, user: str) -> _Found:
    row = connection.execute(_SESSION, {"name": user}).first()
    return (None, 0) if row is None else (codec.parse(row.json), row.version)


def _reply(connection: Connection, key: str) -> str | None:
    """What was answered to that message, as stored."""
    found: str | None = connection.execute(_REPLY, {"linked": key, "bare": unlinked(key)}).scalar()
    return found


def _installation(engine: Engine, key: bytes) -> str:
    """The same for all processes that belong together, and telling nothing; a file is only shared on one machine."""
    file = f"{socket.gethostname()} {engine.url.database}" if engine.dialect.name == "sqlite" else ""
    return hashlib.blake2b(key + file.encode(), digest_size=8).hexdigest()


def open_shared(database: str, data_dir: Path, key: str, *, redis: str) -> SharedStore:
    """Open the database that several processes share, as bot.storage.store.open_store does for one.

    redis: JIUYE_REDIS_URL; whether it is there shows later. Raises StorageError, SettingsError.
    """
    secret = read_key(key, data_dir)
    engine = open_engine(database, data_dir)
    try:
        return SharedStore(engine, secret, redis)
    except BaseException:
        engine.dispose()
        raise
