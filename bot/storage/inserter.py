"""Many rows in one INSERT.

The driver gives up the interpreter at every statement and has to win it back from the event loop, which is
what a batch of single inserts spends most of its time on. So rows go in blocks of 64, 32, 16 … 1, each block
one statement whose text is made once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, Engine, Table, bindparam
from sqlalchemy.dialects import postgresql, sqlite

Row = Mapping[str, object]
_LARGEST = 64


class Inserter:
    """INSERT … ON CONFLICT into one table; replace: a row takes the place of the one with its primary key.

    Otherwise a row whose unique key is there already is left out.
    """

    def __init__(self, table: Table, engine: Engine, *, replace: bool) -> None:
        self._table = table
        self._engine = engine
        self._replace = replace
        self._keys = [column.name for column in table.primary_key]
        self._columns = [
            column.name for column in table.c if column.server_default is None and (replace or column.name != "id")
        ]
        self._texts: dict[int, str] = {}

    def insert(self, connection: Connection, rows: Sequence[Row]) -> None:
        """Insert all rows; each names every column that has no default."""
        done, size = 0, _LARGEST
        while done < len(rows):
            while size > len(rows) - done:
                size //= 2
            block = rows[done : done + size]
            values = tuple(row[column] for row in block for column in self._columns)
            connection.exec_driver_sql(self._text(size), values)
            done += size

    def _text(self, size: int) -> str:
        """The statement for so many rows, with positional parameters in the order of rows and columns."""
        if size not in self._texts:
            dialect = postgresql if self._engine.dialect.name == "postgresql" else sqlite
            rows: list[dict[str, object]] = [
                {name: bindparam(f"{name}_{number}") for name in self._columns} for number in range(size)
            ]
            insert = dialect.insert(self._table).values(rows)
            if self._replace:
                changed = {name: insert.excluded[name] for name in self._columns if name not in self._keys}
                insert = insert.on_conflict_do_update(index_elements=self._keys, set_=changed)
            else:
                insert = insert.on_conflict_do_nothing()
            self._texts[size] = str(insert.compile(self._engine))
        return self._texts[size]
