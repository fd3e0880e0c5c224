"""How a message asks, whatever it is about: one thing plainly, two things at once, or so that several are meant.

It is learnt beside the measures from the same evidence: 哪个, 都有啥 and a bare group of people sound vague whatever
measures are near, and 分别, 又, 顺便 sound like two questions.
"""

from __future__ import annotations

from typing import NamedTuple

PLAIN, DOUBLE, VAGUE = 0, 1, 2
MANNERS = 3

SHARE = 3.0
"""How much more an utterance that touches several measures counts for the manner: one example in fifteen is one."""


class Manner(NamedTuple):
    """How likely a message asks two things, and how likely it leaves open which one it means."""

    double: float = 0.0
    vague: float = 0.0
