"""What is heard of one message, brought together: which words belong to what was asked, which statements agree."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.language.hearing.clauses import Clause
from bot.language.hearing.scan import COUNTABLE
from bot.model.copying import replace
from bot.model.facts import Fact
from bot.model.understanding import Heard
from bot.model.values import Span, Value

_OWN = re.compile("[我俺咱]")


def tells(clause: Clause) -> bool:
    """Whether a clause tells something of oneself or counts something, and asks nothing."""
    return not clause.asks and (_OWN.search(clause.text) is not None or COUNTABLE.search(clause.text) is not None)


def of_those_asked(asked: Fact | None, fact: Fact, heard: Heard) -> bool:
    """Whether words about a person only say which of an employer's people are meant: 下岗的, asked whom he took on.

    And the other way round: 就业困难人员, asked whether one is, tells of nobody that was taken on.
    """
    if asked is None or {asked.audience, fact.audience} != {"单位", "个人"}:
        return False
    named = heard.words in (asked.name, *asked.aliases) and asked.audience == "个人"
    return named or any(heard.words in (option.value, option.text, *option.synonyms) for option in asked.options)


def of_benefit(asked: Fact | None, talked: Sequence[str]) -> Sequence[str]:
    """The facts that 领了 may be about; none where the open question is about receiving something else."""
    return () if asked is not None and asked.unsaid is None and "领" in asked.question else talked


def merge(told: dict[tuple[str, str, bool], Heard], fact: Fact, heard: Heard) -> None:
    """Adds what was heard: what agrees with an earlier statement narrows it, what does not replaces it."""
    key = (fact.name, heard.subject, heard.aside)
    before = told.get(key)
    if before is None:
        told[key] = heard
        return
    if heard.added and isinstance(before.value, Span) and isinstance(heard.value, Span):
        total = before.value.plus(heard.value).meets(fact.domain)
        told[key] = before if total is None else replace(before, value=total, words=f"{before.words}，{heard.words}")
        return
    both = _common(before.value, heard.value)
    told[key] = heard if both is None else replace(heard, value=both, words=f"{before.words}，{heard.words}")


def _common(one: Value, other: Value) -> Value | None:
    if isinstance(one, Span) and isinstance(other, Span):
        return one.meets(other)
    if isinstance(one, frozenset) and isinstance(other, frozenset):
        return one & other or None
    return None
