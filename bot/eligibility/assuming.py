"""What is taken for granted while nothing is said: nothing received yet, and what usually goes together.

A custom is a constraint that holds for most people only. It spares a question and never contradicts anything that
was said; a verdict that rests on it says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bot.eligibility import narrowing, network
from bot.eligibility.sets import Known, allowed, everything, internal, meet
from bot.eligibility.trees import holds, judge
from bot.model.conditions import Constraint, Leaf, leaves
from bot.model.copying import replace
from bot.model.facts import Fact
from bot.model.policies import Policy
from bot.model.verdicts import Result, Verdict

DUE = frozenset({Verdict.ELIGIBLE, Verdict.NEEDS_OFFICE})


@dataclass(frozen=True, slots=True)
class Assumed:
    """All that is known together with what is taken for granted.

    unsaid: facts with a value of their own while nothing is said. usual: facts that customs give. derived: what
    follows from those. supposed: all of these, which nobody said.
    """

    known: Mapping[str, Known]
    unsaid: frozenset[str]
    usual: frozenset[str]
    derived: frozenset[str]
    supposed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Granted:
    """The facts declared; ratios: those that follow from two counts. unsaid: what is taken for granted of some."""

    by_name: Mapping[str, Fact]
    ratios: Mapping[str, Fact]
    unsaid: Mapping[str, Known]

    @classmethod
    def of(cls, facts: Mapping[str, Fact]) -> Granted:
        """Sorted out once for all people."""
        unsaid = {name: internal(fact.unsaid) for name, fact in facts.items() if fact.unsaid is not None}
        return cls(facts, narrowing.with_ratio(facts), unsaid)


def assume(
    stated: Mapping[str, Known],
    facts: Granted,
    customs: Iterable[Constraint],
    parts: tuple[network.Component, ...],
    on: date,
) -> Assumed:
    """What is known and what may be supposed with it, looked at in the order of the content."""
    unsaid = {name: value for name, value in facts.unsaid.items() if name not in stated}
    known = {**unsaid, **stated}
    usual: set[str] = set()
    for custom in customs:
        then = custom.then
        if not isinstance(then, Leaf) or judge(custom.given, lambda leaf: _holds(leaf, known, on)) is not True:
            continue
        fact = facts.by_name[then.fact]
        before = known.get(fact.name, everything(fact, on))
        after = meet(before, allowed(then.test, on))
        if after and after != before:
            known[fact.name] = after
            usual.add(fact.name)
    found = narrowing.narrow(known, facts.ratios, parts, on) if usual else known
    changed = {name for name, value in found.items() if value != stated.get(name)}
    derived = frozenset(changed - usual - unsaid.keys())
    return Assumed(found, frozenset(unsaid), frozenset(usual), derived, frozenset({*unsaid, *usual, *derived}))


def _holds(leaf: object, known: Mapping[str, Known], on: date) -> bool | None:
    return holds(leaf, known, on) if isinstance(leaf, Leaf) else None


def supposing(result: Result, policy: Policy, assumed: Assumed) -> Result:
    """The result with the facts named that were supposed although another answer would change it.

    A condition that only holds because nothing was said is no reason that anybody gave; one that fails so is told.
    """
    because = tuple(one for one in result.because if one.holds is not True or one.fact not in assumed.supposed)
    names: list[str | None] = []
    if result.verdict in DUE:
        names += [leaf.fact for leaf in leaves(policy.condition) if isinstance(leaf, Leaf)]
        due = result.amount
        if due is not None and due.high > 0:
            names += [one.received for one in policy.benefits if one.id in due.benefits and one.received]
    elif result.verdict is Verdict.INELIGIBLE:
        names += [one.fact for one in because if one.holds is False]
    return replace(result, because=because, assumed=_rooted(names, assumed))


def _rooted(names: Iterable[str | None], assumed: Assumed) -> tuple[str, ...]:
    """The supposed facts among these, and those from which another one of these follows."""
    found: dict[str, None] = {}
    for name in names:
        if name in assumed.unsaid or name in assumed.usual:
            found[str(name)] = None
        elif name in assumed.derived:
            found.update(dict.fromkeys(sorted(assumed.usual)))
    return tuple(found)
