"""Checks reply templates: what would fail in front of a citizen, and figures that no document holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping

from bot.content.findings import Findings, nearest
from bot.content.parser_words import template_words
from bot.model.problems import Place, Problem

PAPER = "_print/"
"""Pages for paper are full of sizes and colours; their figures come from the same places as those of replies."""
SUFFIX = ".j2"

# with a unit only: 一 and 两 stand in many words that are no number
_FIGURE = re.compile(r"[0-9０-９][0-9０-９.,，%％]*|[零一二两三四五六七八九十百千万亿半]+(?:元|块钱|万|个月|年|天|岁)")


def check_templates(
    replies: Mapping[str, str],
    declared: Mapping[str, frozenset[str]],
    undeclared_of: Callable[[str], frozenset[str]],
    taken_in_by: Callable[[str], Iterable[tuple[str, int]]],
    needed: Collection[str] = (),
    written_of: Callable[[str], tuple[tuple[int, str], ...]] | None = None,
) -> tuple[Problem, ...]:
    """Every template that uses a variable its folder does not provide, or takes in one that is not there, and every
    needed one that is not there.

    With written_of also every figure a template states by itself: only the knowledge base states figures, with the
    document and the days on which they hold. written_of: (line, text) of what a template's source says by itself.

    declared: variables by the longest matching start of a template's path ("" for all templates; ones from shorter
    starts also count). undeclared_of: the free variables of a template's source, taken_in_by: the names of
    templates in it with their lines, both found by the template engine; a ValueError they raise is a template that
    cannot be read, with the line as its second argument.
    """
    findings = Findings()
    for path in sorted({*needed} - replies.keys()):
        remedy = "从程序自带的 replies 文件夹拷过来，再照您的说法改"
        findings.add("E-TEMPLATE-MISSING", Place(f"replies/{path}.j2"), "", "缺这个模板，要用到它时就答不出话", remedy)
    for path, source in replies.items():
        known = frozenset[str]().union(*(names for start, names in declared.items() if path.startswith(start)))
        place = Place(f"replies/{path}.j2")
        try:
            used, inner = undeclared_of(source), taken_in_by(source)
        except ValueError as error:
            line = next((arg for arg in error.args[1:] if isinstance(arg, int)), 1)
            findings.add("E-SYNTAX", Place(place.path, line), "", *template_words(str(error.args[0])))
            continue
        for name, line in inner:
            if not name.endswith(SUFFIX) or name.removesuffix(SUFFIX) not in replies:
                remedy = f"写全名，例如 _shared/parts{SUFFIX}；{nearest(name, (one + SUFFIX for one in replies))}"
                at = Place(place.path, line)
                findings.add("E-TEMPLATE-MISSING", at, "", f"没有「{name}」这个模板，用到时就答不出话", remedy)
        for name in used - known:
            at = _place_of(name, source, place.path)
            findings.add("E-TEMPLATE-VARIABLE", at, name, f"这里没有「{name}」这个变量", nearest(name, known))
        if written_of is not None and not path.startswith(PAPER):
            _check_figures(path, source, written_of(source), findings)
    return findings.sorted()


def _check_figures(path: str, source: str, said: tuple[tuple[int, str], ...], findings: Findings) -> None:
    """Note the figures a template states by itself."""
    lines = source.split("\n")
    for line, text in said:
        figure = _FIGURE.search(text)
        if figure is None:
            continue
        place = Place(f"replies/{path}.j2", line, max(lines[line - 1].find(figure.group()), 0) + 1)
        remedy = "金额、期限写进政策，电话、地址写进地区的「机构」，这里用变量取；模板自己不说数"
        findings.add("E-TEMPLATE-FIGURE", place, "", f"模板里写死了「{figure.group()}」，没有文件作依据", remedy)


def _place_of(name: str, source: str, path: str) -> Place:
    """Where a variable is first written inside {{ }} or {% %}."""
    inside = (
        max(source.find("{{"), 0)
        if "{%" not in source
        else min(index for index in (source.find("{{"), source.find("{%")) if index >= 0)
    )
    index = source.find(name, inside)
    before = source[: max(index, 0)]
    return Place(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
