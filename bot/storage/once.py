"""One row that may be there already."""

from __future__ import annotations

from functools import cache

from sqlalchemy import Connection, Executable, Table, bindparam
from sqlalchemy.dialects import postgresql, sqlite

from bot.storage.inserter import Row


def put_once(connection: Connection, table: Table, row: Row) -> bool:
    """Insert the row; False when one with its key is there, whoever wrote it. Waits for whoever is writing it now."""
    put = _statement(table, tuple(row), connection.dialect.name)
    return connection.execute(put, dict(row)).first() is not None


@cache
def _statement(table: Table, columns: tuple[str, ...], dialect: str) -> Executable:
    """Made once, as making it takes longer than running it; whether a row went in, only RETURNING tells for certain."""
    insert = (postgresql if dialect == "postgresql" else sqlite).insert(table)
    put = insert.values({name: bindparam(name) for name in columns}).on_conflict_do_nothing()
    made: Executable = put.returning(*table.primary_key)
    return made
