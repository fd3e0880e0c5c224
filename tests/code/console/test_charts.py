"""Charts are well-formed SVG whose sizes follow the numbers."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from bot.console.charts import HEIGHT, bars, columns, nice


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=60))
def test_columns_stay_inside(values: list[int]) -> None:
    """No column leaves the picture; every day with a value has one."""
    days = [f"2026-01-{at:02}" for at in range(len(values))]
    drawn = ET.fromstring(columns("图", days, [("甲", values), ("乙", values)]))  # noqa: S314 - our own text
    boxes = [one for one in drawn if one.tag == "rect"]
    assert len(boxes) == 2 * sum(value > 0 for value in values)
    assert all(0 <= float(one.get("y", "-1")) <= HEIGHT for one in boxes)


def test_names_are_escaped_and_ordered() -> None:
    """A name with markup is text; the longest bar is the largest value."""
    drawn = ET.fromstring(bars("图", {"<b>": 3, "乙": 1}))  # noqa: S314 - our own text
    widths = [float(one.get("width", "0")) for one in drawn if one.tag == "rect"]
    assert widths == sorted(widths, reverse=True)
    assert "<b>" in [one.text for one in drawn if one.tag == "text"]


@given(st.integers(0, 10**9))
def test_scales_end_in_round_numbers(top: int) -> None:
    """The scale holds the largest value and is at most five times as large."""
    assert max(top, 1) <= nice(top) <= max(top, 1) * 2.5
