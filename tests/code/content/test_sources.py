"""Figures are found in Chinese text and held against the clause they cite."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.figures import figures, numeral, squeeze
from bot.content.load import load_content
from bot.content.sources import check_sources
from tests.code.content.trees import good_texts, good_tree

POLICIES = ("knowledge/sample/startup-subsidy.yaml", "knowledge/sample/ui-refund.yaml")
DOCUMENTS = "knowledge/sample/_documents.yaml"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("最高 30 万元", [("number", Fraction(300_000), "元")]),
        ("给予1.5万元", [("number", Fraction(15_000), "元")]),
        ("带动 2.99 万\n人", [("number", Fraction(29_900), "人")]),
        ("两千元", [("number", Fraction(2000), "元")]),
        ("1,000元", [("number", Fraction(1000), "元")]),
        ("的 2/3。", [("share", Fraction(2, 3), "")]),
        ("三分之二", [("share", Fraction(2, 3), "")]),
        ("先领一半", [("share", Fraction(1, 2), "")]),
        ("不高于 5.5 %", [("share", Fraction(11, 200), "")]),
        ("第（四）条每人300元，共3次", [("number", Fraction(300), "元"), ("number", Fraction(3), "次")]),
        ("〔2024〕1号一次性补贴，一对一帮扶，上半年", []),
        ("一年给多少没有写", []),
    ],
)
def test_numbers_and_shares(text: str, expected: list[tuple[str, Fraction, str]]) -> None:
    """Money in 万, fractions, percents and counts are read in all their forms; names and ordinals are not figures."""
    found = figures(squeeze(text)[0])
    assert [(figure.kind, figure.value, figure.unit) for figure in found] == expected


@pytest.mark.parametrize(
    ("text", "months", "days"),
    [
        ("半年", 6, 0),
        ("三年", 36, 0),
        ("1年", 12, 0),
        ("12 个月", 12, 0),
        ("两年半", 30, 0),
        ("30天", 0, 30),
        ("十个月", 10, 0),
    ],
)
def test_periods(text: str, months: int, days: int) -> None:
    """Calendar time is the same in years and in months, in digits and in words."""
    assert [figure.period for figure in figures(squeeze(text)[0])] == [(months, days)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023 年 12 月 31 日", (2023, 12, 31)),
        ("2024年3月底前", (2024, 3, None)),
        ("从2023年起", (2023, None, None)),
        ("2月6日", (None, 2, 6)),
        ("2023-08-23", (2023, 8, 23)),
    ],
)
def test_dates(text: str, day: tuple[int | None, int | None, int | None]) -> None:
    """Dates are read as far as they are printed."""
    assert [figure.day for figure in figures(squeeze(text)[0])] == [day]


@pytest.mark.parametrize(("text", "value"), [("三十", 30), ("十二", 12), ("一百零五", 105), ("两万三千", 23_000)])
def test_chinese_numerals(text: str, value: int) -> None:
    """Chinese numerals mean what they say."""
    assert numeral(text) == value


@given(st.text(alphabet="0123456789.,/%年月日个半一两十百千万元岁次第（）〔〕号-分之成 ", max_size=30))
def test_finding_figures_never_raises(text: str) -> None:
    """Any row of digits, units and marks can be read."""
    squeezed, positions = squeeze(text)
    for figure in figures(squeezed):
        assert squeezed[figure.start :].startswith(figure.words)
        assert positions[figure.start] < len(text)


def _changed_figures() -> list[tuple[str, int, str]]:
    """Every number of the good tree's policies outside cases and citations, each changed once: path, line, text."""
    changed = []
    for path in POLICIES:
        lines = good_tree()[path].decode().split("\n案例:")[0].split("\n")
        for row, line in enumerate(lines):
            for match in re.finditer(
                r"\d+(?:\.\d+)?", re.sub("^文件.*|^  至少.*|多于: 0", lambda m: "#" * len(m.group()), line)
            ):
                new = f"{line[: match.start()]}{float(match.group()) + 7:g}{line[match.end() :]}"
                changed.append((path, row + 1, "\n".join([*lines[:row], new, *lines[row + 1 :]])))
    return changed


@pytest.mark.parametrize(("path", "line", "text"), _changed_figures())
def test_a_changed_figure_fails_at_its_line(path: str, line: int, text: str) -> None:
    """No figure of a policy can be changed without the check naming its file and line."""
    content, problems = load_content(good_tree() | {path: text.encode()})
    found = problems if content is None else problems + check_sources(content, good_texts())
    assert (path, line) in {(problem.place.path, problem.place.line) for problem in found}


def test_a_figure_is_pointed_at_by_column() -> None:
    """The place is the figure itself, not the sentence."""
    files = good_tree()
    text = files[POLICIES[0]].decode().replace("总共不超过5000元", "总共不超过5001元")
    content, _ = load_content(files | {POLICIES[0]: text.encode()})
    assert content is not None
    (problem,) = check_sources(content, good_texts())
    assert problem.place.column == text.split("\n")[5].index("5001") + 1


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("发布日期: 2024-03-01", "发布日期: 2024-03-02", 5),
        ("截止日期: 2029-02-28", "截止日期: 2028-02-28", 6),
        ("解读单位: 县人社局", "施行日期: 2024-04-01", 8),
        ("样政发〔2024〕1号:", "样政发〔2024〕3号:", 1),
    ],
)
def test_a_changed_date_or_number_of_a_document_fails_at_its_line(old: str, new: str, line: int) -> None:
    """The document's own dates and number must be printed in it, or follow from its period of validity."""
    files = good_tree()
    text = files[DOCUMENTS].decode()
    assert old in text
    files[DOCUMENTS] = text.replace(old, new).encode()
    if line == 1:
        files = {path: data.replace("〔2024〕1号".encode(), "〔2024〕3号".encode()) for path, data in files.items()}
    content, problems = load_content(files)
    assert content is not None, problems
    found = check_sources(content, good_texts())
    assert (DOCUMENTS, line) in {(problem.place.path, problem.place.line) for problem in found}


@pytest.mark.parametrize(("said", "fine"), [("据2024年报道带动2.99万人", True), ("据2024年报道带动3.99万人", False)])
def test_a_clause_without_a_number_of_its_own_keeps_its_first_figure(said: str, fine: bool) -> None:
    """Only a clause's own number is cut off before its figures are read, never the 2. of 2.99."""
    files, path = good_tree(), POLICIES[1]
    texts = {"doc.txt": good_texts()["doc.txt"].replace("自印发之日起实施", "自印发之日起实施，带动2.99万人", 1)}
    head, _, tail = files[path].decode().partition("概述:")
    head = head.replace("依据: 第（二）条", "依据: 文末", 1)
    files[path] = f"{head}概述: {said}\n{tail.partition(chr(10))[2]}".encode()
    content, problems = load_content(files)
    assert content is not None, problems
    found = [problem for problem in check_sources(content, texts) if problem.field == "概述"]
    assert bool(found) is not fine


def test_the_date_of_a_report_is_not_taken_for_another_date_of_the_clause() -> None:
    """据2024年3月报道 says when it was reported; a date of the clause in like surroundings is no rival."""
    files, path = good_tree(), POLICIES[1]
    said = "样县成立企业稳岗返还专班"
    texts = {"doc.txt": good_texts()["doc.txt"].replace("（二）稳定岗位。", f"（二）稳定岗位。截至2023年，{said}。", 1)}
    head, _, tail = files[path].decode().partition("概述:")
    for opening, fine in (("据2024年3月报道", True), ("截至2024年", False)):
        files[path] = f"{head}概述: {opening}，{said}\n{tail.partition(chr(10))[2]}".encode()
        content, problems = load_content(files)
        assert content is not None, problems
        assert fine is not any(problem.field == "概述" for problem in check_sources(content, texts))


def test_one_region_needs_only_the_documents_it_cites() -> None:
    """Whoever begins a county has its text alone: what other counties cite is neither missing nor checked."""
    content, _ = load_content(good_tree())
    assert content is not None
    assert {one.code for one in check_sources(content, {})} == {"E-SOURCE-MISSING"}
    assert check_sources(content, {}, "upper") == ()
    assert {one.code for one in check_sources(content, {}, "sample")} == {"E-SOURCE-MISSING"}
    assert check_sources(content, good_texts(), "sample") == check_sources(content, good_texts())
