"""Content as it was read before, kept beside the trained weights: reading all files takes longer than answering."""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import sys
from collections.abc import Mapping
from pathlib import Path

from bot.content.tree import digest_of
from bot.model.library import Content
from bot.model.problems import Problem

CODE = Path(__file__).resolve().parents[1]
READERS = ("content", "model")
"""Packages whose code decides what content becomes."""

OTHERS = 0o022
"""Permission of anybody else to write."""

Read = tuple[Content, tuple[Problem, ...]]


class Kept:
    """A folder of contents by what they were read from, and by the code that read them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self, files: Mapping[str, bytes]) -> Read | None:
        """What these very files were read as, or None; what somebody else may have written is not opened."""
        path = self._path(files)
        try:
            about = path.stat()
            if about.st_uid != os.getuid() or about.st_mode & OTHERS:
                return None
            content, problems = pickle.loads(path.read_bytes())  # noqa: S301 - only what this user alone can write
        except (OSError, ValueError, TypeError, EOFError, AttributeError, ImportError, IndexError, pickle.PickleError):
            return None
        return (content, problems) if isinstance(content, Content) else None

    def save(self, files: Mapping[str, bytes], read: Read) -> None:
        """Keeps what the files were read as, in place of what was kept before; failing to is no fault, only slow."""
        path = self._path(files)
        beside = path.with_suffix(f".{os.getpid()}")
        with contextlib.suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            beside.write_bytes(pickle.dumps(read, pickle.HIGHEST_PROTOCOL))
            beside.chmod(0o600)
            for old in self._folder.glob("content-*.pickle"):
                old.unlink()
            beside.replace(path)

    def _path(self, files: Mapping[str, bytes]) -> Path:
        return self._folder / f"content-{digest_of(files)[:24]}-{_readers()}.pickle"


def _readers() -> str:
    """A hash that changes with the code that reads content."""
    told = hashlib.sha256(sys.version.encode())
    for package in READERS:
        for file in sorted((CODE / package).glob("*.py")):
            about = file.stat()
            told.update(f"{file.name} {about.st_size} {about.st_mtime_ns}\n".encode())
    return told.hexdigest()[:12]
