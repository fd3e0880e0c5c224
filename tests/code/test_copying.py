"""Changed copies of frozen things are what one expects of them, whichever library made their class."""

from __future__ import annotations

import pytest

from bot.model.copying import replace
from bot.model.session import Goal, Session
from bot.model.values import Span


def test_copies_are_the_same() -> None:
    """A changed copy has every other field unchanged, and the original stays as it was."""
    session = Session(user="x", region="jishan", goals=(Goal("startup-subsidy", None),), turns=3)
    other = Session(user="x", region="xiangfen", goals=(Goal("startup-subsidy", None),), turns=3, failures=2)
    assert replace(session, region="xiangfen", failures=2) == other
    assert replace(session) == session
    assert session.region == "jishan"


def test_unknown_fields_are_refused() -> None:
    """A misspelt field is an error, never a lost change."""
    with pytest.raises(TypeError, match="regoin"):
        replace(Session(user="x"), regoin="jishan")  # type: ignore[call-arg]


def test_copies_are_as_frozen_as_what_they_were_made_of() -> None:
    """A copy is of the same class, equal and hashed alike, and cannot be changed either."""
    goal = replace(Goal("startup-subsidy", None), region="jishan")
    assert type(goal) is Goal
    assert hash(goal) == hash(Goal("startup-subsidy", "jishan"))
    with pytest.raises(AttributeError, match="immutable"):
        goal.region = "xiangfen"  # type: ignore[misc]


def test_what_checks_itself_checks_its_copies() -> None:
    """A span that would be empty is refused, whether it is made anew or from another."""
    assert replace(Span(1, 9), hi=5) == Span(1, 5)
    with pytest.raises(ValueError, match="empty"):
        replace(Span(1, 9), hi=0)
