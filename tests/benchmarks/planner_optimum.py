"""The true optimum of question asking on a small world, by dynamic programming over all states of knowledge.

A state says of each fact which value it has, or that it has not been asked; the last index of every
axis stands for not asked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

Number = TypeVar("Number", np.int64, np.float64)
Table = npt.NDArray[np.int64]
State = tuple[int, ...]
Strategy = Callable[[State], int | None]


@dataclass(frozen=True, slots=True)
class Game:
    """Facts with costs, a joint weight for every full assignment, and for each target its outcome there."""

    costs: tuple[float, ...]
    mass: npt.NDArray[np.float64]
    undecided: npt.NDArray[np.int64]

    @property
    def start(self) -> State:
        """The state in which nothing has been asked."""
        return tuple(size - 1 for size in self.mass.shape)


def game(costs: Sequence[float], weights: npt.NDArray[np.float64], targets: Sequence[Table]) -> Game:
    """The game in which every target must come to one outcome; assignments without weight do not exist."""
    mass = _extend(weights, np.sum)
    undecided = np.zeros(mass.shape, dtype=np.int64)
    for target in targets:
        low = _extend(np.where(weights > 0, target, np.iinfo(np.int64).max), np.min)
        high = _extend(np.where(weights > 0, target, np.iinfo(np.int64).min), np.max)
        undecided += low < high
    return Game(tuple(costs), mass, undecided)


def _extend(table: npt.NDArray[Number], fold: Callable[..., npt.NDArray[Number]]) -> npt.NDArray[Number]:
    """A table with one more index an axis, which holds the fold over that axis."""
    for axis in range(table.ndim):
        table = np.concatenate([table, np.expand_dims(fold(table, axis=axis), axis)], axis=axis)
    return table


def optimum(one: Game, latency: bool = False) -> float:
    """The least expected cost until everything is decided, or with latency until each target is, on average."""
    shape = one.mass.shape
    mass, undecided = one.mass.ravel(), one.undecided.ravel()
    strides = [int(np.prod(shape[axis + 1 :])) for axis in range(len(shape))]
    digits = np.indices(shape).reshape(len(shape), -1)
    free = sum((digits[axis] == shape[axis] - 1).astype(np.int64) for axis in range(len(shape)))
    values = np.zeros(mass.shape)
    for count in range(1, len(shape) + 1):
        states = np.flatnonzero((free == count) & (undecided > 0) & (mass > 0))
        best = np.full(states.shape, np.inf)
        for axis, size in enumerate(shape):
            asked = digits[axis][states] == size - 1
            here = states[asked]
            total = np.zeros(here.shape)
            for value in range(size - 1):
                after = here - (size - 1 - value) * strides[axis]
                total += mass[after] * values[after]
            charge = one.costs[axis] * (undecided[here] if latency else 1)
            best[asked] = np.minimum(best[asked], charge + total / mass[here])
        values[states] = best
    return float(values[-1]) / (max(int(undecided[-1]), 1) if latency else 1)


def cost(one: Game, strategy: Strategy) -> tuple[float, float]:
    """Expected cost of a strategy until it stops, and the mean over targets until each is decided.

    Raises ValueError if it stops too soon.
    """
    memo: dict[State, tuple[float, float]] = {}

    def visit(state: State) -> tuple[float, float]:
        found = memo.get(state)
        if found is None:
            axis = strategy(state)
            open_targets = int(one.undecided[state])
            if axis is None:
                if open_targets:
                    raise ValueError(f"stopped at {state}")
                found = (0.0, 0.0)
            else:
                total, late = one.costs[axis], one.costs[axis] * open_targets
                for value in range(one.mass.shape[axis] - 1):
                    after = (*state[:axis], value, *state[axis + 1 :])
                    chance = float(one.mass[after] / one.mass[state])
                    if chance > 0:
                        rest = visit(after)
                        total += chance * rest[0]
                        late += chance * rest[1]
                found = (total, late)
            memo[state] = found
        return found

    whole, late = visit(one.start)
    return whole, late / max(int(one.undecided[one.start]), 1)
