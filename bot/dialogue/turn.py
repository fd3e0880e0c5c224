"""turn(session, message, library, now): the pure heart of the conversation."""

from __future__ import annotations

import re
from datetime import datetime

from bot.dialogue import commands
from bot.dialogue.absorb import UNSAID, absorb, answers_pending, corrects, puts_right, tells_something_else
from bot.dialogue.adding import ask_total, summed
from bot.dialogue.answering import pursue
from bot.dialogue.documents import clause_asked
from bot.dialogue.goals import new_goals
from bot.dialogue.handover import consider, quiet
from bot.dialogue.lacking import CALLED, GRAVE, lacking
from bot.dialogue.meaning import meant
from bot.dialogue.memory import facts_of, freshen
from bot.dialogue.naming import ASKING, LEAST_SHARED, shared_with
from bot.dialogue.offered import declined, picked
from bot.dialogue.other_side import both_sides
from bot.dialogue.places import elsewhere, only_a_place
from bot.dialogue.received import ask_received, noting_unplaced, talked_of
from bot.dialogue.scene import SCREENING, SOCIAL, Outcome, Scene, system
from bot.dialogue.supposing import suppose
from bot.dialogue.telling import asks_nothing, noting_story, told_of_oneself
from bot.dialogue.unnamed import not_understood, without_measure
from bot.dialogue.volunteering import volunteer
from bot.model.copying import replace
from bot.model.decisions import ActKind
from bot.model.library import Content, Library
from bot.model.session import Session
from bot.model.understanding import Hint, Match, Reading
from bot.model.understanding import Outcome as Sure

SESSION_MINUTES = 120
STORY = 2
"""So many facts in answer to a question are an answer, whatever measure their words are near to."""
MOST_UNSAID = 3
"""So many answers not known or not told, and what there is so far is shown instead of asking on."""
QUANTITY = re.compile(
    r"(?:[\d.,%/零〇一二两三四五六七八九十百千万亿几半廿卅到至~-]+(?:来|多)?"
    r"(?:块钱|元|块|万元|人|个|名|位|岁|届|天|周|小时|个?月|年|号|日|户|家|次|期|倍|张|亩|毛)?"
    r"(?:前|半|左右|以上|以下|多|一个月)?，?){1,3}"
)
"""A number and its unit, or a few of them, and nothing else: 一年四万八."""


def hint_of(session: Session, now: datetime, content: Content) -> Hint:
    """What the reader may know about the talk."""
    pending = session.pending
    goal = session.goals[-1] if session.goals else None
    return Hint(
        on=now.date(),
        pending=pending.fact if pending else None,
        offered=tuple([text for text, _ in pending.options]) if pending else (),
        measure=session.last_measure or (goal.measure if goal else None),
        region=session.region,
        told=tuple([change.fact for change in session.history]),
        received=talked_of(session, content),
    )


def turn(
    session: Session,
    message: str,
    library: Library,
    now: datetime,
    minutes: int = SESSION_MINUTES,
    attended: bool | None = None,
) -> Outcome:
    """Answer one message. Pure: the same arguments give the same session and decision.

    attended: whether an agent of the platform is online, if that is known.
    """
    session = freshen(session, library.content.facts, now, minutes)
    hint = hint_of(session, now, library.content)
    seen = meant(session, message, library, hint)
    scene, held = quiet(Scene(session, library, now, seen, attended=attended))
    if held is not None:
        return held
    if seen.sensitive:
        scene = scene.noting(system("sensitive"))
    session, decision = consider(scene.session, scene, both_sides(scene, _route(scene)))
    about = decision.act is not ActKind.CHOOSE and decision.measures and decision.measures[0] not in SOCIAL
    measure = decision.measures[0] if about else session.last_measure
    good = decision.act is not ActKind.FALLBACK
    failures = 0 if good else session.failures
    if session.last_measure != measure or session.failures != failures:
        session = replace(session, last_measure=measure, failures=failures)
    return session, decision


def _route(scene: Scene) -> Outcome:
    seen = scene.seen
    named = () if told_of_oneself(scene) else _named(scene)
    outcome = lacking(scene) or _command(scene, named=bool(named))
    if outcome is not None:
        return outcome
    if seen.reply is not None and seen.reply.reading is Reading.WHY:
        outcome = commands.ALWAYS["why-asked"](scene)
        if outcome is not None:
            return outcome
    if declined(scene):
        return not_understood(scene.with_session(pending=None))
    chosen = picked(scene)
    if chosen is not None:
        return chosen
    return _talk(scene, named)


def _talk(scene: Scene, named: tuple[Match, ...]) -> Outcome:
    """A message that is neither a command nor a choice."""
    supposed = suppose(scene)
    if supposed is not None:
        return supposed
    scene, doubtful = summed(scene)
    scene, early = volunteer(scene) if doubtful is None else (scene, False)
    scene = noting_story(noting_unplaced(absorb(scene)))
    asked = ask_total(scene, doubtful) or ask_received(scene)
    if asked is not None:
        return asked
    if early:
        return pursue(scene)
    if answers_pending(scene) and not named:
        return _go_on_after_answer(scene)
    if named:
        asked = clause_asked(scene, tuple([match.measure for match in named]))
        return asked or elsewhere(scene) or new_goals(scene, named)
    return without_measure(scene)


URGENT = GRAVE | {CALLED}
"""Commands that count even when the message also names a measure."""


def _command(scene: Scene, *, named: bool) -> Outcome | None:
    seen = scene.seen
    command = commands.ALWAYS.get(seen.act or "")
    if command is None or (named and seen.act not in URGENT):
        return None
    if puts_right(scene):
        return None
    return command(scene)


def _named(scene: Scene) -> tuple[Match, ...]:
    """Measures the message itself names with confidence."""
    seen = scene.seen
    if seen.outcome is not Sure.ANSWER or only_a_place(scene) or _mere_quantity(scene):
        return ()
    if seen.beside and not seen.act and len(seen.matches) == 1 and seen.aspect is None and asks_nothing(seen.text):
        return ()  # 在外头打工八年才回来 tells something else than was asked, and asks nothing
    named = tuple(match for match in seen.matches if match.measure not in SOCIAL)
    if seen.aspect is None and corrects(scene):
        return ()  # 不对，我是2022年毕业的 corrects a fact and asks nothing
    telling = bool(seen.heard) and scene.goal is not None and scene.session.pending is not None
    if telling and seen.aspect is None and all(match.measure == SCREENING for match in named):
        return ()  # 我家是低保 tells something about the goal that is open
    story = len(seen.heard) >= STORY and seen.aspect is None and not ASKING.search(seen.text)
    if story and scene.goal is not None and scene.session.pending is not None:
        content = scene.content
        named = tuple(one for one in named if shared_with(seen.clean, one.measure, content) >= LEAST_SHARED)
    return named


def _mere_quantity(scene: Scene) -> bool:
    """Whether a question about a fact is answered with a number that does not fit it: 1.5万块, 5号.

    That some benefit is of that height, or some document of that number, asks nothing about it.
    """
    pending = scene.session.pending
    return pending is not None and pending.kind == "fact" and QUANTITY.fullmatch(scene.seen.clean) is not None


def _go_on_after_answer(scene: Scene) -> Outcome:
    """The open question was answered: go on with the goal it was asked for."""
    reply, pending = scene.seen.reply, scene.session.pending
    told_nothing = reply is not None and reply.reading is Reading.DONT_KNOW and not scene.seen.heard
    if told_nothing and pending is not None and pending.fact:
        scene = scene.noting(system("dont-know", 事实名=pending.fact))
    if reply is not None and reply.reading in UNSAID and not tells_something_else(scene):
        unsaid = sum(known.value is None for known in facts_of(scene.session).values())
        if unsaid % MOST_UNSAID == 0 and scene.goal is not None:
            return commands.stop_and_show(scene.noting(system("too-open"))) or pursue(scene)
    return pursue(scene)
