"""What the commands share: the settings, the library and the day."""

from __future__ import annotations

import gc
import os
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from bot.desk.build import build, content_folder, read_folder
from bot.desk.kept import Kept
from bot.desk.talk import CHINA, Snapshot
from bot.language.cache import FolderCache

if TYPE_CHECKING:
    from bot.model.settings import Settings


def settings() -> Settings:
    """The settings of this process."""
    from bot.model.settings import load

    return load(os.environ)


def shelved() -> Path | None:
    """The folder of content that is set, None for the one that comes with the program.

    Where nothing is set nothing needs checking, and what checks takes longer to load than a question to answer.
    """
    return settings().content_dir if any(name.startswith("JIUYE_") for name in os.environ) else None


def cache_folder() -> Path:
    """Where trained weights are kept between runs; only ever derived data."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "jiuye"


def snapshot(folder: Path | None = None) -> Snapshot:
    """The library of the configured content. Raises ContentError."""
    files = read_folder(content_folder(folder or shelved()))
    # What is built lasts; searching it for garbage while it grows only costs time.
    gc.disable()
    try:
        built, _ = build(files, FolderCache(cache_folder()), Kept(cache_folder()))
    finally:
        gc.enable()
    return built


def moment(on: datetime | None) -> datetime:
    """Ten in the morning of the day asked about, or now."""
    if on is None:
        return datetime.now(CHINA)
    return datetime.combine(on.date(), time(10), tzinfo=CHINA)


def day(on: datetime | None) -> date:
    """The day asked about in China."""
    return moment(on).date()
