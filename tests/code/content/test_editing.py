"""Adding examples leaves every other byte as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.editing import CannotEdit, add_examples, examples

FILE = """# 先看这里
名称: 某补贴   # 尾注
例句:
  - 第一句
  - "带：冒号"   # 为什么加引号
近邻: []
"""


def test_one_line_is_added_and_nothing_else_changes() -> None:
    """Comments, order, quoting and what follows stay."""
    changed = add_examples(FILE.encode(), ["新的一句"]).decode()
    assert changed.replace("  - 新的一句\n", "") == FILE
    assert changed.index("新的一句") > changed.index("为什么加引号")


def test_what_is_there_already_is_not_added_twice() -> None:
    """An example that the file has, or that is given twice, is written once."""
    assert add_examples(FILE.encode(), ["第一句", "第一句"]) == FILE.encode()
    assert examples(add_examples(FILE.encode(), ["新", "新"])) == ["第一句", "带：冒号", "新"]


@given(st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=40))
def test_any_message_is_read_back_as_it_was_said(said: str) -> None:
    """Colons, quotes, hashes and emoji do not break the file."""
    assert examples(add_examples(FILE.encode(), [said]))[-1] in (said, "第一句", "带：冒号")


@pytest.mark.parametrize("text", ["例句: [一句, 两句]\n", "名称: 无例句\n", "- 不是表\n", "例句:\n  - a: [\n"])
def test_files_that_are_written_otherwise_are_left_alone(text: str) -> None:
    """What cannot be edited safely is refused in words."""
    with pytest.raises(CannotEdit):
        add_examples(text.encode(), ["新"])
