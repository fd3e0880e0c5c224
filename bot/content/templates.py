"""Checks reply templates: a missing one, or a variable that nobody declared, would fail in front of a citizen."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from bot.content.findings import Findings, nearest
from bot.model.problems import Place, Problem


def check_templates(
    replies: Mapping[str, str],
    declared: Mapping[str, frozenset[str]],
    undeclared_of: Callable[[str], frozenset[str]],
    needed: Collection[str] = (),
) -> tuple[Problem, ...]:
    """Every template that uses a variable its folder does not provide, and every needed one that is not there.

    declared: variables by the longest matching start of a template's path ("" for all templates; ones from shorter
    starts also count). undeclared_of: the free variables of a template's source, found by the template engine;
    a ValueError it raises is a template that cannot be read, with the line as its second argument if known.
    """
    findings = Findings()
    for path in sorted({*needed} - replies.keys()):
        remedy = "从程序自带的 replies 文件夹拷过来，再照您的说法改"
        findings.add("E-TEMPLATE-MISSING", Place(f"replies/{path}.j2"), "", "缺这个模板，要用到它时就答不出话", remedy)
    for path, source in replies.items():
        known = frozenset[str]().union(*(names for start, names in declared.items() if path.startswith(start)))
        place = Place(f"replies/{path}.j2")
        try:
            used = undeclared_of(source)
        except ValueError as error:
            line = next((arg for arg in error.args[1:] if isinstance(arg, int)), 1)
            remedy = "检查 {{ }} 和 {% %} 是否成对"
            findings.add("E-SYNTAX", Place(place.path, line), "", f"模板写法有错（{error.args[0]}）", remedy)
            continue
        for name in used - known:
            at = _place_of(name, source, place.path)
            findings.add("E-TEMPLATE-VARIABLE", at, name, f"这里没有「{name}」这个变量", nearest(name, known))
    return findings.sorted()


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
