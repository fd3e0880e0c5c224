"""Fast copies are the copies of the standard library."""

from __future__ import annotations

import dataclasses

import pytest

from bot.model.copying import replace
from bot.model.session import Goal, Session


def test_copies_are_the_same() -> None:
    """A changed copy has every other field unchanged, and the original stays as it was."""
    session = Session(user="x", region="jishan", goals=(Goal("startup-subsidy", None),), turns=3)
    changes = {"region": "xiangfen", "failures": 2}
    assert replace(session, **changes) == dataclasses.replace(session, **changes)  # type: ignore[arg-type]
    assert replace(session) == session
    assert session.region == "jishan"


def test_unknown_fields_are_refused() -> None:
    """A misspelt field is an error as before, never a lost change."""
    with pytest.raises(TypeError, match="regoin"):
        replace(Session(user="x"), regoin="jishan")  # type: ignore[call-arg]
