"""Several kinds of people taken on, each with its number: 招了3个大学生和2个困难人员."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from bot.language.hearing.amounts import Amount
from bot.language.hearing.clauses import Clause
from bot.language.hearing.scan import scanned
from bot.language.hearing.vocabulary import Vocabulary
from bot.model.facts import Fact, Facts
from bot.model.understanding import Heard
from bot.model.values import Span

KIND, NUMBER = "hire_type", "hires"
"""Codes of the facts that tell whom an employer took on, and how many."""
_HIRING = re.compile(r"招|雇|吸纳|录用|新进")
_BETWEEN = re.compile(
    r"(?:人|的|是|刚|刚毕业|毕业|应届|往届|本地|当地|附近|登记|那种|认定|认定过|大龄|下岗|村里|男|女|年轻)*"
)
_AFTER = re.compile(r"(?:的|有|是|各|招了|招|一共|共)*")

Group = tuple[str, Span]


class Groups:
    """Finds the kinds of people taken on with the number that stands before or after each."""

    def __init__(self, facts: Facts, plain: Callable[[str], str]) -> None:
        self._kind, self._number = facts.find(KIND), facts.find(NUMBER)
        options = self._kind.options if self._kind is not None else ()
        self._words: Vocabulary[str] = Vocabulary(
            (plain(word), option.value) for option in options for word in (option.value, *option.synonyms)
        )

    def find(self, clauses: Sequence[Clause], on: date) -> tuple[Group, ...]:
        """The kinds with their numbers, where there are at least two; nothing else is taken for several kinds."""
        if self._number is None or not any(_HIRING.search(clause.text) for clause in clauses):
            return ()
        found: dict[str, Span] = {}
        for clause in clauses:
            spots = self._words.find(clause.text) if not clause.supposed else ()
            amounts = [one for one in scanned(clause.text, on).amounts if one.kind in ("heads", "")] if spots else []
            for at, word, values in spots:
                number = _beside(clause.text, at, at + len(word), amounts)
                span = None if number is None else _heads(self._number, number)
                if span is not None and len(values) == 1:
                    found.setdefault(values[0], span)
        return tuple(found.items()) if len(found) > 1 else ()

    def heard(self, told: Sequence[Heard], groups: Sequence[Group]) -> tuple[Heard, ...]:
        """What was heard, with all kinds that were taken on instead of one, and no number of any."""
        if not groups or self._kind is None or self._number is None:
            return tuple(told)
        names = frozenset(name for name, _ in groups)
        rest = [one for one in told if one.fact not in (self._kind.name, self._number.name, *names)]
        return (*rest, Heard(self._kind.name, names, "、".join(name for name, _ in groups)))


def _beside(text: str, start: int, stop: int, amounts: Sequence[Amount]) -> Amount | None:
    """The number that belongs to a word: the one before it, or else the one after it."""
    for amount in reversed(amounts):
        if amount.stop <= start and _BETWEEN.fullmatch(text, amount.stop, start):
            return amount
    for amount in amounts:
        if amount.start >= stop and _AFTER.fullmatch(text, stop, amount.start):
            return amount
    return None


def _heads(fact: Fact, amount: Amount) -> Span | None:
    low, high = amount.whole
    return Span(low, max(low, min(high, fact.domain.hi))).meets(fact.domain)
