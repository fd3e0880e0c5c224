"""A compiled policy with everything about it that is worth keeping between turns."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from datetime import date

from bot.eligibility.compiled import Compiled, compile_policy
from bot.eligibility.priors import weights
from bot.eligibility.sets import Known
from bot.eligibility.state import KEPT_STATES, Analyser, Answer, State
from bot.model.conditions import Constraint
from bot.model.facts import Fact
from bot.model.policies import Policy

Masks = tuple[int, ...]
Questions = dict[int, tuple[Answer, ...]]
Standing = tuple[State, frozenset[int]]
"""Where a policy stands, with the variables that matter and cannot be asked."""

SEARCH_LIMIT = 3000
"""States looked at before a question tied to others by constraints is taken to be of use."""


class Outlook:
    """One policy on one governing day: verdict states, outcome states, useful questions."""

    def __init__(self, compiled: Compiled, untied: Callable[[], Outlook] | None = None) -> None:
        self.compiled = compiled
        self._untied = untied
        rows = tuple(weights(variable, compiled.on) for variable in compiled.variables)
        self._verdicts = Analyser(compiled, compiled.verdicts, rows, self._asked)
        same = _same(compiled)
        self._outcomes = self._verdicts if same else Analyser(compiled, compiled.sums, rows, self._asked)
        self.costs = tuple(variable.fact.cost for variable in compiled.variables)
        self.plans: dict[Standing, float] = {}
        self.choices: dict[Standing, int] = {}
        self.news: dict[Standing, dict[str, float]] = {}
        self._names = tuple(variable.fact.name for variable in compiled.variables)
        self._masks: dict[tuple[Known | None, ...], Masks] = {}
        self._first: dict[State, Masks] = {}
        self._useful: dict[State, Questions] = {}

    @classmethod
    def build(
        cls, policy: Policy, facts: Mapping[str, Fact], constraints: tuple[Constraint, ...], days: tuple[date, date]
    ) -> Outlook:
        """Compile a policy for (governing day, day asked)."""
        return cls(
            compile_policy(policy, facts, constraints, *days),
            lambda: cls(compile_policy(policy, facts, (), *days)),
        )

    def _asked(self, variable: int) -> bool:
        return variable < self.compiled.asked

    def masks(self, known: Mapping[str, Known]) -> Masks:
        """Where knowledge leaves this policy."""
        key = tuple(map(known.get, self._names))
        found = self._masks.get(key)
        if found is None:
            if len(self._masks) >= KEPT_STATES:
                self._masks.clear()
            found = self._masks[key] = self.compiled.masks(known)
        return found

    def fitting(self, known: Mapping[str, Known]) -> Outlook:
        """This, or the same without constraints for somebody whose facts contradict them."""
        if self._untied is None or not self.compiled.tied or self.verdict(self.masks(known)).outcomes:
            return self
        return self._untied()

    def verdict(self, masks: Masks) -> State:
        """The state whose outcomes are verdicts."""
        return self._verdicts.state(masks)

    def outcome(self, masks: Masks) -> State:
        """The state whose outcomes also tell the amounts apart."""
        return self._outcomes.state(masks)

    def standing(self, masks: Masks, blocked: frozenset[int]) -> Standing:
        """All that planning depends on; an outcome tells the verdict too."""
        state = self.outcome(masks)
        return state, blocked & state.support if blocked else blocked

    def typical(self, masks: Masks) -> Masks:
        """The masks first met of all that leave the same open; what follows them was mostly looked at before."""
        state = self.outcome(masks)
        if len(self._first) >= KEPT_STATES:
            self._first.clear()
        return self._first.setdefault(state, masks)

    def questions(self, masks: Masks, amounts: bool = False) -> Questions:
        """The questions whose answers can change the verdict (or, with amounts, also the amount)."""
        state = self.outcome(masks) if amounts else self.verdict(masks)
        if not self.compiled.tied or not state.questions:
            return state.questions
        found = self._useful.get(state)
        if found is None:
            search = _Search(self, amounts)
            found = {at: answers for at, answers in state.questions.items() if search.useful(at, masks)}
            if len(self._useful) >= KEPT_STATES:
                self._useful.clear()
            self._useful[state] = found
        return found


def _same(compiled: Compiled) -> bool:
    """Whether the sum never depends on more than the verdict."""
    full = [variable.full for variable in compiled.variables]
    diagram = compiled.diagram
    return len(diagram.labels(compiled.sums, full)) == len(diagram.labels(compiled.verdicts, full))


class _Search:
    """Looks for a situation in which an answer rules an outcome out; needed only under constraints."""

    def __init__(self, outlook: Outlook, amounts: bool) -> None:
        self._state = outlook.outcome if amounts else outlook.verdict
        self._left = SEARCH_LIMIT

    def useful(self, variable: int, masks: Masks) -> bool:
        """Whether, after some answers to other questions, this one can rule an outcome out."""
        return self._visit(variable, masks, set())

    def _visit(self, variable: int, masks: Masks, seen: set[Masks]) -> bool:
        seen.add(masks)
        self._left -= 1
        state = self._state(masks)
        if state.settled or variable not in state.questions:
            return False
        if self._left < 0 or any(
            len(self._labels(masks, variable, answer.cell)) < len(state.outcomes)
            for answer in state.questions[variable]
        ):
            return True
        return any(
            after not in seen and self._visit(variable, after, seen)
            for other, answers in state.questions.items()
            if other != variable
            for after in (held(masks, other, answer.cell) for answer in answers)
        )

    def _labels(self, masks: Masks, variable: int, cell: int) -> frozenset[Hashable]:
        return self._state(held(masks, variable, cell)).outcomes


def held(masks: Masks, variable: int, cell: int) -> Masks:
    """The masks with one variable held to one cell."""
    return (*masks[:variable], 1 << cell, *masks[variable + 1 :])
