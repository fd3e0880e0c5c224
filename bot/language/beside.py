"""Whether a message asks about a second measure beside its main one.

A message that asks two things can be cut so that one half, read alone, is about the one and the other half about
the other. Every cut is tried; how well the best one fits is weighed together with names and chances by a small
logistic model, whose weights `jiuye calibrate` finds from labelled questions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from math import exp, log1p
from typing import Final, NamedTuple

import numpy as np

from bot.language.classifier import Floats
from bot.language.sight import Seen

MARKS = frozenset("，。？！； ")
NAMES = ("base", "whole", "halves", "marked", "apart", "named", "hinted", "both", "main", "clauses", "asks", "double")
"""What the model weighs: 1; how likely the measure is for the whole message; how well the best cut fits; how well the
best cut at a mark fits; whether it fits better than not; whether the message names the measure; whether it hints at
it; whether it names both; how likely the main measure is; how sure two clauses are of one each; whether both halves
hold words that ask; how much the whole message sounds like two questions."""

DEFAULTS: Final[Mapping[str, float]] = dict(
    zip(NAMES, (-2.4, 1.09, 1.49, 2.55, 0.55, 1.06, 0.69, 1.01, -0.79, 1.0, 0.5, 0.5), strict=True)
)
"""Stand in until the weights have been calibrated."""

ASKS = NAMES.index("asks")

RATHER = 0.2
"""A message this likely to ask two things is looked at closer."""

_LOUD = log1p(1000.0)
"""Brings the logarithm of how likely a message asks two things to between nothing and one."""

EDGE = 3
"""A half has at least this many characters."""

_NAMED, _HINTED = ("mN:", "sN:"), ("mC:", "mF:")
"""Begin the evidence that a name, a hint or a figure of a measure stands in the message."""

_JOINS = re.compile(r"和|跟|与|及|、|还有|还是|另外|顺便|然后|再|同时|一起|都")
"""Words by which two things are asked in one breath."""

_FULL = 1.001
"""No half fits better than this; a little more than one, since chances are rounded."""

MOST = 4
"""So many of the likeliest other measures are looked at."""

LONGEST, STRIDE = 30, 8
"""Longer messages are cut at marks, and besides at every eighth character only, since voice input writes no marks."""


class Beside(NamedTuple):
    """A measure that may be asked about too: what speaks for it, whether its half comes first, where the halves part,
    and whether a word of the message joins two things.
    """

    measure: str
    evidence: tuple[float, ...]
    first: bool
    cut: int = 0
    joined: bool = False

    @property
    def asked_apart(self) -> bool:
        """Whether both halves hold words that ask."""
        return bool(self.evidence[ASKS])

    @property
    def said(self) -> bool:
        """Whether the message says that it asks two things: in both halves, or by a word that joins."""
        return self.asked_apart or self.joined

    def chance(self, weights: Mapping[str, float]) -> float:
        """How likely it is asked about too."""
        drive = sum(weights.get(name, DEFAULTS[name]) * value for name, value in zip(NAMES, self.evidence, strict=True))
        return float(1.0 / (1.0 + np.exp(-drive)))


class Halves(NamedTuple):
    """The readings of both halves for every cut: one row a cut, one column a measure."""

    cuts: Sequence[int]
    left: Floats
    right: Floats


def cuts(text: str) -> list[int]:
    """The places to cut a normalised text at."""
    every = range(EDGE, len(text) - EDGE + 1)
    return [at for at in every if len(text) <= LONGEST or at % STRIDE == 0 or _at_mark(text, at)]


def _at_mark(text: str, at: int) -> bool:
    return text[at - 1] in MARKS or text[at] in MARKS


def worth_cutting(parts: int, seen: Sequence[Seen], double: float = 0.0) -> bool:
    """Whether a message shows any sign of two questions: several clauses, words of several measures, or its sound."""
    return parts > 1 or double >= RATHER or len(set(_hinted(seen, (*_NAMED, *_HINTED)))) > 1


def may_ask_twice(text: str, double: float = 0.0) -> bool:
    """Whether a mark, a word or the sound of the text can mean a second question; if not, only words that ask can."""
    return double >= RATHER or "？" in text or _JOINS.search(text) is not None


def _hinted(seen: Sequence[Seen], tags: tuple[str, ...]) -> Iterator[str]:
    return (one.name[3:] for one in seen if one.name.startswith(tags))


def _named_apart(seen: Sequence[Seen], main: str) -> set[str]:
    """The measures named by words that are not part of a name of the main one: 创业贷款 is part of 创业贷款展期."""
    names = [one for one in seen if one.name.startswith(_NAMED)]
    taken = {place for one in names if one.name[3:] == main for place in range(one.start, one.end)}
    return {one.name[3:] for one in names if taken.isdisjoint(range(one.start, one.end))}


class Likely(NamedTuple):
    """A measure that may be asked about beside the main one, with what speaks for it before halves are read.

    place: among the measures. whole: the logarithm of its chance, scaled. both: whether the main one is named too.
    main: the chance of that. clauses: how sure two clauses are of one each.
    """

    place: int
    measure: str
    whole: float
    named: bool
    hinted: bool
    both: bool
    main: float
    clauses: float
    double: float

    def most(self, weights: Mapping[str, float], *, marked: bool) -> float:
        """How likely it is asked about too if its halves fit as well as halves can. marked: the text can be cut at
        marks.
        """
        told = (1.0, self.whole, 0.0, 0.0, 0.0, self.named, self.hinted, self.both, self.main, self.clauses, 0.0)
        sure = (*told, self.double)
        open_yet = (0.0, 0.0, _FULL, _FULL * marked, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0)
        drive = 0.0
        for name, known, best in zip(NAMES, sure, open_yet, strict=True):
            weight = weights[name]
            drive += weight * known + max(weight, 0.0) * best
        return 1.0 / (1.0 + exp(-drive))


def likely(
    measures: Sequence[str],
    chances: Floats,
    seen: Sequence[Seen],
    clauses: Sequence[tuple[int, Floats]],
    leave: frozenset[str],
    double: float = 0.0,
) -> tuple[int, list[Likely]]:
    """The place of the likeliest measure, and those that may be asked about beside it, likeliest first.

    measures and chances: of the whole message. clauses: the place of the likeliest measure and the chances, of each
    clause alone. leave: measures that are never a second question. double: how likely the message asks two things.
    """
    order = [at for at in np.argsort(-chances, kind="stable").tolist() if measures[at] not in leave]
    if not order:
        return 0, []
    main, *others = order
    named, hinted = _named_apart(seen, measures[main]), set(_hinted(seen, _HINTED))
    main_named = measures[main] in _hinted(seen, _NAMED)
    sure = _surest(clauses)
    others = [*others[:MOST], *(at for at in others[MOST:] if at in sure)]
    main_chance, main_sure = float(chances[main]), sure.get(main, 0.0)
    logs = np.log(chances.take(others) + np.float32(1e-3)).tolist()
    sounds = log1p(1000.0 * double) / _LOUD
    found = []
    for at, log in zip(others, logs, strict=True):
        measure = measures[at]
        is_named = measure in named
        both = is_named and main_named
        clause = min(main_sure, sure.get(at, 0.0))
        found.append(Likely(at, measure, log / 3.0, is_named, measure in hinted, both, main_chance, clause, sounds))
    return main, found


def beside(text: str, main: int, others: Sequence[Likely], halves: Halves) -> tuple[Beside, ...]:
    """The measures that may be asked about beside the one at the place `main`, as their halves speak for them."""
    if not others or not halves.cuts:
        return ()
    joined = _JOINS.search(text) is not None
    marks = np.array([[_at_mark(text, at)] for at in halves.cuts])
    columns = [one.place for one in others]
    ahead = np.minimum(halves.left[:, columns], halves.right[:, [main]])
    behind = np.minimum(halves.left[:, [main]], halves.right[:, columns])
    fits = np.maximum(ahead, behind)
    marked = (fits * marks).max(axis=0).tolist()
    # Where a mark parts them nearly as well, it does.
    parting = (fits + 0.2 * marks).argmax(axis=0).tolist()
    found = []
    for place, (one, best) in enumerate(zip(others, fits.argmax(axis=0).tolist(), strict=True)):
        fit_best = float(fits[best, place])
        evidence = (
            1.0,
            one.whole,
            fit_best,
            marked[place],
            float(fit_best > 0.5),
            float(one.named),
            float(one.hinted),
            float(one.both),
            one.main,
            one.clauses,
            0.0,
            one.double,
        )
        first = bool(ahead[best, place] > behind[best, place])
        found.append(Beside(one.measure, evidence, first, halves.cuts[parting[place]], joined))
    return tuple(found)


def _surest(clauses: Sequence[tuple[int, Floats]]) -> dict[int, float]:
    """The likeliest measure of every clause, with the chance in the clause that is surest of it."""
    found: dict[int, float] = {}
    for at, chances in clauses:
        found[at] = max(found.get(at, 0.0), float(chances[at]))
    return found


def fit(rows: Sequence[tuple[float, ...]], asked: Sequence[bool]) -> dict[str, float]:
    """The weights under which the rows that were asked about are likeliest; slightly held towards zero."""
    matrix, truth = np.array(rows, dtype=np.float64), np.array(asked, dtype=np.float64)
    weights = np.array([DEFAULTS[name] for name in NAMES])
    hold = 1e-3 * len(rows)
    for _ in range(25):
        chances = 1.0 / (1.0 + np.exp(-matrix @ weights))
        slope = matrix.T @ (chances - truth) + hold * weights
        bend = (matrix * (chances * (1.0 - chances))[:, None]).T @ matrix + hold * np.eye(len(NAMES))
        weights -= np.linalg.solve(bend, slope)
    return {name: float(value) for name, value in zip(NAMES, weights, strict=True)}
