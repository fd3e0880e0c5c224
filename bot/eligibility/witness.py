"""Concrete people on concrete days, found on the paths of a diagram."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.eligibility.cells import Variable
from bot.eligibility.compiled import IMPOSSIBLE, Compiled, compile_policy
from bot.eligibility.sets import Known
from bot.model.conditions import AllOf, AnyOf, Condition, NoneOf
from bot.model.library import Content
from bot.model.policies import Policy
from bot.model.values import Span, exactly
from bot.model.verdicts import Verdict
from bot.model.wording import show_day, show_value

Wanted = Callable[[Hashable], bool]
Cells = Mapping[int, int]

GRANTED = (Verdict.ELIGIBLE, Verdict.NEEDS_OFFICE)


@dataclass(frozen=True, slots=True)
class Lens:
    """Content looked at through compiled policies, as if asked on the day itself."""

    content: Content

    def compiled(self, policy: Policy, day: date) -> Compiled:
        """A policy on a day; raises DiagramTooLarge."""
        return compile_policy(policy, self.content.facts.by_name, self.content.constraints, day, day)

    def plain(self, policy: Policy, tree: Condition, day: date) -> Compiled:
        """A tree as if it were the condition of a policy that pays nothing."""
        return self.compiled(replace(policy, condition=tree, benefits=()), day)

    def difference(self, policy: Policy, one: Condition, other: Condition, day: date) -> str | None:
        """Somebody who is treated differently by two trees, or None when they are the same."""
        only_one, only_other = AllOf((one, NoneOf((other,)))), AllOf((other, NoneOf((one,))))
        return someone(self.plain(policy, AnyOf((only_one, only_other)), day), granted)


def granted(label: Hashable) -> bool:
    """Whether an outcome or a verdict means that something may be due."""
    return (label[0] if isinstance(label, tuple) else label) in GRANTED


def exists(label: Hashable) -> bool:
    """Whether an outcome belongs to people who can exist."""
    return label != IMPOSSIBLE


def someone(compiled: Compiled, wanted: Wanted) -> str | None:
    """A person and the day in words, whose outcome is wanted; None when there is nobody like that."""
    cells = _path(compiled, compiled.outcomes, wanted, set())
    return None if cells is None else describe(compiled, cells)


def describe(compiled: Compiled, cells: Cells) -> str:
    """The facts on a path, said for its day: 2026年11月20日，经营时长11个月."""
    parts = [show_day(compiled.on)]
    for at in sorted(cells):
        variable = compiled.variables[at]
        value = variable.cells[cells[at]]
        shown = exactly(min(value)) if isinstance(value, frozenset) else Span(*[_telling(variable, value)] * 2)
        parts.append(f"{variable.fact.name}{show_value(variable.fact, shown, compiled.on)}")
    return "，".join(parts)


def _telling(variable: Variable, value: Known) -> int:
    """The number of a cell that lies on a threshold rather than at the end of the domain."""
    spans = [span for span in value if isinstance(span, tuple)]
    lo, hi = spans[0]
    first = min(edge for cell in variable.cells for span in cell if isinstance(span, tuple) for edge in span)
    return lo if lo > first else hi


def _path(compiled: Compiled, node: int, wanted: Wanted, dead: set[int]) -> dict[int, int] | None:
    """The cells on a path to a wanted label, by variable."""
    diagram = compiled.diagram
    if node in dead:
        return None
    variable = diagram.variable[node]
    if variable == diagram.bottom:
        if wanted(diagram.label[node]):
            return {}
    else:
        for cell, child in enumerate(diagram.children[node]):
            found = _path(compiled, child, wanted, dead)
            if found is not None:
                return {variable: cell, **found}
    dead.add(node)
    return None
