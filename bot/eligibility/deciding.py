"""One policy on one governing day for one person: verdict, amount, what is missing, why, and until when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.eligibility import amounts, events, figures, reasons
from bot.eligibility.outlook import Masks, Outlook
from bot.eligibility.planner import Open, ranked
from bot.eligibility.sets import Known
from bot.eligibility.trees import favourable, holds
from bot.model.conditions import Leaf, OfficeLeaf, leaves
from bot.model.copying import replace
from bot.model.facts import Fact
from bot.model.policies import Policy
from bot.model.verdicts import Reason, Result, Verdict

GRANTED = (Verdict.ELIGIBLE, Verdict.NEEDS_OFFICE)


def outside(policy: Policy, day: date) -> Result | None:
    """The result of a policy that is not in force on a day; None when it is.

    A newspaper report grants nothing on any day.
    """
    if policy.kind == "报道":
        return Result(policy.id, Verdict.EXPIRED, successor=policy.successor)
    state = policy.validity.state(day)
    if state == "not_yet":
        return Result(policy.id, Verdict.NOT_YET, since=policy.validity.start)
    if state == "expired":
        return Result(policy.id, Verdict.EXPIRED, ended=policy.validity.end, successor=policy.successor)
    return None


def vague(dues: amounts.Dues) -> tuple[str, ...]:
    """Number facts whose exact value could still change a benefit that may apply."""
    found = [name for due in dues.found for name in due.numbers if figures.matters(due.benefit, name, due.numbers)]
    vaguely = [due for due in dues.found if due.received.low != due.received.high]
    found += [due.benefit.received for due in vaguely if figures.value(due.benefit, due.counts).high != 0]
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Decider:
    """Everything about one policy, one person and one governing day; moves: the day moves with time."""

    outlook: Outlook
    known: Mapping[str, Known]
    facts: Mapping[str, Fact]
    day: date
    moves: bool

    def decide(self) -> Result:
        """The result while the policy is in force."""
        policy = self.outlook.compiled.policy
        masks = self.outlook.masks(self.known)
        state = self.outlook.verdict(masks)
        verdict = _single(state.outcomes)
        found = Result(policy.id, verdict, because=self._because(verdict, masks))
        if verdict is not Verdict.INELIGIBLE:
            dues = amounts.dues(self.outlook.compiled, masks, self.known, self.facts)
            found = replace(found, amount=amounts.amount(dues, self.facts), missing=self._missing(masks, vague(dues)))
        return self._dated(found) if self.moves else found

    def _missing(self, masks: Masks, numbers: tuple[str, ...]) -> tuple[str, ...]:
        """Facts that can still change verdict or amount: those for the verdict first."""
        one = Open(self.outlook, masks, frozenset())
        first = ranked(one, self.outlook.questions(masks))
        rest = ranked(one, self.outlook.questions(masks, amounts=True))
        return tuple(dict.fromkeys((*first, *rest, *numbers)))

    def _dated(self, result: Result) -> Result:
        policy = self.outlook.compiled.policy
        tree, end = favourable(policy.condition), policy.validity.end
        if result.verdict is Verdict.INELIGIBLE:
            return replace(result, from_day=events.search(tree, self.known, self.day, end, wanted=True))
        if result.verdict in GRANTED and events.sure(tree, self.known, self.day):
            turn = events.search(tree, self.known, self.day, end, wanted=False)
            return replace(result, until_day=None if turn is None else turn - events.DAY)
        return result

    def _truths(self) -> reasons.Truth:
        """Whether a leaf holds; looked at once, though trees are walked again and again."""
        found: dict[int, bool | None] = {}

        def truth(leaf: Leaf | OfficeLeaf) -> bool | None:
            key = id(leaf)
            if key not in found:
                found[key] = holds(leaf, self.known, self.day) if isinstance(leaf, Leaf) else None
            return found[key]

        return truth

    def _because(self, verdict: Verdict, masks: Masks) -> tuple[Reason, ...]:
        """The smallest set of conditions that decides, or those that are still open."""
        condition, truth = self.outlook.compiled.policy.condition, self._truths()
        if verdict is Verdict.NEEDS_FACTS:
            names = {self.outlook.compiled.variables[at].fact.name for at in self.outlook.questions(masks)}
            found = reasons.still_open(condition, truth)
            chosen: tuple[Leaf | OfficeLeaf, ...] = tuple(
                leaf for leaf in found if isinstance(leaf, Leaf) and leaf.fact in names
            )
        else:
            office = verdict is Verdict.NEEDS_OFFICE
            sure = reasons.certificate(condition, truth, verdict is not Verdict.INELIGIBLE, office)
            chosen = self._by_facts(verdict) if sure is None else sure
        return tuple(reasons.reason(leaf, truth(leaf)) for leaf in chosen)

    def _by_facts(self, verdict: Verdict) -> tuple[Leaf | OfficeLeaf, ...]:
        """The conditions on a smallest set of facts that decides together, though no condition does alone."""
        outlook = self.outlook

        def decides(names: frozenset[str]) -> bool:
            known = {name: value for name, value in self.known.items() if name in names}
            return _single(outlook.verdict(outlook.masks(known)).outcomes) is verdict

        asked = outlook.compiled.variables[: outlook.compiled.asked]
        names = tuple(one.fact.name for one in asked if one.fact.name in self.known)
        chosen = reasons.smallest_facts(names, decides)
        return tuple(
            leaf
            for leaf in leaves(outlook.compiled.policy.condition)
            if (isinstance(leaf, OfficeLeaf) and verdict is Verdict.NEEDS_OFFICE)
            or (isinstance(leaf, Leaf) and leaf.fact in chosen)
        )


def _single(outcomes: frozenset[object]) -> Verdict:
    """The verdict that several possible ones come to."""
    only = next(iter(outcomes)) if len(outcomes) == 1 else Verdict.NEEDS_FACTS
    return only if isinstance(only, Verdict) else Verdict.NEEDS_FACTS
