"""How much what somebody told has to do with a policy: which of its facts, and whether they speak for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from bot.model.calendar import last_start, shift
from bot.model.conditions import Between, Days, Elapsed, Leaf, OneOf, SameYear, Test, leaves
from bot.model.library import Content
from bot.model.policies import Policy
from bot.model.values import Span, Value

Rules = tuple[tuple[Leaf, Leaf], ...]


def asked_by(policy: Policy) -> frozenset[str]:
    """The facts that decide a policy or its amounts."""
    factors = {name for benefit in policy.benefits for name in benefit.factors}
    bases = {benefit.base for benefit in policy.benefits if isinstance(benefit.base, str)}
    return frozenset({leaf.fact for leaf in _leaves(policy)} | factors | bases)


def facts_asked(content: Content) -> Mapping[str, frozenset[str]]:
    """The facts that decide each policy or its amounts, by id; to be had from Content.once."""
    return {policy.id: asked_by(policy) for policy in content.policies.values()}


def asked_by_any(content: Content, policies: Iterable[Policy]) -> frozenset[str]:
    """The facts that decide some of these policies of the content."""
    facts = content.once(facts_asked)
    return frozenset().union(*[facts[policy.id] for policy in policies])


def options_admitted(policies: Iterable[Policy], fact: str) -> frozenset[str]:
    """The options of a choice that some condition of these policies admits."""
    tests = [leaf.test for policy in policies for leaf in _leaves(policy) if leaf.fact == fact]
    return frozenset().union(*[test.options for test in tests if isinstance(test, OneOf)])


def spoken_for(content: Content, policies: Iterable[str], told: Mapping[str, Value], on: date) -> dict[str, int]:
    """By policy: how many of the facts told fit a condition of it, less those that none of its conditions admits.

    A fact also fits through one that implies it: who runs a shop may well be running his first.
    """
    trees, rules = content.once(_all_leaves), content.once(_rules)
    values = _implied(told, rules)
    return {policy: _fitting(trees[policy], told, values, rules, on) for policy in policies}


def _all_leaves(content: Content) -> Mapping[str, tuple[Leaf, ...]]:
    return {policy.id: _leaves(policy) for policy in content.policies.values()}


def _rules(content: Content) -> Rules:
    """The constraints by which one thing told implies another."""
    pairs = ((one.given, one.then) for one in content.constraints)
    return tuple((given, then) for given, then in pairs if isinstance(given, Leaf) and isinstance(then, Leaf))


def _implied(told: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """What was told, with what it implies."""
    values = dict(told)
    for given, then in rules:
        if then.fact not in values and isinstance(then.test, OneOf) and _surely(given.test, values.get(given.fact)):
            values[then.fact] = then.test.options
    return values


def _fitting(
    trees: Iterable[Leaf], told: Mapping[str, Value], values: Mapping[str, Value], rules: Rules, on: date
) -> int:
    fits: dict[str, bool] = {}
    surely = [(given, then) for given, then in rules if then.fact in told and _surely(then.test, told[then.fact])]
    for leaf in trees:
        value = values.get(leaf.fact)
        if value is not None:
            fits[leaf.fact] = fits.get(leaf.fact, False) or _can_hold(leaf.test, value, on)
            continue
        for given, then in surely:
            if given.fact == leaf.fact and given.test == leaf.test:
                fits[then.fact] = True
    return sum(1 if fit else -1 for fit in fits.values())


def _surely(test: Test, value: Value | None) -> bool:
    """Whether all of what a value may mean passes a test; only of options, which is all that is needed here."""
    return isinstance(test, OneOf) and isinstance(value, frozenset) and value <= test.options


def fitting(content: Content, measures: Iterable[str], region: str | None, facts: frozenset[str]) -> str | None:
    """The one measure whose policies ask for most of these facts; None where two ask for as many, or none for any."""
    counts: dict[str, int] = {}
    known = content.once(facts_asked)
    for slug in measures:
        if region is not None:
            here = content.in_region(region, slug)
        else:
            here = tuple(policy for policy in content.policies.values() if policy.measure == slug)
        counts[slug] = max([len(known[policy.id] & facts) for policy in here], default=0)
    most = max(counts.values(), default=0)
    best = [slug for slug, count in counts.items() if count == most]
    return best[0] if most and len(best) == 1 else None


def _leaves(policy: Policy) -> tuple[Leaf, ...]:
    trees = (policy.condition, *(benefit.when for benefit in policy.benefits))
    return tuple(leaf for tree in trees for leaf in leaves(tree) if isinstance(leaf, Leaf))


def _can_hold(test: Test, value: Value, on: date) -> bool:
    """Whether some of what a value may mean passes the test on that day."""
    if isinstance(value, frozenset):
        return isinstance(test, OneOf) and bool(test.options & value)
    low, high = _bounds(test, on)
    return value.meets(Span(low, max(low, high))) is not None if low <= high else False


def _bounds(test: Test, on: date) -> tuple[int, int]:
    """The least and the greatest number that pass a test."""
    low, high = -(10**18), 10**18
    match test:
        case OneOf():
            return 1, 0
        case Between():
            return (low if test.lo is None else test.lo), (high if test.hi is None else test.hi)
        case Days():
            return (test.first.toordinal() if test.first else low), (test.last.toordinal() if test.last else high)
        case SameYear():
            year = on.year + test.offset
            return date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
        case Elapsed():
            return _elapsed(test, on)


def _elapsed(test: Elapsed, on: date) -> tuple[int, int]:
    low, high = -(10**18), on.toordinal()
    if test.at_least is not None:
        high = min(high, last_start(on.toordinal(), test.at_least))
    if test.below is not None:
        low = max(low, last_start(on.toordinal(), test.below) + 1)
    if test.at_most is not None:
        low = max(low, shift(on.toordinal(), test.at_most, -1))
    return low, high
