"""Which messages officers see, and why."""

from __future__ import annotations

import pytest

from bot.desk.doubting import COMPLAINT_ALONE, doubt
from bot.desk.service import NONE_OF_THESE
from bot.desk.talk import Talked
from bot.model.copying import replace
from bot.model.decisions import ActKind, Decision, Handover
from bot.model.journal import NARROW, UNANSWERED
from bot.model.session import Session
from bot.model.understanding import Match, Outcome, Understanding

CLEAR = (Match("ui-benefit", 0.99), Match("training", 0.005))
CLOSE = (Match("ui-benefit", 0.85), Match("training", 0.12))


def talked(act: ActKind, outcome: Outcome, ranked: tuple[Match, ...], *matches: Match, clean: str = "失业金") -> Talked:
    """A turn with this reading."""
    seen = Understanding(clean, clean, outcome, matches, ranked)
    return Talked(Session(user="u"), Decision(act, understanding=seen), ("好",))


@pytest.mark.parametrize(
    ("turn", "wanted"),
    [
        (talked(ActKind.FALLBACK, Outcome.FALLBACK, CLOSE), UNANSWERED),
        (talked(ActKind.CHOOSE, Outcome.CHOOSE, CLOSE, *CLOSE), NARROW),
        (talked(ActKind.ANSWER, Outcome.ANSWER, CLOSE, CLOSE[0]), NARROW),
        (talked(ActKind.ANSWER, Outcome.ANSWER, CLEAR, CLEAR[0]), ""),
        (talked(ActKind.ANSWER, Outcome.ANSWER, CLOSE, Match("ui-benefit", 1.0)), ""),
        (talked(ActKind.ANSWER, Outcome.ANSWER, CLOSE, Match("post-subsidy", 0.8)), ""),
        (talked(ActKind.CHOOSE, Outcome.ANSWER, CLEAR, CLEAR[0]), ""),
    ],
    ids=["unanswered", "offered", "close", "clear", "an example to the letter", "from the talk", "which county"],
)
def test_what_was_chance_is_seen(turn: Talked, wanted: str) -> None:
    """Not understood, offered as a choice and barely answered are seen; what was sure is not."""
    assert doubt(turn, "", NONE_OF_THESE) == wanted


def test_a_complaint_alone_is_not_seen_itself() -> None:
    """答非所问 speaks of the message before it; with a question of its own it is seen like any other."""
    turn = talked(ActKind.FALLBACK, Outcome.FALLBACK, CLOSE, clean="答非所问")
    assert doubt(turn, NONE_OF_THESE, NONE_OF_THESE) == ""
    longer = talked(ActKind.FALLBACK, Outcome.FALLBACK, CLOSE, clean="我" * (COMPLAINT_ALONE + 1))
    assert doubt(longer, NONE_OF_THESE, NONE_OF_THESE) == UNANSWERED


def test_what_a_person_answers_is_not_seen() -> None:
    """While a person has the talk nothing waits for officers."""
    turn = talked(ActKind.FALLBACK, Outcome.FALLBACK, CLOSE)
    held = Talked(turn.session, replace(turn.decision, handover=Handover.HELD), ())
    assert doubt(held, "", NONE_OF_THESE) == ""
