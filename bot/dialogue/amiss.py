"""答非所问: what was answered last is not what was asked."""

from __future__ import annotations

from bot.dialogue.handover import wanting
from bot.dialogue.scene import Outcome, Scene, system
from bot.model.decisions import ActKind

COMPLAINT = "none-of-these"
FACT = "fact"
BEFORE_PERSON = 2
"""At so many messages in a row that went wrong a person is brought in."""


def amiss(scene: Scene) -> Outcome | None:
    """Leave what was talked about, say sorry and ask anew; the second time bring in a person.

    A list of choices that was shown has its own answer to 都不是, and so has a question one may answer with it.
    """
    seen, session = scene.seen, scene.session
    listed = session.pending is not None and session.pending.kind != FACT
    if seen.act != COMPLAINT or seen.reply is not None or listed or not session.last_reply:
        return None
    failures = session.failures + 1
    again = failures >= BEFORE_PERSON
    scene = scene.with_session(pending=None, goals=(), failures=failures)
    return (wanting(scene) if again else scene).finish(ActKind.FALLBACK, system("amiss", 再次=again))
