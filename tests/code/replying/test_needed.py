"""Every template that is asked for by name is there, and a content folder without one of them is refused."""

from __future__ import annotations

import pytest

from bot.content.templates import check_templates
from bot.desk.build import BESIDE, read_folder
from bot.desk.cases import content_of
from bot.replying.contract import DECLARED, NEEDED
from bot.replying.environment import undeclared, written


def test_what_is_needed_is_what_is_there() -> None:
    """The list has every template of the common folders: none is forgotten, none is asked for in vain."""
    replies = content_of(read_folder(BESIDE)).replies
    assert {path for path in replies if path.startswith("_")} == NEEDED


def test_a_template_that_was_deleted_is_told_with_a_remedy() -> None:
    """Deleting a wording that the bot needs keeps the content from going live; the place is the missing file."""
    replies = dict(content_of(read_folder(BESIDE)).replies)
    assert check_templates(replies, DECLARED, undeclared, NEEDED) == ()
    del replies["_system/amiss"]
    (problem,) = check_templates(replies, DECLARED, undeclared, NEEDED)
    assert (problem.code, problem.place.path) == ("E-TEMPLATE-MISSING", "replies/_system/amiss.j2")
    assert "拷" in problem.remedy


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("补贴 99999 元", "99999"),
        ("每人三千元", "三千元"),
        ("{{ 事项 }}要满６个月", "６"),
        ('{{ 事项 ~ "最多80%" }}', "80%"),
        ('{% if 深 == "0" and 数 > 1 %}还差一些{% endif %}', ""),
        ("{# 2024年改的 #}好，一样一样来，两边都问。", ""),
    ],
)
def test_a_template_states_no_figure_of_its_own(line: str, found: str) -> None:
    """An amount typed into a wording has no document behind it: refused at its line; numbers compared with are none."""
    declared = {"": frozenset({"事项", "深", "数"})}
    problems = check_templates({"_default/how": f"好的\n{line}\n"}, declared, undeclared, (), written)
    assert [(one.code, one.place.line, f"「{found}」" in one.message) for one in problems] == (
        [("E-TEMPLATE-FIGURE", 2, True)] if found else []
    )


def test_a_template_that_cannot_be_read_is_told_at_its_line() -> None:
    """Whoever forgot the end of a block is sent to that line, not to the first."""
    (problem,) = check_templates({"_default/how": "好的\n一\n{% if %}\n"}, {}, undeclared)
    assert (problem.code, problem.place.line) == ("E-SYNTAX", 3)
