"""Several questions at once: all are answered, at the latest when the county is known."""

from __future__ import annotations

from bot.dialogue.answering import decidable, decide_all, next_fact
from bot.dialogue.aspects import answer_block
from bot.dialogue.questions import ask_region
from bot.dialogue.scene import SCREENING, Outcome, Scene
from bot.model.copying import replace
from bot.model.decisions import ActKind, Say
from bot.model.session import Goal
from bot.model.verdicts import Result


def waiting(scene: Scene) -> Outcome | None:
    """The answers to all questions that waited for the county, once it is known; None where only one did."""
    queued = tuple(goal for goal in scene.session.goals[::-1] if goal.queued and goal.measure != SCREENING)
    if len(queued) < len(scene.session.goals) or len(queued) == 1 or scene.session.region is None:
        return None
    return several(scene.with_session(pending=None), queued)


def several(scene: Scene, goals: tuple[Goal, ...]) -> Outcome:
    """Several questions at once: answer each shortly, one after the other."""
    region = scene.session.region
    if region is None:
        scene = scene.with_session(goals=tuple(replace(goal, queued=True) for goal in goals[::-1]))
        return ask_region(scene, measures=tuple(goal.measure for goal in goals))
    says: list[Say] = []
    results: list[Result] = []
    for goal in goals:
        decided = decide_all(scene, region, goal.measure)
        results.extend(decided)
        known = goal.deciding and next_fact(scene, decidable(scene, decided)) is None
        if known and any(reason.holds is not None for result in decided for reason in result.because):
            # what was told decides it, so not the general text
            says.append(Say("_system/verdict", goal.measure, None, region, decided, {"变化": False}))
        else:
            says.append(answer_block(scene, goal, region, decided))
    told = tuple(replace(goal, begun=True, queued=False) for goal in goals[::-1])
    session, decision = scene.with_session(goals=told).finish(
        ActKind.ANSWER, *says, measures=tuple(goal.measure for goal in goals)
    )
    return session, replace(decision, results=tuple(results))
