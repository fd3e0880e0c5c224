"""The files that content is read from."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

FOLDERS = ("intents", "knowledge", "replies")
NOTES = ".md"


def read_tree(root: Path) -> dict[str, bytes]:
    """The bytes of every content file under a folder, by path from there with forward slashes.

    Hidden files and notes for the writers (.md) are left out. Raises OSError when a file cannot be read.
    """
    found: dict[str, bytes] = {}
    for folder in FOLDERS:
        for file in sorted((root / folder).rglob("*")):
            path = file.relative_to(root)
            if file.is_file() and file.suffix != NOTES and not any(part.startswith(".") for part in path.parts):
                found[path.as_posix()] = file.read_bytes()
    return found


def digest_of(files: Mapping[str, bytes]) -> str:
    """A hash that changes when any file's name or bytes change."""
    total = hashlib.sha256()
    for path in sorted(files):
        total.update(f"{path}\0{len(files[path])}\0".encode())
        total.update(files[path])
    return total.hexdigest()
