"""Messages that are an example to the letter: what an officer accepted is understood the very next time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.language.corpus import HUMAN, OUT_OF_SCOPE, SMALL_TALK
from bot.model.intents import Intents
from bot.model.understanding import Outcome

_MARKS = re.compile(r"[\W_]+")
_LEAST = 4
"""Shorter examples of one measure may mean several things; for them likeness decides."""


@dataclass(frozen=True, slots=True)
class Exact:
    """What an example stands for: one measure, several that are all asked about, or several to choose from."""

    outcome: Outcome
    measures: tuple[str, ...]


def bare(text: str) -> str:
    """A text without spaces and marks."""
    return text if text.isalnum() else _MARKS.sub("", text)


def exact_examples(intents: Intents) -> Mapping[str, Exact]:
    """Bare example -> what it stands for, for measures that are answered; what stands for two things is left out."""
    found: dict[str, Exact] = {}
    twice: set[str] = set()
    for examples, exact, least in _examples(intents):
        for text in examples:
            words = bare(text)
            if len(words) >= least and (told := found.setdefault(words, exact)) is not exact and told != exact:
                twice.add(words)
    for words in twice:
        del found[words]
    return found


def _examples(intents: Intents) -> Iterator[tuple[Sequence[str], Exact, int]]:
    """Examples, what they stand for, and how short they may be."""
    for line in intents.vague:
        yield (line.text,), Exact(Outcome.CHOOSE, line.measures), 1
    for line in intents.several:
        yield (line.text,), Exact(Outcome.ANSWER, line.measures), 1
    for slug, measure in intents.measures.items():
        if slug not in (HUMAN, OUT_OF_SCOPE, SMALL_TALK):
            yield measure.examples, Exact(Outcome.ANSWER, (slug,)), _LEAST
