"""Taking everything along from one database to another, for instance from SQLite to PostgreSQL."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, Table, func, insert, select

from bot.model.errors import StorageError
from bot.storage.engine import open_engine
from bot.storage.tables import METADATA

_BLOCK = 1000


def move(source: str, target: str, data_dir: Path) -> dict[str, int]:
    """Copy every row; table -> rows copied. The source stays as it is; the target gets all or nothing.

    source, target: addresses as open_engine takes them. Raises StorageError when they are the same, when one
    cannot be opened or when the target holds anything already.
    """
    if source == target:
        raise StorageError("从哪里搬和搬到哪里是同一个数据库。")
    origin = open_engine(source, data_dir)
    try:
        goal = open_engine(target, data_dir)
        try:
            with origin.connect() as reading, goal.begin() as writing:
                return {table.name: _copy(table, reading, writing, goal) for table in METADATA.sorted_tables}
        finally:
            goal.dispose()
    finally:
        origin.dispose()


def _copy(table: Table, reading: Connection, writing: Connection, goal: Engine) -> int:
    """Copy one table in blocks, and let numbers go on where they were. Raises StorageError when it is not empty."""
    if writing.execute(select(table).limit(1)).first() is not None:
        raise StorageError(f"目标库的 {table.name} 里已经有记录：请换一个空库，免得两边混在一起。")
    done = 0
    for rows in reading.execution_options(yield_per=_BLOCK).execute(select(table)).mappings().partitions():
        writing.execute(insert(table), [dict(row) for row in rows])
        done += len(rows)
    if done and "id" in table.c and goal.dialect.name == "postgresql":
        highest = select(func.max(table.c.id)).scalar_subquery()
        writing.execute(select(func.setval(func.pg_get_serial_sequence(table.name, "id"), highest)))
    return done
