"""Our planner and four usual ways of ordering questions, as strategies over the states of a world.

The usual ways are given our exact stopping rule, which flatters them: only their order is compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from bot.eligibility.engine import ExactEngine
from bot.eligibility.reasons import still_open
from bot.eligibility.sets import internal
from bot.eligibility.trees import holds
from bot.model.conditions import Leaf, OfficeLeaf
from bot.model.values import Value, exactly
from tests.benchmarks.planner_optimum import State, Strategy
from tests.benchmarks.planner_worlds import ON, World, options


class Player:
    """Some policies seen through the engine; each fact has a list of the answers that can be told apart."""

    def __init__(
        self, engine: ExactEngine, policies: Sequence[str], answers: Mapping[str, Sequence[Value]], on: date
    ) -> None:
        self.engine = engine
        self._policies = tuple(policies)
        self._names = list(answers)
        self._values = [list(values) for values in answers.values()]
        self._on = on

    def facts(self, state: State) -> dict[str, Value]:
        """What is known in a state."""
        return {
            name: values[value]
            for name, values, value in zip(self._names, self._values, state, strict=True)
            if value < len(values)
        }

    def ours(self, state: State) -> int | None:
        """The engine's next question; one about counts stands for the ratio that follows from them."""
        facts = self.facts(state)
        name = self.engine.next_question(self._policies, facts, self._on)
        if name is None or name in self._names:
            return None if name is None else self._names.index(name)
        ratios = [fact.name for fact in self.engine.content.facts.by_name.values() if name in (fact.ratio or ())]
        return next(at for at, ratio in enumerate(self._names) if ratio in ratios and ratio not in facts)

    def everything(self, state: State) -> int | None:
        """The first fact that was not asked yet, to the last."""
        asked = (at for at, values in enumerate(self._values) if state[at] == len(values) and len(values) > 1)
        return next(asked, None)

    def _missing(self, state: State) -> list[tuple[str, tuple[str, ...]]]:
        """Undecided policies with the facts that can still change them."""
        results = self.engine.screen(self._policies, self.facts(state), self._on)
        found = [(one.policy, tuple(name for name in one.missing if name in self._names)) for one in results]
        return [(policy, names) for policy, names in found if names]

    def fixed(self, state: State) -> int | None:
        """The first fact that can still change something."""
        useful = {name for _, names in self._missing(state) for name in names}
        return next((at for at, name in enumerate(self._names) if name in useful), None)

    def _open(self, state: State, policy: str, useful: tuple[str, ...]) -> list[str]:
        """Facts of open conditions that can still change something, then those of the amount."""
        known = {name: internal(value) for name, value in self.engine.narrow(self.facts(state), self._on).items()}

        def truth(leaf: Leaf | OfficeLeaf) -> bool | None:
            return holds(leaf, known, self._on) if isinstance(leaf, Leaf) else None

        found = still_open(self.engine.content.policies[policy].condition, truth)
        named = [leaf.fact for leaf in found if isinstance(leaf, Leaf) and leaf.fact in useful]
        return named or list(useful)

    def backward(self, state: State) -> int | None:
        """The first open condition of the first undecided policy."""
        for policy, useful in self._missing(state):
            return self._names.index(self._open(state, policy, useful)[0])
        return None

    def mentions(self, state: State) -> int | None:
        """The fact that most open conditions speak of."""
        counts: Counter[str] = Counter()
        for policy, useful in self._missing(state):
            counts.update(self._open(state, policy, useful))
        return self._names.index(counts.most_common(1)[0][0]) if counts else None


def player(world: World) -> Player:
    """A random world as its strategies see it."""
    answers = {fact.name: [exactly(option) for option in options(fact)] for fact in world.facts}
    return Player(ExactEngine(world.content), world.policies, answers, ON)


STRATEGIES: dict[str, Callable[[Player], Strategy]] = {
    "ours": lambda player: player.ours,
    "ask everything": lambda player: player.everything,
    "fixed order, skipping": lambda player: player.fixed,
    "backward chaining": lambda player: player.backward,
    "mention count": lambda player: player.mentions,
}
