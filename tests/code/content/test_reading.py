"""The strict reader: text stays text, places are exact, and nothing makes it fall over."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.findings import Findings
from bot.content.load import load_content
from bot.content.tree import digest_of
from bot.content.yaml_nodes import ListNode, MapNode, Node, Scalar, read_yaml
from bot.model.problems import Severity
from tests.code.content.trees import good_tree

PATHS = sorted(good_tree())


def read(text: str) -> tuple[Node | None, list[str]]:
    """A tree and the codes found on the way."""
    findings = Findings()
    return read_yaml("f.yaml", text.encode(), findings), [problem.code for problem in findings.problems]


def test_scalars_stay_text() -> None:
    """Nothing is taken for a time, an octal number, a truth value or nothing."""
    node, codes = read("a: 8:30\nb: 0351\nc: no\nd: 2024-01-01\ne: ~\nf: 1e3\n")
    assert isinstance(node, MapNode)
    assert codes == []
    texts = [value.text for _, value in node.entries if isinstance(value, Scalar)]
    assert texts == ["8:30", "0351", "no", "2024-01-01", "~", "1e3"]


def test_places_count_from_one() -> None:
    """Line and column are those an editor shows; a quoted text stands behind its quote."""
    node, _ = read("# 注\n名称: 甲\n清单:\n  - '乙'\n  - [丙, 丁]\n")
    assert isinstance(node, MapNode)
    (_, name), (key, items) = node.entries
    assert (name.place.line, name.place.column) == (2, 5)
    assert (key.place.line, key.place.column) == (3, 1)
    assert isinstance(items, ListNode)
    inner = items.items[1]
    assert isinstance(inner, ListNode)
    assert [(item.place.line, item.place.column) for item in (items.items[0], inner.items[1])] == [(4, 6), (5, 9)]


def test_a_full_width_colon_inside_text_is_text() -> None:
    """Only a key of the field table before ： is an error; the mark is free in values and block texts."""
    assert read("名称: 补贴：说明\n备注: |\n  名称：甲\n")[1] == []
    assert read("- 单位：某厂招人\n- 好\n")[1] == []
    assert read("名称：甲\n")[1] == ["E-FULLWIDTH-COLON"]
    assert read("- 编号：甲\n  事实: 乙\n")[1] == ["E-FULLWIDTH-COLON"]
    assert read("条款:\n  第8条：{标题: 甲, 起: 乙}\n  文末: 丙\n")[1] == ["E-FULLWIDTH-COLON"]


def test_every_duplicate_is_reported() -> None:
    """Two repeated keys are two problems."""
    assert read("a: 1\na: 2\nb: {c: 1, c: 2}\n")[1] == ["E-DUPLICATE-KEY", "E-DUPLICATE-KEY"]


@given(st.binary(max_size=200))
def test_reading_never_raises_for_any_bytes(data: bytes) -> None:
    """Arbitrary bytes give a tree or problems."""
    findings = Findings()
    node = read_yaml("f.yaml", data, findings)
    assert node is None or data.decode("utf-8")


yamlish = st.text(alphabet="ab是: -[]{},'\"|>&*!%@`#?~\n\t\u3000：，—0123456789", max_size=60)


@given(yamlish)
def test_reading_never_raises_for_yaml_like_text(text: str) -> None:
    """Marks of YAML in any order give a tree or an error with a place inside the file."""
    findings = Findings()
    read_yaml("f.yaml", text.encode(), findings)
    lines = text.count("\n") + text.count("\r") + 2
    assert all(1 <= problem.place.line <= lines for problem in findings.problems)


@settings(max_examples=60)
@given(path=st.sampled_from(PATHS), start=st.integers(0, 2000), length=st.integers(0, 40), junk=st.binary(max_size=6))
def test_a_damaged_tree_never_raises(path: str, start: int, length: int, junk: bytes) -> None:
    """A file with a hole or junk in it gives content or errors, and never both."""
    files = good_tree()
    data = files[path]
    start %= len(data)
    files[path] = data[:start] + junk + data[start + length :]
    content, problems = load_content(files)
    assert (content is None) == any(problem.severity is Severity.ERROR for problem in problems)


@settings(max_examples=40)
@given(path=st.sampled_from(PATHS), data=st.data())
def test_a_tree_with_lines_moved_never_raises(path: str, data: st.DataObject) -> None:
    """Lines dropped, doubled or indented anew give content or errors."""
    files = good_tree()
    lines = files[path].decode().split("\n")
    row = data.draw(st.integers(0, len(lines) - 1))
    lines[row : row + 1] = data.draw(
        st.sampled_from([[], [lines[row]] * 2, [f"  {lines[row]}"], [lines[row].strip()], [f"- {lines[row]}"]])
    )
    files[path] = "\n".join(lines).encode()
    content, problems = load_content(files)
    assert (content is None) == any(problem.severity is Severity.ERROR for problem in problems)


def test_an_empty_tree_says_what_is_missing() -> None:
    """Without files the needed ones are named."""
    content, problems = load_content({})
    assert content is None
    assert {problem.code for problem in problems} == {"E-NO-FILE"}


def test_the_digest_sees_names_and_bytes() -> None:
    """A change of a byte or of a name changes the digest; the order of files does not."""
    files = {"a": b"1", "b": b"2"}
    assert digest_of(files) == digest_of(dict(reversed(files.items())))
    assert len({digest_of(files), digest_of({"a": b"12", "b": b""}), digest_of({"a": b"1", "c": b"2"})}) == 3
