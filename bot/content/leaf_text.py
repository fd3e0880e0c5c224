"""Holds a condition's wording against its comparison: 说法 must not speak of another period or number."""

from __future__ import annotations

from fractions import Fraction

from bot.content.figures import figures, squeeze
from bot.content.records import Record
from bot.content.shelf import Shelf
from bot.model.conditions import Between, Elapsed, Period, Test
from bot.model.facts import MONTHS_IN, RATE_SCALE, Fact, FactType


def check_leaf_text(record: Record, test: Test, fact: Fact, shelf: Shelf) -> None:
    """Note a wording whose figures of the comparison's kind are all different from the comparison's."""
    text = record.text("说法")
    kind, meant = _meant(test, fact)
    said = [figure for figure in figures(squeeze(text)[0]) if figure.kind == kind]
    found = {figure.period if kind == "period" else figure.value for figure in said}
    if found and meant and not found & meant:
        message = f"说法里的「{said[0].words}」与比较不一致"
        shelf.findings.add("E-LEAF-TEXT", record.place_of("说法"), "说法", message, "把说法和比较改成一样")


def _meant(test: Test, fact: Fact) -> tuple[str, set[Fraction | tuple[int, int]]]:
    """The kind of figure a comparison speaks of, and its figures; of ages none, as 16-24岁 is written 未满 25岁."""
    if isinstance(test, Elapsed) and fact.type is not FactType.AGE:
        ends: list[Period | None] = [test.at_least, test.below, test.at_most]
        return "period", {(end.months, end.days) for end in ends if end is not None}
    if isinstance(test, Between):
        rate = fact.type is FactType.RATE
        bounds = [end for end in (test.lo, test.hi) if end is not None]
        if rate:
            return "share", {Fraction(end, RATE_SCALE * 100) for end in bounds}
        months = MONTHS_IN.get(fact.unit)
        if months:
            return "period", {((end + step) * months, 0) for end in bounds for step in (-1, 0, 1)}
        # fewer than 30 is stored as at most 29, more than 0 as at least 1
        return "number", {Fraction(end + step) for end in bounds for step in (-1, 0, 1)}
    return "", set()
