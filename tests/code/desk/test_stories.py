"""What people tell about themselves is noted as a careful clerk would note it, and led on from."""

from __future__ import annotations

import pytest

from tests.code.library import NOW, snapshot
from tests.code.stories import Noted, play, read

TUNE, HELD = "stories-tune.jsonl", "stories-held.jsonl"
FLOORS = {TUNE: (0.87, 0, 0.89), HELD: (0.78, 10, 0.89)}
"""Least share of facts noted, most facts noted that nobody told, least share of stories without a question led on."""


def _played(name: str) -> list[Noted]:
    return [play(row, snapshot(), NOW) for row in read(name)]


@pytest.mark.parametrize("name", FLOORS)
def test_what_is_told_is_noted(name: str) -> None:
    """Of facts told in a story or between questions most are noted, and hardly any that nobody told."""
    played = _played(name)
    least, most_false, led = FLOORS[name]
    shown = "" if name == HELD else "\n".join(str(one) for one in played if one.missing or one.false)
    leads = [one.lead for one in played if one.lead is not None]
    assert sum(one.right for one in played) >= least * sum(one.told for one in played), shown
    assert sum(len(one.false) for one in played) <= most_false, shown
    assert sum(leads) >= led * len(leads), shown


def test_no_story_is_in_both_halves() -> None:
    """What is held back is never worked on, and the set is large enough."""
    halves = [{row["text"] for row in read(name)} for name in FLOORS]
    assert len(halves[0]) + len(halves[1]) >= 150
    # The same words may be said in two counties or after two questions.
    assert len(halves[0] & halves[1]) <= 2
