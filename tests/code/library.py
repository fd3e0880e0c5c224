"""The real content for tests, built once a process; and a reader that understands exactly what it is told."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.cli.shelf import cache_folder
from bot.desk.build import BESIDE, build, read_folder
from bot.desk.talk import CHINA, Snapshot
from bot.language.cache import FolderCache
from bot.model.copying import replace
from bot.model.understanding import Hint, Match, Outcome, Understanding

NOW = datetime(2026, 11, 20, 10, tzinfo=CHINA)


@functools.cache
def snapshot() -> Snapshot:
    """The library of the checkout."""
    built, _ = build(read_folder(BESIDE), FolderCache(cache_folder()))
    return built


@dataclass(frozen=True)
class Scripted:
    """An understander that returns prepared readings, for tests of what follows from a reading."""

    readings: Mapping[str, Understanding] = field(default_factory=dict)

    def understand(self, text: str, hint: Hint) -> Understanding:
        """The prepared reading, or a fallback."""
        del hint
        return self.readings.get(text, Understanding(text, text, Outcome.FALLBACK))


def asks(text: str, measure: str, aspect: str | None, region: str | None) -> Understanding:
    """The reading of a clear question."""
    match = Match(measure, 1.0, aspect=aspect)
    regions = (region,) if region else ()
    return Understanding(text, text, Outcome.ANSWER, matches=(match,), aspect=aspect, regions=regions)


def scripted(readings: Mapping[str, Understanding]) -> Snapshot:
    """The real content with a scripted reader."""
    real = snapshot()
    return replace(real, library=replace(real.library, understander=Scripted(readings)))
