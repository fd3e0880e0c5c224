"""What is due, as an exact range over everything that is still possible."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from bot.eligibility import figures
from bot.eligibility.compiled import Compiled
from bot.eligibility.figures import Range
from bot.eligibility.sets import Known, meet
from bot.model.facts import Fact, FactType
from bot.model.policies import Benefit
from bot.model.verdicts import Amount, Verdict
from bot.model.wording import show_number

NOTHING, ONE = Range(Fraction(0), Fraction(0)), Range(Fraction(1), Fraction(1))
CEILINGS = frozenset({"上限", "原则上"})
"""Wordings that promise no sum: up to so much, or as a rule not more."""


@dataclass(frozen=True, slots=True)
class Due:
    """One benefit that may apply: its multiplied numbers, fact by fact and together, and what was received of it."""

    benefit: Benefit
    numbers: Mapping[str, Range]
    counts: Range
    received: Range = NOTHING

    def due(self, counts: Range) -> Range:
        """What is left for a range of the multiplied numbers."""
        return figures.less(figures.value(self.benefit, counts), self.received)


@dataclass(frozen=True, slots=True)
class Dues:
    """All benefits that may apply; gap: somebody these facts fit is entitled but gets none of them."""

    found: tuple[Due, ...]
    gap: bool


class _Walk:
    """Ranges over the paths of the outcome diagram on which one benefit applies."""

    def __init__(self, compiled: Compiled, masks: tuple[int, ...], known: Mapping[str, Known], which: int) -> None:
        self._compiled = compiled
        self._masks = masks
        self._known = known
        self._which = which
        self._memo: dict[tuple[int, int], Range | None] = {}

    def run(self, names: tuple[str, ...]) -> Range | None:
        """The products of these numbers; None when the benefit never applies."""
        self._names = names
        self._memo = {}
        return self._visit(0, self._compiled.outcomes)

    def _visit(self, level: int, node: int) -> Range | None:
        key = (level, node)
        if key not in self._memo:
            self._memo[key] = self._range(level, node)
        return self._memo[key]

    def _range(self, level: int, node: int) -> Range | None:
        compiled = self._compiled
        if level == len(compiled.variables):
            label = compiled.diagram.label[node]
            return ONE if applies(label, self._which) else None
        here = compiled.diagram.variable[node] == level
        times = self._names.count(compiled.variables[level].fact.name)
        if not here and not times:
            return self._visit(level + 1, node)  # nothing here hangs on this fact
        found: list[Range] = []
        for cell in range(len(compiled.variables[level].cells)):
            if self._masks[level] >> cell & 1:
                below = self._visit(level + 1, compiled.diagram.children[node][cell] if here else node)
                if below is not None:
                    found.append(figures.product((below, *[self._cell(level, cell)] * times)) if times else below)
        if not found:
            return None
        if len(found) == 1 or found.count(found[0]) == len(found):
            return found[0]
        highs = [one.high for one in found if one.high is not None]
        return Range(min(one.low for one in found), max(highs) if len(highs) == len(found) else None)

    def _cell(self, level: int, cell: int) -> Range:
        variable = self._compiled.variables[level]
        values = variable.cells[cell]
        known = self._known.get(variable.fact.name)
        return figures.bounds((known and meet(values, known)) or values, variable.fact)


def applies(label: object, which: int) -> bool:
    """Whether a benefit may be due in an outcome."""
    return isinstance(label, tuple) and len(label[1]) > which and label[1][which] is not None


def _received(benefit: Benefit, known: Mapping[str, Known], facts: Mapping[str, Fact]) -> Range:
    name = benefit.received
    return figures.bounds(known[name], facts[name]) if name in known else NOTHING


def dues(compiled: Compiled, masks: tuple[int, ...], known: Mapping[str, Known], facts: Mapping[str, Fact]) -> Dues:
    """The benefits that may apply in some possible case, with the ranges of their numbers."""
    labels = compiled.diagram.labels(compiled.outcomes, masks)
    entitled = [label for label in labels if isinstance(label, tuple) and label[0] != Verdict.INELIGIBLE]
    found = []
    for which, benefit in enumerate(compiled.benefits):
        if any(applies(label, which) for label in entitled):
            walk = _Walk(compiled, masks, known, which)
            names = figures.numbers(benefit)
            single = {name: walk.run((name,)) or Range(Fraction(0), None) for name in names}
            # nothing multiplied is one, and a single number is its own product
            whole = walk.run(names) if len(names) > 1 else single.get(names[0]) if names else ONE
            counts = whole or Range(Fraction(0), None)
            found.append(Due(benefit, single, counts, _received(benefit, known, facts)))
    gap = any(not any(label[1]) for label in entitled)
    return Dues(tuple(found), gap)


def amount(dues_found: Dues, facts: Mapping[str, Fact]) -> Amount | None:
    """The amount over all benefits with a figure in the first one's unit; None when there is no figure.

    A number that is unknown and uncapped gives the figure for one of it (元/人); an unknown sum of money
    that is uncapped gives none.
    """
    parts = [part for part in (_part(due, facts) for due in dues_found.found) if part is not None]
    if not parts:
        return None
    unit = parts[0][1]
    same = [part for part in parts if part[1] == unit]
    low, high = min(part[0][0] for part in same), max(part[0][1] for part in same)
    if dues_found.gap:
        low = Fraction(0)
    chosen = [part[2] for part in same]
    line = sum_line(chosen[0], facts) if len(chosen) == 1 and low == high else ""
    ceiling = any(due.benefit.wording in CEILINGS for due in chosen)
    return Amount(low, high, unit, ceiling, tuple(due.benefit.id for due in chosen), line)


def _part(due: Due, facts: Mapping[str, Fact]) -> tuple[tuple[Fraction, Fraction], str, Due] | None:
    """Low and high, the unit, and the benefit; None without a figure."""
    benefit = due.benefit
    if not figures.has_figure(benefit):
        return None
    found = due.due(due.counts)
    if found.high is not None:
        return (found.low, found.high), unit_of(benefit, facts), due
    endless = [name for name, one in due.numbers.items() if one.high is None]
    if any(name == benefit.base for name in endless):
        return None
    rest = figures.product(tuple(one for name, one in due.numbers.items() if name not in endless))
    single = due.due(rest)
    return (single.low, single.high or single.low), unit_of(benefit, facts, tuple(endless)), due


def unit_of(benefit: Benefit, facts: Mapping[str, Fact], single: tuple[str, ...] = ()) -> str:
    """元, 元/月, 元/人·月 …: per what is multiplied in no longer, but per each number taken once."""
    counted = {facts[name].unit for name in benefit.factors if facts[name].type is FactType.COUNT}
    words = [facts[name].unit for name in single]
    words += [word for word in benefit.period.split("每")[1:] if word not in counted]
    return benefit.unit + ("/" + "·".join(words) if words else "")


def sum_line(due: Due, facts: Mapping[str, Fact]) -> str:
    """The arithmetic of a decided benefit in one line; empty when nothing is multiplied."""
    benefit = due.benefit
    paid = due.received
    if not due.numbers and benefit.share == 1 and paid.high == 0:
        return ""
    if any(one.high != one.low for one in (*due.numbers.values(), paid)):
        return ""
    whole = _whole(due, facts) if due.numbers or benefit.share != 1 else ""
    if paid.high == 0:
        return whole
    sums = (figures.value(benefit, due.counts).low, paid.low, due.due(due.counts).low)
    before, taken, left = (show_number(one) + benefit.unit for one in sums)
    return f"{whole}{'；' if whole else ''}{before} − 已领{taken} = {left}"


def _whole(due: Due, facts: Mapping[str, Fact]) -> str:
    """The arithmetic before anything received is taken off."""
    benefit = due.benefit
    base = due.numbers[benefit.base].low if isinstance(benefit.base, str) else benefit.base or Fraction(0)
    unit = benefit.unit
    words = [show_number(base) + unit]
    words += [show_number(due.numbers[name].low) + facts[name].unit for name in benefit.factors]
    result = show_number(figures.value(benefit, due.counts).low) + unit
    share = "" if benefit.share == 1 else f" × {show_share(benefit.share)}"
    full = " × ".join(words)
    if benefit.cap is None:
        return f"{full}{share} = {result}"
    raw = due.counts.low * (benefit.base if isinstance(benefit.base, Fraction) else 1)
    kept, cap = show_number(min(raw, benefit.cap)) + unit, show_number(benefit.cap) + unit
    start = f"{full} = {show_number(raw)}{unit}，" if len(words) > 1 else f"{full}，"
    start += f"不超过{cap}封顶" if raw <= benefit.cap else f"按{cap}封顶"
    # the share is taken of what the cap leaves, so the cap must not seem to hold for the result
    return f"{start}；{kept}{share} = {result}" if share else start


def show_share(share: Fraction) -> str:
    """60 % where it is a whole percentage, else the fraction: 2/3."""
    percent = share * 100
    return f"{percent.numerator}%" if percent.denominator == 1 else f"{share.numerator}/{share.denominator}"
