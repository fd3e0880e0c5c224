"""Mutation test of the cases beside a policy: would they notice a slip of the pen in what they stand beside?

A mutant is the policy with one slip: a threshold one step off, 满 for 未满, a condition left out or turned
round, a figure one yuan off, a day one off. A case catches it when the mutant decides otherwise than the case says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from bot.eligibility.engine import ExactEngine
from bot.eligibility.mutation_tests import other_trees
from bot.model.cases import Case
from bot.model.facts import Fact, FactMap
from bot.model.library import Content
from bot.model.policies import Benefit, Policy, Validity
from bot.model.problems import Place
from bot.model.verdicts import Result
from bot.model.wording import show_day, show_number

DAY = timedelta(days=1)
PERCENT = Fraction(1, 100)


@dataclass(frozen=True, slots=True)
class Mutant:
    """A policy with one slip, which is told in words, and where the slip would stand."""

    slip: str
    place: Place
    policy: Policy


def mutants(policy: Policy, facts: Mapping[str, Fact]) -> tuple[Mutant, ...]:
    """Every mutant of a policy; each has an id of its own."""
    found = [*_conditions(policy, dict(facts)), *_validity(policy)]
    for at, benefit in enumerate(policy.benefits):
        others = [*_figures(benefit), *_benefit_days(benefit), *_whens(benefit, dict(facts))]
        found += [(slip, benefit.place, _with(policy, at, other)) for slip, other in others]
    return tuple(
        Mutant(slip, place, replace(other, id=f"{policy.id}#{number}"))
        for number, (slip, place, other) in enumerate(found)
    )


def _conditions(policy: Policy, facts: dict[str, Fact]) -> Iterator[tuple[str, Place, Policy]]:
    for slip, tree in other_trees(policy.condition, facts):
        yield slip, policy.place, replace(policy, condition=tree)


def _validity(policy: Policy) -> Iterator[tuple[str, Place, Policy]]:
    for slip, validity in _days(policy.validity):
        yield slip, policy.place, replace(policy, validity=validity)


def _days(validity: Validity) -> Iterator[tuple[str, Validity]]:
    for step in (-DAY, DAY):
        yield f"起的日子写成{show_day(validity.start + step)}", replace(validity, start=validity.start + step)
        if validity.end is not None:
            yield f"止的日子写成{show_day(validity.end + step)}", replace(validity, end=validity.end + step)
    if validity.end is not None:
        yield "漏写止的日子", replace(validity, end=None)


def _benefit_days(benefit: Benefit) -> Iterator[tuple[str, Benefit]]:
    if benefit.validity is not None:
        for slip, validity in _days(benefit.validity):
            yield f"「{benefit.title}」{slip}", replace(benefit, validity=validity)


def _whens(benefit: Benefit, facts: dict[str, Fact]) -> Iterator[tuple[str, Benefit]]:
    for slip, tree in other_trees(benefit.when, facts):
        yield f"「{benefit.title}」的条件：{slip}", replace(benefit, when=tree)


def _figures(benefit: Benefit) -> Iterator[tuple[str, Benefit | None]]:
    """Base, cap and share one off; a cap, a share, a factor, what was received or the whole benefit left out."""
    name = f"「{benefit.title}」"
    if benefit.base is None:
        return
    yield f"漏写{name}", None
    for step in (-1, 1):
        if isinstance(benefit.base, Fraction):
            yield f"{name}基数写成{show_number(benefit.base + step)}", replace(benefit, base=benefit.base + step)
        if benefit.cap is not None:
            yield f"{name}封顶写成{show_number(benefit.cap + step)}", replace(benefit, cap=benefit.cap + step)
        if benefit.share != 1:
            yield f"{name}比例差{step}个百分点", replace(benefit, share=benefit.share + step * PERCENT)
    if benefit.cap is not None:
        yield f"{name}漏写封顶", replace(benefit, cap=None)
    if benefit.share != 1:
        yield f"{name}漏写比例", replace(benefit, share=Fraction(1))
    if benefit.received:
        yield f"{name}漏减{benefit.received}", replace(benefit, received="")
    for factor in benefit.factors:
        rest = tuple(one for one in benefit.factors if one != factor)
        yield f"{name}漏乘{factor}", replace(benefit, factors=rest)


def _with(policy: Policy, at: int, benefit: Benefit | None) -> Policy:
    kept = () if benefit is None else (benefit,)
    return replace(policy, benefits=(*policy.benefits[:at], *kept, *policy.benefits[at + 1 :]))


def agrees(case: Case, result: Result) -> bool:
    """Whether a result is what the case expects; an amount the case does not give is not looked at."""
    if case.verdict is not result.verdict:
        return False
    if case.low is None:
        return True
    return result.amount is not None and (result.amount.low, result.amount.high) == (case.low, case.high)


class Bench:
    """Decides a policy and its mutants for the same people; one engine serves all of them."""

    def __init__(self, content: Content, policies: tuple[Policy, ...]) -> None:
        self.content = content
        self.engine = ExactEngine(replace(content, policies={one.id: one for one in policies}))

    def decide(self, policy: Policy, facts: FactMap, on: date) -> Result:
        """One policy of this bench for a person on a day."""
        return self.engine.decide(policy.id, facts, on)

    def catches(self, case: Case, policy: Policy) -> bool:
        """Whether a case comes out otherwise than it says."""
        return not agrees(case, self.decide(policy, case.facts, case.on))
