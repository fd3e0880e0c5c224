"""Commits without end and prints each acknowledged one; run by a test that kills it."""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path

from bot.model.journal import JournalEntry
from bot.model.session import Session
from bot.storage.store import open_store


async def main(folder: Path, database: str) -> None:
    """Eight people write at once."""
    store = open_store(database, folder, "")

    async def talk(user: str) -> None:
        for number in range(1_000_000):
            entry = JournalEntry(f"{user}/{number}", user, "wechat", datetime.now(UTC), "x", "answer", ("y",))
            await store.commit(Session(user, turns=number), entry)
            print(f"{user}/{number};", flush=True)

    await asyncio.gather(*(talk(f"user{each}") for each in range(8)))


asyncio.run(main(Path(sys.argv[1]), sys.argv[2]))
