"""A linear classifier over named evidence, trained from the examples when content is loaded.

Multinomial logistic regression, stochastic gradient with per-weight step sizes (AdaGrad).
Chance is drawn for each example by itself (lots), so the same examples give the same weights, and one more example
moves only what is like it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from math import sqrt
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from bot.language import lots
from bot.language.evidence import scale
from bot.language.manner import MANNERS, PLAIN, SHARE

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]

_LEAST = 1e-6
"""Stands in for the length of what holds no known evidence."""


class Sample(NamedTuple):
    """One training text: the names of its evidence, its class, how much it counts, and how it asks."""

    names: tuple[str, ...]
    label: str
    weight: float = 1.0
    manner: int = PLAIN


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train; few epochs at a small rate keep the weights of rare evidence small.

    lost: the share of evidence hidden at random in every epoch, so that no single word carries a class.
    """

    epochs: int = 4
    batch: int = 48
    rate: float = 0.5
    seed: int = 3
    lost: float = 0.35


@dataclass(frozen=True, slots=True)
class Weights:
    """The trained classifier: one row of weights for every known piece of evidence.

    values: what a piece of evidence counts before its weights, more if it is rare.
    matrix: one column for every label; behind them, if manners were learnt too, one for every manner.
    It may be kept in half precision; it is widened row by row.
    """

    rows: Mapping[str, int]
    labels: tuple[str, ...]
    values: Floats
    matrix: npt.NDArray[np.floating]
    bias: Floats

    def find(self, names: Iterable[str]) -> list[int]:
        """The row of every name, -1 where it was never seen in training."""
        return list(map(self.rows.get, names, repeat(-1)))

    def known(self, found: Iterable[int]) -> tuple[Ints, Floats]:
        """The known rows, each once, and their values, the squares summing to one."""
        index = np.array(sorted({*found} - {-1}), dtype=np.int32)
        values = self.values[index]
        length = float(np.sqrt(values @ values)) or 1.0
        return index, values / np.float32(length)

    def logits(self, found: Iterable[int]) -> Floats:
        """One score for each label; evidence never seen in training says nothing."""
        values, rows = self._taken(sorted({*found}))
        length = max(sqrt(np.add.reduce(values * values)), _LEAST)
        return np.asarray((values / length) @ rows + self.bias, dtype=np.float32)

    def hold(self, found: Sequence[int]) -> Held:
        """What is needed to score any part of a text with this evidence."""
        size = len(found)
        first = dict(zip(reversed(found), range(size - 1, -1, -1), strict=True))
        index = sorted(first)
        places = [first[row] for row in index]
        again: list[tuple[int, int]] = []
        if len(index) < size:
            column = {row: at for at, row in enumerate(index)}
            more = set(range(size)).difference(places)
            again = [(at, column[found[at]]) for at in more if found[at] >= 0]
        return Held(places, again, *self._taken(index), self.bias)

    def _taken(self, index: list[int]) -> tuple[Floats, Floats]:
        """The values and weights of rows; what was never seen in training counts nothing."""
        where = np.array(index, dtype=np.intp)
        # The last row stands for what is unknown, and is weighed with nought.
        values = self.values.take(where, mode="wrap")
        if index and index[0] < 0:
            values[0] = 0.0
        return values, self.matrix.take(where, axis=0, mode="wrap").astype(np.float32, copy=False)


class Held(NamedTuple):
    """The weights of the evidence in one text.

    first: where among all evidence each different piece comes first. again: where it comes once more, and which of
    the different ones it is.
    """

    first: Sequence[int]
    again: Sequence[tuple[int, int]]
    values: Floats
    rows: Floats
    bias: Floats

    def logits_of(self, inside: npt.NDArray[np.bool_]) -> Floats:
        """Scores of several parts of the text at once; inside: for each part, which evidence lies in it."""
        some = inside.take(self.first, axis=1)
        for at, column in self.again:
            some[:, column] |= inside[:, at]
        present = some * self.values
        lengths = np.sqrt(np.add.reduce(present * present, axis=1, keepdims=True))
        return np.asarray((present / np.maximum(lengths, _LEAST)) @ self.rows + self.bias, dtype=np.float32)


def softmax(logits: Floats) -> Floats:
    """Probabilities that sum to one."""
    # The functions behind the methods of arrays: of few numbers, half of the time goes into calling.
    powers = np.exp(logits - np.maximum.reduce(logits, axis=-1, keepdims=True))
    powers /= np.add.reduce(powers, axis=-1, keepdims=True)
    return powers


def train(samples: Sequence[Sample], labels: Sequence[str], plan: Plan) -> Weights:
    """Weights fitted to the samples."""
    rows: dict[str, int] = {}
    for sample in samples:
        for name in sample.names:
            rows.setdefault(name, len(rows))
    bags = [np.unique([rows[name] for name in sample.names]).astype(np.int32) for sample in samples]
    counts = np.bincount(np.concatenate(bags), minlength=len(rows))
    # The value of evidence: its channel's scale, times the logarithm of how rare it is.
    rarity = np.log((len(samples) + 1) / (counts + 0.5))
    worth = (rarity * np.fromiter(map(scale, rows), np.float64, len(rows))).astype(np.float32)
    starts = np.cumsum([0, *map(len, bags)])
    columns = np.concatenate(bags)
    raw = worth[columns]
    lengths = np.sqrt(np.add.reduceat(raw * raw, starts[:-1]))
    values = (raw / np.repeat(lengths, np.diff(starts))).astype(np.float32)
    fit = _Fit(samples, labels, starts, columns, values, lots.keys(rows)[columns])
    width = len(labels) + MANNERS * any(sample.manner for sample in samples)
    matrix = np.zeros((len(rows), width), np.float32)
    bias = np.zeros(width, np.float32)
    fit.run(matrix, bias, plan)
    return Weights(rows, tuple(labels), worth, matrix, bias)


class _Fit:
    """The training loop; evidence of all samples lies in two long rows, cut at `starts`."""

    def __init__(
        self,
        samples: Sequence[Sample],
        labels: Sequence[str],
        starts: npt.NDArray[np.int64],
        columns: Ints,
        values: Floats,
        names: lots.Keys,
    ) -> None:
        place = {label: at for at, label in enumerate(labels)}
        self._targets = np.array([place[sample.label] for sample in samples])
        self._shares = np.array([sample.weight for sample in samples], dtype=np.float32)
        self._measures = len(labels)
        self._manners = np.array([len(labels) + sample.manner for sample in samples])
        self._stress = np.array([SHARE if sample.manner else 1.0 for sample in samples], dtype=np.float32)
        self._starts, self._columns, self._values, self._names = starts, columns, values, names
        self._keys = lots.keys("\0".join((sample.label, *sample.names)) for sample in samples)

    def run(self, matrix: Floats, bias: Floats, plan: Plan) -> None:
        squares = np.full(matrix.shape, 1e-4, np.float32)
        whose = np.repeat(self._keys, np.diff(self._starts))
        for epoch in range(plan.epochs):
            salt = lots.salt(plan.seed, epoch)
            rate = np.float32(plan.rate / (1.0 + 0.15 * epoch))
            shown = self._values * (lots.draws(self._names, whose, salt) >= plan.lost)
            for batch in lots.batches(self._keys, plan.batch, salt):
                self._step(matrix, squares, bias, batch, rate, shown)

    def _step(
        self,
        matrix: Floats,
        squares: Floats,
        bias: Floats,
        batch: npt.NDArray[np.int64],
        rate: np.float32,
        shown: Floats,
    ) -> None:
        # Sums over cut rows, not products of matrices: those use all processors, and starve when others do too.
        sizes = self._starts[batch + 1] - self._starts[batch]
        where = np.concatenate([np.arange(self._starts[one], self._starts[one + 1]) for one in batch])
        value = shown[where, None]
        spread = np.repeat(np.arange(len(batch)), sizes)
        index = self._columns[where]
        cuts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        error = self._error(np.add.reduceat(matrix[index] * value, cuts, axis=0) + bias, batch)
        error *= self._shares[batch, None]
        bias -= rate * np.float32(0.02) * error.sum(axis=0)
        sorting = np.argsort(index, kind="stable")
        ordered = index[sorting]
        heads = np.concatenate([[0], np.flatnonzero(np.diff(ordered)) + 1])
        touched = ordered[heads]
        gradient = np.add.reduceat(error[spread[sorting]] * value[sorting], heads, axis=0)
        slowed = squares[touched] + gradient**2
        squares[touched] = slowed
        matrix[touched] -= rate * gradient / np.sqrt(slowed)

    def _error(self, scores: Floats, batch: npt.NDArray[np.int64]) -> Floats:
        """How far the chances are from what is true: of the measures, and beside them of the manners."""
        each, size = np.arange(len(batch)), self._measures
        scores[:, :size] = softmax(scores[:, :size])
        scores[each, self._targets[batch]] -= 1.0
        if scores.shape[1] > size:
            scores[:, size:] = softmax(scores[:, size:])
            scores[each, self._manners[batch]] -= 1.0
            scores[:, size:] *= self._stress[batch, None]
        return scores
