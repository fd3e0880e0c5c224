"""Every template that is asked for by name is there, and a content folder without one of them is refused."""

from __future__ import annotations

import pytest

from bot.content.templates import check_templates
from bot.desk.build import BESIDE, read_folder
from bot.desk.cases import content_of
from bot.desk.checking import template_problems
from bot.replying.contract import NEEDED
from bot.replying.environment import taken_in, undeclared, written


def test_what_is_needed_is_what_is_there() -> None:
    """The list has every template of the common folders: none is forgotten, none is asked for in vain."""
    replies = content_of(read_folder(BESIDE)).replies
    assert {path for path in replies if path.startswith("_")} == NEEDED


def test_a_template_that_was_deleted_is_told_with_a_remedy() -> None:
    """Deleting a wording that the bot needs keeps the content from going live; the place is the missing file."""
    replies = dict(content_of(read_folder(BESIDE)).replies)
    assert template_problems(replies) == ()
    del replies["_system/amiss"]
    (problem,) = template_problems(replies)
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
    problems = check_templates({"_default/how": f"好的\n{line}\n"}, declared, undeclared, taken_in, (), written)
    assert [(one.code, one.place.line, f"「{found}」" in one.message) for one in problems] == (
        [("E-TEMPLATE-FIGURE", 2, True)] if found else []
    )


@pytest.mark.parametrize(
    ("source", "line", "told"),
    [
        ("您好\n\n{% if 地区 %}", 3, "「{% if %}」没有收尾"),
        ("您好\n{{ 地区", 2, "括号没有成对"),
        ("您好\n{% 如果 地区 %}{% endif %}", 2, "「{% 如果 %}」不能放在这里"),
        ("您好\n\n{{ 地区 | 大写 }}", 3, "没有「大写」这种处理"),
        ("您好\n{% import '_shared/part.j2' as 件 %}", 2, "没有「_shared/part.j2」这个模板"),
    ],
)
def test_a_template_that_cannot_be_said_is_told_by_its_line(source: str, line: int, told: str) -> None:
    """Whoever edits a wording is led to the line, in Chinese, before a citizen meets it."""
    replies = {**content_of(read_folder(BESIDE)).replies, "_system/help": source}
    (problem,) = template_problems(replies)
    assert (problem.place.path, problem.place.line) == ("replies/_system/help.j2", line)
    assert told in problem.message
    assert not any(word in problem.message for word in ("Jinja", "Unexpected", "unknown"))
