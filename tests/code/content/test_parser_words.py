"""What is wrong with the writing of a file is said in Chinese, at the line where it is to be mended."""

from __future__ import annotations

import re

import pytest

from bot.content.findings import Findings
from bot.content.parser_words import template_words
from bot.content.templates import check_templates
from bot.content.yaml_nodes import read_yaml
from bot.replying.environment import taken_in, undeclared

FAULTS = (
    ("名称:甲\n性质: 待遇\n", 1, "空格"),
    ("性质: 待遇\n条件:\n  全部:\n    - {编号:甲, 事实: 乙\n", 4, "空格"),
    ('名称: "甲\n性质: 待遇\n对象: 个人\n', 1, "引号没有收口"),
    ("对象: 个人\n责任单位: [甲, 乙\n性质: 待遇\n", 2, "方括号没有收口"),
    ("名称: 甲\n案例:\n  - {名称: 甲, 日期: 2026-11-20\n性质: 待遇\n", 3, "花括号没有收口"),
    ("概述: 甲: 乙\n", 1, "多了一个冒号"),
    ("名称: 甲\n就一句话\n", 3, "冒号加空格"),
    ("- 甲\n乙: 丙\n", 2, "缩进和清单一样"),
    ("甲:\n  - 乙\n 丙: 丁\n", 3, "对不齐"),
    ("比例: %50\n", 1, "加引号"),
    ("甲: ]\n", 1, "括号"),
    ("  名称: 甲\n性质: 乙\n", 2, "行首"),
)


@pytest.mark.parametrize(("text", "line", "word"), FAULTS)
def test_a_fault_of_writing_is_told_in_chinese(text: str, line: int, word: str) -> None:
    """An officer who knows no English reads what is wrong, where, and how to write it; no parser's words remain."""
    findings = Findings()
    assert read_yaml("knowledge/a/b.yaml", text.encode(), findings) is None
    (problem,) = findings.sorted()
    assert problem.place.line == line, str(problem)
    assert word in problem.message + problem.remedy
    assert not re.search(r"[a-z]{4}", problem.message + problem.remedy), str(problem)


@pytest.mark.parametrize(
    ("source", "word"),
    [
        ("{% if %}", "少写了"),
        ("{% if 甲 %}一", "「{% if %}」没有收尾"),
        ("{{ 甲", "成对"),
        ("{{ 甲 }", "成对"),
        ("{% endfor %}", "前面没有对应的「{% for %}」"),
        ("{{ 甲，乙 }}", "全角的「，」"),
        ("{{ 甲 乙 }}", "「乙」前面少"),
        ("{% 如果 甲 %}", "「{% 如果 %}」不能放在这里"),
        ("{{ '甲 }}", "引号没有收口"),
        ("{# 甲", "备注没有收尾"),
        ("{{ 甲|没有的 }}", "没有「没有的」这种处理"),
    ],
)
def test_a_fault_of_a_template_is_told_in_chinese(source: str, word: str) -> None:
    """The same for the wordings of replies."""
    (problem,) = check_templates({"_default/how": source}, {"": frozenset({"甲", "乙"})}, undeclared, taken_in)
    assert word in problem.message + problem.remedy, str(problem)
    assert "模板写法有错" not in problem.message


def test_what_is_not_known_is_told_as_it_came() -> None:
    """A complaint nobody foresaw is better in English than not told."""
    assert "something new" in template_words("something new")[0]
