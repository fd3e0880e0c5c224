"""Changing the content from the console: accept what was not understood, edit a file, take either back.

Nothing is written unless the library that would result is clean; an accepted message must also leave every
transcript as it was.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.content.editing import CannotEdit, add_examples
from bot.desk.build import read_folder
from bot.desk.history import CannotUndo, Change, History
from bot.desk.reload import Reloader
from bot.desk.service import Desk
from bot.desk.talk import Snapshot
from bot.desk.trial import Broken, broken_with, inspect, rehearse_apart
from bot.eligibility.engine import ExactEngine
from bot.model.library import Library
from bot.model.problems import Problem, Severity
from bot.replying.render import Replier

TRANSCRIPTS = Path("tests/transcripts")
_PATH = re.compile(r"(intents|knowledge|replies)(/[a-z0-9_][a-z0-9_-]*){1,2}\.(yaml|j2)")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a wish. done: it was written. broken: transcripts that would have gone wrong."""

    done: bool
    text: str
    problems: tuple[Problem, ...] = ()
    broken: tuple[Broken, ...] = ()


class Curator:
    """Edits of one content folder, one at a time."""

    def __init__(self, desk: Desk, reloader: Reloader, data_dir: Path) -> None:
        self._desk = desk
        self._reloader = reloader
        self.folder = reloader.folder
        self.history = History(data_dir / "history", reloader.folder)
        self._lock = asyncio.Lock()

    def read(self, path: str) -> str:
        """The text of one content file, "" for a new one. Raises CannotEdit for a path outside the content."""
        if not _PATH.fullmatch(path):
            raise CannotEdit(
                "只能改 intents、knowledge、replies 里的 .yaml 和 .j2 文件，名字用小写英文、数字和连字符。"
            )
        file = self.folder / path
        return file.read_text(encoding="utf-8") if file.exists() else ""

    async def accept(
        self, utterances: Sequence[str], measure: str, who: str, at: datetime, inbox: tuple[int, ...] = ()
    ) -> Outcome:
        """Take messages as examples of a measure: checked, replayed, written, live. Raises CannotEdit."""
        path = f"intents/{measure}.yaml"
        async with self._lock:
            files = dict(await asyncio.to_thread(read_folder, self.folder))
            if path not in files:
                raise CannotEdit(f"没有事项「{measure}」的例句文件。")
            before = files[path]
            files[path] = add_examples(before, list(utterances))
            if files[path] == before:
                return Outcome(True, "这些话已经在例句里了。")
            refused = await self._problems(files)
            if refused is not None:
                return refused
            transcripts = await asyncio.to_thread(_transcripts, self.folder)
            tried = await asyncio.to_thread(
                rehearse_apart, files, self._reloader.cache, transcripts, tuple(utterances), at.date()
            )
            new = await asyncio.to_thread(self._newly_broken, tried.broken, transcripts)
            if new:
                return Outcome(False, f"没有收：会让 {len(new)} 段必须走通的对话走样。", broken=new)
            await asyncio.to_thread(self.history.save, path, files[path], who, f"收进「{measure}」", at, inbox)
        await self._reloader.look()
        still = [message for message, found in tried.readings if found != measure]
        note = f"不过这样问还认不准：{'；'.join(still)}。再多收几句。" if still else ""
        return Outcome(True, f"收进去了，已经生效。{note}")

    async def draft(self, path: str, text: str) -> tuple[Snapshot | None, tuple[Problem, ...]]:
        """The library as it would be with this text (None if unclean) and its problems; nothing is written."""
        self.read(path)
        files = dict(await asyncio.to_thread(read_folder, self.folder))
        files[path] = clean(text)
        content, problems = await asyncio.to_thread(inspect, files, None)
        if content is None:
            return None, problems
        live = self._desk.snapshot.library
        return Snapshot(Library(content, live.understander, ExactEngine(content)), Replier(content)), problems

    async def save(self, path: str, text: str, base: str, who: str, at: datetime) -> Outcome:
        """Write an edited file if the library stays clean and nobody changed the file since `base` was shown."""
        async with self._lock:
            if self.read(path).splitlines() != base.splitlines():
                return Outcome(False, "没有存：您打开以后，别人改过这个文件。请复制您的修改，重新打开再改。")
            files = dict(await asyncio.to_thread(read_folder, self.folder))
            files[path] = clean(text)
            refused = await self._problems(files)
            if refused is not None:
                return refused
            await asyncio.to_thread(self.history.save, path, files[path], who, "改文字", at)
        await self._reloader.look()
        return Outcome(True, "存好了，已经生效。")

    async def undo(self, number: str) -> tuple[Outcome, Change]:
        """Take back one change, if the library stays clean. Raises CannotUndo."""
        async with self._lock:
            change = self.history.find(number)
            before = self.history.undone(change)
            files = dict(await asyncio.to_thread(read_folder, self.folder))
            files.pop(change.path)
            if before is not None:
                files[change.path] = before
            refused = await self._problems(files)
            if refused is not None:
                raise CannotUndo(f"不能撤销：撤销后内容会有错（{refused.problems[0]}）。")
            await asyncio.to_thread(self.history.mark_undone, change)
        await self._reloader.look()
        return Outcome(True, "撤销了，已经生效。"), change

    async def _problems(self, files: Mapping[str, bytes]) -> Outcome | None:
        """A refusal if the library would not be clean."""
        content, problems = await asyncio.to_thread(inspect, files, None)
        if content is not None:
            return None
        errors = tuple(one for one in problems if one.severity is Severity.ERROR)
        return Outcome(False, f"没有存：有 {len(errors)} 处错误。", errors)

    def _newly_broken(self, broken: tuple[Broken, ...], transcripts: Mapping[str, bytes]) -> tuple[Broken, ...]:
        """Those of the broken transcripts that go right with the library as it is."""
        if not broken:
            return ()
        before = {(one.name, one.place.partition(":")[0]) for one in broken_with(self._desk.snapshot, transcripts)}
        return tuple(one for one in broken if (one.name, one.place.partition(":")[0]) not in before)


def clean(text: str) -> bytes:
    """A text from a browser's form as a file: Unix line ends, one at the end."""
    return (text.replace("\r\n", "\n").rstrip("\n") + "\n").encode()


def _transcripts(folder: Path) -> dict[str, bytes]:
    """The transcripts beside the content, if there are any."""
    home = folder / TRANSCRIPTS
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(home.rglob("*.yaml"))}
