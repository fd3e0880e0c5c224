"""One policy on one governing day, turned into decision diagrams."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bot.eligibility import figures, network
from bot.eligibility.cells import Variable, discretise
from bot.eligibility.diagram import Diagram
from bot.eligibility.sets import Known, allowed
from bot.eligibility.trees import TreeBuilder
from bot.model.conditions import Condition, Constraint, Leaf, OfficeLeaf, leaves
from bot.model.facts import Fact
from bot.model.policies import Benefit, Policy
from bot.model.verdicts import Verdict

IMPOSSIBLE = "impossible"
"""Label of people who cannot exist."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A policy's outcome as a function of cells.

    variables: the facts of the policy, then (from `asked` on) facts that only tie those together.
    verdicts: root whose labels are verdicts. outcomes: root whose labels are (verdict, what each benefit
    yields), where a benefit yields None, an amount, or the cells its numbers lie in. sums: root whose labels
    differ only where the verdict or the sum of money does.
    """

    policy: Policy
    on: date
    variables: tuple[Variable, ...]
    asked: int
    diagram: Diagram
    verdicts: int
    outcomes: int
    sums: int
    benefits: tuple[Benefit, ...]
    tied: bool

    def masks(self, known: Mapping[str, Known]) -> tuple[int, ...]:
        """The cells that knowledge leaves open, variable by variable."""
        return tuple(variable.mask(known.get(variable.fact.name)) for variable in self.variables)


def active(policy: Policy, on: date) -> tuple[Benefit, ...]:
    """The benefits in force on a day."""
    return tuple(one for one in policy.benefits if one.validity is None or one.validity.state(on) == "open")


def support(policy: Policy) -> tuple[str, ...]:
    """All facts a policy speaks of, in the order they are first named."""
    trees = (policy.condition, *(benefit.when for benefit in policy.benefits))
    named = [leaf.fact for tree in trees for leaf in leaves(tree) if isinstance(leaf, Leaf)]
    named += [name for benefit in policy.benefits for name in figures.numbers(benefit)]
    return tuple(dict.fromkeys(named))


def ties(names: Iterable[str], constraints: tuple[Constraint, ...]) -> tuple[Constraint, ...]:
    """The constraints that tie two of these facts together.

    One that hangs on a single fact is left out: what it says of that fact is already in what is known.
    """
    inner = set(names)
    found = [one for group in network.components(constraints) for one in group]
    while True:
        kept = []
        for one in found:
            others = {name for other in found if other is not one for name in network.facts_of(other)}
            if len(network.facts_of(one) & (inner | others)) >= 2:
                kept.append(one)
        if len(kept) == len(found):
            break
        found = kept
    groups = network.components(found)
    return tuple(
        one for group in groups if len(inner & {n for c in group for n in network.facts_of(c)}) >= 2 for one in group
    )


def relevant(policy: Policy, constraints: tuple[Constraint, ...]) -> tuple[str, ...]:
    """All facts on which a policy's result can depend."""
    names = support(policy)
    tied = [name for one in ties(names, constraints) for name in sorted(network.facts_of(one))]
    received = [benefit.received for benefit in policy.benefits if benefit.received]
    return tuple(dict.fromkeys((*names, *received, policy.governing, *tied)))


def compile_policy(
    policy: Policy, facts: Mapping[str, Fact], constraints: tuple[Constraint, ...], on: date, today: date
) -> Compiled:
    """The diagrams of a policy: its tests read on the governing day, the constraints on the day asked.

    Raises DiagramTooLarge when a condition cannot be held.
    """
    benefits = active(policy, on)
    names = support(policy)
    tied = ties(names, constraints)
    variables = _variables(policy, benefits, tied, facts, (on, today))
    asked = sum(1 for variable in variables if variable.fact.name in names)
    index = {variable.fact.name: at for at, variable in enumerate(variables)}
    trees = (policy.condition, *(benefit.when for benefit in benefits))
    offices = [leaf.id for tree in trees for leaf in leaves(tree) if isinstance(leaf, OfficeLeaf)]
    order = {name: len(variables) + at for at, name in enumerate(dict.fromkeys(offices))}
    diagram = Diagram([len(variable.cells) for variable in variables] + [2] * len(order))
    builder = TreeBuilder(diagram, variables, order, index)

    def fold(condition: Condition) -> int:
        return diagram.relabel(builder.build(condition, on), len(variables), _by_office)

    people = tuple(builder.build(network.implication(one), today) for one in tied)
    if people and _idle(diagram, people, tied, variables, asked):
        return compile_policy(policy, facts, (), on, today)
    verdicts = diagram.combine((fold(policy.condition), *people), _verdict)
    parts = [verdicts]
    for benefit in benefits:
        parts += [fold(benefit.when), _amounts(benefit, diagram, variables, index)]
    outcomes = diagram.combine(tuple(parts), _outcome) if benefits else verdicts
    sums = diagram.combine((outcomes,), _sums(benefits)) if benefits else verdicts
    return Compiled(policy, on, variables, asked, diagram, verdicts, outcomes, sums, benefits, bool(tied))


def _idle(
    diagram: Diagram, people: tuple[int, ...], tied: tuple[Constraint, ...], variables: tuple[Variable, ...], asked: int
) -> bool:
    """Whether constraints tie nothing together after all.

    甲 implies 丙 and 乙 implies 丙 say nothing of 甲 and 乙 while 丙 is open, and of each alone once it is
    known. That holds for linking facts of two cells in constraints of two facts; others are kept.
    """
    for variable in variables[asked:]:
        owned = [one for one in tied if variable.fact.name in network.facts_of(one)]
        if len(variable.cells) != 2 or any(len(network.facts_of(one)) != 2 for one in owned):
            return False
    joined = diagram.combine(people, lambda labels: False if False in labels else (None if None in labels else True))
    return diagram.label[diagram.relabel(joined, asked, lambda labels: True in labels)] is True


def _variables(
    policy: Policy,
    benefits: tuple[Benefit, ...],
    tied: tuple[Constraint, ...],
    facts: Mapping[str, Fact],
    days: tuple[date, date],
) -> tuple[Variable, ...]:
    on, today = days
    tests: dict[str, list[Known]] = {name: [] for name in support(policy)}
    for tree in (policy.condition, *(benefit.when for benefit in benefits)):
        for leaf in leaves(tree):
            if isinstance(leaf, Leaf):
                tests[leaf.fact].append(allowed(leaf.test, on))
    for benefit in benefits:
        for name in figures.numbers(benefit):
            tests[name] += figures.cuts(benefit, name, facts)
    for constraint in tied:
        for leaf in (*leaves(constraint.given), *leaves(constraint.then)):
            if isinstance(leaf, Leaf):
                tests.setdefault(leaf.fact, []).append(allowed(leaf.test, today))
    return tuple(discretise(facts[name], sets, today) for name, sets in tests.items())


def _by_office(labels: frozenset[Hashable]) -> Verdict:
    """What a condition is once only the office is left to speak."""
    if len(labels) > 1:
        return Verdict.NEEDS_OFFICE
    return Verdict.ELIGIBLE if True in labels else Verdict.INELIGIBLE


def _verdict(labels: tuple[Hashable, ...]) -> Hashable:
    if False in labels[1:]:
        return IMPOSSIBLE
    return None if None in labels else labels[0]


def _outcome(labels: tuple[Hashable, ...]) -> Hashable:
    if labels[0] in (IMPOSSIBLE, Verdict.INELIGIBLE):
        return labels[0] if labels[0] == IMPOSSIBLE else (labels[0], ())
    found: list[Hashable] = []
    for when, figure in zip(labels[1::2], labels[2::2], strict=True):
        if when == Verdict.INELIGIBLE:
            found.append(None)
        elif when is None or figure is None:
            return None
        else:
            found.append((when, figure))
    return None if labels[0] is None else (labels[0], tuple(found))


def _sums(benefits: tuple[Benefit, ...]) -> Callable[[tuple[Hashable, ...]], Hashable]:
    """Puts outcomes together that come to the same money; benefits without a figure come to none."""

    def decide(labels: tuple[Hashable, ...]) -> Hashable:
        label = labels[0]
        if not isinstance(label, tuple):
            return label
        money = frozenset(
            (benefit.unit, benefit.period, benefit.wording, figure) if figure[1][0] == "=" else (benefit.id, figure)
            for benefit, figure in zip(benefits, label[1], strict=False)
            if figure is not None and benefit.base is not None
        )
        return (label[0], money)

    return decide


def _amounts(benefit: Benefit, diagram: Diagram, variables: tuple[Variable, ...], index: Mapping[str, int]) -> int:
    """The function from the cells of a benefit's numbers to the amount, or to the cells when that is still open."""
    order = sorted(index[name] for name in set(figures.numbers(benefit)))

    def visit(at: int, cells: dict[int, int]) -> int:
        if at < len(order):
            sizes = range(diagram.sizes[order[at]])
            return diagram.node(order[at], tuple(visit(at + 1, {**cells, order[at]: cell}) for cell in sizes))
        ranges = tuple(
            figures.bounds(variables[index[name]].cells[cells[index[name]]], variables[index[name]].fact)
            for name in figures.numbers(benefit)
        )
        found = figures.value(benefit, figures.product(ranges))
        settled = found.low == found.high
        return diagram.terminal(("=", found.low) if settled else tuple(sorted(cells.items())))

    return visit(0, {})
