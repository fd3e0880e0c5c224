"""Small made-up content for the engine's tests, and a plain reading of it to compare with.

The plain reading knows nothing of cells or diagrams: it tries every value of every fact.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import product

from bot.model.calendar import shift
from bot.model.conditions import (
    ALWAYS,
    AllOf,
    AnyOf,
    AtLeast,
    Between,
    Condition,
    Constraint,
    Days,
    Elapsed,
    Leaf,
    NoneOf,
    OfficeLeaf,
    OneOf,
    SameYear,
    Test,
)
from bot.model.documents import Cite
from bot.model.facts import Fact, Facts, FactType, Option
from bot.model.intents import Intents, Lexicon
from bot.model.library import Content
from bot.model.places import Region
from bot.model.policies import Benefit, Policy, Validity
from bot.model.problems import Place
from bot.model.values import NO, YES, Span, Value
from bot.model.verdicts import Verdict

PLACE = Place("knowledge/somewhere.yaml")
CITE = Cite("试政发〔2026〕1号", "第（一）条")
ON = date(2026, 11, 20)
OPEN = Validity(date(2024, 1, 1), date(2028, 12, 31), CITE)
BOTH = frozenset({YES, NO})


def fact(name: str, kind: FactType = FactType.BOOL, options: Sequence[str] = (), **more: object) -> Fact:
    """A declared fact with as little as it needs."""
    choices = tuple(Option(one, one) for one in options)
    return Fact(name, name, kind, f"{name}？", name, PLACE, options=choices, **more)  # type: ignore[arg-type]


def leaf(name: str, test: Test | None = None, label: str = "") -> Leaf:
    """A condition on a fact; by default that it is so."""
    return Leaf(label or name, name, test or OneOf(frozenset({YES})), label or name, CITE, PLACE)


def office(name: str) -> OfficeLeaf:
    """A condition that only the office can verify."""
    return OfficeLeaf(name, name, CITE, PLACE)


def rule(given: Condition, then: Condition, text: str = "必然") -> Constraint:
    """People for whom one thing holds also have the other."""
    return Constraint(text, given, then, PLACE)


def benefit(label: str = "钱", base: int | str | None = 1000, **more: object) -> Benefit:
    """A benefit with a whole number, a fact, or nothing as its figure."""
    figure = Fraction(base) if isinstance(base, int) else base
    return Benefit(label, label, CITE, PLACE, base=figure, **more)  # type: ignore[arg-type]


def policy(label: str = "jishan/a", condition: Condition = ALWAYS, **more: object) -> Policy:
    """A policy of one county."""
    region, _, rest = label.partition("/")
    measure, _, variant = rest.partition("--")
    given: dict[str, object] = {"kind": "待遇", "validity": OPEN, "condition": condition, **more}
    return Policy(
        id=label, region=region, measure=measure, variant=variant, title=label, audience="个人", summary="", cite=CITE,
        place=PLACE, **given,  # type: ignore[arg-type]
    )  # fmt: skip


def content(facts: Sequence[Fact], policies: Sequence[Policy], constraints: Sequence[Constraint] = ()) -> Content:
    """Content of two counties, the second of which has no policies."""
    regions = {slug: Region(slug, slug, None, "现行", PLACE) for slug in ("jishan", "xiangfen")}
    return Content(
        regions=regions,
        documents={},
        facts=Facts({one.name: one for one in facts}),
        constraints=tuple(constraints),
        policies={one.id: one for one in policies},
        intents=Intents({}, {}, {}, Lexicon()),
        replies={},
        digest="",
    )


def passes(test: Test, value: str | int, on: date) -> bool:
    """Whether one exact value passes a test, by the words of the model alone."""
    day = on.toordinal()
    match test:
        case OneOf():
            return value in test.options
        case Between():
            return (test.lo is None or int(value) >= test.lo) and (test.hi is None or int(value) <= test.hi)
        case Days():
            lo = test.first is None or int(value) >= test.first.toordinal()
            return lo and (test.last is None or int(value) <= test.last.toordinal())
        case SameYear():
            return date.fromordinal(int(value)).year == on.year + test.offset
        case Elapsed():
            return int(value) <= day and all(
                (
                    test.at_least is None or shift(int(value), test.at_least, 1) <= day,
                    test.below is None or shift(int(value), test.below, 1) > day,
                    test.at_most is None or shift(int(value), test.at_most, 1) >= day,
                )
            )


def true(tree: Condition, person: Mapping[str, str | int], by_office: Mapping[str, bool], on: date = ON) -> bool:
    """Whether a tree holds for a person about whom everything is known, even by the office."""
    if isinstance(tree, Leaf):
        return passes(tree.test, person[tree.fact], on)
    if isinstance(tree, OfficeLeaf):
        return by_office[tree.id]
    found = [true(child, person, by_office, on) for child in tree.children]
    match tree:
        case AllOf():
            return all(found)
        case AnyOf():
            return any(found)
        case NoneOf():
            return not any(found)
        case AtLeast():
            return sum(found) >= tree.count


def offices(tree: Condition) -> Iterator[str]:
    """The ids of all office conditions."""
    if isinstance(tree, OfficeLeaf):
        yield tree.id
    elif not isinstance(tree, Leaf):
        for child in tree.children:
            yield from offices(child)


def outcome(tree: Condition, person: Mapping[str, str | int], on: date = ON) -> Verdict:
    """The verdict for a person about whom everything but the office's word is known."""
    names = sorted(set(offices(tree)))
    found = {
        true(tree, person, dict(zip(names, says, strict=True)), on)
        for says in product((True, False), repeat=len(names))
    }
    if len(found) == 2:
        return Verdict.NEEDS_OFFICE
    return Verdict.ELIGIBLE if True in found else Verdict.INELIGIBLE


def people(
    facts: Sequence[Fact], known: Mapping[str, Value], constraints: Sequence[Constraint] = (), on: date = ON
) -> list[dict[str, str | int]]:
    """Everybody who fits what is known and the constraints."""
    ranges: list[list[str | int]] = []
    for one in facts:
        value = known.get(one.name, one.everything)
        ranges.append(list(range(value.lo, value.hi + 1)) if isinstance(value, Span) else sorted(value))
    names = [one.name for one in facts]
    found = (dict(zip(names, values, strict=True)) for values in product(*ranges))
    return [
        person
        for person in found
        if all(not true(c.given, person, {}, on) or true(c.then, person, {}, on) for c in constraints)
    ]
