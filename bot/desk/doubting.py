"""Which messages officers should see: not understood, or understood by so little that it may have been chance.

The message before a complaint (都不是, 答非所问) comes to them as well; that is found in the journal later.
"""

from __future__ import annotations

from bot.desk.talk import Talked
from bot.model.decisions import ActKind, Handover
from bot.model.journal import NARROW, UNANSWERED
from bot.model.understanding import Outcome

NARROW_LEAD = 0.95
"""An answer whose measure leads the next by less. Of the labelled questions one answer in eight is so close, and six
of the ten wrong ones."""

COMPLAINT_ALONE = 12
"""A longer message holds more than the complaint: 我问的不是这个，我问的是…"""


def doubt(talked: Talked, heard: str, complaint: str) -> str:
    """Why officers should see this message, "" for no reason. heard: the act it was read as."""
    decision = talked.decision
    seen = decision.understanding
    bare = heard == complaint and (seen is None or len(seen.clean) <= COMPLAINT_ALONE)
    if decision.handover is Handover.HELD or bare:
        return ""
    if decision.act is ActKind.FALLBACK:
        return UNANSWERED
    if seen is None:
        return ""
    if seen.outcome is Outcome.CHOOSE and decision.act is ActKind.CHOOSE:
        return NARROW
    if seen.outcome is not Outcome.ANSWER or len(seen.ranked) < 2:
        return ""
    first, second = seen.ranked[0], seen.ranked[1]
    best = seen.matches[0] if seen.matches else None
    # an example to the letter is certain, and what follows from the talk was not weighed against others
    weighed = best is not None and len(seen.matches) == 1 and best.measure == first.measure and best.score < 1.0
    return NARROW if weighed and first.score - second.score < NARROW_LEAD else ""
