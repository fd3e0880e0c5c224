"""Facts told freely: what was received, grades, additions, kinds, bare openings, employers; a floor for each half."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.language.hearing.clauses import SELF
from bot.model.facts import Fact
from bot.model.understanding import Heard, Hint
from tests.code.language.hearing.fixtures import facts, hearing
from tests.code.language.hearing.judging import same_value

ON = date(2026, 11, 20)
FOLDER = Path(__file__).parent
FLOORS = {"told-tune.jsonl": (0.98, 0), "told-held.jsonl": (0.93, 1)}
"""Least share of sentences read as labelled, and the most that may be read as something never said."""


def _is(fact: Fact, heard: Heard, label: Any) -> bool:
    """Whether the value is the labelled one; a list is all options that it may be."""
    return heard.value == frozenset(label) if isinstance(label, list) else same_value(fact, heard.value, label, ON)


def _missing(row: dict[str, Any]) -> tuple[list[str], list[str]]:
    """What should have been heard and was not, and what was heard though nobody said it."""
    known = facts()
    names = tuple(fact.name for code in row.get("talked", ()) if (fact := known.find(code)) is not None)
    pending = known.find(row["pending"]) if "pending" in row else None
    asked = pending.name if pending is not None else None
    told = hearing().volunteered(row["text"], ON, asked, None, (), names)
    heard = {known.by_name[one.fact].code: one for one in told.heard if not one.aside and one.subject == SELF}
    missing = []
    for code, label in row["facts"].items():
        fact = known.find(code)
        assert fact is not None, code
        if code not in heard or not _is(fact, heard[code], label):
            missing.append(f"{row['text']}: {code} should be {label}, was {heard.get(code)}")
    false = [
        f"{row['text']}: {code} was never told: {one}"
        for code, one in heard.items()
        if code not in row["facts"] and code not in row.get("may", ())
    ]
    if bool(told.unplaced) != row.get("unplaced", False):
        missing.append(f"{row['text']}: unplaced {told.unplaced!r}")
    answered = hearing().reply(row["text"], Hint(ON, pending=asked, received=names)) if asked else None
    received = any(known.by_name[one.fact].unsaid is not None for one in told.heard)
    if answered is not None and answered.value is not None and (received or row.get("noreply")):
        false.append(f"{row['text']}: {asked} was answered with {answered.value}")
    return missing, false


@pytest.mark.parametrize("name", FLOORS)
def test_facts_told_freely_are_heard(name: str) -> None:
    """Of facts told in passing nearly all are heard as labelled, and next to none that nobody told."""
    rows = [json.loads(line) for line in (FOLDER / name).read_text("utf-8").splitlines()]
    read = [_missing(row) for row in rows]
    amiss = [line for missing, _ in read for line in missing]
    false = [line for _, invented in read for line in invented]
    right = sum(not missing and not invented for missing, invented in read) / len(rows)
    least, most_false = FLOORS[name]
    assert right >= least, "\n".join([f"{right:.3f}", *amiss, *false])
    assert len(false) <= most_false, "\n".join(false)


def test_the_set_is_large_enough() -> None:
    """At least a hundred sentences are labelled, none in both halves."""
    halves = [{json.loads(line)["text"] for line in (FOLDER / name).read_text("utf-8").splitlines()} for name in FLOORS]
    assert len(halves[0] | halves[1]) >= 100
    assert not halves[0] & halves[1]
