"""Moving to another database takes everything along, once."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Table, select

from bot.model.errors import StorageError
from bot.storage.accounts import Accounts
from bot.storage.audit import Audit
from bot.storage.engine import open_engine
from bot.storage.inbox import Inbox
from bot.storage.moving import move
from bot.storage.store import Store, open_store
from bot.storage.tables import METADATA
from tests.code.storage.test_store import entry, full


async def filled(url: str, folder: Path) -> Store:
    """A store where something has happened."""
    store = open_store(url, folder, "")
    await store.commit(full(), entry(doubt="unanswered", handover="asked"))
    await Accounts(store.write, store.read).add("李", "老李", "hash", "officer")
    await Audit(store.write, store.read).note("李", "登录")
    return store


def everything(url: str, folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables."""

    def rows(table: Table) -> list[tuple[object, ...]]:
        return sorted(map(tuple, connection.execute(select(table)).all()))

    engine = open_engine(url, folder)
    with engine.connect() as connection:
        found = {table.name: rows(table) for table in METADATA.sorted_tables}
    engine.dispose()
    return found


async def test_everything_moves_and_goes_on(database: str, tmp_path: Path) -> None:
    """Every row is there alike, the person is known, new rows get numbers of their own, the old database is whole."""
    old = tmp_path / "old"
    (await filled("", old)).close()
    before = everything("", old)
    target = database or f"sqlite:///{tmp_path / 'new.db'}"
    assert move("", target, old) == {name: len(rows) for name, rows in before.items()}
    assert everything(target, old) == before == everything("", old)
    store = await filled(target, old)
    assert await store.load("u") == full()
    await store.commit(full(), entry(number=2, doubt="unanswered"))
    numbers = [one.id for one in await Inbox(store.write, store.read).in_state()]
    assert numbers == sorted(set(numbers), reverse=True)
    store.close()


async def test_what_is_there_is_never_mixed(database: str, tmp_path: Path) -> None:
    """A target that holds anything is refused and stays as it was; so is moving onto oneself."""
    old = tmp_path / "old"
    (await filled("", old)).close()
    target = database or f"sqlite:///{tmp_path / 'new.db'}"
    store = open_store(target, old, "")
    await Accounts(store.write, store.read).add("王", "", "hash", "agent")
    store.close()
    before = everything(target, old)
    for there, said in ((target, "空库"), ("", "同一个")):
        with pytest.raises(StorageError, match=said):
            move("", there, old)
    assert everything(target, old) == before
