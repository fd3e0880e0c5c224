"""People for cases: somebody on a path of a diagram, with values an officer would write."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.eligibility.amounts import applies
from bot.eligibility.cells import Variable
from bot.eligibility.compiled import Compiled
from bot.eligibility.sets import Known, Spans
from bot.eligibility.witness import Lens, granted
from bot.model.calendar import last_start
from bot.model.cases import Case
from bot.model.conditions import Condition, Period
from bot.model.facts import Fact, FactMap, FactType
from bot.model.policies import Policy
from bot.model.problems import Place
from bot.model.values import Span, Value, exactly
from bot.model.verdicts import Result
from bot.model.wording import months_between

Wanted = Callable[[Hashable], bool]


def somebody(lens: Lens, policy: Policy, tree: Condition, day: date) -> FactMap | None:
    """Somebody for whom a tree holds on a day; None when there is nobody. Raises DiagramTooLarge."""
    compiled = lens.plain(policy, tree, day)
    return anybody(compiled, compiled.verdicts, granted)


def entitled(lens: Lens, policy: Policy, day: date) -> Iterator[FactMap]:
    """Somebody who gets each of the benefits in force on a day, then somebody who is entitled at all."""
    compiled = lens.compiled(policy, day)
    wanted: list[Wanted] = [_getting(which) for which in range(len(compiled.benefits))]
    for label in (*wanted, granted):
        found = anybody(compiled, compiled.outcomes, label)
        if found is not None:
            yield found


def _getting(which: int) -> Wanted:
    return lambda label: granted(label) and applies(label, which)


def anybody(compiled: Compiled, root: int, wanted: Wanted) -> FactMap | None:
    """A person whose path from a root ends in a wanted label, with no fact that does not matter there."""
    cells = _path(compiled, root, wanted, set())
    if cells is None:
        return None
    chosen = [(compiled.variables[at], cell) for at, cell in sorted(cells.items())]
    return {variable.fact.name: telling(variable, variable.cells[cell], compiled.on) for variable, cell in chosen}


def _path(compiled: Compiled, node: int, wanted: Wanted, dead: set[int]) -> dict[int, int] | None:
    diagram = compiled.diagram
    variable = diagram.variable[node]
    if variable == diagram.bottom:
        return {} if wanted(diagram.label[node]) else None
    if node not in dead:
        for cell, child in enumerate(diagram.children[node]):
            found = _path(compiled, child, wanted, dead)
            if found is not None:
                return {variable: cell, **found}
        dead.add(node)
    return None


def telling(variable: Variable, cell: Known, on: date) -> Value:
    """A value of a cell: its first option, or the number on a threshold."""
    fact = variable.fact
    if isinstance(cell, frozenset):
        order = [option.value for option in fact.options if option.value in cell]
        return exactly(order[0] if order else max(cell))
    first = min(lo for one in variable.cells if not isinstance(one, frozenset) for lo, _ in one)
    lo, hi = cell[0]
    number = lo if lo > first else hi
    if lo == first and hi >= fact.domain.hi:
        number = max(lo, 1)
    return written(fact, number, on, cell)


def written(fact: Fact, number: int, on: date, cell: Spans) -> Span:
    """The number as people say it: of a length of time the whole month, of an age the year, if that stays inside."""
    if fact.type not in (FactType.DURATION, FactType.AGE):
        return Span(number, number)
    step = 12 if fact.type is FactType.AGE else 1
    months = months_between(date.fromordinal(number), on) // step * step
    whole = since(on, months, step) if months >= 0 else Span(number, number)
    return whole if any(lo <= whole.lo and whole.hi <= hi for lo, hi in cell) else Span(number, number)


def since(on: date, months: int, step: int) -> Span:
    """The days on which something began that has now lasted so many months, but not `step` months longer."""
    today = on.toordinal()
    return Span(last_start(today, Period(months=months + step)) + 1, last_start(today, Period(months=months)))


@dataclass(frozen=True, slots=True)
class Draft:
    """A person on a day with what the policy as it stands decides: a case for an officer to confirm.

    why: what the case shows, in words.
    """

    why: str
    on: date
    facts: FactMap
    result: Result

    def case(self, place: Place) -> Case:
        """The draft as if it had been confirmed."""
        amount = self.result.amount
        low, high = (amount.low, amount.high) if amount else (None, None)
        return Case(self.why, self.on, self.facts, self.result.verdict, low, high, place)
