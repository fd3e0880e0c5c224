"""Outlasting a restart of the database server: what met a lost connection is done again, but never twice.

Only PostgreSQL goes away while the service runs; with SQLite everything is done once. A commit of which no answer
came back may have happened or not: the server is asked about its transaction (txid_status, PostgreSQL 10 and newer).
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar
from uuid import uuid4

from sqlalchemy import Connection, Engine, delete, insert
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError

from bot.model.errors import StorageError
from bot.storage.tables import BINDINGS

PATIENCE = 60.0
"""Seconds for which a server that is gone is waited for."""
_PAUSE = 0.1
_T = TypeVar("_T")


def ask(engine: Engine, question: Callable[[Connection], _T]) -> _T:
    """Run a query. Raises StorageError when the server stays away."""

    def once() -> _T:
        with engine.connect() as connection:
            return question(connection)

    return _patiently(engine, once)


def transact(engine: Engine, work: Callable[[Connection], object]) -> None:
    """Do the work in one transaction; it may be begun several times, but is committed once.

    Raises StorageError when the server stays away, SQLAlchemyError when the work itself cannot be done.
    """
    asked = engine.dialect.name == "postgresql"
    uncertain: list[int] = []

    def once() -> None:
        if uncertain and _committed(engine, uncertain[-1]):
            return
        uncertain.clear()
        with engine.connect() as connection, connection.begin() as transaction:
            number = connection.exec_driver_sql("SELECT txid_current()").scalar_one() if asked else 0
            work(connection)
            uncertain.append(number)
            transaction.commit()

    _patiently(engine, once)


def look(engine: Engine) -> str:
    """What is wrong with the database and what to do about it, "" when it answers now."""
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("SELECT 1")
    except SQLAlchemyError as error:
        cause = " ".join(str(error.orig if isinstance(error, DBAPIError) else error).split())
        return f"数据库用不了：{cause}。请检查数据库是否在运行、JIUYE_DATABASE_URL 对不对。"
    return ""


def probe(connection: Connection) -> None:
    """Writes something and takes it away again: a full disk or one that is read only lets queries through."""
    row = {"signature": f"probe-{uuid4().hex}", "body": "", "seen": 0}
    connection.execute(insert(BINDINGS), row)
    connection.execute(delete(BINDINGS).where(BINDINGS.c.signature == row["signature"]))


async def wrong(engine: Engine, write: Callable[[Callable[[Connection], object]], Awaitable[object]]) -> str:
    """What is wrong with the database and what to do about it, "" when it can be read and written now.

    write: runs something on the writing thread and raises StorageError where that fails.
    """
    if found := await asyncio.to_thread(look, engine):
        return found
    try:
        await write(probe)
    except StorageError as error:
        cause = str(error).partition("\n")[0].removeprefix("写入数据库失败：")
        return f"数据库写不进去：{cause}。请看磁盘是不是满了（df -h）、数据目录是不是只读。"
    return ""


def _committed(engine: Engine, number: int) -> bool:
    """Whether that transaction happened; waits while the server has not noticed that nobody holds it any more."""
    until = time.monotonic() + PATIENCE
    while True:
        with engine.connect() as connection:
            state = connection.exec_driver_sql(f"SELECT txid_status({int(number)})").scalar()
        if state != "in progress" or time.monotonic() > until:
            return state == "committed"
        time.sleep(_PAUSE)


def _patiently(engine: Engine, once: Callable[[], _T]) -> _T:
    """Do it until the server was there all the while."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return once()
        except DBAPIError as error:
            if not _lost(engine, error):
                raise
            if time.monotonic() > until:
                raise StorageError(f"数据库连不上：{error.orig}。请检查 PostgreSQL 是否在运行。") from error
        time.sleep(_PAUSE)


def _lost(engine: Engine, error: DBAPIError) -> bool:
    """Whether it was the connection and not the statement: gone, refused, or the server is going down or coming up."""
    if engine.dialect.name != "postgresql":
        return False
    return error.connection_invalidated or isinstance(error, OperationalError)
