"""Databases for the tests: SQLite always, PostgreSQL too under `make postgresql` and `make several`."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.code.storage.cluster import Cluster

KINDS = ["sqlite", "postgresql"] if os.environ.get("TEST_POSTGRESQL") else ["sqlite"]


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
