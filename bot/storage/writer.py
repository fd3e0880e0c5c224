"""One thread writes; whatever waits is written in one transaction (group commit).

While the database is busy with one batch the next one gathers, so that the cost of a durable commit is shared
by everybody who came in between, and the event loop is woken once a batch.
"""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, Table

from bot.model.errors import StorageError
from bot.storage.inserter import Inserter, Row
from bot.storage.lasting import transact

_MOST = 2000
"""Jobs in one transaction at most, so that nobody waits for an endless batch."""


_BUSY = 4
_GATHER_SECONDS = 0.02
_LOOK_SECONDS = 0.003
_ENOUGH = 32
"""After a batch of _BUSY jobs or more the next one is given a moment to gather, until it has _ENOUGH: pages that many
rows share are then written once, and the disk is waited for once. A single talk never waits for this."""


@dataclass(slots=True)
class Job:
    """Rows to write, or something to do, and who waits for it.

    rows: table -> row. A row of `replacing` tables replaces the one with the same primary key;
    elsewhere a row whose unique key is there already is left out.
    """

    rows: Sequence[tuple[Table, Row]] = ()
    action: Callable[[Connection], Any] | None = None
    waiting: asyncio.Future[Any] | None = None
    outcome: Any = None


class Writer:
    """The writing thread of one engine; `replacing` names the tables whose rows are replaced."""

    def __init__(self, engine: Engine, replacing: frozenset[str]) -> None:
        self._engine = engine
        self._replacing = replacing
        self._queue: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="storage-writer", daemon=True)
        self._inserters: dict[str, Inserter] = {}
        self._thread.start()

    async def do(self, job: Job) -> Any:  # noqa: ANN401 - whatever the action returns
        """Wait until the job is durable; returns what its action returned. Raises StorageError."""
        job.waiting = asyncio.get_running_loop().create_future()
        self._queue.put(job)
        return await job.waiting

    def post(self, job: Job) -> None:
        """Hand in a job that nobody waits for; it is written in its turn."""
        self._queue.put(job)

    def close(self) -> None:
        """Write what waits, then stop."""
        self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        """Take all that waits, write it, tell everybody; until closed."""
        busy = False
        while (first := self._queue.get()) is not None:
            if busy:
                self._gather()
            batch = [first]
            more: Job | None = first
            while len(batch) < _MOST:
                try:
                    more = self._queue.get_nowait()
                except queue.Empty:
                    break
                if more is None:
                    break
                batch.append(more)
            busy = len(batch) >= _BUSY
            self._write(batch)
            if more is None:
                return

    def _gather(self) -> None:
        """Wait until the next batch is large enough, but not long."""
        until = time.monotonic() + _GATHER_SECONDS
        while self._queue.qsize() < _ENOUGH and time.monotonic() < until:
            time.sleep(_LOOK_SECONDS)

    def _write(self, batch: Sequence[Job]) -> None:
        """One transaction for all; if it fails, one for each, so that one bad row harms nobody else."""
        try:
            self._transact(batch)
        except StorageError as error:  # the server stays away: true for everybody
            for job in batch:
                job.outcome = error
        except Exception:  # noqa: BLE001 - whatever one job holds, the thread that writes for all must live
            for job in batch:
                try:
                    self._transact([job])
                except Exception as error:  # noqa: BLE001 - as above
                    job.outcome = StorageError(f"写入数据库失败：{error}")
        for loop in {job.waiting.get_loop() for job in batch if job.waiting is not None}:
            mine = [job for job in batch if job.waiting is not None and job.waiting.get_loop() is loop]
            try:
                loop.call_soon_threadsafe(_tell, mine)
            except RuntimeError:  # the loop ended while its last rows were being written
                continue

    def _transact(self, batch: Sequence[Job]) -> None:
        """Write the batch in order: rows are gathered up to the next action."""

        def work(connection: Connection) -> None:
            gathered: list[tuple[Table, Row]] = []
            for job in batch:
                gathered += job.rows
                if job.action is not None:
                    self._insert(connection, gathered)
                    gathered = []
                    job.outcome = job.action(connection)
            self._insert(connection, gathered)

        transact(self._engine, work)

    def _insert(self, connection: Connection, rows: Iterable[tuple[Table, Row]]) -> None:
        """Insert rows table by table; of several rows that replace one another only the last is written."""
        by_table: dict[Table, dict[object, Row]] = {}
        for table, row in rows:
            mine = by_table.setdefault(table, {})
            mine[row["user"] if table.name in self._replacing else len(mine)] = row
        for table, keyed in by_table.items():
            self._inserter(table).insert(connection, list(keyed.values()))

    def _inserter(self, table: Table) -> Inserter:
        """The inserter of the table, made once."""
        if table.name not in self._inserters:
            self._inserters[table.name] = Inserter(table, self._engine, replace=table.name in self._replacing)
        return self._inserters[table.name]


def _tell(jobs: Iterable[Job]) -> None:
    """On the loop: hand everybody their outcome."""
    for job in jobs:
        if job.waiting is None or job.waiting.done():
            continue
        if isinstance(job.outcome, StorageError):
            job.waiting.set_exception(job.outcome)
        else:
            job.waiting.set_result(job.outcome)
