"""The training texts that content holds, with the class each belongs to.

Classes: a measure's slug; act/<slug>. Of neighbouring services: out-of-scope/<topic>.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.language.manner import DOUBLE, PLAIN, VAGUE
from bot.model.intents import Intents

OUT_OF_SCOPE = "out-of-scope"
SMALL_TALK = "small-talk"
HUMAN = "human-handoff"
NONE = "none"
ACT = "act/"
TOPIC = "out-of-scope/"

NOT_OFFERED = frozenset({OUT_OF_SCOPE, SMALL_TALK, NONE})
"""Readings that nobody picks from a list."""

CHAT_ACTS = frozenset({"greet", "thanks", "bye", "praise", "abuse", "emotion", "distress", "who-are-you", "test"})
"""Acts that are small talk when somebody asks what a message was about."""


class Text(NamedTuple):
    """One training text. weight: how much it counts; an utterance counts 1. manner: how it asks."""

    words: str
    label: str
    weight: float = 1.0
    manner: int = PLAIN


def texts(intents: Intents) -> Iterator[Text]:
    """All training texts in a fixed order, each (text, class) once."""
    told: set[tuple[str, str]] = set()
    manners = {line.text: VAGUE for line in intents.vague} | {line.text: DOUBLE for line in intents.several}
    for label, weight, some in groups(intents):
        for words in some:
            if words and (words, label) not in told:
                told.add((words, label))
                yield Text(words, label, weight, manners.get(words, PLAIN))


def groups(intents: Intents) -> Iterator[tuple[str, float, Sequence[str]]]:
    """Class, weight and words of all training texts; some may come twice."""
    for slug, measure in sorted(intents.measures.items()):
        yield slug, 1.0, measure.examples
        yield slug, 0.7, (measure.name, *measure.names)
        for topic in measure.topics:
            yield slug, 1.0, topic.examples
            yield slug, 0.7, topic.keywords
    for slug, act in sorted(intents.acts.items()):
        yield HUMAN if slug == "human" else ACT + slug, 1.0, act.examples
    # What touches several measures counts once altogether, so that the classifier learns to hesitate.
    for line in (*intents.vague, *intents.several):
        for slug in line.measures:
            yield slug, 1.0 / len(line.measures), (line.text,)


def topic_texts(intents: Intents) -> Iterator[Text]:
    """What belongs to neighbouring services, for telling those services apart."""
    for _, measure in sorted(intents.measures.items()):
        for topic in measure.topics:
            yield from (Text(words, TOPIC + topic.name) for words in topic.examples)
            yield from (Text(words, TOPIC + topic.name, 0.7) for words in topic.keywords)


def measure_of(label: str) -> str:
    """The measure that a class stands for when it is reported: chat acts are folded."""
    if label.startswith(ACT):
        return SMALL_TALK if label[len(ACT) :] in CHAT_ACTS else NONE
    return label
