"""Who would show that a condition decides: somebody for whom the outcome turns with that condition alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bot.eligibility.flaws import replaced
from bot.eligibility.mutation import Bench
from bot.eligibility.mutation_people import entitled, somebody
from bot.eligibility.sets import Known, internal
from bot.eligibility.trees import favourable, holds, judge
from bot.eligibility.witness import GRANTED, Lens
from bot.model.cases import Case
from bot.model.conditions import ALWAYS, AllOf, Between, Condition, Leaf, NoneOf, OneOf, leaves
from bot.model.facts import FactMap
from bot.model.policies import Policy
from bot.model.values import Span, Value
from bot.model.verdicts import Result, Verdict

PASS, FAIL = True, False


@dataclass(frozen=True, slots=True)
class Seen:
    """A case with everything that follows from it, and what the engine makes of it."""

    case: Case
    known: Mapping[str, Known]
    result: Result

    @classmethod
    def of(cls, case: Case, policy: Policy, bench: Bench) -> Seen:
        """A case looked at for one policy."""
        narrowed = bench.engine.narrow(case.facts, case.on)
        known = {name: internal(value) for name, value in narrowed.items()}
        return cls(case, known, bench.decide(policy, case.facts, case.on))


@dataclass(frozen=True, slots=True)
class Spot:
    """A condition on a fact, in the conditions of a policy or (tree) in those of one of its benefits."""

    leaf: Leaf
    tree: Condition
    beside: Condition
    of_benefit: bool

    def decides(self, seen: Seen, side: bool) -> bool:
        """Whether the case comes out on this side, and would not if this condition alone were the other way."""
        on, leaf = seen.case.on, self.leaf
        value = holds(leaf, seen.known, on)
        if value is None or not self._came(seen, side):
            return False
        if not self.of_benefit and any(one.leaf == leaf.id and one.holds is value for one in seen.result.because):
            return True

        def truth(one: object) -> bool | None:
            return holds(one, seen.known, on) if isinstance(one, Leaf) else None

        return judge(self.tree, truth) is side and judge(replaced(self.tree, leaf, not value), truth) is not side

    def _came(self, seen: Seen, side: bool) -> bool:
        verdict = seen.result.verdict
        return verdict in GRANTED if side or self.of_benefit else verdict is Verdict.INELIGIBLE

    def person(self, lens: Lens, policy: Policy, day: date, side: bool, value: Value | None = None) -> FactMap | None:
        """Somebody who shows it on a day, with this value of the fact if one is given; None when nobody can."""
        pin = ALWAYS if value is None else pinned(self.leaf, value)
        for truth in (side, not side):
            here = self.leaf if truth else NoneOf((self.leaf,))
            other = replaced(self.tree, self.leaf, not truth)
            turn = (self.tree, NoneOf((other,))) if side else (NoneOf((self.tree,)), other)
            found = somebody(lens, policy, AllOf((here, pin, self.beside, *turn)), day)
            if found is not None:
                return found if value is None else {**found, self.leaf.fact: value}
        return None


def pinned(leaf: Leaf, value: Value) -> Leaf:
    """The condition that a fact has this value."""
    test = Between(value.lo, value.hi) if isinstance(value, Span) else OneOf(value)
    return Leaf(leaf.id, leaf.fact, test, leaf.text, leaf.cite, leaf.place)


def spots(policy: Policy) -> Iterator[Spot]:
    """Every condition on a fact that a policy and its benefits hold; what the office verifies is taken to help."""
    own = favourable(policy.condition)
    for leaf in leaves(own):
        if isinstance(leaf, Leaf):
            yield Spot(leaf, own, ALWAYS, of_benefit=False)
    for benefit in policy.benefits:
        when = favourable(benefit.when)
        for leaf in leaves(when):
            if isinstance(leaf, Leaf) and benefit.base is not None:
                yield Spot(leaf, when, own, of_benefit=True)


def granted_person(lens: Lens, policy: Policy, day: date) -> FactMap:
    """Somebody who is entitled on a day, with as little said as the conditions need."""
    named = {leaf.fact for leaf in leaves(policy.condition) if isinstance(leaf, Leaf)}
    person = next(entitled(lens, policy, day), {})
    return {name: value for name, value in person.items() if name in named}
