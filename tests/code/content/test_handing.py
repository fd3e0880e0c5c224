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


UNLIKE = """
  人工时间:
    - {星期: 周一至周四, 从: 8:30, 到: 17:00}
    - {星期: 周五, 从: 8:30, 到: 12:00}
    - {星期: 周六, 从: 9:00, 到: 11:00}
"""


@pytest.mark.parametrize(
    ("hours", "worked", "moment", "attended"),
    [
        (HOURS, "2026-11-22", "2026-11-22 08:30", True),  # a Sunday worked like an ordinary day
        (HOURS, "2026-11-22", "2026-11-22 12:00", False),
        (HOURS, "2026-11-22", "2026-11-29 09:30", False),  # and only that Sunday
        (UNLIKE, "{日期: 2026-11-22, 按: 周五}", "2026-11-22 11:59", True),
        (UNLIKE, "{日期: 2026-11-22, 按: 周五}", "2026-11-22 13:00", False),
        (UNLIKE, "{日期: 2026-11-22, 按: 周三}", "2026-11-22 13:00", True),
        (UNLIKE, "{日期: 2026-11-21, 按: 周一}", "2026-11-21 16:00", True),  # a Saturday worked whole
    ],
)
def test_make_up_working_days_have_the_hours_of_the_day_they_stand_for(
    hours: str, worked: str, moment: str, attended: bool
) -> None:
    """A weekend day worked for a holiday has the hours of the weekday it goes by, and no others."""
    content, problems = load_content(files(f"{hours.rstrip()}\n  调休上班: [{worked}]\n"))
    assert content is not None, problems
    declared = content.regions["sample"].hours
    assert declared is not None
    assert declared.open_at(datetime.fromisoformat(moment)) is attended


@pytest.mark.parametrize(
    ("hours", "key", "days", "told", "remedy"),
    [
        (HOURS, "调休上班", "[2026-11-18]", "本来就有人", "改"),  # a Wednesday
        (HOURS, "调休上班", "[{日期: 2026-11-21, 按: 周六}]", "本来就有人", "按: 周五"),
        (HOURS, "调休上班", "[2026-10-01]", "也写在「放假」里", "只留一处"),
        (HOURS, "调休上班", "[2026-11-22, {日期: 2026-11-22}]", "写了两次", "删去"),
        (HOURS, "调休上班", "[{日期: 2026-11-21, 按: 周日}]", "周日没有人", "有人的那一天"),
        (UNLIKE, "调休上班", "[2026-11-22]", "每天的时间不一样", "按: 周五"),
        (UNLIKE, "放假", "[2026-10-01, 2026-10-01]", "写了两次", "删去"),
        ("  人工时间: [{星期: 周六, 从: 9:00, 到: 11:00}]", "调休上班", "[2026-11-22]", "周一到周五没有人", "按"),
        ("", "调休上班", "[2026-11-22]", "没有写「人工时间」", "先写"),
        ("", "放假", "[2026-10-01]", "没有写「人工时间」", "先写"),
    ],
)
def test_working_days_that_cannot_be_meant_are_refused(hours: str, key: str, days: str, told: str, remedy: str) -> None:
    """Days off and days worked that contradict each other or the week are errors, with line, field and remedy."""
    tree = files(f"{hours.rstrip()}\n  {key}: {days}\n".lstrip("\n"))
    content, problems = load_content(tree)
    assert content is None
    [problem] = [one for one in problems if one.code.startswith("E-")]
    assert (problem.code, problem.field) == ("E-WORKDAY", key)
    assert tree[REGIONS].decode().splitlines()[problem.place.line - 1].strip().startswith(f"{key}:")
    assert told in problem.message
    assert remedy in problem.remedy


@pytest.mark.parametrize(
    ("days", "field", "code"),
    [
        ("[2026年10月10日]", "调休上班", "E-VALUE"),
        ("2026-10-10", "调休上班", "E-SHAPE"),
        ("[{按: 周五}]", "日期", "E-REQUIRED"),
        ("[{日期: 2026-10-10, 按: 周一至周五}]", "按", "E-VALUE"),
        ("[{日期: 2026-10-10, 照: 周五}]", "照", "E-UNKNOWN-KEY"),
    ],
)
def test_working_days_are_read_strictly(days: str, field: str, code: str) -> None:
    """A make-up working day that is written in another way is refused by field, never guessed at."""
    content, problems = load_content(files(f"{HOURS.rstrip()}\n  调休上班: {days}\n"))
    assert content is None
    assert (field, code) in {(problem.field, problem.code) for problem in problems}


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
