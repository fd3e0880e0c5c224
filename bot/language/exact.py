"""Messages that are an example to the letter: what an officer accepted is understood the very next time."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.language.corpus import HUMAN, OUT_OF_SCOPE, SMALL_TALK
from bot.model.intents import Intents

_MARKS = re.compile(r"[\W_]+")
_LEAST = 4
"""Shorter examples may mean several things; for them likeness decides."""


def bare(text: str) -> str:
    """A text without spaces and marks."""
    return _MARKS.sub("", text)


def exact_examples(intents: Intents) -> Mapping[str, str]:
    """Bare example -> its measure, for the measures that are answered; one that stands under two is left out."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for slug, measure in intents.measures.items():
        if slug in (HUMAN, OUT_OF_SCOPE, SMALL_TALK):
            continue
        for example in measure.examples:
            words = bare(example)
            if len(words) >= _LEAST and found.setdefault(words, slug) != slug:
                twice.add(words)
    return {words: slug for words, slug in found.items() if words not in twice}
