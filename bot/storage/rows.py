"""An answered message as rows of the journal and of the inbox."""

from __future__ import annotations

import hashlib
import uuid

import orjson

from bot.model.journal import UNANSWERED, JournalEntry
from bot.storage.inserter import Row


def unlinked(key: str) -> str:
    """The key of a message whose person was erased: still found by a retry, but it names nobody."""
    return hashlib.blake2b(key.encode("utf-8", "replace"), digest_size=16).hexdigest()


def journal_row(entry: JournalEntry, text: str, reply: tuple[str, ...], received: int) -> Row:
    """The row of the journal. text, reply: masked. received: epoch milliseconds."""
    return {
        "key": (entry.key if entry.user else unlinked(entry.key)) if entry.key else uuid.uuid4().hex,
        "user": entry.user,
        "channel": entry.channel,
        "received": received,
        "text": text,
        "act": entry.act,
        "measures": orjson.dumps(entry.measures).decode(),
        "region": entry.region,
        "verdicts": orjson.dumps(entry.verdicts).decode(),
        "reply": orjson.dumps(reply).decode(),
        "latency_us": int(entry.latency * 1e6),
        "asked": entry.asked,
        "heard": entry.heard,
    }


def inbox_row(entry: JournalEntry, text: str, received: int) -> Row:
    """The row of what officers should see. read_as: what it was taken for. asked: the fact asked for meanwhile."""
    about = {"user": entry.user, "channel": entry.channel, "region": entry.region, "reason": entry.doubt}
    # an answer that was not understood is followed by the same question again
    asked = entry.asked if entry.doubt == UNANSWERED else ""
    return {**about, "received": received, "text": text, "read_as": ",".join(entry.measures)[:200], "asked": asked}
