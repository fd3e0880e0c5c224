"""The inbox of what was not understood, grouped, each group with the measures it may belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.desk.talk import Snapshot
from bot.language.grouping import group
from bot.language.normalise import normalise
from bot.model.understanding import Hint, Outcome
from bot.storage.inbox import Unread

SUGGESTED = 3
SOCIAL = frozenset({"small-talk", "human-handoff", "out-of-scope"})


@dataclass(frozen=True, slots=True)
class Pile:
    """Messages that say nearly the same. likely: (slug, name, percent) of the measures they may belong to.

    outside: it was rightly taken for something that is not ours.
    """

    messages: tuple[Unread, ...]
    texts: tuple[str, ...]
    likely: tuple[tuple[str, str, int], ...]
    outside: bool


def sift(unread: Sequence[Unread], snapshot: Snapshot, on: date) -> tuple[Pile, ...]:
    """All messages in piles, the largest first; those that are rightly taken for not ours last."""
    library = snapshot.library
    lexicon, measures = library.content.intents.lexicon, library.content.intents.measures
    piles = []
    for positions in group([one.text for one in unread], lambda text: normalise(text, lexicon)):
        messages = tuple(unread[at] for at in positions)
        read = library.understander.understand(messages[0].text, Hint(on))
        likely = tuple(
            (match.measure, measures[match.measure].name, round(match.score * 100))
            for match in read.ranked
            if match.measure in measures and match.measure not in SOCIAL
        )
        texts = tuple(dict.fromkeys(one.text for one in messages))
        piles.append(Pile(messages, texts, likely[:SUGGESTED], read.outcome is Outcome.OUT_OF_SCOPE))
    return tuple(sorted(piles, key=lambda pile: pile.outside))
