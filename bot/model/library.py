"""One immutable snapshot of all content, with the skills that were built from it.

The skills are named here only by what they promise, so that no skill imports another.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, TypeVar, cast

from bot.model.claims import Claim
from bot.model.conditions import Constraint
from bot.model.documents import Documents
from bot.model.facts import FactMap, Facts
from bot.model.intents import Intents
from bot.model.places import Regions
from bot.model.policies import Policies, Policy
from bot.model.problems import Problem
from bot.model.understanding import Hint, Understanding
from bot.model.verdicts import Result

Known = TypeVar("Known")


@dataclass(frozen=True, slots=True)
class Content:
    """Everything the officers wrote, read and checked.

    customs: what usually goes together, taken for granted until somebody says otherwise.
    jargon: words of offices that questions must not use, each with what to say instead.
    replies: template path -> source text. claims: every figure, date and sentence that a clause must bear out.
    """

    regions: Regions
    documents: Documents
    facts: Facts
    constraints: tuple[Constraint, ...]
    policies: Policies
    intents: Intents
    replies: Mapping[str, str]
    digest: str
    _places: dict[tuple[str, str | None], tuple[Policy, ...]] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )
    _known: dict[Callable[[Content], object], object] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )
    warnings: tuple[Problem, ...] = ()
    claims: tuple[Claim, ...] = ()
    customs: tuple[Constraint, ...] = ()
    jargon: Mapping[str, str] = field(default_factory=dict)

    def in_region(self, region: str, measure: str | None = None) -> tuple[Policy, ...]:
        """The region's own policies, of one measure or of all, in the order of their ids."""
        if not self._places:
            self._sort()
        return self._places.get((region, measure), ())

    def once(self, make: Callable[[Content], Known]) -> Known:
        """What a function of nothing but the content gives; worked out for the first who asks, kept with the content.

        make: a function of a module, so that there are few.
        """
        found = self._known.get(make)
        if found is None:
            found = self._known[make] = make(self)
        return cast("Known", found)

    def _sort(self) -> None:
        """Put the policies where they are looked for; all at once, as several threads may come for them."""
        places: dict[tuple[str, str | None], list[Policy]] = {}
        for _, policy in sorted(self.policies.items()):
            places.setdefault((policy.region, None), []).append(policy)
            places.setdefault((policy.region, policy.measure), []).append(policy)
        self._places.update({place: tuple(policies) for place, policies in places.items()})


class Understander(Protocol):
    """Reads messages."""

    def understand(self, text: str, hint: Hint) -> Understanding:
        """The reading of one message; pure and never raises for any text."""


class Engine(Protocol):
    """Decides policies."""

    def decide(self, policy: str, facts: FactMap, on: date) -> Result:
        """The exact verdict for these facts on that day; raises UnknownName."""

    def next_question(
        self, policies: Sequence[str], facts: FactMap, on: date, unavailable: frozenset[str] = frozenset()
    ) -> str | None:
        """The fact worth asking next, or None when no answer would change anything."""

    def narrow(self, facts: FactMap, on: date) -> FactMap:
        """The facts with everything added that follows from them."""

    def conflicts(self, facts: FactMap, on: date) -> tuple[str, ...]:
        """Wordings of the constraints that these facts break."""


@dataclass(frozen=True, slots=True)
class Library:
    """Content plus skills; swapped in one assignment."""

    content: Content
    understander: Understander
    engine: Engine
