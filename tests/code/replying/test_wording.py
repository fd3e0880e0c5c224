"""Values are said the way people say them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from bot.model.facts import Fact, FactType, Option
from bot.model.problems import Place
from bot.model.values import Span
from bot.model.wording import show_number, show_share, show_value

ON = date(2026, 11, 20)


def fact(kind: FactType, **more: object) -> Fact:
    """A fact of that kind."""
    return Fact("甲", "a", kind, "？", "？", Place("x"), **more)  # type: ignore[arg-type]  # only optional fields


@pytest.mark.parametrize(
    ("number", "text"),
    [(1000, "1000"), (5000, "5000"), (15000, "1.5万"), (300000, "30万"), (3000000, "300万"), (12345, "12345")],
)
def test_money_is_said_in_round_ten_thousands(number: int, text: str) -> None:
    """Round large sums use 万, others stay as written."""
    assert show_number(Fraction(number)) == text


def test_a_sum_that_cannot_be_written_out_is_said_as_about() -> None:
    """Nobody reads 4/3元."""
    assert show_number(Fraction(4, 3)) == "约1.33"


@pytest.mark.parametrize(("share", "text"), [("3/5", "60%"), ("2/3", "2/3"), ("1/2", "50%"), ("11/200", "5.5%")])
def test_shares_stay_exact(share: str, text: str) -> None:
    """Two thirds is not rounded to a percentage."""
    assert show_share(Fraction(share)) == text


def test_a_year_of_graduation_is_said_as_a_year() -> None:
    """A vague date is not made more exact than it was said."""
    value = Span(date(2024, 1, 1).toordinal(), date(2024, 12, 31).toordinal())
    assert show_value(fact(FactType.DATE), value, ON) == "2024年"


def test_a_duration_is_said_in_months() -> None:
    """Thirteen months since the start day."""
    day = date(2025, 10, 20).toordinal()
    assert show_value(fact(FactType.DURATION), Span(day, day), ON) == "13个月"


def test_an_open_count_is_said_as_at_least() -> None:
    """A count with no upper end has no invented upper figure."""
    assert show_value(fact(FactType.COUNT, unit="人"), Span(100, 1_000_000_000), ON) == "100人以上"


def test_options_use_their_wording() -> None:
    """The wording of an option, not its stored value."""
    kind = fact(FactType.CHOICE, options=(Option("a", "小微企业"), Option("b", "大型企业")))
    assert show_value(kind, frozenset({"a", "b"}), ON) == "小微企业或大型企业"
