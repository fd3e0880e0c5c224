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


_LARGE = "large"
"""Names the arrays that have a file of their own."""


class Cache(Protocol):
    """Keeps arrays by key; a key names its content, so nothing is ever overwritten by something else."""

    def load(self, key: str) -> Arrays | None:
        """What was kept under the key, or None."""

    def save(self, key: str, arrays: Arrays) -> None:
        """Keeps the arrays; failing to is no fault, only slow."""


LARGE = 1_000_000
"""Arrays of more bytes have a file of their own, which is mapped, not read: processes share it, and start at once."""

NEWEST = 8
"""So many of a kind are kept; every change of the examples leaves weights behind that hardly anybody asks for again."""


class FolderCache:
    """A cache in a folder, one file a key and one for each large array; damaged files count as absent."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self, key: str) -> Arrays | None:
        """What was kept under the key, or None."""
        try:
            with np.load(self._folder / f"{key}.npz", allow_pickle=False) as kept:
                found = {name: kept[name] for name in kept.files if name != _LARGE}
                large = kept[_LARGE].tolist() if _LARGE in kept.files else []
            for name in large:
                found[name] = np.asarray(np.load(self._beside(key, name), mmap_mode="r", allow_pickle=False))
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            return None
        return found

    def save(self, key: str, arrays: Arrays) -> None:
        """Writes beside and renames, so that a reader never sees half a file; what names the others comes last."""
        large = sorted(name for name, array in arrays.items() if array.nbytes > LARGE)
        small = {name: array for name, array in arrays.items() if name not in large}
        beside = self._folder / f".{key}.{os.getpid()}.npy"
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            for name in large:
                np.save(beside, arrays[name], allow_pickle=False)
                beside.replace(self._beside(key, name))
            beside = beside.with_suffix(".npz")
            np.savez(beside, allow_pickle=False, **small, **{_LARGE: np.array(large, dtype=np.str_)})
            beside.replace(self._folder / f"{key}.npz")
            self._tidy(key.split("-", maxsplit=1)[0])

    def _tidy(self, kind: str) -> None:
        """Deletes all but the newest of one kind, the word before the first hyphen of their keys."""
        found = sorted(self._folder.glob(f"{kind}-*.npz"), key=lambda file: file.stat().st_mtime, reverse=True)
        kept = {file.stem for file in found[:NEWEST]}
        for file in self._folder.glob(f"{kind}-*.np[yz]"):
            if file.name.split(".", maxsplit=1)[0] not in kept:
                file.unlink(missing_ok=True)

    def _beside(self, key: str, name: str) -> Path:
        return self._folder / f"{key}.{name}.npy"
