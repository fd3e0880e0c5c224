"""Numbers that come on top of what was told before: 又招了15个 is added, for 还有5个送到太原 the total is asked."""

from __future__ import annotations

import re

from bot.dialogue.measuring import ADDING, measured
from bot.dialogue.memory import SELF, SUPPOSED, facts_of, overlap
from bot.dialogue.naming import ASKING
from bot.dialogue.questions import ask_fact
from bot.dialogue.relevance import asked_by_any
from bot.dialogue.scene import Outcome, Scene, system
from bot.model.copying import replace
from bot.model.decisions import ActKind
from bot.model.facts import FactType
from bot.model.understanding import Added, Heard
from bot.model.values import Span
from bot.model.wording import show_value

PLACE, PEOPLE = "province_move", ("jobs_created", "hires")
"""Codes of the facts that tell where somebody works, and how many people work for one."""
LEFT = re.compile(r"(?:走|跑|辞|离职|离开)了[\d一二两三四五六七八九十俩仨几](?:个|名|位|人|$)?(?!月|天|年)")
SENT = re.compile(r"(?:去|到|往|在)[一-鿿]{2}")


def summed(scene: Scene) -> tuple[Scene, Heard | None]:
    """The scene with what was added put on top of what is known, and what may be, which is taken out."""
    left = _left(scene)
    if left is not None:
        of = scene.content.facts.by_name
        rest = tuple(one for one in scene.seen.heard if of[one.fact].type is not FactType.COUNT)
        return replace(scene, seen=replace(scene.seen, heard=rest)), left
    if ADDING.search(scene.seen.clean) and all(_elsewise(scene, heard) for heard in scene.seen.heard):
        bare, further = _by_number(replace(scene, seen=replace(scene.seen, heard=())))
        if further is not None or not scene.seen.heard:
            return bare, further
    if not any(heard.added and not heard.aside for heard in scene.seen.heard):
        return scene, None
    known, facts = facts_of(scene.session), scene.content.facts.by_name
    kept: list[Heard] = []
    doubtful: Heard | None = None
    apart = [heard for heard in scene.seen.heard if _elsewise(scene, heard)]
    for heard in scene.seen.heard:
        before = known.get(heard.fact)
        told = before.value if before is not None and before.state != SUPPOSED else None
        about = heard.subject in (SELF, scene.session.subject)
        more = heard.added and not heard.aside and about and heard.fact in facts
        if not more or not isinstance(told, Span) or not isinstance(heard.value, Span):
            kept.append(heard)
        elif heard.added is Added.PERHAPS or apart or _placed(scene):
            doubtful = heard
        else:
            total = told.plus(heard.value).meets(facts[heard.fact].domain)
            kept.append(replace(heard, value=total or told))
    if doubtful is not None:
        kept = [heard for heard in kept if heard not in apart]
    return replace(scene, seen=replace(scene.seen, heard=tuple(kept))), doubtful


def _by_number(scene: Scene) -> tuple[Scene, Heard | None]:
    """The same of a message that says only by its number what it counts: 还有5个送到太原."""
    known = facts_of(scene.session)
    for name, value in measured(scene):
        if name in known and scene.content.facts.by_name[name].type is FactType.COUNT:
            return scene, Heard(name, value, scene.seen.clean.strip("，。！？ "), added=Added.PERHAPS)
    return scene, None


def _left(scene: Scene) -> Heard | None:
    """That some of those counted have left, where nothing says how many there are now: 走了一个，还有3个."""
    text, goal = scene.seen.clean.strip("，。！？ "), scene.goal
    region = scene.region
    if goal is None or region is None or not LEFT.search(text) or ASKING.search(text) or scene.seen.reply is not None:
        return None
    asked = asked_by_any(scene.content, scene.content.in_region(region, goal.measure))
    for code in PEOPLE:
        fact = scene.content.facts.find(code)
        known = facts_of(scene.session).get(fact.name) if fact is not None and fact.name in asked else None
        if fact is not None and known is not None and isinstance(known.value, Span):
            return Heard(fact.name, known.value, text, added=Added.PERHAPS)
    return None


def _placed(scene: Scene) -> bool:
    """Whether a place is named to which people were sent, where the measure pays by place: 又送了5个去太原."""
    goal = scene.goal
    place = scene.content.facts.find(PLACE)
    region = scene.region
    if goal is None or region is None or place is None or not SENT.search(scene.seen.clean):
        return False
    return place.name in asked_by_any(scene.content, scene.content.in_region(region, goal.measure))


def _elsewise(scene: Scene, heard: Heard) -> bool:
    """Whether a choice is told otherwise than before, so that the number is of other people or another place."""
    before, fact = facts_of(scene.session).get(heard.fact), scene.content.facts.by_name.get(heard.fact)
    if before is None or before.value is None or fact is None or fact.type is not FactType.CHOICE:
        return False
    return overlap(before.value, heard.value) is None


def ask_total(scene: Scene, doubtful: Heard | None) -> Outcome | None:
    """Ask how many there are together, where a further number may or may not be among those told before."""
    goal = scene.goal
    before = facts_of(scene.session).get(doubtful.fact) if doubtful is not None else None
    if doubtful is None or goal is None or before is None or before.value is None:
        return None
    fact = scene.content.facts.by_name[doubtful.fact]
    was = show_value(fact, before.value, scene.on)
    note = system("added", 事实名=doubtful.fact, 原来=was, 原话=doubtful.words)
    return ask_fact(scene, doubtful.fact, ActKind.ASK, note, measures=(goal.measure,))
