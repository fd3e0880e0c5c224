"""Who could tell a mutant from the policy: a person on a day for whom the two decide differently.

For conditions the search is exact on the days looked at; for figures it tries the numbers at which they turn.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from bot.eligibility import figures
from bot.eligibility.flaws import days_of
from bot.eligibility.mutation import Bench, Mutant, agrees, mutants
from bot.eligibility.mutation_people import Draft, entitled, somebody
from bot.eligibility.trees import favourable
from bot.eligibility.witness import Lens
from bot.model.conditions import ALWAYS, AllOf, Condition, NoneOf
from bot.model.facts import FactMap
from bot.model.library import Content
from bot.model.policies import Benefit, Policy, Validity
from bot.model.values import Span
from bot.model.verdicts import Result

DAY = timedelta(days=1)
NUMBERS = (3, 100, 100_000)
"""Heads, or yuan, that are tried besides one and where the cap is passed."""


@dataclass(frozen=True, slots=True)
class Score:
    """How many mutants the cases of a policy catch.

    same: mutants that decide alike for everybody tried. unsaid: those that differ only in a sum which the
    document leaves open, or in what the office must verify, which no case can say. survivors: those that slip
    through, with who would catch them.
    """

    policy: Policy
    total: int
    caught: int
    same: tuple[Mutant, ...]
    unsaid: tuple[Mutant, ...]
    survivors: tuple[tuple[Mutant, Draft], ...]

    @property
    def real(self) -> int:
        """Mutants that a case can catch."""
        return self.caught + len(self.survivors)


def examine(content: Content, policy: Policy, on: date) -> Score:
    """The score of a policy's cases, and for every mutant that slips through somebody who would catch it."""
    all_mutants = mutants(policy, content.facts.by_name)
    bench = Bench(content, (policy, *(one.policy for one in all_mutants)))
    left = [one for one in all_mutants if not any(bench.catches(case, one.policy) for case in policy.cases)]
    same: list[Mutant] = []
    unsaid: list[Mutant] = []
    survivors: list[tuple[Mutant, Draft]] = []
    for one in left:
        draft, differs = witness(bench, policy, one, on)
        if draft is not None:
            survivors.append((one, draft))
        else:
            (unsaid if differs else same).append(one)
    return Score(policy, len(all_mutants), len(all_mutants) - len(left), tuple(same), tuple(unsaid), tuple(survivors))


def witness(bench: Bench, policy: Policy, mutant: Mutant, on: date) -> tuple[Draft | None, bool]:
    """Somebody whose case would catch the mutant, if there is one; and whether it differs for anybody at all.

    Where the policy leaves the sum open and the mutant does not, or where the office must verify something else,
    it differs, but a case cannot say so.
    """
    lens = Lens(bench.content)
    differs = False
    for day in _days(policy, mutant.policy, on):
        for facts in _candidates(lens, policy, mutant.policy, day):
            if bench.engine.conflicts(facts, day):
                continue
            right, wrong = bench.decide(policy, facts, day), bench.decide(mutant.policy, facts, day)
            draft = Draft(mutant.slip, day, facts, right)
            if not agrees(draft.case(policy.place), wrong):
                return draft, True
            differs = differs or _outcome(right) != _outcome(wrong)
    return None, differs


def _outcome(result: Result) -> tuple[object, ...]:
    """What anybody sees of a result: verdict, sum, from which benefits, and what the office must verify."""
    amount = result.amount
    office = frozenset(reason.leaf for reason in result.because if reason.by_office)
    return (result.verdict, office, *((amount.low, amount.high, amount.benefits) if amount else ()))


def edges(validity: Validity) -> tuple[date, ...]:
    """The day before, the first, the last, and the day after."""
    last = () if validity.end is None else (validity.end, validity.end + DAY)
    return (validity.start - DAY, validity.start, *last)


def _days(policy: Policy, other: Policy, on: date) -> tuple[date, ...]:
    """Days on which the two can differ: inside, and at the edges of what is dated differently."""
    days = list(days_of(policy, on))
    if policy.validity != other.validity:
        days += edges(policy.validity)
    pairs = zip(policy.benefits, other.benefits, strict=False)
    for mine, his in pairs:
        if mine.validity is not None and mine.validity != his.validity:
            days += edges(mine.validity)
    return tuple(dict.fromkeys(days))


def _candidates(lens: Lens, policy: Policy, other: Policy, day: date) -> Iterator[FactMap]:
    yield from _told_apart(lens, policy, policy.condition, other.condition, day)
    for mine, his in zip(policy.benefits, other.benefits, strict=False):
        for person in _told_apart(lens, policy, mine.when, his.when, day, policy.condition):
            yield from _counted(person, policy)
    for person in entitled(lens, policy, day):
        yield from _counted(person, policy)


def _told_apart(
    lens: Lens, policy: Policy, mine: Condition, his: Condition, day: date, beside: Condition = ALWAYS
) -> Iterator[FactMap]:
    """People for whom one tree holds and the other does not, both ways; the office taken to help."""
    if mine == his:
        return
    one, other = favourable(mine), favourable(his)
    for tree in (
        AllOf((favourable(beside), one, NoneOf((other,)))),
        AllOf((favourable(beside), other, NoneOf((one,)))),
    ):
        person = somebody(lens, policy, tree, day)
        if person is not None:
            yield person


def _counted(person: FactMap, policy: Policy) -> Iterator[FactMap]:
    """The person with numbers at which the figures of the policy turn."""
    names = dict.fromkeys(name for benefit in policy.benefits for name in figures.numbers(benefit))
    for count in dict.fromkeys((*(_turn(one) for one in policy.benefits), *NUMBERS)):
        more = {name: Span(count, count) for name in names}
        more |= {benefit.received: Span(1, 1) for benefit in policy.benefits if benefit.received}
        yield {**more, **person}
        yield {**person, **more}


def _turn(benefit: Benefit) -> int:
    """The least count that goes beyond the cap, or one."""
    if benefit.cap is None or not isinstance(benefit.base, Fraction) or benefit.base <= 0:
        return 1
    return int(benefit.cap / benefit.base) + 1
