"""An age that is a clause by itself: 女，45，小学文化; 在外头当了五年兵，没工作，四十九."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from bot.language.hearing.clauses import Clause
from bot.language.hearing.numeric_answers import numeric
from bot.model.facts import Fact, Facts, FactType
from bot.model.understanding import Heard

Told = Sequence[tuple[Fact, Heard]]
_TWO_DIGITS = re.compile(r"(?:1[6-9]|[2-5]\d|6[0-5]|[二三四五]十[一二三四五六七八九]?|六十[一二三四五]?)")
"""From sixteen to sixty-five; other numbers are rather no age of somebody who looks for work."""
_COUNTING = re.compile(
    r"招|雇|贷|借|裁|员工|工人|职工|人数|[个俩仨名位]人|补[贴助]|[领发送]了|介绍|输送|带了|块|元|万|租金|房租|班|(?<!年)级|吗|几|多少|不对|错"
)
"""Beside these a number may count something else."""


def lone_age(
    clauses: Sequence[Clause], on: date, facts: Facts, told: Iterable[Told], *, answering: bool
) -> list[tuple[Fact, Heard]]:
    """The age that one clause of several is, where nothing beside it is counted and no age is told otherwise.

    told: what each clause tells already. answering: a question is open, so that a number answers it.
    """
    ages = [fact for fact in facts.by_name.values() if fact.type is FactType.AGE]
    found = [clause for clause in clauses if _TWO_DIGITS.fullmatch(clause.text)]
    if len(clauses) <= len(found) or len(found) != 1 or not ages or answering:
        return []
    aged = any(fact is ages[0] for each in told for fact, _ in each)
    if aged or any(_COUNTING.search(clause.text) for clause in clauses):
        return []
    clause, fact = found[0], ages[0]
    value = numeric(fact, clause.text, on)
    return [] if value is None else [(fact, Heard(fact.name, value, clause.text, clause.subject, clause.supposed))]
