"""Pursuing a goal: answer the aspect, decide what can be decided, ask what is missing."""

from __future__ import annotations

import re

from bot.dialogue.aspects import SUMS, answer_block, asked_too
from bot.dialogue.memory import values_of
from bot.dialogue.questions import ask_fact, ask_region
from bot.dialogue.scene import ANYBODY, ENTITLEMENT, SCREENING, Outcome, Scene, system
from bot.dialogue.screening import SETTLED, audience_of, open_question, screen, screened
from bot.model.copying import replace
from bot.model.decisions import ActKind, Say
from bot.model.session import Goal
from bot.model.verdicts import Result, Verdict

DECIDING_ASPECTS = frozenset({"odd-case"})
INVITING_ASPECTS = frozenset({"overview", "how-much", "who", "conditions", "odd-case"})
CONDITION_ASPECTS = frozenset({"who", "conditions"})
WHETHER = re.compile(r"能.{0,5}[不吗么]|[行成中][不吗]|可以[不吗]")
MOST_RESUMED = 2
"""How often an interrupted goal's question is put again by itself; then it waits for 继续."""
CLOSED = frozenset({Verdict.EXPIRED, Verdict.NOT_YET, Verdict.NOT_HERE})


def decide_all(scene: Scene, region: str, measure: str) -> tuple[Result, ...]:
    """The region's policies of one measure, decided with what is known, those in force first.

    One NOT_HERE when it has none.
    """
    values, _ = values_of(scene.session)
    engine = scene.library.engine
    known = engine.narrow(values, scene.on)
    policies = scene.content.in_region(region, measure)
    if not policies:
        return (Result(policy=f"{region}/{measure}", verdict=Verdict.NOT_HERE),)
    results = [engine.decide(policy.id, known, scene.on) for policy in policies]
    return tuple(sorted(results, key=lambda result: (result.verdict in CLOSED, result.policy)))


def decidable(scene: Scene, results: tuple[Result, ...]) -> tuple[str, ...]:
    """Policies whose verdict or amount a further answer could change.

    Where a measure has some for persons and some for employers, only those of the side that is talking.
    """
    policies = scene.content.policies
    open_ones = [
        result for result in results if result.verdict not in CLOSED and policies[result.policy].kind == ENTITLEMENT
    ]
    side = audience_of(scene, scene.goal) if scene.goal else ""
    own = [result for result in open_ones if policies[result.policy].audience == side]
    return tuple(result.policy for result in own or open_ones if result.missing)


def told(scene: Scene, results: tuple[Result, ...]) -> tuple[Result, ...]:
    """The results worth telling: not the undecided ones of a side (person, employer) that is not talking.

    Where that would leave none of what can be had, all are: a service beside a loan is not what was asked about.
    """
    policies = scene.content.policies
    side = audience_of(scene, scene.goal) if scene.goal else ""
    worth = tuple(
        result
        for result in results
        if result.verdict is not Verdict.NEEDS_FACTS or policies[result.policy].audience in (side, ANYBODY)
    )
    left = any(policies[result.policy].kind == ENTITLEMENT for result in worth if result.policy in policies)
    return worth if left or not any(result.verdict is Verdict.NEEDS_FACTS for result in results) else results


def next_fact(scene: Scene, policies: tuple[str, ...]) -> str | None:
    """The question worth asking next about these policies."""
    if not policies:
        return None
    values, vain = values_of(scene.session)
    engine = scene.library.engine
    return engine.next_question(policies, engine.narrow(values, scene.on), scene.on, vain)


def pursue(scene: Scene, *, regions: tuple[str, ...] = ()) -> Outcome:
    """Take the current goal as far as it goes in this turn."""
    goal = scene.goal
    if goal is None:
        return scene.finish(ActKind.FALLBACK, system("fallback", 再次=False, 在问=False))
    region = scene.region
    if region is None and not regions:
        return ask_region(scene, measures=(goal.measure,))
    if goal.measure == SCREENING:
        return screen(scene, replace(goal, region=region))
    if len(regions) > 1:
        return _compare(scene, goal, regions)
    return _one(scene, goal, region or regions[0])


def _compare(scene: Scene, goal: Goal, regions: tuple[str, ...]) -> Outcome:
    """Several counties side by side, each with its own clauses."""
    says: list[Say] = []
    results: list[Result] = []
    for region in regions:
        decided = decide_all(scene, region, goal.measure)
        results.extend(decided)
        says.append(answer_block(scene, goal, region, decided))
    session, decision = scene.finish(ActKind.ANSWER, *says, measures=(goal.measure,))
    return session, replace(decision, results=tuple(results))


def _one(scene: Scene, goal: Goal, region: str) -> Outcome:
    results = decide_all(scene, region, goal.measure)
    open_ones = decidable(scene, results)
    question = next_fact(scene, open_ones)
    deciding = goal.deciding or goal.aspect in DECIDING_ASPECTS
    measures = (goal.measure,)
    asked_about = goal.aspect in CONDITION_ASPECTS and not goal.begun
    if asked_about and question is not None:
        deciding = False  # who may have it is said first, then the questions go on
    if deciding and any(
        scene.content.policies[r.policy].kind == ENTITLEMENT for r in results if r.policy in scene.content.policies
    ):
        return _decide(scene, goal, region, results, question)
    settled = any(
        result.amount and result.verdict in SETTLED and any(reason.holds for reason in result.because)
        for result in results
    )
    if (
        question is None
        and settled
        and ((_engaged(scene) or bool(scene.seen.heard)) if goal.aspect == SUMS else _follows(scene, goal))
    ):
        return _decide(scene, goal, region, results, None)  # their own case is known, so not the general one
    own_case = goal.aspect in CONDITION_ASPECTS
    block = answer_block(scene, goal, region, told(scene, results) if own_case else results)
    also = asked_too(scene, goal)
    if also is not None:
        further = answer_block(scene, replace(goal, aspect=also), region, results)
        return resume(_done(scene, results, region), ActKind.ANSWER, block, further, measures=measures, results=results)
    if question is not None and (goal.aspect or "overview") in INVITING_ASPECTS:
        scene = scene.with_session(
            goals=(
                *scene.session.goals[:-1],
                replace(goal, region=region, deciding=True, begun=True, engaged=goal.engaged or own_case),
            )
        )
        invite = system("invite")
        return _with(ask_fact(scene, question, ActKind.ANSWER, block, invite, measures=measures), results)
    scene = _done(scene, results, region)
    return resume(scene, ActKind.ANSWER, block, measures=measures, results=results)


def _engaged(scene: Scene) -> bool:
    """Whether anything was to be decided in this talk, so that what is known is the asker's own case."""
    return any(goal.engaged for goal in scene.session.goals)


def _follows(scene: Scene, goal: Goal) -> bool:
    """Whether a measure is asked about after another was decided, or whether it may be had: 那房租呢, 见习能去不."""
    after = goal.aspect in (None, "overview") and _engaged(scene)
    return after or (goal.aspect is None and WHETHER.search(scene.seen.text) is not None)


def _decide(scene: Scene, goal: Goal, region: str, results: tuple[Result, ...], question: str | None) -> Outcome:
    measures = (goal.measure,)
    first = not goal.begun
    scene = scene.with_session(
        goals=(*scene.session.goals[:-1], replace(goal, region=region, deciding=True, begun=True, engaged=True))
    )
    if question is not None:
        lead = Say(
            "_system/lead", measure=goal.measure, region=region, results=told(scene, results), data={"首次": first}
        )
        return _with(ask_fact(scene, question, ActKind.ASK, lead, measures=measures), results)
    changed = verdict_changes(scene, results)
    shown = told(scene, results)
    block = Say("_system/verdict", measure=goal.measure, region=region, results=shown, data={"变化": changed})
    return resume(_done(scene, results, region), ActKind.VERDICT, block, measures=measures, results=results)


def not_written(scene: Scene, goal: Goal, region: str) -> Outcome:
    """A detail of the measure talked about: what its text says, whom to ask about the rest, and the open question."""
    results = decide_all(scene, region, goal.measure)
    block = answer_block(scene, replace(goal, aspect="odd-case"), region, results)
    pending = scene.session.pending
    if pending is not None and pending.fact is not None:
        asked = ask_fact(scene, pending.fact, ActKind.ANSWER, block, measures=(goal.measure,), counts=False)
        return _with(asked, results)
    return resume(_done(scene, results, region), ActKind.ANSWER, block, measures=(goal.measure,), results=results)


def told_so_far(scene: Scene, goal: Goal, region: str) -> Outcome:
    """先看结果 about one measure: what is settled and what is still missing, without asking on."""
    results = decide_all(scene, region, goal.measure)
    shown = told(scene, results)
    if all(result.verdict is Verdict.NOT_HERE for result in results):
        block = answer_block(scene, goal, region, results)
    else:
        block = Say("_system/verdict", measure=goal.measure, region=region, results=shown, data={"变化": False})
    scene = _done(scene.with_session(goals=(*scene.session.goals[:-1], replace(goal, deciding=False))), results, region)
    return _with(scene.finish(ActKind.VERDICT, block, measures=(goal.measure,)), results)


def verdict_changes(scene: Scene, results: tuple[Result, ...]) -> bool:
    """Whether a policy was told differently before; that it could not be told yet is no difference."""
    before = scene.session.last_verdicts
    undecided = Verdict.NEEDS_FACTS.value
    return any(before.get(result.policy, undecided) not in (undecided, result.verdict.value) for result in results)


def _done(scene: Scene, results: tuple[Result, ...], region: str) -> Scene:
    verdicts = {**scene.session.last_verdicts, **{result.policy: result.verdict.value for result in results}}
    goal = scene.goal
    last = (replace(goal, region=region),) if goal else ()
    return scene.with_session(pending=None, last_verdicts=verdicts, goals=(*scene.session.goals[:-1], *last))


def _with(outcome: Outcome, results: tuple[Result, ...]) -> Outcome:
    session, decision = outcome
    return session, replace(decision, results=results)


def resume(scene: Scene, act: ActKind, *blocks: Say, measures: tuple[str, ...], results: tuple[Result, ...]) -> Outcome:
    """Say the blocks, then go back to the goal that was interrupted, if it still has a question."""
    waiting = [goal for goal in scene.session.goals[:-1] if goal.deciding and goal.engaged]
    if not waiting:
        return _with(scene.finish(act, *blocks, measures=measures), results)
    goal = waiting[-1]
    current = scene.session.goals[-1:]
    rest = tuple(item for item in scene.session.goals[:-1] if item is not goal)
    region = goal.region or scene.session.region
    if region is None:
        return _with(scene.finish(act, *blocks, measures=measures), results)
    if goal.measure == SCREENING:
        side = audience_of(scene, goal)
        question = open_question(scene, screened(scene, region, side), side)
    else:
        question = next_fact(scene, decidable(scene, decide_all(scene, region, goal.measure)))
    if question is None:
        scene = scene.with_session(goals=(*rest, *current))
        return _with(scene.finish(act, *blocks, measures=measures), results)
    times = scene.session.asked.get(goal.measure, 0) + 1
    scene = scene.with_session(goals=(*rest, *current, goal), asked={**scene.session.asked, goal.measure: times})
    if times > MOST_RESUMED:
        waits = system("resume-later", 事项名=scene.measure_name(goal.measure))
        scene = scene.with_session(pending=None)
        return _with(scene.finish(act, *blocks, waits, measures=measures), results)
    back = system("resume", 事项名=scene.measure_name(goal.measure))
    session, decision = ask_fact(scene, question, act, *blocks, back, measures=measures, counts=False)
    return session, replace(decision, results=results)
