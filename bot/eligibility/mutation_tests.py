"""Slips of the pen in one condition: the comparisons and trees that somebody could have written instead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.model.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    Between,
    Condition,
    Days,
    Elapsed,
    Leaf,
    NoneOf,
    OfficeLeaf,
    OneOf,
    Period,
    SameYear,
    Test,
)
from bot.model.facts import Fact

DAY = timedelta(days=1)
NOTHING, EVERYTHING = AnyOf(()), AllOf(())


def swapped(tree: Condition, old: Condition, new: Condition) -> Condition:
    """The tree with one node, found by identity, put in another's place."""
    if tree is old:
        return new
    if isinstance(tree, Leaf | OfficeLeaf):
        return tree
    return replace(tree, children=tuple(swapped(child, old, new) for child in tree.children))


def nodes(tree: Condition) -> Iterator[Condition]:
    """Every node of a tree, from the root on."""
    yield tree
    if not isinstance(tree, Leaf | OfficeLeaf):
        for child in tree.children:
            yield from nodes(child)


def other_trees(tree: Condition, facts: dict[str, Fact]) -> Iterator[tuple[str, Condition]]:
    """Every tree that one slip makes of this one, with the slip in words."""
    for node in nodes(tree):
        for words, other in _others(node, facts):
            yield words, swapped(tree, node, other)


def _others(node: Condition, facts: dict[str, Fact]) -> Iterator[tuple[str, Condition]]:
    match node:
        case OfficeLeaf():
            yield f"漏写部门核验「{node.text}」", EVERYTHING
        case Leaf():
            yield f"漏写「{node.text or node.fact}」", EVERYTHING
            yield f"「{node.text or node.fact}」谁也算不上", NOTHING
            yield f"「{node.text or node.fact}」写反", NoneOf((node,))
            for words, test in other_tests(node.test, facts[node.fact]):
                yield f"「{node.text or node.fact}」{words}", replace(node, test=test)
        case AllOf() if len(node.children) > 1:
            yield "「全部」写成「任一」", AnyOf(node.children)
        case AnyOf() if len(node.children) > 1:
            yield "「任一」写成「全部」", AllOf(node.children)
        case NoneOf() if node.children:
            yield "「都不」写成「任一」", AnyOf(node.children)
        case AtLeast():
            for count in {node.count - 1, node.count + 1} & set(range(1, len(node.children) + 1)):
                yield f"至少{node.count}项写成{count}项", AtLeast(count, node.children)
        case _:
            return


def other_tests(test: Test, fact: Fact) -> Iterator[tuple[str, Test]]:
    """Comparisons one slip away: a threshold one step off, 满 for 未满, 至少 for 至多, an option more or less."""
    match test:
        case OneOf():
            yield from _options(test, fact)
        case Between():
            yield from _numbers(test)
        case Days():
            for side, step in (("first", DAY), ("first", -DAY), ("last", DAY), ("last", -DAY)):
                day = getattr(test, side)
                if day is not None:
                    yield f"{day}写成{day + step}", replace(test, **{side: day + step})
        case SameYear():
            for years in (-1, 1):
                yield f"年份差{years}年", SameYear(test.offset + years)
        case Elapsed():
            yield from _elapsed(test)


def _options(test: OneOf, fact: Fact) -> Iterator[tuple[str, Test]]:
    for option in fact.options if len(fact.options) > 2 else ():
        less = option.value in test.options
        others = test.options ^ {option.value}
        if others and len(others) < len(fact.options):
            yield f"{'少' if less else '多'}写选项{option.value}", OneOf(others)


def _numbers(test: Between) -> Iterator[tuple[str, Test]]:
    for step in (-1, 1):
        if test.lo is not None:
            yield f"下限{test.lo}写成{test.lo + step}", Between(test.lo + step, test.hi)
        if test.hi is not None:
            yield f"上限{test.hi}写成{test.hi + step}", Between(test.lo, test.hi + step)
    if (test.lo is None) != (test.hi is None):
        yield "「至少」与「至多」写反", Between(test.hi, test.lo)


def _elapsed(test: Elapsed) -> Iterator[tuple[str, Test]]:
    for side, words in (("at_least", "满"), ("below", "未满"), ("at_most", "不超过")):
        period: Period | None = getattr(test, side)
        if period is None:
            continue
        for step in (-1, 1):
            other = Period(period.months + step, 0) if period.months else Period(0, period.days + step)
            if (other.months, other.days) > (0, 0):
                yield (
                    f"「{words}」的期限{'多' if step > 0 else '少'}写1{'个月' if period.months else '天'}",
                    replace(test, **{side: other}),
                )
    if test.at_least is not None and test.below is None and test.at_most is None:
        yield "「满」写成「未满」", Elapsed(below=test.at_least)
        later = Period(test.at_least.months, test.at_least.days + 1)
        yield "「满」写成「超过」，满的那天不算", Elapsed(at_least=later)
    if test.below is not None and test.at_least is None:
        yield "「未满」写成「不超过」，满的那天也算", Elapsed(at_most=test.below)
        yield "「未满」写成「满」", Elapsed(at_least=test.below)
    if test.at_most is not None:
        yield "「不超过」写成「未满」，满的那天不算", Elapsed(test.at_least, test.at_most, None)
        yield "「不超过」写成「满」", Elapsed(at_least=test.at_most)
