"""What only a database server can do to us: be away, come back, hold no Chinese, refuse us."""

from __future__ import annotations

import asyncio
import builtins
import contextlib
import sys
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import pytest
from sqlalchemy import Connection, func, select

from bot.model.errors import StorageError
from bot.storage import lasting
from bot.storage.engine import open_engine
from bot.storage.inbox import Inbox
from bot.storage.store import Store, open_store
from bot.storage.tables import INBOX, JOURNAL
from tests.code.storage.cluster import Cluster
from tests.code.storage.test_store import entry, full

pytestmark = pytest.mark.postgresql


async def commits(store: Store, number: int) -> None:
    """One person's answers, one after the other, each waiting for an officer too."""
    for turn in range(30):
        await store.commit(full(f"u{number}"), entry(f"u{number}", turn, doubt="unanswered"))


async def counted(store: Store) -> tuple[int, int]:
    """How many rows the journal and the inbox have."""

    def both(connection: Connection) -> tuple[int, int]:
        journal = connection.execute(select(func.count()).select_from(JOURNAL)).scalar_one()
        return journal, connection.execute(select(func.count()).select_from(INBOX)).scalar_one()

    return await store.read(both)


@pytest.mark.parametrize("stop", [Cluster.stop, Cluster.kill])
async def test_a_restart_of_the_server_loses_and_doubles_nothing(
    stop: Callable[[Cluster], None], cluster: Cluster, tmp_path: Path
) -> None:
    """Whoever writes or reads while the server goes down and comes up again waits; every answer is there once."""
    store = open_store(cluster.database(), tmp_path, "")
    traffic = [asyncio.create_task(commits(store, number)) for number in range(8)]
    for _ in range(2):
        await store.commit(full("first"), entry("first", doubt="unanswered"))
        await asyncio.to_thread(stop, cluster)
        reading = asyncio.create_task(counted(store))
        await asyncio.to_thread(cluster.start)
        await reading
        traffic += [asyncio.create_task(commits(store, len(traffic)))]
    await asyncio.gather(*traffic)
    journal, inbox = await counted(store)
    # the inbox knows no key, so that anything written twice would show there
    assert (journal, inbox) == (30 * len(traffic) + 1, 30 * len(traffic) + 2)
    store.close()


async def test_a_commit_whose_answer_was_lost_is_not_repeated(cluster: Cluster, tmp_path: Path) -> None:
    """The connection breaks after the commit and before its answer: the row is there once, the writer is told so."""
    store = open_store(cluster.database(), tmp_path, "")
    ends = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'jiuye'"
    commit = store._engine.dialect.do_commit
    broken: list[object] = []

    def commit_and_break(connection: object) -> None:
        commit(connection)  # type: ignore[arg-type]  # whatever the dialect takes
        if not broken:
            broken.append(connection)
            cluster.execute(ends)
            connection.execute("SELECT 1")  # type: ignore[attr-defined]  # meets the broken connection

    with mock.patch.object(store._engine.dialect, "do_commit", commit_and_break):
        await store.commit(full(), entry(doubt="unanswered"))
    assert broken
    assert await counted(store) == (1, 1)
    store.close()


async def test_a_server_that_stays_away_is_told(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After long enough the message fails with a sentence, and the next one after the return is written."""
    store = open_store(cluster.database(), tmp_path, "")
    await asyncio.to_thread(cluster.stop)
    monkeypatch.setattr(lasting, "PATIENCE", 0.0)
    for doing in (store.commit(full(), entry()), Inbox(store.write, store.read).count()):
        with pytest.raises(StorageError, match="数据库连不上"):
            await doing
    await asyncio.to_thread(cluster.start)
    monkeypatch.undo()
    await store.commit(full(), entry())
    assert await store.answered("1/u") == ("好",)
    store.close()


async def test_what_postgresql_has_no_text_for_is_written_all_the_same(database: str, tmp_path: Path) -> None:
    """NUL and names longer than their column reach every database."""
    store = open_store(database, tmp_path, "")
    await store.commit(full(), entry(text="a\0b", region="很长" * 40, doubt="unanswered"))
    (found,) = await Inbox(store.write, store.read).in_state()
    assert found.text.startswith("a")
    assert found.region == "很长" * 40
    store.close()


async def test_half_a_character_does_not_end_the_writer(store: Store) -> None:
    """Whatever one row holds, those after it are written."""
    with contextlib.suppress(StorageError):
        await store.commit(full(), entry(text="\ud800"))
    await store.commit(full("v"), entry("v"))
    assert await store.answered("1/v") == ("好",)


def test_a_database_that_cannot_be_used_says_what_to_do(cluster: Cluster, tmp_path: Path) -> None:
    """No server, no such database, no right to make tables, no room for Chinese: each with its remedy."""
    cluster.execute("CREATE ROLE stranger LOGIN")
    for url, said in (
        ("postgresql://x@127.0.0.1:1/x", "请确认 PostgreSQL 已启动"),
        (cluster.url("nowhere"), "库已建好"),
        (cluster.database(user="stranger"), "归这个用户所有"),
        (cluster.database(encoding="SQL_ASCII"), "存不全汉字"),
    ):
        with pytest.raises(StorageError, match=said):
            open_engine(url, tmp_path)


def test_a_missing_driver_says_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without psycopg the message names the command that brings it."""
    importing = builtins.__import__

    def without(name: str, *rest: object) -> object:
        if name == "psycopg":
            raise ModuleNotFoundError(name)
        return importing(name, *rest)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(builtins, "__import__", without)
    for name in [name for name in sys.modules if name.split(".")[0] == "psycopg"]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(StorageError, match=r"pip install -e '\.\[postgresql\]'"):
        open_engine("postgresql://x@127.0.0.1:1/x", tmp_path)
