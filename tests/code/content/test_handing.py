"""What a county declares about its staff and where it lies, and what goes to a person."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.load import load_content
from bot.content.words import read_clock, read_weekdays
from bot.model.intents import Handing
from tests.code.content.trees import good_tree

REGIONS, HANDING = "knowledge/_regions.yaml", "intents/_handing.yaml"
HOURS = """
  人工时间:
    - {星期: 周一至周五, 从: 8:30, 到: 12:00}
    - {星期: 周六, 从: 09:00, 到: 11:00}
  放假: [2026-10-01]
  坐标: {纬度: 35.60, 经度: 110.98}
"""


def files(regions: str = "", handing: str = "") -> dict[str, bytes]:
    """The good tree with more said about its first county."""
    tree = good_tree()
    if regions:
        head, mark, tail = tree[REGIONS].decode().partition("\nsample:\n")
        tree[REGIONS] = f"{head}{mark}{regions.strip(chr(10))}\n{tail}".encode()
    if handing:
        tree[HANDING] = handing.encode()
    return tree


@pytest.mark.parametrize(
    ("moment", "attended"),
    [
        ("2026-11-20 08:29", False),
        ("2026-11-20 08:30", True),
        ("2026-11-20 11:59", True),
        ("2026-11-20 12:00", False),
        ("2026-11-21 09:30", True),
        ("2026-11-22 09:30", False),
        ("2026-10-01 09:30", False),
    ],
)
def test_declared_hours_are_kept_to_the_minute(moment: str, attended: bool) -> None:
    """Staff is there within the declared hours, and not on the declared days off."""
    content, problems = load_content(files(HOURS))
    assert content is not None, problems
    hours = content.regions["sample"].hours
    assert hours is not None
    assert hours.open_at(datetime.fromisoformat(moment)) is attended
    assert str(hours) == "周一至周五8:30至12:00、周六09:00至11:00"


def test_nothing_declared_is_nothing_known() -> None:
    """Without hours and coordinates the county has none; nothing is made up."""
    content, _ = load_content(files())
    assert content is not None
    assert (content.regions["sample"].hours, content.regions["sample"].spot) == (None, None)
    assert content.intents.handing == Handing()


def test_distance_is_in_kilometres() -> None:
    """Two county seats lie as far apart as on the map; the radius has a default."""
    content, _ = load_content(files(HOURS))
    assert content is not None
    spot = content.regions["sample"].spot
    assert spot is not None
    assert 50 < spot.distance(35.88, 111.44) < 54
    assert spot.distance(35.60, 110.98) == 0
    assert spot.radius == 8


@pytest.mark.parametrize(
    ("regions", "handing", "code"),
    [
        ("  人工时间: [{星期: 周一, 从: 12:00, 到: 8:30}]", "", "E-RANGE"),
        ("  人工时间: [{星期: 周八, 从: 8:30, 到: 12:00}]", "", "E-VALUE"),
        ("  人工时间: [{星期: 周一, 从: 8点, 到: 12:00}]", "", "E-VALUE"),
        ("", "事项: {nothing: [全部]}", "E-UNKNOWN-MEASURE"),
        ("", "事项: {startup-subsidy: [没有的]}", "E-UNKNOWN-ASPECT"),
    ],
)
def test_what_cannot_be_meant_is_refused(regions: str, handing: str, code: str) -> None:
    """Hours that end before they begin, unknown days, clocks, measures and aspects are errors with their place."""
    content, problems = load_content(files(regions, handing))
    assert content is None
    assert code in {problem.code for problem in problems}


def test_topics_are_by_aspect_or_whole() -> None:
    """A measure's named sides go to a person, or all of them; other measures do not."""
    content, problems = load_content(files("", "回来: [机器人]\n事项: {startup-subsidy: [多少钱], ui-refund: [全部]}"))
    assert content is not None, problems
    handing = content.intents.handing
    assert handing.back == ("机器人",)
    assert handing.wants("startup-subsidy", "how-much")
    assert not handing.wants("startup-subsidy", "how")
    assert not handing.wants("startup-subsidy", None)
    assert handing.wants("ui-refund", None)
    assert not handing.wants("elsewhere", "how-much")


@given(st.text(max_size=8))
def test_clocks_and_days_never_break(text: str) -> None:
    """Whatever is written is a time, or refused as a value."""
    for read in (read_clock, read_weekdays):
        try:
            read(text)
        except ValueError:
            continue
