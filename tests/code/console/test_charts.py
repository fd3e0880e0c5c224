"""Charts are well-formed SVG whose sizes follow the numbers."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from bot.console.charts import BAR, HEIGHT, bar, columns, lines, nice


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=60))
def test_columns_stay_inside(values: list[int]) -> None:
    """No column leaves the picture; every day with a value has one."""
    days = [f"2026-01-{at:02}" for at in range(len(values))]
    drawn = ET.fromstring(columns("图", days, [("甲", values), ("乙", values)]))  # noqa: S314 - our own text
    boxes = [one for one in drawn if one.tag == "rect"]
    assert len(boxes) == 2 * sum(value > 0 for value in values)
    assert all(0 <= float(one.get("y", "-1")) <= HEIGHT for one in boxes)


@given(st.lists(st.one_of(st.none(), st.floats(0, 100)), min_size=1, max_size=60))
def test_lines_have_a_point_for_each_value(values: list[float | None]) -> None:
    """Days without a value have no point; every point is inside and tells its number to whoever rests on it."""
    days = [f"2026-01-{at:02}" for at in range(len(values))]
    drawn = ET.fromstring(lines("图", days, [("<b>", values)]))  # noqa: S314 - our own text
    dots = [one for one in drawn if one.tag == "circle"]
    assert len(dots) == sum(value is not None for value in values)
    assert all(0 <= float(one.get("cy", "-1")) <= HEIGHT for one in dots)
    assert all("<b>" in str(one[0].text) for one in dots)


@given(st.floats(0, 1))
def test_a_bar_is_as_long_as_its_share(share: float) -> None:
    """The longest bar fills its cell, and even the shortest can be seen."""
    box = ET.fromstring(bar(share))[0]  # noqa: S314 - our own text
    assert 1 <= float(box.get("width", "0")) <= BAR
    assert abs(float(box.get("width", "0")) - max(1.0, BAR * share)) < 0.1


@given(st.integers(0, 10**9))
def test_scales_end_in_round_numbers(top: int) -> None:
    """The scale holds the largest value and is at most five times as large."""
    assert max(top, 1) <= nice(top) <= max(top, 1) * 2.5
