"""From policies and what is known to the one fact to ask for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.eligibility import amounts
from bot.eligibility.deciding import outside, vague
from bot.eligibility.governing import governing
from bot.eligibility.outlook import Outlook
from bot.eligibility.planner import Open, best_for_many, best_for_one
from bot.eligibility.sets import Known
from bot.model.facts import Fact
from bot.model.policies import Policy
from bot.model.verdicts import Verdict

Outlooks = Callable[[Policy, date, date], Outlook]


@dataclass(frozen=True, slots=True)
class Asker:
    """What is known about one person on one day, and what they could not or would not tell."""

    facts: Mapping[str, Fact]
    known: Mapping[str, Known]
    unavailable: frozenset[str]
    on: date
    outlook: Outlooks

    def ask(self, policies: Sequence[Policy]) -> str | None:
        """The fact to ask for these policies, or None when no answer would change anything.

        The day of an event that governs a policy is asked first for that policy alone, as it may close it;
        among several policies it is asked last, since other answers may make it needless.
        """
        closed = frozenset(name for name in self.unavailable if not self._by_counts(name))
        events: list[str] = []
        many: list[Open] = []
        for policy in policies:
            days = governing(policy, self.facts, self.known, self.on)
            live = [day for day in days.days if outside(policy, day) is None]
            if not live:
                continue
            day = self.on if self.on in live else live[-1]
            outlook = self.outlook(policy, day, self.on).fitting(self.known)
            masks = outlook.masks(self.known)
            if outlook.verdict(masks).outcomes == {Verdict.INELIGIBLE}:
                continue
            many.append(Open.of(outlook, masks, closed))
            if days.fact is not None and days.fact not in self.unavailable:
                events.append(days.fact)
        event = max(dict.fromkeys(events), key=events.count, default=None)
        if event and len(many) == 1:
            return event
        return self._choose(many) or event

    def _choose(self, many: list[Open]) -> str | None:
        waiting = [one for one in many if one.current()[1]]
        if not waiting:
            return self._number(many)
        found = best_for_one(waiting[0]) if len(waiting) == 1 else best_for_many(waiting)
        return found and self._counted(found)

    def _number(self, many: list[Open]) -> str | None:
        """A number known too vaguely for the amount."""
        for one in many:
            for name in vague(amounts.dues(one.outlook.compiled, one.masks, self.known, self.facts)):
                if name not in self.unavailable:
                    return name
        return None

    def _counts(self, name: str) -> list[Fact]:
        """The counts of a ratio that are not known exactly."""
        ratio = self.facts[name].ratio if name in self.facts else None
        found = [self.facts[part] for part in ratio or () if part in self.facts]
        return [fact for fact in found if not _exact(self.known.get(fact.name))]

    def _by_counts(self, name: str) -> bool:
        """Whether a ratio nobody could tell can still be worked out from counts that can be asked."""
        counts = self._counts(name)
        return bool(counts) and all(fact.name not in self.unavailable for fact in counts)

    def _counted(self, name: str) -> str:
        """The fact itself, or the first of its counts where asking for those is cheaper or the only way."""
        if not self._by_counts(name):
            return name
        counts = self._counts(name)
        cheaper = sum(fact.cost for fact in counts) <= self.facts[name].cost
        return counts[0].name if cheaper or name in self.unavailable else name


def _exact(known: Known | None) -> bool:
    """Whether a value leaves nothing open."""
    if not known:
        return False
    return len(known) == 1 if isinstance(known, frozenset) else known[0][0] == known[-1][1]
