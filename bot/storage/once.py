"""One row that may be there already."""

from __future__ import annotations

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

from bot.storage.inserter import Row


def put_once(connection: Connection, table: Table, row: Row) -> bool:
    """Insert the row; False when one with its key is there, whoever wrote it. Waits for whoever is writing it now."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    put = dialect.insert(table).values(dict(row)).on_conflict_do_nothing().returning(*table.primary_key)
    return connection.execute(put).first() is not None
