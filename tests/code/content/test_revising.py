"""Edits of one value leave every other character of a file as it was."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path as File

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content import revising
from bot.content.editing import CannotEdit
from bot.content.revising import cut, put, scalar
from bot.content.spans import Branch, Leaf, Listing, Mapping, Path, at, plain, read

ROOT = File(__file__).parents[3]
REAL = [
    "knowledge/jishan/startup-subsidy.yaml",
    "knowledge/xiangfen/post-subsidy.yaml",
    "knowledge/jishan/_documents.yaml",
    "intents/ui-refund.yaml",
]
TEXT = """# 头一行
名称: 一次性创业补贴  # 别动这句
条件:
  全部:
    - {编号: 首次, 事实: 首次创业, 是: 是}

    # 隔一行
    - 编号: 类型
      是: [甲, "乙, 丙"]
说明:
  多少钱: [{内容: 最高30万元}]
案例:
"""


def leaves(node: Branch | None, path: Path = ()) -> Iterator[Path]:
    """The paths of all scalars."""
    if isinstance(node, Leaf):
        yield path
    elif isinstance(node, Listing):
        for number, item in enumerate(node.items):
            yield from leaves(item, (*path, number))
    elif isinstance(node, Mapping):
        for pair in node.pairs:
            yield from leaves(pair.value, (*path, pair.key))


def some(text: str) -> list[Path]:
    """A dozen scalars from all over a text."""
    found = list(leaves(read(text)))
    return found[:: max(1, len(found) // 12)]


@pytest.mark.parametrize("name", REAL)
def test_any_value_of_a_real_file_can_be_changed_and_changed_back(name: str) -> None:
    """Every scalar takes another value on its own line only, and the old value gives the old file again."""
    text = (ROOT / name).read_text(encoding="utf-8")
    for path in some(text):
        old = at(read(text), path)
        assert isinstance(old, Leaf)
        changed = put(text, path, "换成: 这样")
        differing = [line for line in difflib.ndiff(text.splitlines(), changed.splitlines()) if line[0] in "+-"]
        assert len(differing) == 2, path
        again = put(changed, path, old.text)
        assert plain_of(again) == plain_of(text)
        assert again.count("#") == text.count("#")


@pytest.mark.parametrize("name", REAL)
def test_any_value_of_a_real_file_can_be_removed(name: str) -> None:
    """Every scalar can go, and what is left is read as before without it; comments stay."""
    text = (ROOT / name).read_text(encoding="utf-8")
    for path in some(text):
        rest = cut(text, path)
        assert at(read(rest), path) != at(read(text), path)
        assert len(rest) < len(text)


def plain_of(text: str) -> object:
    """What a text says."""
    root = read(text)
    return None if root is None else plain(root)


@pytest.mark.parametrize(
    ("path", "value", "line"),
    [
        (("名称",), "新名字", "名称: 新名字  # 别动这句"),
        (("条件", "全部", 0, "说法"), "头一回", "    - {编号: 首次, 事实: 首次创业, 是: 是, 说法: 头一回}"),
        (("条件", "全部", 1, "事实"), "经营类型", "      事实: 经营类型"),
        (("条件", "全部", 1, "是"), ["甲", "丁: 戊"], '      是: [甲, "丁: 戊"]'),
        (("条件", "全部", 2), {"编号": "丙"}, "    - {编号: 丙}"),
        (("说明", "多少钱", 0, "依据"), "第（四）条", "  多少钱: [{内容: 最高30万元, 依据: 第（四）条}]"),
        (("说明", "材料"), [{"内容": ""}], '  材料: [{内容: ""}]'),
        (("案例", 0), {"名称": "一"}, "案例: [{名称: 一}]"),
        (("有效", "起"), "2024-01-01", "有效: {起: 2024-01-01}"),
    ],
)
def test_a_value_goes_where_it_belongs(path: Path, value: object, line: str) -> None:
    """What is new is written as its neighbours are, on one line; nothing else moves."""
    changed = put(TEXT, path, value)  # type: ignore[arg-type]  # the cases above
    assert line in changed.splitlines()
    gone = [one for one in TEXT.splitlines() if one not in changed.splitlines()]
    assert len(gone) <= 1


def test_keys_stand_in_the_order_of_the_table() -> None:
    """A new key comes behind those that stand before it in the table, not at the end."""
    changed = put(TEXT, ("说法",), "x", ("名称", "说法", "条件"))
    assert changed.splitlines()[1:3] == ["名称: 一次性创业补贴  # 别动这句", "说法: x"]


def test_lists_keep_the_lines_of_items_that_stay() -> None:
    """In a list of one item a line only the lines of what changed are touched, with the comments between them."""
    text = "例句:\n  - 甲\n  # 说明\n  - 乙\n  - 丙\n尾: x\n"
    assert put(text, ("例句",), ["甲", "乙", "丁", "戊"]) == text.replace("  - 丙\n", "  - 丁\n  - 戊\n")
    assert put(text, ("例句",), ["零", "甲", "乙", "丙"]) == text.replace("例句:\n", "例句:\n  - 零\n")
    assert put(text, ("例句",), ["甲", "丙"]) == text.replace("  - 乙\n", "")
    assert cut(text, ("例句", 0)) == text.replace("  - 甲\n", "")


def test_what_becomes_empty_goes() -> None:
    """The last item of a list takes its key with it, and the first key of an item leaves the dash."""
    assert "多少钱" not in cut(TEXT, ("说明", "多少钱", 0))
    assert "说明" not in cut(TEXT, ("说明", "多少钱", 0, "内容"))
    assert "    - 是: [甲" in cut(TEXT, ("条件", "全部", 1, "编号"))


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1))
def test_any_text_is_read_back_as_it_was_written(value: str) -> None:
    """Colons, hashes, brackets, quotes, dashes and blanks are quoted where they must be."""
    for flow, text in ((False, f"a: {scalar(value, flow=False)}\n"), (True, f"a: [{scalar(value, flow=True)}, b]\n")):
        root = read(text)
        assert at(root, ("a", 0) if flow else ("a",)).text == value  # type: ignore[union-attr]  # a scalar or a fault


def test_what_is_no_yaml_is_left_alone() -> None:
    """A file with an error of syntax, or with anchors, is refused with a word for the officer."""
    for text in ("a: [b\n", "a: &x b\nc: *x\n"):
        with pytest.raises(CannotEdit):
            put(text, ("a",), "c")


def test_a_text_that_would_say_something_else_is_refused() -> None:
    """The last word has the reader: what does not read back as it was meant is not written, however it came about."""
    assert revising._checked("a: 1\n", {"a": "1"}) == "a: 1\n"
    for text in ("a: 2\n", "a: 1\nb: 1\n", "", "a:\n  - 1\n"):
        with pytest.raises(CannotEdit):
            revising._checked(text, {"a": "1"})
