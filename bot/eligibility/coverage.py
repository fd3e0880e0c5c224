"""What the cases beside an entitlement leave untried, each gap with a person who would fill it.

Asked for: every condition decides for somebody who passes and somebody who fails, with each of its options; both
sides of every threshold; the days before, at and after both ends of validity; somebody of whom a fact is missing.
What nobody can show (a condition that follows from the others) is not asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from bot.eligibility.coverage_edges import sides
from bot.eligibility.coverage_people import FAIL, PASS, Seen, Spot, granted_person, spots
from bot.eligibility.diagram import DiagramTooLarge
from bot.eligibility.flaws import days_of
from bot.eligibility.governing import APPLICATION
from bot.eligibility.mutation import Bench
from bot.eligibility.mutation_people import Draft
from bot.eligibility.mutation_witness import edges
from bot.eligibility.witness import GRANTED, Lens
from bot.model.conditions import Leaf, OneOf, leaves
from bot.model.facts import Fact, FactMap, FactType
from bot.model.library import Content
from bot.model.policies import Policy
from bot.model.problems import Place
from bot.model.values import Value
from bot.model.verdicts import Verdict
from bot.model.wording import show_day, show_value

ENTITLEMENT = "待遇"


@dataclass(frozen=True, slots=True)
class Gap:
    """Something no case tries: check code, where, what, and a case that would."""

    code: str
    place: Place
    field: str
    message: str
    draft: Draft


def gaps(
    content: Content, policy: Policy, on: date, *, grow: bool = False, bench: Bench | None = None
) -> tuple[Gap, ...]:
    """Everything the cases of an entitlement leave untried, for other policies nothing.

    grow: count what an earlier gap's draft tries, so that no draft is wasted. bench: one that holds the policy.
    """
    if policy.kind != ENTITLEMENT:
        return ()
    try:
        return tuple(_Search(content, policy, on, grow, bench or Bench(content, (policy,))).run())
    except DiagramTooLarge:
        return ()


class _Search:
    """Goes through what should be tried, and proposes somebody for what is not."""

    def __init__(self, content: Content, policy: Policy, on: date, grow: bool, bench: Bench) -> None:
        self.policy, self.grow = policy, grow
        self.facts = content.facts.by_name
        self.lens, self.bench = Lens(content), bench
        self.days = days_of(policy, on)
        self.seen = [Seen.of(case, policy, self.bench) for case in policy.cases]

    def run(self) -> Iterator[Gap]:
        """All gaps, in the order of the policy."""
        for spot in spots(self.policy):
            yield from self._options(spot)
            yield from self._leaf(spot)
            yield from self._sides(spot)
        yield from self._dates()
        yield from self._unknown()

    def _gap(self, code: str, spot: Spot, message: str, why: str, found: tuple[date, FactMap]) -> Iterator[Gap]:
        """The gap, if the person found really shows what the condition does."""
        draft = self._draft(why, *found)
        if draft is None:
            return
        seen = self._look(draft)
        if spot.decides(seen, PASS) or spot.decides(seen, FAIL):
            self._keep(seen)
            yield Gap(code, spot.leaf.place, spot.leaf.id, message, draft)

    def _draft(self, why: str, day: date, facts: FactMap) -> Draft | None:
        if self.bench.engine.conflicts(facts, day):
            return None
        return Draft(why, day, facts, self.bench.decide(self.policy, facts, day))

    def _look(self, draft: Draft) -> Seen:
        return Seen.of(draft.case(self.policy.place), self.policy, self.bench)

    def _keep(self, seen: Seen) -> None:
        if self.grow:
            self.seen.append(seen)

    def _find(self, spot: Spot, side: bool, value: Value | None = None) -> tuple[date, FactMap] | None:
        for day in self.days if value is None else self.days[:1]:  # options do not move with time
            person = spot.person(self.lens, self.policy, day, side, value)
            if person is not None:
                return day, person
        return None

    def _leaf(self, spot: Spot) -> Iterator[Gap]:
        for side in (PASS, FAIL):
            if any(spot.decides(one, side) for one in self.seen):
                continue
            found = self._find(spot, side)
            if found is not None:
                words = "因它而符合" if side else "因它而不符合"
                why = f"{'做到' if side else '没做到'}“{_text(spot.leaf)}”"
                message = f"没有案例{words}：「{_text(spot.leaf)}」"
                yield from self._gap("W-CASE-LEAF", spot, message, why, found)

    def _options(self, spot: Spot) -> Iterator[Gap]:
        """Of a condition on a choice every option, named or not, decides for somebody."""
        fact, test = self.facts[spot.leaf.fact], spot.leaf.test
        if fact.type is not FactType.CHOICE or not isinstance(test, OneOf):
            return
        every = [one.value for one in fact.options]
        for options in (test.options, frozenset(every) - test.options):
            for side in (PASS, FAIL):
                left = options - self._tried(spot, side, options)
                found = list(self._choice(spot, side, left)) if left else []
                if not found and len(left) > 1:
                    found = [gap for one in every if one in left for gap in self._choice(spot, side, frozenset({one}))]
                yield from found

    def _choice(self, spot: Spot, side: bool, options: frozenset[str]) -> Iterator[Gap]:
        """A gap for these options together, if somebody with them shows what the condition does."""
        found = self._find(spot, side, options)
        if found is None:
            return
        shown = "、".join(one.value for one in self.facts[spot.leaf.fact].options if one.value in options)
        message = f"没有案例试过「{_text(spot.leaf)}」的{shown}"
        yield from self._gap("W-CASE-LEAF", spot, message, f"{spot.leaf.fact}是{shown}", found)

    def _tried(self, spot: Spot, side: bool, options: frozenset[str]) -> frozenset[str]:
        values = (one.known.get(spot.leaf.fact) for one in self.seen if spot.decides(one, side))
        return frozenset().union(*(one for one in values if isinstance(one, frozenset) and one <= options))

    def _sides(self, spot: Spot) -> Iterator[Gap]:
        fact = self.facts[spot.leaf.fact]
        for at, _ in enumerate(tuple(sides(spot.leaf, fact, self.days[0]))):
            if not any(self._touches(one, spot, fact, at) for one in self.seen):
                yield from self._side(spot, fact, at)

    def _touches(self, seen: Seen, spot: Spot, fact: Fact, at: int) -> bool:
        known = seen.known.get(fact.name)
        near = tuple(sides(spot.leaf, fact, seen.case.on))
        if known is None or at >= len(near) or not near[at].holds(known):
            return False
        return spot.decides(seen, PASS) or spot.decides(seen, FAIL)

    def _side(self, spot: Spot, fact: Fact, at: int) -> Iterator[Gap]:
        for day in self.days:
            near = tuple(sides(spot.leaf, fact, day))
            for side in (PASS, FAIL) if at < len(near) else ():
                person = spot.person(self.lens, self.policy, day, side, near[at].value)
                if person is not None:
                    shown = show_value(fact, near[at].value, day)
                    message = f"没有案例正好在「{_text(spot.leaf)}」的界线上：{fact.name}{shown}（{show_day(day)}）"
                    yield from self._gap("W-CASE-EDGE", spot, message, f"{fact.name}{shown}", (day, person))
                    return

    def _dates(self) -> Iterator[Gap]:
        if self.policy.governing != APPLICATION:
            return
        for words, day in _ends(self.policy):
            state = self.policy.validity.state(day)
            wanted = {"not_yet": (Verdict.NOT_YET,), "expired": (Verdict.EXPIRED,)}.get(state, GRANTED)
            if any(one.case.on == day and one.result.verdict in wanted for one in self.seen):
                continue
            draft = self._draft(words, day, granted_person(self.lens, self.policy, day))
            if draft is not None and draft.result.verdict in wanted:
                message = f"没有案例试过{words}（{show_day(day)}）"
                self._keep(self._look(draft))
                yield Gap("W-CASE-DATE", self.policy.place, "案例", message, draft)

    def _unknown(self) -> Iterator[Gap]:
        named = [leaf for leaf in leaves(self.policy.condition) if isinstance(leaf, Leaf)]
        if not named or any(one.result.verdict is Verdict.NEEDS_FACTS for one in self.seen):
            return
        day = self.days[0]
        person = granted_person(self.lens, self.policy, day)
        for name in person:
            rest = {one: value for one, value in person.items() if one != name}
            draft = self._draft(f"没说{name}", day, rest)
            if draft is not None and draft.result.verdict is Verdict.NEEDS_FACTS:
                message = "没有案例是待补充信息的"
                self._keep(self._look(draft))
                yield Gap("W-CASE-UNKNOWN", self.policy.place, "案例", message, draft)
                return


def _ends(policy: Policy) -> Iterator[tuple[str, date]]:
    """Both sides of both ends of a policy's validity, and of its benefits' own, in words."""
    words = ("生效前一天", "生效第一天", "最后一天", "到期第二天")
    seen: set[date] = set()
    windows = [("", policy.validity), *((one.title, one.validity) for one in policy.benefits if one.validity)]
    for title, window in windows:
        for name, day in zip(words, edges(window), strict=False):
            if day not in seen:
                seen.add(day)
                yield f"{title}{name}", day


def _text(leaf: Leaf) -> str:
    return leaf.text or leaf.fact


def with_drafts(policy: Policy, drafts: Iterable[Draft]) -> Policy:
    """The policy as if the drafts had been confirmed."""
    return replace(policy, cases=(*policy.cases, *(one.case(policy.place) for one in drafts)))
