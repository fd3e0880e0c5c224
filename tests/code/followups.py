"""Conversations whose last answer is labelled: played with the desk and compared."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.desk.report import slots_json
from bot.desk.talk import Snapshot, Talked, talk
from bot.model.decisions import ActKind
from bot.model.library import Content
from bot.model.session import Session

FOLDER = Path(__file__).parents[1] / "evaluation"

_ON_TOPIC = frozenset({ActKind.ANSWER, ActKind.ASK, ActKind.VERDICT, ActKind.SCREEN})
_TOPIC_OR_LIST = _ON_TOPIC | {ActKind.CHOOSE}
ACTS: Mapping[str, frozenset[ActKind]] = {
    # what the last message does -> the kinds of answer that do it justice
    "thanks": frozenset({ActKind.CHITCHAT}),
    "bye": frozenset({ActKind.CHITCHAT}),
    "abuse": frozenset({ActKind.CHITCHAT, ActKind.ANSWER, ActKind.HANDOFF}),
    "human": frozenset({ActKind.HANDOFF}),
    "cancel": frozenset({ActKind.COMMAND}),
    "restart": frozenset({ActKind.COMMAND}),
    "why": frozenset({ActKind.ASK}),
    "back": frozenset({ActKind.ASK}),
    "stop": frozenset({ActKind.SCREEN, ActKind.VERDICT}),
    "none": _TOPIC_OR_LIST | {ActKind.FALLBACK},
    "fill_slot": _TOPIC_OR_LIST,
    "correct": _TOPIC_OR_LIST,
    "correct_region": _TOPIC_OR_LIST,
    "choose": _TOPIC_OR_LIST,
    "digress": _TOPIC_OR_LIST,
    "switch_topic": _TOPIC_OR_LIST,
}
"""Every other label asks for an answer on the topic."""

YEAR = 4
MONTHS = 12
ELSEWHERE = "out-of-scope"


@dataclass(frozen=True, slots=True)
class Played:
    """One conversation with what was wrong with its last answer; nothing if it came out whole."""

    name: str
    turns: tuple[str, ...]
    wrong: tuple[str, ...]


def read(name: str) -> list[Mapping[str, object]]:
    """The labelled conversations of one file under tests/evaluation."""
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines() if line]


def last_answer(turns: Iterable[str], snapshot: Snapshot, at: datetime) -> Talked:
    """The answer to the last of these messages, said one after the other by somebody new."""
    session = Session(user="followups")
    for text in turns:
        talked = talk(session, text, snapshot, at)
        session = talked.session
    return talked


def play(row: Mapping[str, object], snapshot: Snapshot, at: datetime) -> Played:
    """Play one labelled conversation and compare its last answer."""
    turns = row["turns"]
    expected = row["expect_last"]
    assert isinstance(turns, list)
    assert isinstance(expected, dict)
    talked = last_answer(turns, snapshot, at)
    return Played(str(row["id"]), tuple(turns), tuple(_wrong(expected, talked, snapshot.library.content, at)))


def _wrong(expected: Mapping[str, object], talked: Talked, content: Content, at: datetime) -> list[str]:
    found: list[str] = []
    decision, labels = talked.decision, expected["labels"]
    assert isinstance(labels, list)
    if expected["region"] != decision.region:
        found.append(f"region {decision.region}")
    if labels and not _right_measures(decision.act, labels, decision.measures):
        found.append(f"measures {'、'.join(decision.measures)}")
    outside = ELSEWHERE in labels
    if decision.act not in _allowed(str(expected["act"]), outside=outside):
        found.append(f"act {decision.act.value}")
    slots = slots_json(talked.session, content, at.date(), codes=True)
    wanted = expected["slots"]
    assert isinstance(wanted, dict)
    for name, value in wanted.items():
        held, value_held = _held(name, value, slots)
        if not held:
            found.append(f"{name} {value_held}")
    return found


def _right_measures(act: ActKind, labels: Sequence[str], measures: Sequence[str]) -> bool:
    """The measure put first is among the labels; of a list to choose from, any."""
    shown = measures if act is ActKind.CHOOSE else measures[:1]
    return bool(set(labels) & set(shown)) or (not measures and ELSEWHERE in labels)


def _allowed(label: str, *, outside: bool) -> frozenset[ActKind]:
    allowed = ACTS.get(label, _ON_TOPIC)
    return allowed | {ActKind.FALLBACK} if outside else allowed


def _held(name: str, value: object, slots: Mapping[str, object]) -> tuple[bool, object]:
    """Whether a slot holds what the label says: years of paying may be kept in months, a day of leaving school."""
    if name == "ui_years" and isinstance(value, int):
        return _same(value * MONTHS, slots.get("ui_months")), slots.get("ui_months")
    said = slots.get(name)
    if name == "graduation_year":
        return str(said)[:YEAR] == str(value), said
    return _same(value, said), said


def _same(value: object, said: object) -> bool:
    if isinstance(said, Mapping) and isinstance(value, int):
        least, most = said.get("min", value), said.get("max", value)
        return isinstance(least, int) and isinstance(most, int) and least <= value <= most
    if isinstance(value, bool):
        return said == ("是" if value else "否") or said is value
    return said == value
