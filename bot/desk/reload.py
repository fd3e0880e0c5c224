"""Hot reload: what officers save goes live when it is clean; until then the library stays as it was."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Mapping
from pathlib import Path

from bot.content.tree import FOLDERS, digest_of
from bot.desk.apart import Stopped, Watch
from bot.desk.build import read_folder
from bot.desk.service import Desk
from bot.desk.talk import Snapshot
from bot.desk.trial import Untrained, equip, inspect, meanwhile, train_apart
from bot.model.library import Content
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
    training: changed examples are live to the letter, and what is like them will be once training has ended.
    held: what was changed goes live only once training has ended; until then all stays as it was.
    """

    def __init__(self, desk: Desk, folder: Path, cache: Path, interval: float = INTERVAL) -> None:
        self.folder = folder
        self.cache = cache
        self.problems: tuple[Problem, ...] = desk.snapshot.library.content.warnings
        self.broken = False
        self.working = False
        self.times = 0
        self.training = False
        self.held = False
        self._desk = desk
        self._interval = interval
        self._seen: Signature = frozenset()
        self._digest = ""
        self._lock = asyncio.Lock()
        self._trained = False
        self._due = False
        self._watch = Watch()
        self._background: asyncio.Task[None] | None = None

    async def run(self) -> None:
        """Look at the folder again and again, for ever."""
        while True:
            try:
                await self.look()
            except Exception:  # noqa: BLE001 - whatever it was, answers go on
                _LOG.exception("content could not be reloaded; the library stays as it was")
                await asyncio.sleep(PAUSE)
            await asyncio.sleep(self._interval)

    def stop(self) -> None:
        """End training, if any goes on; nothing is waited for."""
        self._watch.stop()

    async def look(self) -> None:
        """Take up what has changed since the last look."""
        async with self._lock:
            seen = await asyncio.to_thread(signature, self.folder)
            due, self._due = self._due, False
            if seen == self._seen and not due:
                return
            files = await asyncio.to_thread(read_folder, self.folder)
            await self._take(files, due=due)
            self._seen = seen

    async def _take(self, files: Mapping[str, bytes], *, due: bool) -> None:
        digest = digest_of(files)
        if digest == self._digest and not due:
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
            if content.digest == live.library.content.digest and not self.training:
                self._digest = digest
                return
            await self._equip(content, live, files)
            self._digest = digest
        finally:
            self.working = False

    async def _equip(self, content: Content, live: Snapshot, files: Mapping[str, bytes]) -> None:
        """Make the content live; where it has to be trained on first, as far as that goes without, and train beside.

        Raises Stopped when training was stopped.
        """
        ended, self._trained = self._trained, False
        try:
            self._swap(await asyncio.to_thread(equip, content, None if ended else live, self.cache))
            self.training = self.training and not ended
        except Untrained:
            snapshot = await asyncio.to_thread(meanwhile, content, live, self.cache)
            if snapshot is None:
                snapshot = await self._after_training(content, files)
            else:
                self.training = True
                if self._background is None:
                    self._background = asyncio.create_task(self._train(files))
            self._swap(snapshot)

    async def _after_training(self, content: Content, files: Mapping[str, bytes]) -> Snapshot:
        """The library trained anew, where the old one cannot stand in meanwhile. Raises Stopped."""
        _LOG.warning("content %s goes live once training has ended, until then answers stay", content.digest[:12])
        self.held = True
        try:
            await asyncio.to_thread(train_apart, files, self.cache, self._watch)
            return await asyncio.to_thread(equip, content, None, self.cache)
        finally:
            self.held = False

    async def _train(self, files: Mapping[str, bytes]) -> None:
        """Train beside the answers; the next look takes up what came of it."""
        try:
            self._watch = Watch()
            await asyncio.to_thread(train_apart, files, self.cache, self._watch)
        except (Stopped, RuntimeError) as error:
            _LOG.warning("training ended without an outcome, examples are known to the letter only: %s", error)
            self.training = False
            return
        finally:
            self._background = None
        self._trained = self._due = True

    def _swap(self, snapshot: Snapshot) -> None:
        """One assignment: a message that is being answered goes on with the library it began with."""
        self._desk.snapshot = snapshot
        self.times += 1
        _LOG.info("content %s is live", snapshot.library.content.digest[:12])
