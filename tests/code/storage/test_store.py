"""Sessions and journal: durable, alike on retry, erasable."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Connection, String, Table, insert, select, text

from bot.model.copying import replace
from bot.model.errors import StorageError
from bot.model.facts import Known
from bot.model.journal import JournalEntry
from bot.model.session import Session
from bot.model.values import YES, Span, exactly
from bot.storage import codec
from bot.storage.engine import HEAD, open_engine
from bot.storage.store import Store, open_store
from bot.storage.tables import BINDINGS, INBOX, JOURNAL, METADATA, PERSONAL, SESSIONS, USERS

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
WRITER = Path(__file__).with_name("kill_me.py")


def entry(user: str = "u", number: int = 1, **changes: object) -> JournalEntry:
    """A journal entry of the user."""
    base = JournalEntry(f"{number}/{user}", user, "wechat", NOW, "补贴", "answer", ("好",))
    return replace(base, **changes)  # type: ignore[arg-type]


def full(user: str = "u") -> Session:
    """A session that uses every kind of value."""
    known = Known(exactly(YES), "stated", "是的", NOW.isoformat())
    return Session(
        user,
        "jishan",
        facts={"首次创业": known, "带动就业人数": replace(known, value=Span(2, 2)), "x": replace(known, value=None)},
    )


async def test_somebody_new_costs_no_look_into_the_database(store: Store, database: str, tmp_path: Path) -> None:
    """Who has no session is known without asking; who has one is found again after a restart, and gone once erased."""
    await store.commit(full("known"), entry("known"))
    store.close()
    again = open_store(database, tmp_path, "")
    asked: list[object] = []
    read = again.read

    async def counted(question: Callable[[Connection], object]) -> object:
        asked.append(question)
        return await read(question)

    again.read = counted  # type: ignore[method-assign, assignment]
    assert await again.load("new") is None
    assert asked == []
    assert await again.load("known") == full("known")
    assert len(asked) == 1
    await again.erase("known")
    assert await again.load("known") is None
    again.close()


async def test_the_inbox_holds_why_a_message_waits(store: Store) -> None:
    """The reason, what the message was taken for and what was being asked reach the inbox with the answer's row."""
    doubted = entry(doubt="refused", measures=("startup-loan",), asked="毕业年份")
    await store.commit(full(), doubted)
    await store.commit(full(), replace(doubted, key="2/u", doubt="unanswered"))
    rows = await store.read(lambda connection: connection.execute(select(INBOX).order_by(INBOX.c.id)).all())
    assert [(row.reason, row.read_as, row.asked) for row in rows] == [
        ("refused", "startup-loan", ""),
        ("unanswered", "startup-loan", "毕业年份"),
    ]


def every_byte(database: str, folder: Path) -> bytes:
    """All that is on disk, or in the tables of a server."""
    files = b"".join(path.read_bytes() for path in folder.iterdir())
    engine = open_engine(database, folder)
    with engine.connect() as connection:
        rows = [connection.execute(select(one)).all() for one in METADATA.sorted_tables]
    engine.dispose()
    return files + repr(rows).encode()


async def rows_of(store: Store, table: Table, user: str) -> Sequence[object]:
    """The person's rows in a table."""
    query = select(table).where(table.c.user == user)
    return await store.read(lambda connection: connection.execute(query).all())


async def test_session_and_answer_survive_a_restart(database: str, tmp_path: Path) -> None:
    """What was committed is found by the next process: the session whole, the answer for a retry."""
    first = open_store(database, tmp_path, "")
    await first.commit(full(), entry())
    first.close()
    second = open_store(database, tmp_path, "")
    assert await second.load("u") == full()
    assert await second.answered("1/u", NOW.timestamp()) == ("好",)
    assert await second.answered("2/u") is None
    second.close()


async def test_retry_is_found_beyond_memory(store: Store) -> None:
    """An answer that memory has let go is still found in the journal."""
    await store.commit(None, entry())
    store._recent.forget("u")
    assert await store.answered("1/u", NOW.timestamp()) == ("好",)


async def test_second_message_sees_the_first_ones_session(store: Store) -> None:
    """Two messages of one person at once: neither change of the session is lost."""
    await store.commit(Session("u"), entry(number=0))
    store._sessions.clear()

    async def turn(number: int) -> None:
        session = await store.load("u") or Session("u")
        await store.commit(replace(session, turns=session.turns + 1), entry(number=number))

    await asyncio.gather(*(turn(number) for number in range(1, 20)))
    session = await store.load("u")
    assert session is not None
    assert session.turns == 19


async def test_personal_numbers_never_reach_the_file(database: str, tmp_path: Path) -> None:
    """A telephone in the message is in no table, not even by way of the session or the reply."""
    store = open_store(database, tmp_path, "")
    number = "13812345678"
    session = replace(full(), facts={"x": Known(None, "stated", number, "")}, last_reply=(number,))
    await store.commit(session, entry(text=f"打{number}", doubt="unanswered", reply=(f"您说{number}",)))
    again = await store.load("u")
    assert again is not None
    await store.commit(again, entry(number=2))
    store.close()
    assert number.encode() not in every_byte(database, tmp_path)
    engine = open_engine(database, tmp_path)
    with engine.connect() as connection:
        assert connection.execute(select(INBOX.c.text)).scalars().all() == ["打138********"]
    engine.dispose()


async def test_erasing_leaves_nothing_of_the_person(store: Store) -> None:
    """After erasing no table knows the person; others are untouched."""
    for user in ("u", "v"):
        await store.commit(full(user), entry(user, doubt="unanswered"))
    assert await store.erase("u") == 3
    assert await store.load("u") is None
    assert await store.answered("1/u") is None
    assert await store.load("v") == full("v")
    for table in PERSONAL:
        assert await rows_of(store, table, "u") == []


async def test_retention_removes_what_is_older(store: Store) -> None:
    """Sweeping removes rows from before the limit and keeps those from after it."""
    await store.commit(Session("u"), entry())
    await store.commit(Session("v"), entry("v", received=NOW.replace(day=21)))
    await store.sweep(NOW.replace(hour=23).timestamp())
    users = await store.read(lambda connection: connection.execute(select(JOURNAL.c.user)).scalars().all())
    assert users == ["v"]
    kept = await store.read(lambda connection: connection.execute(select(SESSIONS.c.user)).scalars().all())
    assert kept == ["v"]


def test_a_database_of_a_newer_program_is_told(database: str, tmp_path: Path) -> None:
    """Whoever goes back to an older program reads what to do, and the data stays as it is."""
    engine = open_engine(database, tmp_path)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(StorageError, match="升级程序，或换回升级以前备份"):
        open_engine(database, tmp_path)


async def test_a_disk_that_is_full_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Queries still answer where nothing can be written any more: being ready means to be able to write."""
    store = open_store("", tmp_path, "")
    assert await store.ping() == ""
    found = await store.read(lambda connection: connection.execute(select(BINDINGS)).all())
    assert found == [], "trying leaves nothing behind"

    def full(connection: Connection) -> None:
        raise StorageError("写入数据库失败：(sqlite3.OperationalError) database or disk is full\n(Background …)")

    monkeypatch.setattr("bot.storage.lasting.probe", full)
    told = await store.ping()
    assert "disk is full" in told
    assert "df -h" in told
    assert "Background" not in told
    store.close()


DATED = {
    "sessions": "updated",
    "journal": "received",
    "inbox": "received",
    "handovers": "opened",
    "deliveries": "due",
    "audit": "at",
    "sign_ins": "expires",
    "bindings": "seen",
}
"""By which column each table is swept; accounts are kept until somebody takes them away."""


def some_row(table: Table, name: str, at: int) -> dict[str, object]:
    """A row with what the table asks for, of that moment."""
    asked = (column for column in table.c if not column.nullable and column.name != "id")
    row = {one.name: name if isinstance(one.type, String) else 0 for one in asked if one.server_default is None}
    return {**row, DATED[table.name]: at}


async def test_retention_reaches_every_table(store: Store) -> None:
    """Whatever is older than the limit is gone from every table there is; what is younger stays."""
    tables = [table for table in METADATA.sorted_tables if table.name != "users"]
    assert {table.name for table in tables} == set(DATED)
    now = int(time.time() * 1000)
    limit = now - 3 * 24 * 3600 * 1000
    for table in tables:
        rows = [some_row(table, name, at) for name, at in (("old", limit - 1), ("young", now))]
        await store.write(partial(Connection.execute, statement=insert(table), parameters=rows))
    await store.sweep(limit / 1000)
    for table in tables:
        query = select(table.c[DATED[table.name]])
        kept = await store.read(partial(Connection.scalars, statement=query))
        assert kept.all() == [now], table.name


async def test_one_bad_write_harms_nobody_else(store: Store) -> None:
    """Of writes that share a transaction only the one that cannot be written fails, and its session is undone."""
    bad = entry("w", text=None)
    with pytest.raises(TypeError):
        await store.commit(None, bad)
    row = {"name": "a", "password": "p", "role": "r", "active": True, "created": 0}
    twice = [store.write(lambda connection: connection.execute(insert(USERS), row)) for _ in range(2)]
    good = store.commit(full(), entry())
    outcomes = await asyncio.gather(*twice, good, return_exceptions=True)
    assert [isinstance(outcome, StorageError) for outcome in outcomes] == [False, True, False]
    assert await store.answered("1/u") == ("好",)


def test_migrations_lead_to_the_declared_tables(database: str, tmp_path: Path) -> None:
    """The migrated database and the declared tables are the same, and a second start changes nothing."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    for _ in range(2):
        engine = open_engine(database, tmp_path)
        with engine.connect() as connection:
            context = MigrationContext.configure(connection)
            assert compare_metadata(context, METADATA) == []
            assert context.get_current_revision() == HEAD
            if engine.dialect.name == "sqlite":
                assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        engine.dispose()


def test_unknown_session_form_is_dropped() -> None:
    """A stored session of a form we do not know starts anew instead of failing every message."""
    assert codec.parse('{"user": 3}') is None
    assert codec.parse(codec.dump(full())) == full()


def test_pseudonyms_keep_people_apart(store: Store, tmp_path: Path) -> None:
    """The same person always has the same pseudonym, which is not the platform's id; the key is private."""
    names = {store.pseudonym(*who) for who in (("wechat", "oA"), ("wechat", "oB"), ("web", "oA"), ("wechat", "oA"))}
    assert len(names) == 3
    assert all("oA" not in name for name in names)
    assert (tmp_path / "pseudonym.key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("url", ["mysql://x/y", "nonsense", "sqlite:////proc/nowhere/x.db"])
def test_unusable_database_says_so(url: str, tmp_path: Path) -> None:
    """An address that cannot be used is refused with a sentence, not a traceback of the driver."""
    with pytest.raises(StorageError, match=r"数据库|JIUYE_DATABASE_URL"):
        open_engine(url, tmp_path)


def test_acknowledged_means_stored_under_kill(database: str, tmp_path: Path) -> None:
    """Every commit that was acknowledged before a kill -9 is there afterwards, journal and session."""
    process = subprocess.Popen([sys.executable, WRITER, tmp_path, database], stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own file
    assert process.stdout is not None
    seen = [process.stdout.readline().strip() for _ in range(200)]
    os.kill(process.pid, signal.SIGKILL)
    seen += process.stdout.read().split()
    process.wait()
    process.stdout.close()
    engine = open_engine(database, tmp_path)
    with engine.connect() as connection:
        stored = set(connection.execute(select(JOURNAL.c.key)).scalars())
        sessions = {
            user: codec.parse(data) for user, data in connection.execute(select(SESSIONS.c.user, SESSIONS.c.json))
        }
    engine.dispose()
    done = [line.split("/") for line in seen if line.endswith(";")]
    assert len(done) >= 199
    for user, number in done:
        assert f"{user}/{number.rstrip(';')}" in stored
        session = sessions[user]
        assert session is not None
        assert session.turns >= int(number.rstrip(";"))


def test_what_people_wrote_is_nobody_elses(tmp_path: Path) -> None:
    """A data folder that is made is for its owner alone, whatever the machine allows by default."""
    before = os.umask(0o022)
    try:
        open_store("", tmp_path / "data", "").close()
    finally:
        os.umask(before)
    assert (tmp_path / "data").stat().st_mode & 0o077 == 0
