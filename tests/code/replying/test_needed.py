"""Every template that is asked for by name is there, and a content folder without one of them is refused."""

from __future__ import annotations

from bot.content.templates import check_templates
from bot.desk.build import BESIDE, read_folder
from bot.desk.cases import content_of
from bot.replying.contract import DECLARED, NEEDED
from bot.replying.environment import undeclared


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
