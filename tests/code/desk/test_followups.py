"""Whole conversations in citizens' words come out right at the end."""

from __future__ import annotations

import pytest

from tests.code.followups import Played, play, read
from tests.code.library import NOW, snapshot


def _played(name: str) -> list[Played]:
    return [play(row, snapshot(), NOW) for row in read(name)]


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("followups-sample.jsonl", 0.85),
        ("followups-dev.jsonl", 0.75),
        ("followups-held.jsonl", 0.73),
        ("followups-b-tune.jsonl", 0.75),
        ("followups-b-held.jsonl", 0.70),
    ],
)
def test_the_last_answer_is_right(name: str, least: float) -> None:
    """Region, measure, kind of answer and the facts known: all four right at the end of so many conversations."""
    played = _played(name)
    wrong = [one for one in played if one.wrong]
    shown = "" if "held" in name else "\n".join(f"{one.name} {'/'.join(one.turns)}: {one.wrong}" for one in wrong)
    assert 1 - len(wrong) / len(played) >= least, shown


def test_no_conversation_is_in_two_files() -> None:
    """What is held back is never worked on."""
    files = [read(f"followups-{part}.jsonl") for part in ("sample", "dev", "held", "b-tune", "b-held")]
    turns = [tuple(row["turns"]) for rows in files for row in rows if isinstance(row["turns"], list)]
    assert len(turns) == len(set(turns))
