"""Messages that steer the conversation instead of asking about a measure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from bot.dialogue.answering import pursue, told_so_far
from bot.dialogue.handover import hand_over
from bot.dialogue.memory import take_back
from bot.dialogue.questions import ask_fact, ask_region
from bot.dialogue.scene import CHITCHAT, SCREENING, Outcome, Scene, system
from bot.dialogue.screening import final_list, screened
from bot.model.copying import replace
from bot.model.decisions import ActKind
from bot.model.session import Session

REASON = re.compile(
    r"(?:那|这|到底|这是|你说|我)*(?:为什么|为啥|为何|为甚|凭啥|凭什么|怎么回事|咋回事|啥原因|什么原因)"
    r"(?:会|就|我|还|说)*(?:不行|不符合|没有|不给|不能领|领不了|领不上)?(?:呢|啊|呀|吗|了|嘛)*"
)
"""Why it came out so; why something is asked is another question."""
Command = Callable[[Scene], Outcome]


def _social(name: str) -> Command:
    def command(scene: Scene) -> Outcome:
        pending = scene.session.pending
        says = system(f"social-{name}")
        if pending is not None and pending.kind == "fact" and pending.fact and name in ("greet", "thanks", "ok"):
            return ask_fact(scene, pending.fact, ActKind.CHITCHAT, says, measures=(CHITCHAT,), counts=False)
        return scene.finish(ActKind.CHITCHAT, says, measures=(CHITCHAT,))

    return command


def _restart(scene: Scene) -> Outcome:
    clean = Session(user=scene.session.user, started=scene.session.started, updated=scene.session.updated)
    return replace(scene, session=clean).finish(ActKind.COMMAND, system("restarted"))


def _erase(scene: Scene) -> Outcome:
    clean = Session(user=scene.session.user)
    session, decision = replace(scene, session=clean).finish(ActKind.COMMAND, system("erased"))
    return session, replace(decision, erase=True)


def _cancel(scene: Scene) -> Outcome:
    scene = replace(scene, session=replace(scene.session, goals=(), pending=None, failures=0))
    return scene.finish(ActKind.COMMAND, system("cancelled"), measures=(CHITCHAT,))


def _human(scene: Scene) -> Outcome:
    return hand_over(scene)


def _back(scene: Scene) -> Outcome:
    session, fact = take_back(scene.session)
    scene = replace(scene, session=session)
    measures = (scene.goal.measure,) if scene.goal else ()
    if fact is None or fact not in scene.content.facts.by_name:
        return _nothing_to_undo(scene, measures)
    return ask_fact(scene, fact, ActKind.ASK, system("undone", 事实名=fact), measures=measures)


def _nothing_to_undo(scene: Scene, measures: tuple[str, ...]) -> Outcome:
    """Nothing was told yet; the open question stays."""
    pending, says = scene.session.pending, system("nothing-to-undo")
    if pending is not None and pending.fact:
        return ask_fact(scene, pending.fact, ActKind.COMMAND, says, measures=measures, counts=False)
    return scene.finish(ActKind.COMMAND, says, measures=measures)


def _why(scene: Scene) -> Outcome | None:
    pending = scene.session.pending
    measures = (scene.goal.measure,) if scene.goal else ()
    if pending is None or pending.fact is None:
        goal = scene.goal
        told = goal is not None and goal.measure != SCREENING and scene.session.last_measure == goal.measure
        told = told and scene.session.region is not None
        if goal is not None and told and REASON.fullmatch(scene.seen.text.strip("，。！？?!, ")):
            # what was just decided, with what decided it
            return pursue(scene.with_session(goals=(*scene.session.goals[:-1], replace(goal, deciding=True))))
        return scene.finish(ActKind.COMMAND, system("why-nothing"), measures=measures) if measures else None
    says = system("why-asked", 事实名=pending.fact)
    return ask_fact(scene, pending.fact, ActKind.ASK, says, measures=measures, counts=False)


def _repeat(scene: Scene) -> Outcome | None:
    if not scene.session.last_reply:
        return None
    measures = (scene.goal.measure,) if scene.goal else ()
    text = "\n".join(scene.session.last_reply)
    return scene.finish(ActKind.ANSWER, system("again", 内容=text), measures=measures)


def _later(scene: Scene) -> Outcome:
    """Leave it for now; nothing is forgotten."""
    measures = (scene.goal.measure,) if scene.goal else ()
    return scene.with_session(pending=None).finish(ActKind.COMMAND, system("later"), measures=measures)


def _distress(scene: Scene) -> Outcome:
    """Somebody may harm themselves: nothing about policies now, only people."""
    session, decision = hand_over(scene.noting(system("social-distress")))
    return session, decision


def _other_region(scene: Scene) -> Outcome:
    """换个县: ask which."""
    measures = (scene.goal.measure,) if scene.goal else ()
    goals = scene.session.goals
    if goals:
        goals = (*goals[:-1], replace(goals[-1], region=None, begun=False))
    return ask_region(scene.with_session(region=None, goals=goals), measures=measures)


def _help(scene: Scene) -> Outcome:
    return scene.finish(ActKind.COMMAND, system("help"))


def stop_and_show(scene: Scene) -> Outcome | None:
    """Leave the questions and say what is known so far."""
    asked = [goal for goal in scene.session.goals if goal.measure == SCREENING or goal.deciding or goal.engaged]
    goal = asked[-1] if asked else scene.goal
    region = (goal.region if goal else None) or scene.session.region
    if goal is None or region is None:
        return None
    if goal is not scene.goal:
        others = tuple(one for one in scene.session.goals if one is not goal)
        scene = scene.with_session(goals=(*others, goal))
    if goal.measure != SCREENING:
        return told_so_far(scene, goal, region) if goal.deciding or goal.engaged else _cancel(scene)
    results = screened(scene, region, goal.audience)
    scene = scene.with_session(pending=None, goals=(*scene.session.goals[:-1], replace(goal, deciding=False)))
    return final_list(scene, region, goal.audience, results)


def _more(scene: Scene) -> Outcome | None:
    """继续: what was left of a long reply, else the goal that still has a question."""
    if not scene.session.unread:
        return _all_right(scene)
    rest = "\n\n".join(scene.session.unread)
    return scene.finish(ActKind.COMMAND, system("again", 内容=rest))


def _go_on(scene: Scene) -> Outcome | None:
    """好的, 继续 with a goal that still has a question: go on with it."""
    goal = scene.goal
    if goal is None or not (goal.deciding or goal.engaged):
        return None
    asked = scene.with_session(goals=(*scene.session.goals[:-1], replace(goal, deciding=True)))
    session, decision = pursue(asked)
    return (session, decision) if decision.ask is not None else None


def _all_right(scene: Scene) -> Outcome:
    """好的, 没了, 继续: go on where something is open, else say that anything may be asked."""
    going_on = _go_on(scene)
    return going_on or scene.finish(ActKind.CHITCHAT, system("social-ok"), measures=(CHITCHAT,))


UNDONE = re.compile(r"没(?:有)?(?:[办交缴登领签评上]|认定|申请)")


def _nothing_more(scene: Scene) -> Outcome | None:
    """没有, 不用了 with nothing asked: no more questions; 没办过 was no answer to what is asked, and ends nothing."""
    pending = scene.session.pending
    if pending is not None and pending.kind == "fact" and UNDONE.search(scene.seen.clean):
        return None
    return scene.finish(ActKind.CHITCHAT, system("social-ok"), measures=(CHITCHAT,))


ALWAYS: Mapping[str, Callable[[Scene], Outcome | None]] = {
    "restart": _restart,
    "erase": _erase,
    "human": _human,
    "why-asked": _why,
    "back": _back,
    "show-results": stop_and_show,
    "distress": _distress,
    "another-region": _other_region,
    "correct": _back,
}
"""Commands that count even beside a weak match."""

OTHERWISE: Mapping[str, Callable[[Scene], Outcome | None]] = {
    "cancel": _cancel,
    "repeat": _repeat,
    "read-again": _repeat,
    "help": _help,
    "more": _more,
    "yes": _all_right,
    "greet": _social("greet"),
    "thanks": _social("thanks"),
    "bye": _social("bye"),
    "abuse": _social("abuse"),
    "no": _nothing_more,
    "praise": _social("thanks"),
    "emotion": _social("emotion"),
    "test": _social("greet"),
    "who-are-you": _social("greet"),
    "settle-later": _later,
    "return-topic": _go_on,
}
"""Commands that count when nothing else was recognised."""


def social(scene: Scene) -> Outcome:
    """Chitchat whose kind is not known: nobody is greeted again in the middle of a talk."""
    kind = scene.seen.act or ""
    rude = scene.content.intents.acts.get("abuse")
    if rude is not None and any(map(scene.seen.clean.__contains__, rude.cues)):
        kind = "abuse"
    if kind not in ("greet", "thanks", "bye", "abuse", "emotion"):
        kind = "greet" if scene.session.turns <= 1 else "ok"
    return _social(kind)(scene)
