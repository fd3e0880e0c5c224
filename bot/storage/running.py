"""How the parts of a store reach its database, and by which clock they date what they write."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from sqlalchemy import Connection


class Runner(Protocol):
    """Store.write or Store.read."""

    def __call__(self, action: Callable[[Connection], Any], /) -> Awaitable[Any]:
        """Run something on a connection."""


def now_ms() -> int:
    """Whole milliseconds since 1970."""
    return int(time.time() * 1000)
