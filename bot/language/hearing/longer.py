"""Words of other facts that hold a word of the one asked: 失业险 says nothing of whether somebody is 失业."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from bot.model.facts import Fact, Facts, FactType

_LEAST = 3
"""Characters of a word that may hold a shorter one."""
_BLANK = "某"
"""Stands for such a word, so that its characters tell nothing."""


class LongerWords:
    """Takes the words of other facts out of answers to yes-or-no questions where they hold one of the fact asked."""

    def __init__(self, facts: Facts, plain: Callable[[str], str]) -> None:
        named = {fact.name: _named(fact, plain) for fact in facts.by_name.values()}
        self._patterns: Mapping[str, re.Pattern[str]] = {
            name: pattern
            for name, own in named.items()
            if facts.by_name[name].type is FactType.BOOL
            and (
                pattern := _pattern(own, facts.by_name[name], [words for o, words in named.items() if o != name], plain)
            )
        }

    def without(self, text: str, fact: Fact) -> str:
        """The answer without the longer words."""
        pattern = self._patterns.get(fact.name)
        return pattern.sub(_BLANK, text) if pattern is not None else text


def _named(fact: Fact, plain: Callable[[str], str]) -> frozenset[str]:
    """What names a fact: its name, its other names and its cue words."""
    return frozenset(plain(word) for word in (fact.name, *fact.aliases, *fact.words))


def _pattern(
    own: frozenset[str], fact: Fact, others: list[frozenset[str]], plain: Callable[[str], str]
) -> re.Pattern[str] | None:
    """What finds the longer words of other facts; those that the fact itself is told by are none."""
    told = own | {plain(word) for option in fact.options for word in (*option.synonyms, *option.replies)}
    short = [word for word in told if len(word) > 1]
    longer = {
        word
        for words in others
        for word in words
        if len(word) >= _LEAST and any(one in word and one != word for one in short) and not _told(word, told)
    }
    return re.compile("|".join(sorted(longer, key=lambda word: (-len(word), word)))) if longer else None


def _told(word: str, told: frozenset[str]) -> bool:
    """Whether the fact itself is told by the word, or by a longer one that holds it."""
    return any(word in one for one in told)
