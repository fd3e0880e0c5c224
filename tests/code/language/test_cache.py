"""Promises of what is kept between runs."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from bot.language.cache import LARGE, NEWEST, FolderCache

SMALL = np.arange(3)
BIG = np.arange(LARGE, dtype=np.float16)


def test_what_is_kept_comes_back_alike(tmp_path: Path) -> None:
    """Small and large arrays are loaded as they were saved."""
    FolderCache(tmp_path).save("weights-1", {"small": SMALL, "big": BIG})
    found = FolderCache(tmp_path).load("weights-1")
    assert found is not None
    assert {name: array.tolist() for name, array in found.items()} == {"small": SMALL.tolist(), "big": BIG.tolist()}


@pytest.mark.parametrize("damage", ["missing", "short"])
def test_a_large_array_that_is_damaged_counts_as_absent(tmp_path: Path, damage: str) -> None:
    """Half a set is no set: it is computed anew."""
    FolderCache(tmp_path).save("weights-1", {"small": SMALL, "big": BIG})
    (file,) = tmp_path.glob("*.npy")
    if damage == "missing":
        file.unlink()
    else:
        os.truncate(file, 5000)
    assert FolderCache(tmp_path).load("weights-1") is None


def test_old_sets_make_room(tmp_path: Path) -> None:
    """Only the newest of a kind stay, with all their files; other kinds are left alone."""
    cache = FolderCache(tmp_path)
    cache.save("sounds-1", {"small": SMALL})
    for number in range(NEWEST + 2):
        cache.save(f"weights-{number}", {"big": BIG})
        os.utime(tmp_path / f"weights-{number}.npz", (number, number))
    cache.save("weights-new", {"big": BIG})
    assert cache.load("sounds-1") is not None
    assert cache.load("weights-new") is not None
    assert cache.load("weights-0") is None
    assert len(list(tmp_path.glob("weights-*.npz"))) == len(list(tmp_path.glob("weights-*.npy"))) == NEWEST
