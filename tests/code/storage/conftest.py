"""Databases for the tests: SQLite always, PostgreSQL too under `make postgresql`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.storage.store import Store, open_store
from tests.code.storage.cluster import Cluster

ON_POSTGRESQL = bool(os.environ.get("TEST_POSTGRESQL"))
KINDS = ["sqlite", "postgresql"] if ON_POSTGRESQL else ["sqlite"]


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server for this run of tests."""
    made = Cluster()
    yield made
    made.remove()


@pytest.fixture(params=KINDS)
def database(request: pytest.FixtureRequest) -> str:
    """The address of an empty database; "" is SQLite in the data folder."""
    if request.param == "sqlite":
        return ""
    found: Cluster = request.getfixturevalue("cluster")
    return found.database()


@pytest.fixture
def store(database: str, tmp_path: Path) -> Iterator[Store]:
    """A store of its own."""
    store = open_store(database, tmp_path, "")
    yield store
    store.close()
