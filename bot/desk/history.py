"""What was changed in the content through the console, by whom, and taking it back."""

from __future__ import annotations

import difflib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from bot.model.errors import JiuyeError


class CannotUndo(JiuyeError):
    """The change cannot be taken back; the text says why."""


@dataclass(frozen=True, slots=True)
class Change:
    """One saved file. before: None when the file was new. inbox: messages that were accepted with it."""

    id: str
    at: str
    who: str
    why: str
    path: str
    before: str | None
    after: str
    inbox: tuple[int, ...] = ()
    undone: bool = False

    @property
    def diff(self) -> tuple[str, ...]:
        """The lines that changed, with - and + before them."""
        return difference(self.before or "", self.after)


def difference(before: str, after: str) -> tuple[str, ...]:
    """The lines that changed between two texts, with - and + before them, and one line around each change."""
    return tuple(difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=1))[2:]


def write_whole(path: Path, data: bytes) -> None:
    """Replace a file so that nobody ever reads half of it."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    path.parent.mkdir(parents=True, exist_ok=True)
    draft.write_bytes(data)
    draft.replace(path)


class History:
    """The changes kept in one folder, a file each."""

    def __init__(self, folder: Path, content: Path) -> None:
        self._folder = folder
        self._content = content

    def save(self, path: str, after: bytes, who: str, why: str, at: datetime, inbox: tuple[int, ...] = ()) -> Change:
        """Write a content file and remember what it was before. Raises OSError."""
        target = self._content / path
        before = target.read_text(encoding="utf-8") if target.exists() else None
        number = f"{int(at.timestamp() * 1000):015d}"
        change = Change(number, at.isoformat(), who, why, path, before, after.decode("utf-8"), inbox)
        self._keep(change)
        write_whole(target, after)
        return change

    def all(self, most: int = 200) -> tuple[Change, ...]:
        """The latest changes, newest first."""
        files = sorted(self._folder.glob("*.json"), reverse=True)[:most] if self._folder.is_dir() else []
        return tuple(_read(json.loads(file.read_text(encoding="utf-8"))) for file in files)

    def find(self, number: str) -> Change:
        """One change. Raises CannotUndo when there is none of that number."""
        file = self._folder / f"{number}.json"
        if not number.isdigit() or not file.exists():
            raise CannotUndo("没有这条修改记录。")
        return _read(json.loads(file.read_text(encoding="utf-8")))

    def undone(self, change: Change) -> bytes | None:
        """What the file must become again, None for gone. Raises CannotUndo when it was changed since."""
        target = self._content / change.path
        now = target.read_text(encoding="utf-8") if target.exists() else None
        if change.undone or now != change.after:
            raise CannotUndo("这个文件后来又改过，请先撤销后面的修改，或直接改文字。")
        return None if change.before is None else change.before.encode()

    def mark_undone(self, change: Change) -> None:
        """Put the file back as it was."""
        before = self.undone(change)
        target = self._content / change.path
        if before is None:
            target.unlink()
        else:
            write_whole(target, before)
        self._keep(Change(**{**asdict(change), "inbox": change.inbox, "undone": True}))

    def _keep(self, change: Change) -> None:
        data = json.dumps(asdict(change), ensure_ascii=False).encode()
        write_whole(self._folder / f"{change.id}.json", data)


def _read(kept: Mapping[str, object]) -> Change:
    return Change(**{**kept, "inbox": tuple(kept["inbox"])})  # type: ignore[arg-type]  # written by _keep
