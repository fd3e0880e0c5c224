"""What people tell about themselves, labelled with what a careful clerk would note: played and compared."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.desk.talk import Snapshot, talk
from bot.model.decisions import ActKind
from bot.model.facts import Facts, Known
from bot.model.library import Content
from bot.model.session import Goal, Pending, Session
from tests.code.language.hearing.judging import same_value

FOLDER = Path(__file__).parents[1] / "evaluation"
TAKEN_UP = frozenset({ActKind.SCREEN, ActKind.ASK, ActKind.VERDICT, ActKind.ANSWER})


@dataclass(frozen=True, slots=True)
class Noted:
    """One telling: how many facts were told, how many of them noted, and what is amiss.

    false: what was noted and never told. lead: whether a story without a question led on rather than to a list of
    guesses or to nothing; None where there was a question.
    """

    told: int
    right: int
    missing: tuple[str, ...]
    false: tuple[str, ...]
    lead: bool | None


def read(name: str) -> list[Mapping[str, Any]]:
    """The labelled tellings of one file under tests/evaluation."""
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines() if line]


def play(row: Mapping[str, Any], snapshot: Snapshot, at: datetime) -> Noted:
    """Play one telling after what was said or asked before it, and compare what is known then."""
    content = snapshot.library.content
    session = Session(user="stories", region=row["region"])
    for text in row.get("before", ()):
        session = talk(session, text, snapshot, at).session
    if "asked" in row:
        session = _asking(session, content, row["goal"], row["asked"])
    before = session
    talked = talk(session, row["text"], snapshot, at)
    after = talked.session
    right, missing, false = _compare(row, content.facts, before.facts, after.facts, at)
    others = {name: known for facts in after.others.values() for name, known in facts.items()}
    for code, label in row.get("others", {}).items():
        good = _is(content.facts, code, others, label, at)
        right += good
        missing += [] if good else [f"other's {code} {label}"]
    lead = None
    if row["kind"] == "story" and row.get("lead", True):
        lead = talked.decision.act in TAKEN_UP
    told = len(row["facts"]) + len(row.get("others", {}))
    return Noted(told, right, tuple(missing), tuple(false), lead)


def _asking(session: Session, content: Content, measure: str, code: str) -> Session:
    """The session while one fact is asked for a measure."""
    fact = content.facts.find(code)
    assert fact is not None, code
    goal = Goal(measure, session.region, deciding=True, begun=True, engaged=True)
    options = tuple((option.text, option.value) for option in fact.options)
    return Session(
        user=session.user,
        region=session.region,
        goals=(goal,),
        pending=Pending("fact", fact.name, options),
        asked={fact.name: 1},
        last_measure=measure,
    )


def _is(facts: Facts, code: str, known: Mapping[str, Known], label: object, at: datetime) -> bool:
    fact = facts.find(code)
    assert fact is not None, code
    held = known.get(fact.name)
    return held is not None and held.value is not None and same_value(fact, held.value, label, at.date())


def _compare(
    row: Mapping[str, Any], facts: Facts, before: Mapping[str, Known], after: Mapping[str, Known], at: datetime
) -> tuple[int, list[str], list[str]]:
    """How many facts are as labelled, which are missing, and which are known though nobody told them."""
    fresh = {name: known for name, known in after.items() if known.value is not None and before.get(name) != known}
    right, missing, false = 0, [], []
    for code, label in row["facts"].items():
        if _is(facts, code, fresh, label, at):
            right += 1
        else:
            missing.append(f"{code} {label}")
    allowed = {*row["facts"], *row.get("may", ())}
    for name, known in fresh.items():
        code = facts.by_name[name].code
        if code not in allowed:
            false.append(f"{code} never told: {known.value} 「{known.words}」")
        elif code in row["facts"] and not _is(facts, code, fresh, row["facts"][code], at):
            false.append(f"{code} is {known.value} 「{known.words}」, told {row['facts'][code]}")
    return right, missing, false
