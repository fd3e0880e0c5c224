"""How many questions the planner asks compared with the true optimum, and how long a turn takes.

Run with `python -m tests.benchmarks.planner [worlds]`: the number of worlds for the one-policy row.
"""

from __future__ import annotations

import sys
import time
from random import Random

import numpy as np
import numpy.typing as npt

from bot.eligibility.engine import ExactEngine
from bot.model.conditions import AnyOf, Condition, Leaf, OfficeLeaf, OneOf
from bot.model.values import Value, exactly
from tests.benchmarks.planner_content import own_content
from tests.benchmarks.planner_optimum import Game, Table, cost, game, optimum
from tests.benchmarks.planner_strategies import STRATEGIES, player
from tests.benchmarks.planner_worlds import ON, World, make, options

SEED = 20261120
WORLDS = 60
ROWS = ((1, 1.0), (4, 0.4), (8, 0.25), (16, 0.1))
"""Policies screened together, and the part of the worlds used for that."""

TARGETS = {"one policy": 1.01, "screening": 1.05, "time to settle": 1.02}
POLICIES, FACTS, PEOPLE = 200, 40, 15


def table(world: World, tree: Condition) -> Table:
    """The outcome of a tree for every assignment of a world's facts."""
    shape = tuple(len(row) for row in world.priors)
    if isinstance(tree, Leaf):
        axis = next(at for at, fact in enumerate(world.facts) if fact.name == tree.fact)
        wanted = tree.test.options if isinstance(tree.test, OneOf) else frozenset()
        column = np.array([option in wanted for option in options(world.facts[axis])], dtype=np.int64)
        along = [1] * len(shape)
        along[axis] = len(column)
        return np.broadcast_to(column.reshape(along), shape)
    if isinstance(tree, OfficeLeaf):
        raise TypeError("random worlds hold no office conditions")
    children = [table(world, child) for child in tree.children]
    fold = np.maximum if isinstance(tree, AnyOf) else np.minimum
    found = children[0]
    for child in children[1:]:
        found = fold(found, child)
    return found


def as_game(world: World) -> Game:
    """A world as a game of questions."""
    weights: npt.NDArray[np.float64] = np.ones(())
    for row in world.priors:
        weights = np.multiply.outer(weights, np.array(row))
    targets = [table(world, world.content.policies[name].condition) for name in world.policies]
    return game([fact.cost for fact in world.facts], weights, targets)


def ratios(worlds: int, policies: int, costs: bool) -> dict[str, tuple[list[float], list[float]]]:
    """For each strategy the ratios to the optimum of expected cost and of expected time to settle."""
    random = Random(SEED + policies + costs)
    found: dict[str, tuple[list[float], list[float]]] = {name: ([], []) for name in STRATEGIES}
    while len(found["ours"][0]) < worlds:
        world = make(random, policies, random.choice((6, 7)), random.choice((1, 2)), costs)
        one = as_game(world)
        if not one.undecided[one.start]:
            continue
        best, soonest = optimum(one), optimum(one, latency=True)
        seen = player(world)
        for name, strategy in STRATEGIES.items():
            whole, late = cost(one, strategy(seen))
            found[name][0].append(whole / best)
            found[name][1].append(late / soonest)
    return found


def shown(values: list[float]) -> str:
    """Mean, 95th percentile and maximum."""
    return f"{np.mean(values):6.3f} {np.percentile(values, 95):6.3f} {max(values):6.3f}"


def times() -> tuple[list[float], list[float]]:
    """Processor seconds a turn for the question alone, and for question and all verdicts, over simulated people."""
    random = Random(SEED)
    world = make(random, POLICIES, FACTS - 10, 10)
    engine = ExactEngine(world.content)
    engine.next_question(world.policies, {}, ON)
    engine.screen(world.policies, {}, ON)
    asking, turns = [], []
    for _ in range(PEOPLE):
        person = [random.choices(options(fact), row)[0] for fact, row in zip(world.facts, world.priors, strict=True)]
        answers = {fact.name: exactly(value) for fact, value in zip(world.facts, person, strict=True)}
        facts: dict[str, Value] = {}
        while True:
            start = time.process_time()
            name = engine.next_question(world.policies, facts, ON)
            middle = time.process_time()
            engine.screen(world.policies, facts, ON)
            asking.append(middle - start)
            turns.append(time.process_time() - start)
            if name is None:
                break
            facts[name] = answers[name]
    return asking, turns


def main(worlds: int = WORLDS) -> None:
    """Print the ratios beside the baselines, and the times."""
    for costs in (False, True):
        print(f"expected questions ÷ optimum: mean, p95, max ({'costs 1 to 3' if costs else 'every question costs 1'})")
        for policies, share in ROWS:
            count = max(3, int(worlds * share))
            found = ratios(count, policies, costs)
            print(f"  {policies} {'policy' if policies == 1 else 'policies'}, {count} worlds")
            for name, (whole, late) in found.items():
                settle = "" if policies == 1 else f"   time to settle {shown(late)}"
                print(f"    {name:22} {shown(whole)}{settle}")
    print("targets, mean: " + ", ".join(f"{name} {limit}" for name, limit in TARGETS.items()))
    own_content()
    print(f"a turn with {POLICIES} policies over {FACTS} facts, in ms of one core (p50, p99, max; target p99 20)")
    for name, seconds in zip(("next question", "question and verdicts"), times(), strict=True):
        found_ms = np.array(seconds) * 1000
        print(f"    {name:22} {np.median(found_ms):6.2f} {np.percentile(found_ms, 99):6.2f} {found_ms.max():6.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else WORLDS)
