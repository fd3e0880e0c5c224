"""Every check of the logic has a seeded bad file; it is caught at its place and shows somebody on some day."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from bot.content.codes import CODES, LOGIC
from bot.content.load import load_content
from bot.content.tree import read_tree
from bot.eligibility.flaws import find_flaws
from bot.eligibility.flaws_cases import case_flaws
from bot.model.problems import Problem
from tests.code.content.trees import good_tree

HERE = Path(__file__).parent / "logic"
SOURCE = Path(__file__).resolve().parents[3] / "bot" / "eligibility"
ON = date(2026, 11, 20)
GOOD = good_tree() | read_tree(HERE / "good")
SHARED = frozenset({"E-NO-QUESTION"})
"""Also a check of the reader, which is tested there: content with it never gets as far as this."""
SOMEBODY = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")


def findings(files: dict[str, bytes]) -> tuple[Problem, ...]:
    """What is wrong with the logic of content that can be read."""
    content, problems = load_content(files)
    assert content is not None, problems
    return (*find_flaws(content, ON), *case_flaws(content, ON))


def test_the_good_tree_has_no_flaw() -> None:
    """Sound policies with their cases have nothing to be said against."""
    assert findings(GOOD) == ()


def test_every_check_has_a_bad_file_and_a_place_in_the_list() -> None:
    """No code is reported that is not listed for officers, and none is listed without a fault that it catches."""
    used = {code for file in SOURCE.glob("*.py") for code in re.findall(r'"([EW]-[A-Z-]+)"', file.read_text("utf-8"))}
    assert used - SHARED == set(LOGIC)
    assert {folder.name for folder in (HERE / "bad").iterdir()} == set(LOGIC)
    assert not set(CODES) & set(LOGIC)


@pytest.mark.parametrize("folder", sorted((HERE / "bad").iterdir()), ids=lambda folder: folder.name)
def test_a_seeded_fault_is_caught_and_shown_by_somebody(folder: Path) -> None:
    """The fault is told once, at its line and column, with a remedy, and with a day and who is concerned on it."""
    found = [one for one in findings(GOOD | read_tree(folder)) if one.code == folder.name]
    assert [f"at {one.place}" for one in found] == [(folder / "expected.txt").read_text("utf-8").strip()]
    assert found[0].remedy
    assert SOMEBODY.search(found[0].message), found[0].message
    assert any(word in found[0].message for word in ("例如", "没有人", "案例「")), found[0].message
