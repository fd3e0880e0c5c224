"""How often a message needed no work because the same had come before, for the metrics."""

from __future__ import annotations

from collections.abc import Mapping

from bot.desk.talk import Snapshot
from bot.language.understand import Reader


def remembered(snapshot: Snapshot) -> Mapping[str, tuple[int, int, int]]:
    """Known, new and kept now, since this library went live: of readings of messages and of wordings of replies."""
    found = {"wording": snapshot.replier.remembered()}
    reader = snapshot.library.understander
    if isinstance(reader, Reader):
        found["reading"] = reader.remembered()
    return found
