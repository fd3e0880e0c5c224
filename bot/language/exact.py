"""Messages that are an example to the letter: what an officer accepted is understood the very next time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
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
    for text, exact in _examples(intents):
        words = bare(text)
        if words and found.setdefault(words, exact) != exact:
            twice.add(words)
    return {words: exact for words, exact in found.items() if words not in twice}


def _examples(intents: Intents) -> Iterator[tuple[str, Exact]]:
    for line in intents.vague:
        yield line.text, Exact(Outcome.CHOOSE, line.measures)
    for line in intents.several:
        yield line.text, Exact(Outcome.ANSWER, line.measures)
    for slug, measure in intents.measures.items():
        if slug not in (HUMAN, OUT_OF_SCOPE, SMALL_TALK):
            one = Exact(Outcome.ANSWER, (slug,))
            yield from ((example, one) for example in measure.examples if len(bare(example)) >= _LEAST)
