"""A file as a form: every value has an input, what is entered lands in the file, problems stand beside their value."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.content.editing import CannotEdit
from bot.content.filling import add, fill, remove
from bot.content.forms import CHOICE, LINES, RAW, Group, Input, beside, form, inputs, name_of, shape_at
from bot.content.load import load_content
from tests.code.content.trees import good_tree

FILE = "knowledge/sample/startup-subsidy.yaml"
ROOT = Path(__file__).parents[3]


def opened(text: str, path: str = FILE, entry: str = "") -> Group:
    """The form of a text."""
    shape = shape_at(path, entry)
    assert shape is not None
    made = form(text, shape, (entry,) if entry else ())
    assert made is not None
    return made


def by_name(group: Group) -> Mapping[str, Input]:
    """All inputs."""
    return {name_of(one.path): one for one in inputs(group)}


@pytest.fixture
def text() -> str:
    """A sound policy."""
    return good_tree()[FILE].decode()


def test_the_form_of_every_shipped_file_gives_the_file_back() -> None:
    """Handing in a form without changing anything leaves the file as it is, to the letter."""
    for file in [*sorted((ROOT / "knowledge" / "jishan").glob("[a-z]*.yaml"))[::6], ROOT / "intents/ui-refund.yaml"]:
        path, before = file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8")
        group = opened(before, path)
        given = {name: one.value for name, one in by_name(group).items()}
        assert fill(before, group, given, tidy=True) == before, path


def test_values_are_entered_as_their_type_is(text: str) -> None:
    """Fixed words are chosen, lists are lines, what only the fact can read is one line of YAML."""
    found = by_name(opened(text))
    assert (found["性质"].kind, found["性质"].choices[0]) == (CHOICE, "待遇")
    assert found["责任单位"].kind == LINES
    assert found["案例|0|事实|首次创业"].kind == RAW
    region = by_name(opened(good_tree()["knowledge/_regions.yaml"].decode(), "knowledge/_regions.yaml", "sample"))
    assert "全称" in region["sample|名称"].field.meaning


def test_what_is_entered_changes_its_line_only(text: str) -> None:
    """One value changed: one line differs, and the library still reads it."""
    group = opened(text)
    changed = fill(text, group, {"概述": "改过的概述: 一句话", "性质": "待遇"}, tidy=True)
    differing = [one for one in changed.splitlines() if one not in text.splitlines()]
    assert differing == ['概述: "改过的概述: 一句话"']
    content, problems = load_content({**good_tree(), FILE: changed.encode()})
    assert content is not None, problems


def test_each_problem_stands_beside_its_value(text: str) -> None:
    """A wrong date is told at the date, a missing key at its empty input, a wrong fact in its condition."""
    for name, entered, wanted in (
        ("性质", "", "值是空的"),
        ("文件", "没有这个文号", "没有"),
        ("案例|0|日期", "去年", "不是日期"),
    ):
        changed = fill(text, opened(text), {name: entered}, tidy=False)
        _, problems = load_content({**good_tree(), FILE: changed.encode()})
        found = beside(opened(changed), [one for one in problems if one.place.path == FILE], changed)
        assert any(wanted in one.message for one in found.get(name, ())), (name, found)


def test_a_missing_key_is_told_at_its_empty_input(text: str) -> None:
    """What the file lacks has an input all the same, and the problem stands there."""
    short = "\n".join(line for line in text.splitlines() if not line.startswith("依据"))
    _, problems = load_content({**good_tree(), FILE: short.encode()})
    found = beside(opened(short), [one for one in problems if one.place.path == FILE], short)
    assert [one.code for one in found["依据"]] == ["E-NO-CLAUSE"]


def test_parts_are_added_and_removed(text: str) -> None:
    """A new case begins with its required values empty; a removed one is gone; an unknown place is refused."""
    group = opened(text)
    more = add(text, group, "案例", "")
    cases = len([one for one in by_name(opened(text)) if one.endswith("|结论")])
    assert len([one for one in by_name(opened(more)) if one.endswith("|结论")]) == cases + 1
    assert fill(more, opened(more), {}, tidy=True) == more
    assert remove(more, opened(more), f"案例|{cases}") == text
    assert "年份" in add(text, group, "", "年份")
    for name, key in (("没有", "x"), ("", "没有这个键"), ("", "")):
        with pytest.raises(CannotEdit):
            add(text, group, name, key)


def test_optional_values_left_empty_go_when_it_is_saved(text: str) -> None:
    """An empty optional value is kept while the form is being filled in, and gone once it is checked or saved."""
    more = add(text, opened(text), "", "年份")
    assert '年份: ""' in fill(more, opened(more), {"年份": ""}, tidy=False)
    assert fill(more, opened(more), {"年份": ""}, tidy=True) == text


def test_facts_of_a_case_may_be_ranges(text: str) -> None:
    """What begins with a bracket is read as YAML, not as words."""
    changed = fill(text, opened(text), {"案例|0|事实|首次创业": "[是, 否]"}, tidy=True)
    assert "首次创业: [是, 否]" in changed
    with pytest.raises(CannotEdit):
        fill(text, opened(text), {"案例|0|事实|首次创业": "[是, "}, tidy=True)
