"""A message that says a measure's name is about that measure, however much the talk was about another."""

from __future__ import annotations

from dataclasses import replace

from bot.model.library import Content
from bot.model.understanding import Hint, Match, Understanding

LEAST_SHARED = 3
"""So many characters of a name in one piece are no accident: 社保补 of 单位社保补贴."""
LEAST_LIKELY = 0.5


def rather_named(seen: Understanding, hint: Hint, content: Content) -> Understanding:
    """The reading with the measure of the talk replaced by the one whose name the message says, where it says one."""
    if len(seen.matches) != 1 or not seen.ranked or seen.matches[0].measure != hint.measure:
        return seen
    best = seen.ranked[0]
    if best.measure == hint.measure or best.score < LEAST_LIKELY:
        return seen
    said, held = _shared(seen.clean, best.measure, content), _shared(seen.clean, hint.measure, content)
    if said < LEAST_SHARED or said <= held:
        return seen
    named = Match(best.measure, best.score, seen.matches[0].words, seen.matches[0].aspect)
    return replace(seen, matches=(named,))


def _shared(text: str, slug: str, content: Content) -> int:
    """Characters of the longest piece that the text has in common with a name of the measure."""
    measure = content.intents.measures.get(slug)
    names = (measure.name, measure.short) if measure else ()
    return max((_longest(text, name) for name in names), default=0)


def _longest(text: str, name: str) -> int:
    pieces = (name[start:end] for start in range(len(name)) for end in range(start + 1, len(name) + 1))
    return max((len(piece) for piece in pieces if piece in text), default=0)
