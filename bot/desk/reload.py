"""Hot reload: what officers save goes live when it is clean; until then the library stays as it was."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Mapping
from pathlib import Path

from bot.content.tree import FOLDERS, digest_of
from bot.desk.build import read_folder
from bot.desk.service import Desk
from bot.desk.talk import Snapshot
from bot.desk.trial import Untrained, equip, inspect, train_apart
from bot.model.problems import Problem, Severity

_LOG = logging.getLogger(__name__)
INTERVAL = 0.5
"""Seconds between two looks at the folder."""

PAUSE = 10.0
"""Seconds to wait after a fault that is not one of the content."""

Signature = frozenset[tuple[str, int, int]]


def signature(folder: Path) -> Signature:
    """What changes when a content file does: path, time of change and size of each."""
    found = set()
    for part in FOLDERS:
        for path in (folder / part).rglob("*"):
            with contextlib.suppress(FileNotFoundError):  # removed while we look
                state = path.stat()
                found.add((str(path), state.st_mtime_ns, state.st_size))
    return frozenset(found)


class Reloader:
    """Keeps the desk's library in step with the folder.

    problems: of the files as they lie on disk. broken: whether these keep them from going live.
    working: a changed library is being made ready. times: how often the library was swapped.
    """

    def __init__(self, desk: Desk, folder: Path, cache: Path, interval: float = INTERVAL) -> None:
        self.folder = folder
        self.cache = cache
        self.problems: tuple[Problem, ...] = desk.snapshot.library.content.warnings
        self.broken = False
        self.working = False
        self.times = 0
        self._desk = desk
        self._interval = interval
        self._seen: Signature = frozenset()
        self._digest = ""
        self._lock = asyncio.Lock()

    async def run(self) -> None:
        """Look at the folder again and again, for ever."""
        while True:
            try:
                await self.look()
            except Exception:  # noqa: BLE001 - whatever it was, answers go on
                _LOG.exception("content could not be reloaded; the library stays as it was")
                await asyncio.sleep(PAUSE)
            await asyncio.sleep(self._interval)

    async def look(self) -> None:
        """Take up what has changed since the last look."""
        async with self._lock:
            seen = await asyncio.to_thread(signature, self.folder)
            if seen == self._seen:
                return
            files = await asyncio.to_thread(read_folder, self.folder)
            await self._take(files)
            self._seen = seen

    async def _take(self, files: Mapping[str, bytes]) -> None:
        digest = digest_of(files)
        if digest == self._digest:
            return
        self.working = True
        try:
            live = self._desk.snapshot
            content, problems = await asyncio.to_thread(inspect, files, live.library.content if self._digest else None)
            self.problems = problems
            self.broken = any(one.severity is Severity.ERROR for one in problems)
            if content is None:
                _LOG.warning("content has problems and does not go live: %s", problems[0])
                self._digest = digest
                return
            if content.digest == live.library.content.digest:
                self._digest = digest
                return
            try:
                snapshot = await asyncio.to_thread(equip, content, live, self.cache)
            except Untrained:
                await asyncio.to_thread(train_apart, files, self.cache)
                snapshot = await asyncio.to_thread(equip, content, live, self.cache)
            self._swap(snapshot)
            self._digest = digest
        finally:
            self.working = False

    def _swap(self, snapshot: Snapshot) -> None:
        """One assignment: a message that is being answered goes on with the library it began with."""
        self._desk.snapshot = snapshot
        self.times += 1
        _LOG.info("content %s is live", snapshot.library.content.digest[:12])
