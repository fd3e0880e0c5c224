"""Pictures for the officer: every policy is drawn without overlap, and each path of the drawing is the decision."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desk.build import BESIDE, read_folder
from bot.desk.cases import content_of
from bot.desk.explain import drawing, explain, step_views
from bot.desk.explain_layout import BOX, PAD, SIZE, Text, draw, wrap
from bot.desk.explain_steps import FAILED, MET, met_without_office, steps
from bot.eligibility.trees import judge
from bot.model.conditions import Condition, OfficeLeaf, leaves
from bot.model.errors import UnknownName
from bot.model.library import Content
from bot.replying.printing import Printer
from tests.code.eligibility.worlds import FACTS, trees

ON = date(2026, 11, 20)


@pytest.fixture(scope="module")
def own() -> Content:
    """The content in the tree."""
    return content_of(read_folder(BESIDE))


@settings(max_examples=60, deadline=None)
@given(trees(FACTS), st.data())
def test_following_the_steps_decides_the_tree(tree: Condition, data: st.DataObject) -> None:
    """Whatever is answered at the steps, they end where the tree says, and only ever lead forward."""
    values: dict[tuple[str, str], bool] = {}
    for leaf in leaves(tree):
        values.setdefault((type(leaf).__name__, leaf.id), data.draw(st.booleans()))
    found = steps(tree)
    assert all(goes < 0 or goes > at for at, step in enumerate(found) for goes in (step.yes, step.no))
    at = 0 if found else None
    while at is not None and at >= 0:
        step = found[at]
        at = step.yes if values[type(step.leaf).__name__, step.leaf.id] else step.no
    holds = judge(tree, lambda leaf: values[type(leaf).__name__, leaf.id])
    assert at is None or at == (MET if holds else FAILED)


def test_what_is_too_large_to_draw_is_a_table(own: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many conditions, or ones that cannot be compiled: no picture, but a page with every step and every case."""
    monkeypatch.setattr("bot.eligibility.diagram.NODE_LIMIT", 4)
    monkeypatch.setattr("bot.desk.explain.MOST_DRAWN", 3)
    found = explain(own, "jishan/startup-subsidy", ON)
    assert found.svg == ""
    assert "照“是”“否”往下走" in found.html
    rows = step_views(own.policies["jishan/startup-subsidy"])
    assert found.html.count("看第") == sum(row[key] not in ("met", "failed") for row in rows for key in ("是", "否"))
    assert "条件太复杂，判断不了" in found.html


def test_no_box_overlaps_and_no_line_runs_through_one(own: Content) -> None:
    """In every policy's drawing boxes stand apart, text fits into them, and jumps stay beside them."""
    printer = Printer(own.replies)
    for policy in own.policies.values():
        found = drawing(policy, printer, ON)
        for upper, lower in pairwise(found.boxes):
            assert upper.y + upper.height < lower.y
        for box in found.boxes:
            assert all(box.y < line.y < box.y + box.height for line in box.lines), policy.id
        for arrow in found.arrows:
            middle = arrow.points[1:-1]
            assert all(x < found.boxes[0].x or x > found.boxes[0].x + BOX for x, _ in middle), policy.id
            assert all(0 < x < found.width and 0 < y < found.height for x, y in arrow.points), policy.id


@given(st.text(st.sampled_from("一二三，。（）ab1 2"), max_size=200), st.integers(4, 40))
def test_wrapping_loses_nothing(text: str, wide: int) -> None:
    """Lines put together are the text, and none is wider than asked."""
    lines = wrap(text, wide)
    assert "".join(lines) == text
    assert all(sum(1.0 if one in "一二三，。（）" else 0.6 for one in line) <= wide + 0.01 for line in lines)


@pytest.mark.parametrize("text", ["招用人数少于100人）：每人1000元", "一次性补贴（经营时长未满12个月）：先领50%，再领"])
def test_lines_end_where_a_reader_would_end_them(text: str) -> None:
    """However wide, no line begins with a stop or a unit, and none ends in a number or an open bracket."""
    for wide in range(14, 30):
        lines = wrap(text, wide)
        assert not [line for line in lines[1:] if line[0] in "，。；、）：%个人月"]
        assert not [line for line in lines[:-1] if line[-1] == "（" or line[-1].isdigit()]


def test_an_end_reached_without_the_office_is_not_left_to_it(own: Content) -> None:
    """Where only some ways lead past the office, the end says so; where all do, it is left to the office."""
    assert "符合；走过部门核验那一步的" in explain(own, "jishan/public-welfare-post--half-wage", ON).svg.replace(
        "\n", ""
    )
    assert "待部门核验" in explain(own, "jishan/post-subsidy", ON).svg
    assert not met_without_office(steps(own.policies["jishan/post-subsidy"].condition))
    assert met_without_office(steps(own.policies["jishan/startup-subsidy"].condition))


def test_jumps_to_different_places_do_not_share_a_lane() -> None:
    """Two jumps that end in different boxes run on different lines."""
    texts = [Text("step", (f"{at}",)) for at in range(5)]
    found = draw(texts, [(1, 3), (2, 4), (3, 4), (4, None), (None, None)])
    lanes = {arrow.points[-1][1]: arrow.points[1][0] for arrow in found.arrows if len(arrow.points) > 2}
    assert len(set(lanes.values())) == len(lanes) == 2
    assert BOX - 2 * PAD >= SIZE * 20


def test_every_policy_is_drawn_and_written_out(own: Content) -> None:
    """Drawings are well-formed; every condition with its clause, every open point and every case is on the page."""
    for policy in own.policies.values():
        if policy.kind != "待遇":
            continue
        found = explain(own, policy.id, ON)
        drawn = "".join(ET.fromstring(found.svg).itertext()).replace("\n", "")  # noqa: S314 - our own drawing
        for leaf in leaves(policy.condition):
            assert leaf.text in drawn, policy.id
            assert leaf.text in found.html, policy.id
            assert leaf.cite.clause in found.html
        assert ("部门核验" in drawn) == any(isinstance(leaf, OfficeLeaf) for leaf in leaves(policy.condition))
        said = [one for items in policy.statements.values() for one in items]
        assert all(one.text in found.html for one in said), policy.id
        assert all(case.name in found.html for case in policy.cases)
        assert "与应为不同" not in found.html


def test_ceilings_are_drawn_as_ceilings(own: Content) -> None:
    """不超过 stands before the figure, also on paper, and the formula is shown."""
    found = explain(own, "jishan/startup-subsidy", ON)
    assert "每带动就业1人不超过1000元，总额不超过5000元" in found.html
    assert "50% × （1000元 × 带动就业人数，最多5000元）" in found.html
    assert "最高这么多" in found.html


def test_unknown_policies_are_told(own: Content) -> None:
    """A policy that does not exist is named."""
    with pytest.raises(UnknownName, match="没有政策"):
        explain(own, "jishan/nothing", ON)
