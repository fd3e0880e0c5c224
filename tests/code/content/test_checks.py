"""Every check of the reader has a seeded bad file, and catches it at the very place."""

from __future__ import annotations

import re

import pytest

from bot.content.codes import CODES
from bot.content.load import load_content
from bot.content.sources import check_sources
from bot.content.templates import check_templates
from bot.model.problems import Problem, Severity
from tests.code.content.trees import BadTree, bad_trees, good_texts, good_tree


def _undeclared(source: str) -> frozenset[str]:
    """Stands in for the template engine: the names between {{ and }}."""
    return frozenset(part.split("}}")[0].strip() for part in source.split("{{")[1:])


def _written(source: str) -> tuple[tuple[int, str], ...]:
    """Stands in for the template engine: the lines without what is between {{ and }}."""
    return tuple(enumerate(re.sub(r"\{\{.*?\}\}", "", source).split("\n"), start=1))


def _problems(files: dict[str, bytes]) -> tuple[Problem, ...]:
    """All findings of all checks."""
    content, problems = load_content(files)
    if content is not None:
        declared = {"": frozenset({"金额"})}
        problems += check_sources(content, good_texts()) + check_templates(
            content.replies, declared, _undeclared, lambda _: (), ["_default/how-much"], _written
        )
    return problems


def test_the_good_tree_has_no_problems() -> None:
    """A sound tree yields content and not one finding."""
    assert _problems(good_tree()) == ()


def test_every_code_has_a_bad_file() -> None:
    """No check exists without a fault that it catches."""
    assert {tree.code for tree in bad_trees()} == set(CODES)


@pytest.mark.parametrize("tree", list(bad_trees()), ids=lambda tree: tree.code)
def test_a_seeded_fault_is_caught_at_its_place(tree: BadTree) -> None:
    """The fault is reported under its code at its line and column, in Chinese, with a remedy."""
    found = _problems(tree.files)
    hits = [problem for problem in found if problem.code == tree.code]
    assert [problem.place for problem in hits] == [tree.place], "\n".join(map(str, found))
    assert all(problem.message and problem.remedy for problem in hits)


@pytest.mark.parametrize("tree", list(bad_trees()), ids=lambda tree: tree.code)
def test_only_errors_keep_content_back(tree: BadTree) -> None:
    """Content is None exactly when a problem of reading is an error."""
    content, problems = load_content(tree.files)
    assert (content is None) == any(problem.severity is Severity.ERROR for problem in problems)


def test_all_problems_come_at_once() -> None:
    """Faults in several files are all in one report."""
    trees = {tree.code: tree for tree in bad_trees()}
    together = good_tree()
    wanted = ("E-UNKNOWN-REGION", "E-FACT-FORM", "E-UNKNOWN-CLAUSE", "E-WINDOW", "E-FEW-EXAMPLES")
    for code in wanted:
        changed = {path: data for path, data in trees[code].files.items() if good_tree().get(path) != data}
        together |= changed
    codes = {problem.code for problem in load_content(together)[1]}
    assert codes >= set(wanted)


def test_an_answer_taken_for_a_fact_leads_to_its_fact() -> None:
    """Who writes an option where its fact belongs is told which fact it is an answer to."""
    path = "knowledge/sample/startup-subsidy.yaml"
    text = good_tree()[path].decode().replace("事实: 首次创业, 是: 是", "事实: 小微企业, 是: 是")
    (found,) = [one for one in load_content({**good_tree(), path: text.encode()})[1] if one.code == "E-UNKNOWN-FACT"]
    assert "事实: 经营类型, 是: 小微企业" in found.remedy


def test_an_amount_in_characters_is_told_to_be_no_number() -> None:
    """三千元 is an amount written otherwise, not the name of a fact nobody has registered."""
    path = "knowledge/sample/startup-subsidy.yaml"
    files = good_tree()
    files[path] = files[path].replace("基数: 1000".encode(), "基数: 三千元".encode(), 1)
    assert {(one.code, one.remedy[:5]) for one in _problems(files)} == {("E-VALUE", "写半角数字")}


@pytest.mark.parametrize(
    ("was", "now", "code", "told"),
    [
        ("满: 12个月", "满: 12月", "E-VALUE", "写成 12个月"),
        ("日期: 2026-11-20", "日期: 2026年11月20日", "E-VALUE", "写成 2023-08-23"),
        ("基数: 1000", "基数: １０００", "E-VALUE", "写半角数字"),
    ],
)
def test_one_slip_is_one_problem(was: str, now: str, code: str, told: str) -> None:
    """A value that cannot be read is told once, and not again by what would have used it."""
    path = "knowledge/sample/startup-subsidy.yaml"
    text = good_tree()[path].decode()
    assert was in text
    found = load_content({**good_tree(), path: text.replace(was, now, 1).encode()})[1]
    assert [(one.code, told in one.remedy) for one in found] == [(code, True)], "\n".join(map(str, found))


@pytest.mark.parametrize("spot", ["{纬度: 350.60, 经度: 110.98}", "{纬度: 110.98, 经度: 35.60}"])
def test_a_place_outside_the_country_is_refused(spot: str) -> None:
    """A slip of a digit, or the two figures the wrong way round, would put a county where it is not."""
    path = "knowledge/_regions.yaml"
    text = good_tree()[path].decode() + f"  坐标: {spot}\n"
    found = load_content({**good_tree(), path: text.encode()})[1]
    assert {one.code for one in found} == {"E-VALUE"}
    assert "在 3 到 54 之间" in found[0].remedy


def test_a_note_behind_a_value_is_a_note() -> None:
    """# with a blank behind it is a comment, also on the line of a value; in quotes it is text."""
    path = "knowledge/_regions.yaml"
    text = good_tree()[path].decode().replace("去问: 市人社局", '去问: "市人社局 #2号窗口"  # 待核对')
    content, found = load_content({**good_tree(), path: text.encode()})
    assert found == ()
    assert content is not None
    assert content.regions["upper"].ask == "市人社局 #2号窗口"


def test_a_policy_that_replaces_itself_is_told_to_name_another() -> None:
    """The remedy does not offer some other policy as if a name had been misspelt."""
    path = "knowledge/sample/startup-subsidy.yaml"
    text = good_tree()[path].decode() + "接替: sample/startup-subsidy\n"
    (found,) = load_content({**good_tree(), path: text.encode()})[1]
    assert (found.message, found.remedy[:2]) == ("写的是自己", "删去")
