"""Many rows in one INSERT.

The driver gives up the interpreter at every statement and has to win it back from the event loop, which is
what a batch of single inserts spends most of its time on. So up to 32 rows go in one statement; the text for each
number of rows is made once and stays prepared (the driver keeps 128).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, Engine, Table, bindparam
from sqlalchemy.dialects import postgresql, sqlite

Row = Mapping[str, object]
_LARGEST = 32


class Inserter:
    """INSERT … ON CONFLICT into one table; replace: a row takes the place of the one with its primary key.

    Otherwise a row whose unique key is there already is left out.
    """

    def __init__(self, table: Table, engine: Engine, *, replace: bool) -> None:
        self._table = table
        self._engine = engine
        self._replace = replace
        self._keys = [column.name for column in table.primary_key]
        self._columns: list[str] = []
        self._texts: dict[int, str] = {}

    def insert(self, connection: Connection, rows: Sequence[Row]) -> None:
        """Insert all rows; all of them name the same columns, the others have defaults."""
        if not self._columns and rows:
            self._columns = [column.name for column in self._table.c if column.name in rows[0]]
        for done in range(0, len(rows), _LARGEST):
            block = rows[done : done + _LARGEST]
            values = tuple([row[column] for row in block for column in self._columns])
            connection.exec_driver_sql(self._text(len(block)), values)

    def _text(self, size: int) -> str:
        """The statement for so many rows, with positional parameters in the order of rows and columns."""
        if size not in self._texts:
            before, row, after = self._parts()
            self._texts[size] = before + ", ".join([row] * size) + after
        return self._texts[size]

    def _parts(self) -> tuple[str, str, str]:
        """The statement for one row as the dialect writes it: what stands before the row, the row, what follows."""
        dialect = postgresql if self._engine.dialect.name == "postgresql" else sqlite
        insert = dialect.insert(self._table).values({name: bindparam(name) for name in self._columns})
        if self._replace:
            changed = {name: insert.excluded[name] for name in self._columns if name not in self._keys}
            insert = insert.on_conflict_do_update(index_elements=self._keys, set_=changed)
        else:
            insert = insert.on_conflict_do_nothing()
        before, values, rest = str(insert.compile(self._engine)).partition(" VALUES ")
        row, closing, after = rest.partition(")")
        return before + values, row + closing, after
