"""The same ratios on our own policies, one at a time: verdict and amount decided, with the declared priors."""

from __future__ import annotations

from collections.abc import Hashable
from itertools import product
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.content.load import load_content
from bot.content.tree import read_tree
from bot.eligibility.cells import Variable
from bot.eligibility.compiled import IMPOSSIBLE, Compiled
from bot.eligibility.engine import ExactEngine
from bot.eligibility.outlook import Outlook
from bot.eligibility.priors import weights
from bot.eligibility.sets import Known, internal
from bot.model.copying import replace
from bot.model.library import Content
from bot.model.values import Span, Value, exactly
from bot.model.verdicts import Verdict
from tests.benchmarks.planner_optimum import Game, cost, game, optimum
from tests.benchmarks.planner_strategies import STRATEGIES, Player
from tests.benchmarks.planner_worlds import ON

ROOT = Path(__file__).resolve().parents[2]
LARGEST = 2_000_000
"""States of a policy for which the optimum is still worked out."""


def label(compiled: Compiled, cells: tuple[int, ...]) -> Hashable:
    """The outcome of one assignment of cells."""
    diagram, node = compiled.diagram, compiled.sums
    while diagram.variable[node] < diagram.bottom:
        node = diagram.children[node][cells[diagram.variable[node]]]
    return diagram.label[node]


def choices(variable: Variable) -> tuple[int, ...]:
    """The cells to be told apart by asking: of a fact that nobody is asked for only the one that is supposed."""
    if variable.fact.unsaid is None:
        return tuple(range(len(variable.cells)))
    return (variable.mask(internal(variable.fact.unsaid)).bit_length() - 1,)


def as_game(compiled: Compiled) -> Game | None:
    """One policy as a game of questions; None if it is too large for the optimum or nothing is open."""
    cells_of = [choices(variable) for variable in compiled.variables]
    shape = tuple(map(len, cells_of))
    if not shape or np.prod([size + 1 for size in shape]) > LARGEST or compiled.asked < len(shape):
        return None
    mass: npt.NDArray[np.float64] = np.ones(())
    for variable in compiled.variables:
        mass = np.multiply.outer(mass, np.array(weights(variable, ON))[list(choices(variable))])
    numbers: dict[Hashable, int] = {}
    target = np.zeros(shape, dtype=np.int64)
    for places in product(*map(range, shape)):
        found = label(compiled, tuple(cells[at] for cells, at in zip(cells_of, places, strict=True)))
        target[places] = numbers.setdefault(found, len(numbers))
        if found == IMPOSSIBLE:
            mass[places] = 0.0
    one = game([variable.fact.cost for variable in compiled.variables], mass, [target])
    return one if one.undecided[one.start] else None


def exact(cell: Known) -> Value:
    """One value of a cell."""
    return exactly(min(cell)) if isinstance(cell, frozenset) else Span(cell[0][0], cell[0][0])


def policy_ratios(content: Content) -> dict[str, list[float]]:
    """For each strategy the ratios to the optimum over the policies in force that leave something to ask."""
    content = replace(content, customs=())  # what is only usual spares questions that the optimum would ask
    engine = ExactEngine(content)
    found: dict[str, list[float]] = {name: [] for name in STRATEGIES}
    for policy in content.policies.values():
        if engine.decide(policy.id, {}, ON).verdict in (Verdict.EXPIRED, Verdict.NOT_YET) or policy.governing != "申请":
            continue
        compiled = Outlook.build(policy, content.facts.by_name, content.constraints, (ON, ON)).compiled
        one = as_game(compiled)
        if one is None:
            continue
        best = optimum(one)
        answers = {v.fact.name: [exact(v.cells[at]) for at in choices(v)] for v in compiled.variables}
        seen = Player(engine, [policy.id], answers, ON)
        for name, strategy in STRATEGIES.items():
            found[name].append(cost(one, strategy(seen))[0] / best)
    return found


def own_content() -> None:
    """Print the ratios on our own policies, or why they cannot be had."""
    content, problems = load_content(read_tree(ROOT))
    if content is None:
        print(f"own content: not loadable, {len(problems)} problems")
        return
    found = policy_ratios(content)
    print(f"own content, one policy at a time, {len(found['ours'])} policies: expected cost ÷ optimum (mean, max)")
    for name, values in found.items():
        if values:
            print(f"    {name:22} {np.mean(values):6.3f} {max(values):6.3f}")
