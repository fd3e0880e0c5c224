"""Rows worked out late stand for their tuples."""

from __future__ import annotations

from datetime import date

from bot.model.later import Later
from bot.model.understanding import Hint

from .small import reader

TODAY = Hint(on=date(2026, 11, 20))


def test_equal_to_its_tuple() -> None:
    """Nobody can tell a late row from the tuple it stands for, and it is worked out once, not before it is needed."""
    made: list[int] = []

    def make() -> tuple[int, int]:
        made.append(1)
        return 4, 5

    row = Later(make)
    assert made == []
    assert row == (4, 5)
    assert (4, 5) == row  # noqa: SIM300 - a tuple asks the row
    assert row == Later(lambda: [4, 5])
    assert row != (4, 6)
    assert hash(row) == hash((4, 5))
    assert (row[0], row[-1:], len(row), list(row)) == (4, (5,), 2, [4, 5])
    assert made == [1]


def test_a_remembered_reading_is_the_reading() -> None:
    """The second to ask in the same words is understood as the first was, and as another reader would."""
    one, other = reader(), reader()
    texts = ["失业金怎么领？创业贷款要什么材料？", "多少钱", "稷山见习几个月", "公积金怎么提取"]
    first = [one.understand(text, TODAY) for text in texts]
    talking = Hint(on=TODAY.on, measure="ui-benefit", told=())
    assert [one.understand(text, talking) for text in texts] == [other.understand(text, talking) for text in texts]
    assert [one.understand(text, TODAY) for text in texts] == first == [other.understand(text, TODAY) for text in texts]
    assert all(match.words for seen in first for match in seen.matches if seen.matches[0].measure == "ui-benefit")
