"""The page of figures and its tables for spreadsheets."""

from __future__ import annotations

import csv
import io

import pytest

from bot.console.figures import as_csv
from bot.console.series import Row, Shown
from tests.code.console.conftest import NAME, Office
from tests.code.console.test_pages import talk


def tables(text: str) -> dict[str, list[list[str]]]:
    """Rows by the title of their table."""
    found: dict[str, list[list[str]]] = {}
    rows: list[list[str]] = []
    for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"))):
        if len(row) == 1:
            rows = found[row[0]] = []
        elif row:
            rows.append(row)
    return found


async def test_figures_count_and_export(office: Office) -> None:
    """What was asked is counted by kind; the table for spreadsheets has the same numbers."""
    await office.enter(NAME, "officer")
    await talk(office, "一次性创业补贴怎么申请")
    await talk(office, "转人工")
    _, page = await office.get("/console/figures")
    assert "<svg" in page
    _, text = await office.get("/console/figures.csv")
    rows = tables(text)["每天的回答，按种类"]
    day = next(row for row in rows if row[0] == "2026-11-20")
    assert dict(zip(rows[0], day, strict=True))["转人工"] == "1"


async def test_complaints_reach_the_figures(office: Office) -> None:
    """答非所问 after an answer is counted on its day and for the measure that was answered."""
    await office.enter(NAME, "officer")
    await talk(office, "一次性创业补贴怎么申请")
    await talk(office, "答非所问")
    _, text = await office.get("/console/figures.csv")
    found = tables(text)
    heads, *rows = found["没答好的比例，每天"]
    assert dict(zip(heads, rows[-1], strict=True))["答非所问"] == "1"
    assert [row[:2] for row in found["被说答非所问的事项"][1:]] == [["一次性创业补贴", "1"]]


@pytest.mark.parametrize("part", ["acts", "talks", "verdicts", "rates", "measures", "regions", "questions"])
async def test_each_chart_has_its_own_table(office: Office, part: str) -> None:
    """Every chart can be taken into a spreadsheet by itself."""
    await office.enter(NAME, "officer")
    await talk(office, "一次性创业补贴怎么申请")
    status, text = await office.get(f"/console/figures.csv?part={part}")
    assert (status, len(tables(text))) == (200, 1)
    assert (await office.get("/console/figures.csv?part=nothing"))[0] == 404


async def test_figures_are_narrowed_by_a_click(office: Office) -> None:
    """The name of a measure or region leads to its own figures; another one has none of them."""
    await office.enter(NAME, "officer")
    await talk(office, "一次性创业补贴怎么申请")
    _, page = await office.get("/console/figures")
    assert "figures?measure=startup-subsidy&amp;" in page
    assert "figures?region=jishan&amp;" in page
    assert "<svg" in (await office.get("/console/figures?measure=startup-subsidy&region=jishan"))[1]
    assert "没有人问过" in (await office.get("/console/figures?region=xiangfen"))[1]


async def test_days_can_be_taken_together_by_weeks(office: Office) -> None:
    """Weeks go from Monday to Sunday, the first and last say which of their days are in; nothing is lost or doubled."""
    await office.enter(NAME, "officer")
    await talk(office, "一次性创业补贴怎么申请")
    stretch = "from=2026-11-06&to=2026-11-20"
    _, page = await office.get(f"/console/figures?{stretch}")
    assert "每天的对话" in page
    assert "每周" not in page
    _, page = await office.get(f"/console/figures?{stretch}&by=week")
    assert "每周的对话" in page
    assert '<option value="week" selected>按周</option>' in page
    assert "by=week" in page.split('class="links"')[1].split("</p>")[0]
    _, text = await office.get(f"/console/figures.csv?part=talks&{stretch}&by=week")
    assert tables(text)["每周的对话"] == [
        ["日期", "对话", "人数"],
        ["2026-11-06至11-08", "0", "0"],
        ["2026-11-09至11-15", "0", "0"],
        ["2026-11-16至11-20", "1", "1"],
    ]
    _, text = await office.get(f"/console/figures.csv?{stretch}&by=week")
    found = tables(text)
    assert {"每周的回答，按种类", "每周的结论", "没答好的比例，每周", "问得最多的事项"} <= set(found)
    assert len((await office.get("/console/figures"))[1].split('name="by"')) == 2


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_a_name_is_no_formula(name: str) -> None:
    """What citizens or officers wrote is text to a spreadsheet, never something to work out."""
    table = as_csv([Shown("k", "表", ("名称", "次数"), (Row(name, ("2",)),))])
    assert f"'{name}" in table
    assert f"\n{name}" not in table
