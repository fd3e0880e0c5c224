"""The inbox of what was not understood, grouped, each group with the measures it may belong to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.desk.talk import Snapshot
from bot.language.grouping import group
from bot.language.normalise import normalise
from bot.model.journal import AMISS, NARROW, REFUSED, UNANSWERED
from bot.model.understanding import Hint, Outcome
from bot.storage.inbox import Unread
from bot.storage.mask import without

SUGGESTED = 3
SOCIAL = frozenset({"small-talk", "human-handoff", "out-of-scope"})
ORDER = (AMISS, REFUSED, UNANSWERED, NARROW)
"""What harmed most comes first."""


@dataclass(frozen=True, slots=True)
class Pile:
    """Messages that say nearly the same. likely: (slug, name, percent) of the measures they may belong to.

    reasons: (why they are here, how many), the gravest first. taken_for: names of the measures they were answered as.
    asked: facts that were being asked for. outside: it was rightly taken for something that is not ours.
    """

    messages: tuple[Unread, ...]
    texts: tuple[str, ...]
    likely: tuple[tuple[str, str, int], ...]
    outside: bool
    reasons: tuple[tuple[str, int], ...] = ()
    taken_for: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()


def sift(unread: Sequence[Unread], snapshot: Snapshot, on: date) -> tuple[Pile, ...]:
    """All messages in piles: what is not ours last, before it what was understood narrowly, else the largest first."""
    lexicon = snapshot.library.content.intents.lexicon
    groups = group([one.text for one in unread], lambda text: normalise(text, lexicon))
    piles = [_pile(tuple(unread[at] for at in positions), snapshot, on) for positions in groups]
    return tuple(sorted(piles, key=lambda pile: (pile.outside, pile.reasons[0][0] == NARROW)))


def _pile(messages: tuple[Unread, ...], snapshot: Snapshot, on: date) -> Pile:
    measures = snapshot.library.content.intents.measures
    read = snapshot.library.understander.understand(messages[0].text, Hint(on))
    likely = tuple(
        (match.measure, measures[match.measure].name, round(match.score * 100))
        for match in read.ranked
        if match.measure in measures and match.measure not in SOCIAL
    )
    reasons = Counter(one.reason for one in messages)
    taken = Counter(slug for one in messages for slug in one.read_as if slug in measures)
    return Pile(
        messages=messages,
        texts=tuple(dict.fromkeys(text for one in messages if (text := without(one.text)))) or (messages[0].text,),
        likely=likely[:SUGGESTED],
        outside=read.outcome is Outcome.OUT_OF_SCOPE,
        reasons=tuple(sorted(reasons.items(), key=lambda item: ORDER.index(item[0]) if item[0] in ORDER else 0)),
        taken_for=tuple(measures[slug].name for slug, _ in taken.most_common(SUGGESTED)),
        asked=tuple(dict.fromkeys(one.asked for one in messages if one.asked)),
    )
