"""When a person takes part: asking for one, needing one, keeping silent while one has the talk, coming back."""

from __future__ import annotations

from datetime import datetime

from bot.dialogue.absorb import absorb
from bot.dialogue.scene import HUMAN, Outcome, Scene, system
from bot.model.copying import replace
from bot.model.decisions import ActKind, Decision, Handover, Say
from bot.model.session import Goal, Session

ERASE = "erase"
"""The one command that counts even while a person has the talk."""
ANSWERS = (ActKind.ANSWER, ActKind.VERDICT)


def hand_over(scene: Scene) -> Outcome:
    """Somebody asked for a person: say who will see it and when, and where in general to ask."""
    already = bool(scene.session.waiting_since)
    block = Say("_system/handoff", region=scene.session.region, data={**staff(scene), "已在等": already})
    session, decision = wanting(scene).with_session(failures=0).finish(ActKind.HANDOFF, block, measures=(HUMAN,))
    transferred = scene.attended is True
    return session, replace(decision, handover=Handover.TRANSFERRED if transferred else Handover.ASKED)


def wanting(scene: Scene) -> Scene:
    """The scene with a person wanted from now on, unless one was wanted before."""
    return scene.with_session(waiting_since=scene.session.waiting_since or scene.now.isoformat())


def staff(scene: Scene) -> dict[str, object]:
    """What is known about whether somebody is there. 在班, 客服在线: True, False, or None for not known."""
    region = scene.content.regions.get(scene.session.region or "")
    hours = region.hours if region else None
    open_now = hours.open_at(scene.now) if hours else None
    return {"在班": open_now, "人工时间": str(hours) if hours else "", "客服在线": scene.attended}


def quiet(scene: Scene) -> tuple[Scene, Outcome | None]:
    """The outcome while a person has the talk; else None, and the scene in which the bot answers again.

    What is told meanwhile is remembered, so that the agent sees it and nobody is asked twice.
    """
    session = scene.session
    if not session.silent_until:
        return scene, None
    again = scene.with_session(silent_until="", waiting_since="")
    if scene.seen.act == ERASE:
        return again, None
    if scene.now >= datetime.fromisoformat(session.silent_until):
        return again.noting(system("returned", 自己要=False)), None
    words = (scene.seen.text.strip(), scene.seen.clean.strip("，。！？ "))
    if any(word in words for word in scene.content.intents.handing.back):
        told, decision = again.finish(ActKind.COMMAND, system("returned", 自己要=True))
        return again, (told, replace(decision, handover=Handover.RETURNED))
    kept, decision = replace(absorb(scene), notes=()).finish(ActKind.HANDOFF)
    return scene, (kept, replace(decision, handover=Handover.HELD))


def consider(before: Session, scene: Scene, outcome: Outcome) -> Outcome:
    """The outcome with a person brought in where the topic calls for one; and whether failures did."""
    session, decision = outcome
    if decision.handover is not Handover.NONE:
        return outcome
    if session.waiting_since and not before.waiting_since:
        return session, replace(decision, handover=Handover.LOST)
    if session.waiting_since or decision.act not in ANSWERS:
        return outcome
    goal = session.goals[-1] if session.goals else None
    if not _topic(scene, goal, decision):
        return outcome
    scene = replace(scene, session=session)
    block = Say("_system/handoff-topic", region=session.region, data=staff(scene))
    # the question, if there is one, stays last
    at = len(decision.says) - (decision.ask is not None)
    says = (*decision.says[:at], block, *decision.says[at:])
    return wanting(scene).session, replace(decision, says=says, handover=Handover.TOPIC)


def _topic(scene: Scene, goal: Goal | None, decision: Decision) -> bool:
    """Whether the content wants a person for what was just answered."""
    measure = decision.measures[0] if decision.measures else ""
    aspect = goal.aspect if goal is not None and goal.measure == measure else scene.seen.aspect
    return scene.content.intents.handing.wants(measure, aspect)
