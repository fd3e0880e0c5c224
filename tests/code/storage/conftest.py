"""A store for each test that asks for one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.storage.store import Store, open_store


@pytest.fixture
def store(database: str, tmp_path: Path) -> Iterator[Store]:
    """A store of its own."""
    store = open_store(database, tmp_path, "")
    yield store
    store.close()
