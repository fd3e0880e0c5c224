"""How a message came to be read as it was, for people who check it."""

from __future__ import annotations

from bot.language.alone import Alone
from bot.language.deciding import Verdict
from bot.model.understanding import Match, Trace


def explained(text: str, alone: Alone, remark: str, verdict: Verdict, matches: tuple[Match, ...]) -> list[Trace]:
    """The steps of the reading. remark: how the talk so far changed it; "" if it did not."""
    steps = [Trace("normalise", text[:80], alone.clean[:80])]
    if remark:
        steps.append(Trace("context", alone.clean[:40], remark))
    if alone.act is not None:
        steps.append(Trace("act", alone.act[1], alone.act[0]))
    if alone.aspects:
        steps.append(Trace("aspect", "、".join(alone.aspects), alone.aspects[0]))
    scores = "；".join(f"{measure} {chance:.2f}" for measure, chance in verdict.ranked[:3])
    steps.extend(Trace("measure", "、".join(match.words), f"{match.measure} {match.score:.2f}") for match in matches)
    steps.append(Trace("outcome", scores, verdict.outcome.value))
    return steps
