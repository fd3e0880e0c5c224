"""Which question to ask next.

One policy: the question whose own cost and the expected cost of going on greedily are least together
(one rollout step over entropy). Several: the most expected newly decided policies, plus half the
expected drop of entropy, for the cost. Both are adaptive and use the declared priors; see
Golovin and Krause (2011) and Bertsekas on rollout. Questions that can change nothing are never looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.eligibility.outlook import Masks, Outlook, Questions, held
from bot.eligibility.state import KEPT_STATES, State
from bot.model.verdicts import Verdict

ENTROPY_SHARE = 0.5
"""Weight of a bit of entropy against a decided policy, as measured for screening."""

PLAN_LIMIT = 300
"""States a rollout may look at in one turn before it falls back to the greedy choice."""


@dataclass(frozen=True, slots=True)
class Open:
    """A policy that is not settled, where knowledge leaves it, and the variables that cannot be asked."""

    outlook: Outlook
    masks: Masks
    blocked: frozenset[int]

    @classmethod
    def of(cls, outlook: Outlook, masks: Masks, unavailable: frozenset[str]) -> Open:
        """The policy with the facts nobody can tell us kept from being asked."""
        variables = outlook.compiled.variables
        return cls(outlook, masks, frozenset(at for at, one in enumerate(variables) if one.fact.name in unavailable))

    def name(self, variable: int) -> str:
        """The fact a variable stands for."""
        return self.outlook.compiled.variables[variable].fact.name

    def typical(self) -> Open:
        """A policy for which planning is the same, the same one for all such."""
        return Open(self.outlook, self.outlook.typical(self.masks), self.blocked)

    def after(self, variable: int, cell: int) -> Open:
        """The same once an answer is known."""
        return Open(self.outlook, held(self.masks, variable, cell), self.blocked)

    def current(self) -> tuple[State, Questions]:
        """What is worth asking: about the verdict, else about the amount if anything may be due."""
        outlook, masks = self.outlook, self.masks
        state = outlook.verdict(masks)
        found = self._free(outlook.questions(masks))
        if not found and state.outcomes != {Verdict.INELIGIBLE}:
            state = outlook.outcome(masks)
            found = self._free(outlook.questions(masks, amounts=True))
        return state, found

    def _free(self, questions: Questions) -> Questions:
        return {at: answers for at, answers in questions.items() if at not in self.blocked}


def gains(one: Open) -> dict[int, float]:
    """For each question of a policy the expected drop of entropy for its cost."""
    state, questions = one.current()
    costs = one.outlook.costs
    return {
        at: (state.entropy - sum(answer.probability * answer.entropy for answer in answers)) / costs[at]
        for at, answers in questions.items()
    }


def greedy(one: Open) -> int | None:
    """The question with the largest gain; the one named first among equals."""
    found = gains(one)
    return max(found, key=lambda at: found[at]) if found else None


class _Rollout:
    """Expected costs of going on greedily, kept with the outlook and limited in number."""

    def __init__(self, limit: int) -> None:
        self._left = limit

    def spent(self) -> bool:
        """Whether the limit is used up, so that costs are no longer to be trusted."""
        return self._left < 0

    def cost(self, one: Open) -> float:
        """Expected cost until settled when every next question is the greedy one."""
        key = one.outlook.standing(one.masks, one.blocked)
        found = one.outlook.plans.get(key)
        if found is None:
            self._left -= 1
            if self.spent():
                return 0.0
            one = one.typical()
            best = greedy(one)
            found = 0.0 if best is None else self.through(one, best)
            if self.spent():
                return 0.0
            if len(one.outlook.plans) >= KEPT_STATES:
                one.outlook.plans.clear()
            one.outlook.plans[key] = found
        return found

    def through(self, one: Open, variable: int) -> float:
        """Expected cost when this question is asked first."""
        answers = one.current()[1][variable]
        rest = sum(answer.probability * self.cost(one.after(variable, answer.cell)) for answer in answers)
        return one.outlook.costs[variable] + rest


def best_for_one(one: Open) -> str | None:
    """The fact to ask next for one policy, or None when nothing that can be asked would change anything."""
    questions = one.current()[1]
    if not questions:
        return None
    if len(questions) == 1:
        return one.name(next(iter(questions)))
    key = one.outlook.standing(one.masks, one.blocked)
    found = one.outlook.choices.get(key)
    if found is None:
        if len(one.outlook.choices) >= KEPT_STATES:
            one.outlook.choices.clear()
        found = one.outlook.choices[key] = _rolled(one, questions)
    return one.name(found)


def _rolled(one: Open, questions: Questions) -> int:
    """The question with the least expected cost when one goes on greedily; the greedy one if that takes too long."""
    rollout, one = _Rollout(PLAN_LIMIT), one.typical()
    costs = {at: rollout.through(one, at) for at in questions}
    best = greedy(one) if rollout.spent() else None
    return min(costs, key=lambda at: round(costs[at], 9)) if best is None else best


def best_for_many(many: Sequence[Open]) -> str | None:
    """The fact to ask next for several policies: verdicts first, then amounts."""
    verdicts = [one for one in many if any(at not in one.blocked for at in one.outlook.questions(one.masks))]
    scores: dict[str, float] = {}
    for one in verdicts or many:
        for name, score in _news(one).items():
            scores[name] = scores.get(name, 0.0) + score
    return max(scores, key=lambda name: scores[name]) if scores else None


def _news(one: Open) -> dict[str, float]:
    """For each fact the expected news about one policy for its cost; kept, as most policies do not move in a turn."""
    key = one.outlook.standing(one.masks, one.blocked)
    kept = one.outlook.news.get(key)
    if kept is not None:
        return kept
    if len(one.outlook.news) >= KEPT_STATES:
        one.outlook.news.clear()
    state, questions = one.current()
    found = one.outlook.news[key] = {}
    for at, answers in questions.items():
        decided = sum(answer.probability for answer in answers if answer.settled)
        after = sum(answer.probability * answer.entropy for answer in answers)
        found[one.name(at)] = (decided + ENTROPY_SHARE * (state.entropy - after)) / one.outlook.costs[at]
    return found


def ranked(one: Open, questions: Questions) -> tuple[str, ...]:
    """The facts of some questions, most useful first."""
    found = gains(one)
    order = sorted(questions, key=lambda at: (-found.get(at, -1.0), at))
    return tuple(one.name(at) for at in order)
