"""The engine against trying everybody: verdicts, amounts, what is missing, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.eligibility.engine import ExactEngine
from bot.model.conditions import AllOf, AnyOf, AtLeast, Condition, Constraint, Leaf, NoneOf, OfficeLeaf, leaves
from bot.model.facts import Fact
from bot.model.policies import Benefit, Policy
from bot.model.values import Span, Value, exactly
from bot.model.verdicts import Verdict
from tests.code.eligibility.kit import ON, benefit, content, outcome, people, policy, rule
from tests.code.eligibility.worlds import FACTS, closer, knowledge, trees

Person = Mapping[str, str | int]

SETTINGS = settings(max_examples=80, deadline=None)


def single(found: set[Verdict]) -> Verdict:
    """What several possible verdicts come to."""
    return next(iter(found)) if len(found) == 1 else Verdict.NEEDS_FACTS


def money(one: Benefit, person: Person) -> Fraction:
    """A benefit with a cap for one person."""
    assert isinstance(one.base, Fraction)
    total = one.base
    for name in one.factors:
        total *= int(person[name])
    return one.share * (total if one.cap is None else min(one.cap, total))


def due(one: Policy, person: Person) -> tuple[Verdict, frozenset[Fraction]]:
    """Verdict and sums for one person."""
    verdict = outcome(one.condition, person)
    if verdict is Verdict.INELIGIBLE:
        return verdict, frozenset()
    applying = [b for b in one.benefits if outcome(b.when, person) is Verdict.ELIGIBLE]
    return verdict, frozenset(money(b, person) for b in applying)


def sensitive(one: Policy, facts: Sequence[Fact], crowd: Sequence[Person]) -> set[str]:
    """Facts in which two people can differ alone and be treated differently."""
    found = set()
    outcomes = [due(one, person) for person in crowd]
    for fact in facts:
        seen: dict[tuple[object, ...], object] = {}
        for person, result in zip(crowd, outcomes, strict=True):
            key = tuple(value for name, value in sorted(person.items()) if name != fact.name)
            if seen.setdefault(key, result) != result:
                found.add(fact.name)
                break
    return found


@SETTINGS
@given(tree=trees(FACTS), known=knowledge(FACTS))
def test_verdict_is_exact(tree: Condition, known: dict[str, Value]) -> None:
    """A verdict is open exactly when two people who fit what is known get different ones."""
    engine = ExactEngine(content(FACTS, [policy(condition=tree)]))
    wanted = {outcome(tree, person) for person in people(FACTS, known)}
    assert engine.decide("jishan/a", known, ON).verdict is single(wanted)


@st.composite
def paying(draw: st.DrawFn) -> Policy:
    """A policy with two benefits, one of them per head up to a cap."""
    first = benefit("按人", 300, factors=("丁",), cap=Fraction(1000), when=draw(trees(FACTS, by_office=False, size=3)))
    second = benefit("一口价", 500, share=Fraction(1, 2), when=draw(trees(FACTS, by_office=False, size=3)))
    return policy(condition=draw(trees(FACTS[:3], size=4)), benefits=(first, second))


@SETTINGS
@given(one=paying(), known=knowledge(FACTS))
def test_amount_and_missing_are_exact(one: Policy, known: dict[str, Value]) -> None:
    """The range of the amount is that over everybody who fits; a fact is missing exactly when it matters."""
    engine = ExactEngine(content(FACTS, [one]))
    crowd = people(FACTS, known)
    result = engine.decide(one.id, known, ON)
    sums = [sums for verdict, sums in (due(one, person) for person in crowd) if verdict is not Verdict.INELIGIBLE]
    figures = {figure for some in sums for figure in some} | (
        {Fraction(0)} if any(not some for some in sums) else set()
    )
    if any(sums):
        assert result.amount is not None
        assert (result.amount.low, result.amount.high) == (min(figures), max(figures))
    else:
        assert result.amount is None
    assert set(result.missing) == sensitive(one, FACTS, crowd)
    question = engine.next_question([one.id], known, ON)
    assert question in result.missing if result.missing else question is None


@SETTINGS
@given(tree=trees(FACTS), data=st.data())
def test_decided_stays_decided(tree: Condition, data: st.DataObject) -> None:
    """Learning more never turns a verdict that was certain."""
    engine = ExactEngine(content(FACTS, [policy(condition=tree)]))
    known = data.draw(knowledge(FACTS))
    more = data.draw(closer(known, FACTS))
    before = engine.decide("jishan/a", known, ON).verdict
    assert before is Verdict.NEEDS_FACTS or engine.decide("jishan/a", more, ON).verdict is before


SMALL = FACTS[:3]


@st.composite
def constrained(draw: st.DrawFn) -> tuple[Constraint, ...]:
    """One to three constraints over few facts."""
    tree = trees(SMALL, by_office=False, size=2)
    return tuple(draw(st.lists(st.builds(rule, tree, tree), min_size=1, max_size=3)))


def rules_out(tree: Condition, name: str, known: Mapping[str, Value], rules: Sequence[Constraint]) -> bool:
    """Whether, after answers to some other facts, an answer to this one can rule a verdict out."""
    crowd = people(SMALL, known, rules)
    others = [fact.name for fact in SMALL if fact.name != name]
    for size in range(len(others) + 1):
        for asked in combinations(others, size):
            for said in {tuple(person[other] for other in asked) for person in crowd}:
                group = [p for p in crowd if tuple(p[other] for other in asked) == said]
                before = {outcome(tree, person) for person in group}
                for value in {person[name] for person in group}:
                    if {outcome(tree, person) for person in group if person[name] == value} != before:
                        return True
    return False


@SETTINGS
@given(tree=trees(SMALL, size=5), rules=constrained(), known=knowledge(SMALL))
def test_constraints_count(tree: Condition, rules: tuple[Constraint, ...], known: dict[str, Value]) -> None:
    """People who cannot exist do not keep a verdict open, and nothing is asked about them."""
    engine = ExactEngine(content(SMALL, [policy(condition=tree)], rules))
    crowd = people(SMALL, known, rules)
    assert bool(engine.conflicts(known, ON)) == (not crowd)
    if not crowd:
        return
    result = engine.decide("jishan/a", known, ON)
    assert result.verdict is single({outcome(tree, person) for person in crowd})
    named = {leaf.fact for leaf in leaves(tree) if isinstance(leaf, Leaf)}
    assert set(result.missing) == {name for name in named if rules_out(tree, name, known, rules)}
    narrowed = engine.narrow(known, ON)
    for fact in SMALL:
        value = narrowed.get(fact.name, fact.everything)
        assert value == frozenset(person[fact.name] for person in crowd)


def forced(tree: Condition, fixed: Mapping[int, bool]) -> bool | None:
    """The value of a tree over all values of the leaves that are not fixed; leaves are told apart by identity."""
    free = [leaf for leaf in {id(leaf): leaf for leaf in leaves(tree)}.values() if id(leaf) not in fixed]

    def value(node: Condition, chosen: Mapping[int, bool]) -> bool:
        if isinstance(node, Leaf | OfficeLeaf):
            return chosen[id(node)]
        found = [value(child, chosen) for child in node.children]
        match node:
            case AllOf():
                return all(found)
            case AnyOf():
                return any(found)
            case NoneOf():
                return not any(found)
            case AtLeast():
                return sum(found) >= node.count

    values = {
        value(tree, {**fixed, **dict(zip(map(id, free), says, strict=True))})
        for says in product((True, False), repeat=len(free))
    }
    return next(iter(values)) if len(values) == 1 else None


@settings(max_examples=80, deadline=None)
@given(tree=trees(FACTS, by_office=False, size=6), data=st.data())
def test_reasons_are_a_smallest_certificate(tree: Condition, data: st.DataObject) -> None:
    """The reasons alone force the verdict, no smaller set of conditions does, and their facts alone give it."""
    engine = ExactEngine(content(FACTS, [policy(condition=tree)]))
    person = data.draw(st.sampled_from(people(FACTS, {})))
    facts = {fact.name: value(fact, person) for fact in FACTS}
    result = engine.decide("jishan/a", facts, ON)
    wanted = result.verdict is Verdict.ELIGIBLE
    own = list({id(leaf): leaf for leaf in leaves(tree)}.values())
    truth = {id(leaf): outcome(leaf, person) is Verdict.ELIGIBLE for leaf in own}
    size = next(
        size
        for size in range(len(own) + 1)
        if any(forced(tree, {id(leaf): truth[id(leaf)] for leaf in some}) is wanted for some in combinations(own, size))
    )
    assert len(result.because) == size
    named = {reason.fact for reason in result.because}
    alone = {name: value for name, value in facts.items() if name in named}
    assert engine.decide("jishan/a", alone, ON).verdict is result.verdict


def value(fact: Fact, person: Person) -> Value:
    """What is exactly known of one person."""
    found = person[fact.name]
    return Span(found, found) if isinstance(found, int) else exactly(found)
