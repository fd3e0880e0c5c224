"""The engine: exact verdicts, amounts, reasons and the next question, over one snapshot of content."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from typing import TypeVar

from bot.eligibility import narrowing, network
from bot.eligibility.asking import Asker
from bot.eligibility.assuming import Assumed, Granted, assume, supposing
from bot.eligibility.beside import rivals
from bot.eligibility.compiled import relevant
from bot.eligibility.deciding import GRANTED, Decider, outside
from bot.eligibility.governing import APPLICATION, governing
from bot.eligibility.lasting import time_left
from bot.eligibility.merging import merge
from bot.eligibility.outlook import Outlook
from bot.eligibility.sets import Known, external, internal
from bot.model.copying import replace
from bot.model.errors import UnknownName
from bot.model.facts import FactMap
from bot.model.library import Content
from bot.model.named import policy_named, region_named
from bot.model.policies import Policy
from bot.model.values import Span, Value
from bot.model.verdicts import Result, Verdict

KEPT = 4_000
"""Compiled policies, and results, kept at once."""

Key = TypeVar("Key", bound=Hashable)
Kept = TypeVar("Kept")


class ExactEngine:
    """Decides policies of one content snapshot; what it keeps between calls never changes an answer."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self._facts = content.facts.by_name
        self._granted = Granted.of(self._facts)
        self._spans = {name: not fact.type.is_options for name, fact in self._facts.items()}
        self._supposed: dict[Hashable, Assumed] = {}
        self._latest: tuple[date, FactMap, Assumed] | None = None
        self._rivals = rivals(content.policies.values())
        self._outlooks: dict[tuple[str, date, date], Outlook] = {}
        self._results: dict[Hashable, Result] = {}
        self._parts: dict[date, tuple[network.Component, ...]] = {}
        self._relevant: dict[str, tuple[str, ...]] = {}
        self._concerned: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._narrowed: dict[Hashable, dict[str, Known]] = {}
        self._widened: dict[Hashable, dict[str, Value]] = {}
        self._clashes: dict[Hashable, tuple[str, ...]] = {}
        self._questions: dict[Hashable, tuple[str | None]] = {}

    def decide(self, policy: str, facts: FactMap, on: date) -> Result:
        """The exact verdict for these facts on that day.

        Raises UnknownName for a region, measure or variant that does not exist.
        """
        found = self._find(policy)
        if found is None:
            return Result(policy, Verdict.NOT_HERE)
        return self._beside(found, self._assume(facts, on), on)

    def screen(self, policies: Iterable[str], facts: FactMap, on: date) -> tuple[Result, ...]:
        """Many policies for the same person, in the order given; raises UnknownName."""
        known = self._assume(facts, on)
        found = ((policy, self._find(policy)) for policy in policies)
        return tuple(
            self._beside(policy, known, on) if policy else Result(name, Verdict.NOT_HERE) for name, policy in found
        )

    def next_question(
        self, policies: Sequence[str], facts: FactMap, on: date, unavailable: frozenset[str] = frozenset()
    ) -> str | None:
        """The fact worth asking next, or None when no answer would change a verdict or an amount.

        A fact known vaguely may be named again while a closer answer matters; name it in `unavailable`
        to go on without. Raises UnknownName.
        """
        known = self._assume(facts, on).known
        asked = tuple(policies)
        names = _keep(self._concerned, asked, lambda: self._concerning(asked))

        def make() -> tuple[str | None]:
            found = [policy for policy in map(self._find, asked) if policy is not None]
            return (Asker(self._facts, known, unavailable, on, self._outlook).ask(found),)

        # what else is known of somebody is left out, so that one answer serves many people
        key = (on, asked, unavailable.intersection(names) if unavailable else unavailable, tuple(map(known.get, names)))
        return _keep(self._questions, key, make)[0]

    def _concerning(self, policies: Iterable[str]) -> tuple[str, ...]:
        """The facts on which a question about these policies can depend, with the counts of those that are ratios."""
        found = [policy for policy in map(self._find, policies) if policy is not None]
        names = dict.fromkeys(name for policy in found for name in self._names(policy))
        parts = [self._facts[name].ratio or () for name in names if name in self._facts]
        return tuple(dict.fromkeys((*names, *(part for ratio in parts for part in ratio))))

    def narrow(self, facts: FactMap, on: date) -> FactMap:
        """The facts with everything added that follows from constraints and ratios."""

        def make() -> dict[str, Value]:
            before = self._given(facts)
            found: dict[str, Value] = dict(facts)
            for name, value in self._known(facts, on).items():
                if before.get(name) != value:
                    found[name] = external(value)
            return found

        kept = _keep(self._widened, (on, tuple(facts.items())), make)
        return dict(kept)

    def conflicts(self, facts: FactMap, on: date) -> tuple[str, ...]:
        """Wordings of the constraints that these facts break, and of rates that do not fit their counts."""

        def make() -> tuple[str, ...]:
            ratios = self._granted.ratios
            return narrowing.conflicts(self._given(facts), self._facts, ratios, self._components(on), on)

        return _keep(self._clashes, (on, frozenset(facts.items())), make)

    def _find(self, policy: str) -> Policy | None:
        """The policy, the only variant of a measure, or None where the region has no such measure."""
        found = self.content.policies.get(policy)
        if found is not None:
            return found
        region, _, rest = policy.partition("/")
        measure = rest.partition("--")[0]
        measures = self.content.intents.measures
        region_named(region, self.content.regions)
        if not measure or (measures and measure not in measures):
            return policy_named(policy, self.content.policies)  # which it is not, so this tells what there is
        variants = self.content.in_region(region, measure)
        if len(variants) == 1 and rest == measure:
            return variants[0]
        if variants:
            raise UnknownName(f"「{policy}」有几种，请写明是哪一种：{'、'.join(one.id for one in variants)}")
        return None

    def _beside(self, policy: Policy, known: Assumed, on: date) -> Result:
        """The result, with the policies in reach that nobody may have beside this one."""
        result = self._decide(policy, known, on)
        others = self._rivals.get(policy.id, ()) if result.verdict in GRANTED else ()
        reached = (name for name in others if self._decide(self.content.policies[name], known, on).verdict in GRANTED)
        return replace(result, instead_of=tuple(reached)) if others else result

    def _decide(self, policy: Policy, known: Assumed, on: date) -> Result:
        names = self._relevant.get(policy.id) or self._names(policy)
        supposed = tuple(name for name in names if name in known.supposed) if known.supposed else ()
        key = (policy.id, on, tuple(map(known.known.get, names)), supposed)
        return _keep(self._results, key, lambda: self._result(policy, known, on))

    def _names(self, policy: Policy) -> tuple[str, ...]:
        """All facts on which the policy's result can depend."""
        return _keep(self._relevant, policy.id, lambda: relevant(policy, self.content.constraints))

    def _result(self, policy: Policy, assumed: Assumed, on: date) -> Result:
        known = assumed.known
        days = governing(policy, self._facts, known, on)
        found = []
        for day in days.days:
            result = outside(policy, day)
            if result is None:
                here = known if days.fact is None else {**known, days.fact: ((day.toordinal(), day.toordinal()),)}
                moves = policy.governing == APPLICATION
                result = Decider(self._outlook(policy, day, on).fitting(here), here, self._facts, day, moves).decide()
            found.append(result)
        result = supposing(found[0] if days.fact is None else merge(found, days.fact), policy, assumed)
        return replace(result, left=time_left(result, policy, known, self._facts))

    def _outlook(self, policy: Policy, day: date, on: date) -> Outlook:
        def build() -> Outlook:
            return Outlook.build(policy, self._facts, self.content.constraints, (day, on))

        return _keep(self._outlooks, (policy.id, day, on), build)

    def _components(self, on: date) -> tuple[network.Component, ...]:
        return _keep(self._parts, on, lambda: network.build(self.content.constraints, self._facts, on))

    def _given(self, facts: FactMap) -> dict[str, Known]:
        """What is stated about declared facts; a value of the wrong kind, or an empty one, says nothing."""
        return {
            name: internal(value)
            for name, value in facts.items()
            if value and self._spans.get(name) is isinstance(value, Span)
        }

    def _assume(self, facts: FactMap, on: date) -> Assumed:
        def make() -> Assumed:
            customs, parts = self.content.customs, self._components(on)
            return assume(self._known(facts, on), self._granted, customs, parts, on)

        # One turn decides many policies for the same person; comparing is faster than building a key.
        latest = self._latest
        if latest is not None and latest[1] == facts and latest[0] == on:
            return latest[2]
        found = _keep(self._supposed, (on, frozenset(facts.items())), make)
        self._latest = (on, dict(facts), found)
        return found

    def _known(self, facts: FactMap, on: date) -> dict[str, Known]:
        def make() -> dict[str, Known]:
            return narrowing.narrow(self._given(facts), self._granted.ratios, self._components(on), on)

        return _keep(self._narrowed, (on, frozenset(facts.items())), make)


def _keep(store: dict[Key, Kept], key: Key, make: Callable[[], Kept]) -> Kept:
    """What was made for this key before, else made now; a full store is emptied."""
    found = store.get(key)
    if found is None:
        if len(store) >= KEPT:
            store.clear()
        found = store[key] = make()
    return found
