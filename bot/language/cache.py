"""A place for what is slow to compute and follows wholly from its key."""

from __future__ import annotations

import contextlib
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

Arrays = Mapping[str, npt.NDArray[np.generic]]


class Cache(Protocol):
    """Keeps arrays by key; a key names its content, so nothing is ever overwritten by something else."""

    def load(self, key: str) -> Arrays | None:
        """What was kept under the key, or None."""

    def save(self, key: str, arrays: Arrays) -> None:
        """Keeps the arrays; failing to is no fault, only slow."""


class FolderCache:
    """A cache in a folder, one file a key; damaged files count as absent."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self, key: str) -> Arrays | None:
        """What was kept under the key, or None."""
        try:
            with np.load(self._folder / f"{key}.npz", allow_pickle=False) as kept:
                return {name: kept[name] for name in kept.files}
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            return None

    def save(self, key: str, arrays: Arrays) -> None:
        """Writes beside and renames, so that a reader never sees half a file."""
        beside = self._folder / f".{key}.{os.getpid()}.npz"
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            np.savez(beside, allow_pickle=False, **dict(arrays))
            beside.replace(self._folder / f"{key}.npz")
