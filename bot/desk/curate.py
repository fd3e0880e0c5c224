"""Changing the content from the console: accept what was not understood, add a measure, edit a file, take it back.

Nothing is written unless the library that would result is clean. Before an example is taken or an edit saved, every
conversation, written case and labelled question is tried with it, in a process of its own.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.content.editing import CannotEdit, add_examples
from bot.content.tree import digest_of
from bot.desk.apart import Progress, Stopped, Watch
from bot.desk.build import read_folder, shipped
from bot.desk.history import CannotUndo, Change, History
from bot.desk.rehearsal import Rehearsal, Wish, read_exam, rehearse_apart
from bot.desk.reload import Reloader
from bot.desk.service import Desk
from bot.desk.talk import Snapshot
from bot.desk.trial import inspect
from bot.eligibility.engine import ExactEngine
from bot.model.library import Library
from bot.model.problems import Problem, Severity
from bot.replying.render import Replier

_PATH = re.compile(r"(intents|knowledge|replies)(/[a-z0-9_][a-z0-9_-]*){1,2}\.(yaml|j2)")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a wish. done: it was written. tried: what would have gone wrong otherwise."""

    done: bool
    text: str
    problems: tuple[Problem, ...] = ()
    tried: Rehearsal = Rehearsal()


@dataclass(frozen=True, slots=True)
class Deed:
    """Who changes what and why. inbox: messages that come with it. anyway: what goes wrong was seen and is meant."""

    who: str
    why: str
    at: datetime
    inbox: tuple[int, ...] = ()
    anyway: bool = False


class Curator:
    """Edits of one content folder, one at a time."""

    def __init__(self, desk: Desk, reloader: Reloader, data_dir: Path) -> None:
        self._desk = desk
        self._reloader = reloader
        self.folder = reloader.folder
        self.history = History(data_dir / "history", reloader.folder)
        self._lock = asyncio.Lock()

    def read(self, path: str) -> str:
        """The text of one content file, "" for a new one; of a wording that is not there the program's own.

        Raises CannotEdit for a path outside the content.
        """
        if not _PATH.fullmatch(path):
            raise CannotEdit(
                "只能改 intents、knowledge、replies 里的 .yaml 和 .j2 文件，名字用小写英文、数字和连字符。"
            )
        file = self.folder / path
        return file.read_text(encoding="utf-8") if file.exists() else shipped(path).decode()

    async def accept(self, utterances: Sequence[str], measure: str, deed: Deed, watch: Watch) -> Outcome:
        """Take messages as examples of a measure: checked, tried, written, live. Raises CannotEdit."""
        path = f"intents/{measure}.yaml"
        async with self._turn(watch):
            files = await asyncio.to_thread(read_folder, self.folder)
            if path not in files:
                raise CannotEdit(f"没有事项「{measure}」的例句文件。")
            after = add_examples(files[path], list(utterances))
            if after == files[path]:
                return Outcome(True, "这些话已经在例句里了。")
            outcome = await self._write(files, path, after, deed, watch, tuple(utterances))
        return await self._live(outcome, measure)

    async def create(self, measure: str, text: str, utterances: Sequence[str], deed: Deed, watch: Watch) -> Outcome:
        """Write the file of a new measure: checked, tried, written, live. Raises CannotEdit."""
        path = f"intents/{measure}.yaml"
        async with self._turn(watch):
            if self.read(path):
                raise CannotEdit(f"已经有代号是「{measure}」的事项。")
            files = await asyncio.to_thread(read_folder, self.folder)
            outcome = await self._write(files, path, clean(text), deed, watch, tuple(utterances))
        return await self._live(outcome, measure)

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

    async def save(self, path: str, text: str, base: str, deed: Deed, watch: Watch) -> Outcome:
        """Write an edited file if the library stays clean and right and nobody changed it since `base` was shown."""
        async with self._turn(watch):
            if self.read(path).splitlines() != base.splitlines():
                return Outcome(False, "没有存：您打开以后，别人改过这个文件。请复制您的修改，重新打开再改。")
            files = await asyncio.to_thread(read_folder, self.folder)
            outcome = await self._write(files, path, clean(text), deed, watch)
        return await self._live(outcome)

    async def undo(self, number: str) -> tuple[Outcome, Change]:
        """Take back one change, if the library stays clean. Raises CannotUndo."""
        async with self._lock:
            change = self.history.find(number)
            before = self.history.undone(change)
            files = dict(await asyncio.to_thread(read_folder, self.folder))
            files.pop(change.path)
            if after := before or shipped(change.path):
                files[change.path] = after
            refused = await self._problems(files)
            if refused is not None:
                raise CannotUndo(f"不能撤销：撤销后内容会有错（{refused.problems[0]}）。")
            await asyncio.to_thread(self.history.mark_undone, change)
        await self._reloader.look()
        return Outcome(True, "撤销了，已经生效。"), change

    @asynccontextmanager
    async def _turn(self, watch: Watch) -> AsyncIterator[None]:
        """Wait until nobody else changes the content."""
        if self._lock.locked():
            watch.tell(Progress("等前一件做完"))
        async with self._lock:
            watch.tell(Progress("检查内容"))
            yield

    async def _write(
        self,
        files: Mapping[str, bytes],
        path: str,
        after: bytes,
        deed: Deed,
        watch: Watch,
        messages: tuple[str, ...] = (),
    ) -> Outcome:
        """Check, try and write one file. Raises OSError."""
        if files.get(path) == after:
            return Outcome(True, "和原来一样，没有改动。")
        changed = {**files, path: after}
        refused = await self._problems(changed)
        if refused is not None:
            return refused
        live = digest_of(files) == self._desk.snapshot.library.content.digest
        exam = await asyncio.to_thread(read_exam, self.folder)
        wish = Wish(changed, files if live else None, self._reloader.cache, exam, deed.at.date(), messages)
        watch.begin()
        try:
            tried = await asyncio.to_thread(rehearse_apart, wish, watch)
        except Stopped as stopped:
            return Outcome(False, str(stopped))
        if not tried.good and not deed.anyway:
            return Outcome(False, f"没有存：{_harm(tried)}。", tried=tried)
        why = deed.why if tried.good else f"{deed.why}（明知{_harm(tried)}）"
        await asyncio.to_thread(self.history.save, path, after, deed.who, why, deed.at, deed.inbox)
        return Outcome(True, "存好了，已经生效。", tried=tried)

    async def _live(self, outcome: Outcome, measure: str = "") -> Outcome:
        """The outcome once what was written is live. measure: what the messages should be understood as."""
        if not outcome.done:
            return outcome
        await self._reloader.look()
        still = [message for message, found in outcome.tried.readings if measure and found != measure]
        note = f"不过这样问还认不准：{'；'.join(still)}。再多收几句。" if still else ""
        gained = f"另有 {outcome.tried.gained} 道标注问题因此认对了。" if outcome.tried.gained else ""
        return Outcome(True, f"{outcome.text}{note}{gained}", tried=outcome.tried)

    async def _problems(self, files: Mapping[str, bytes]) -> Outcome | None:
        """A refusal if the library would not be clean."""
        content, problems = await asyncio.to_thread(inspect, files, None)
        if content is not None:
            return None
        errors = tuple(one for one in problems if one.severity is Severity.ERROR)
        return Outcome(False, f"没有存：有 {len(errors)} 处错误。", errors)


def _harm(tried: Rehearsal) -> str:
    """What would go wrong, in numbers."""
    counts = (
        (len(tried.cases), "个案例的结论会变"),
        (len(tried.transcripts), "段必须走通的对话会走样"),
        (len(tried.questions), "道原来认对的问题会认错"),
    )
    return "，".join(f"{count} {what}" for count, what in counts if count)


def clean(text: str) -> bytes:
    """A text from a browser's form as a file: Unix line ends, one at the end."""
    return (text.replace("\r\n", "\n").rstrip("\n") + "\n").encode()
