"""要是开满一年呢, 那带五个呢: answered as if it were so; what is really known stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from bot.dialogue.answering import decide_all, told
from bot.dialogue.applying import applied_on, then
from bot.dialogue.aspects import answer_block
from bot.dialogue.conflicts import without_conflicts
from bot.dialogue.doubting import TIME
from bot.dialogue.memory import SELF, facts_of, values_of, with_facts
from bot.dialogue.naming import ASKING
from bot.dialogue.noting import shown
from bot.dialogue.questions import ask_fact
from bot.dialogue.relevance import asked_by_any
from bot.dialogue.scene import SCREENING, Outcome, Scene, system
from bot.dialogue.screening import audience_of, screened
from bot.model.copying import replace
from bot.model.decisions import ActKind, Say
from bot.model.facts import FactType, Known
from bot.model.session import Goal
from bot.model.understanding import Hint, Reading
from bot.model.understanding import Outcome as Sure
from bot.model.values import Value, exactly
from bot.model.verdicts import Result, Verdict

SHOWN = 3
"""So many changed policies are told of a screening; more would not be read."""
CLOSED = frozenset({Verdict.EXPIRED, Verdict.NOT_YET, Verdict.NOT_HERE})

_OPENER = re.compile(r"(?:那么?|可是?|对了|，)*(?:要是|如果|假如|假使|倘若|万一|若是|若|如(?![何今实下期数]))")
_VARIED = re.compile(r"那?[^，。？！]{1,8}呢？?")
"""带五个呢 after an answer: the same with another number."""


def suppose(scene: Scene) -> Outcome | None:
    """The answer for the case that is only supposed, and then the open question again."""
    goal, seen = scene.goal, scene.seen
    region = scene.region
    others = seen.persons or any(one.subject not in (SELF, scene.session.subject) for one in seen.heard)
    if others and not _OPENER.match(seen.clean):
        return None  # 那李四呢, 那我老婆48呢 turn to somebody else
    if goal is None or region is None or not (goal.begun or scene.session.last_measure == goal.measure):
        return None
    day = applied_on(scene)
    if day is not None:
        return _told_for(scene, goal, region, day)
    supposed = {} if seen.regions else _supposed(scene, goal, region) or _place(scene, goal, region)
    if not supposed:
        return None
    other = seen.outcome is Sure.ANSWER and not seen.borrowed and goal.measure not in [m.measure for m in seen.matches]
    if other and not set(supposed) & _decisive(scene, goal, region):
        return None
    facts = scene.content.facts.by_name
    words = [shown(facts[name], value, scene.on) for name, value in supposed.items()]
    results, blocks = _answer(scene, _as_if(scene, supposed), goal, region)
    return _tell(scene, goal, results, system("supposed", 假如=words, 申请=(), 变了=bool(blocks)), blocks)


def _told_for(scene: Scene, goal: Goal, region: str, day: date) -> Outcome:
    """The answer for somebody who applies on that day; what is in force then counts."""
    later = then(scene, day)
    if goal.measure == SCREENING:
        results, blocks = _answer(scene, later, goal, region)
    else:
        results = decide_all(later, region, goal.measure)
        blocks = (Say("_system/verdict", goal.measure, None, region, told(later, results), {"变化": False}, day),)
    lead = system("supposed", 假如=(), 申请=(day.year, day.month, day.day), 变了=bool(blocks))
    return _tell(scene, goal, results, lead, blocks)


def _tell(scene: Scene, goal: Goal, results: tuple[Result, ...], lead: Say, blocks: tuple[Say, ...]) -> Outcome:
    """What is supposed and what follows, and the open question again."""
    pending = scene.session.pending
    if pending is not None and pending.fact is not None:
        back = system("resume", 事项名=scene.measure_name(goal.measure))
        session, decision = ask_fact(
            scene, pending.fact, ActKind.VERDICT, lead, *blocks, back, measures=(goal.measure,), counts=False
        )
    else:
        session, decision = scene.finish(ActKind.VERDICT, lead, *blocks, measures=(goal.measure,))
    return session, replace(decision, results=results)


def _supposed(scene: Scene, goal: Goal, region: str) -> dict[str, Value]:
    """What the message supposes, by fact."""
    seen = scene.seen
    opened = _OPENER.match(seen.clean)
    facts = scene.content.facts.by_name
    if opened:
        heard = {one.fact: one.value for one in seen.heard if one.fact in facts}
        return heard or _reread(scene, seen.clean[opened.end() :], _candidates(scene, goal, region))
    other = _otherwise(scene) if _VARIED.fullmatch(seen.text.strip()) else {}
    if other:
        return other
    varied = scene.session.pending is None and not seen.heard and _VARIED.fullmatch(seen.text.strip())
    if not varied or (seen.outcome is Sure.ANSWER and not seen.borrowed and seen.aspect):
        return {}
    numbers = (name for name in _candidates(scene, goal, region) if not facts[name].type.is_options)
    return _reread(scene, seen.clean.removeprefix("那"), numbers)


def _otherwise(scene: Scene) -> dict[str, Value]:
    """What a short question tells otherwise than it was told before: 裁了2个呢 after 裁了3个."""
    known = facts_of(scene.session)
    heard = {one.fact: one.value for one in scene.seen.heard}
    before = {name: known[name].value for name in heard if name in known}
    changed = len(before) == len(heard) and all(value not in (None, heard[name]) for name, value in before.items())
    return heard if changed else {}


def _place(scene: Scene, goal: Goal, region: str) -> dict[str, Value]:
    """去太原算不算 while a fact says where: the place is one of its options."""
    seen, facts = scene.seen, scene.content.facts.by_name
    if not seen.elsewhere or not ASKING.search(seen.text):
        return {}
    for name in sorted(_decisive(scene, goal, region)):
        said = [option.value for option in facts[name].options if seen.elsewhere in option.synonyms]
        if said:
            return {name: exactly(said[0])}
    return {}


def _candidates(scene: Scene, goal: Goal, region: str) -> Iterator[str]:
    """Facts that may be meant, the open question first, then what was told last, then what the policies ask for."""
    pending = scene.session.pending
    asked = [pending.fact] if pending is not None and pending.fact else []
    last = [change.fact for change in reversed(scene.session.history)]
    rest = sorted(_decisive(scene, goal, region))
    facts = scene.content.facts.by_name
    yield from (name for name in dict.fromkeys((*asked, *last, *rest)) if name in facts)


def _decisive(scene: Scene, goal: Goal, region: str) -> frozenset[str]:
    """The facts that the policies of the goal ask for."""
    policies = scene.content.in_region(region, None if goal.measure == SCREENING else goal.measure)
    return asked_by_any(scene.content, policies)


def _reread(scene: Scene, text: str, names: Iterator[str]) -> dict[str, Value]:
    """The words read as the answer to the first question they answer: 认定了, 开满半年, 带五个.

    Yes or no comes last, as 开满一年 would be a yes to many a question.
    """
    facts = scene.content.facts.by_name
    timed = TIME.search(text) is not None
    likeliest = sorted(names, key=lambda one: (facts[one].type is FactType.BOOL, facts[one].type.is_day is not timed))
    for name in likeliest:
        seen = scene.library.understander.understand(text, Hint(on=scene.on, pending=name))
        reply = seen.reply
        if reply is not None and reply.reading is Reading.VALUE and reply.value is not None and not reply.picks:
            return {name: reply.value}
    return {}


def _as_if(scene: Scene, supposed: Mapping[str, Value]) -> Scene:
    """The scene in which the supposed is known, and nothing that contradicts it."""
    values, _ = values_of(scene.session)
    kept = without_conflicts(scene, {**values, **supposed}, set(supposed))
    known = {name: item for name, item in facts_of(scene.session).items() if item.value is None or name in kept}
    at = scene.now.isoformat()
    known |= {name: Known(value, "supposed", scene.seen.clean, at) for name, value in supposed.items()}
    return replace(scene, session=with_facts(scene.session, known))


def _answer(scene: Scene, as_if: Scene, goal: Goal, region: str) -> tuple[tuple[Result, ...], tuple[Say, ...]]:
    """The results under the supposition, and how they are told; of a screening only what changes."""
    if goal.measure == SCREENING:
        audience = audience_of(scene, goal)
        now = {result.policy: result for result in screened(scene, region, audience)}
        results = tuple(
            result
            for result in screened(as_if, region, audience)
            if (result.verdict, result.amount) != (now[result.policy].verdict, now[result.policy].amount)
            and result.verdict is not Verdict.NEEDS_FACTS
        )[:SHOWN]
        block = Say("_system/verdict", SCREENING, None, region, results, {"变化": False})
        return results, (block,) if results else ()
    results = decide_all(as_if, region, goal.measure)
    if all(result.verdict in CLOSED for result in results):
        return results, (answer_block(scene, replace(goal, aspect="conditions"), region, results),)
    return results, (Say("_system/verdict", goal.measure, None, region, told(as_if, results), {"变化": False}),)
