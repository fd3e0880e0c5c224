"""Saying what was taken from a message, so that it can be put right."""

from __future__ import annotations

from datetime import date

from bot.dialogue.memory import SELF, SUPPOSED, Correction, facts_of
from bot.dialogue.scene import Scene, system
from bot.model.decisions import Say
from bot.model.facts import Fact, FactType, Known
from bot.model.values import Value
from bot.model.wording import show_value


def corrected(scene: Scene, item: Correction) -> Say:
    """What was put right: what it was and what it is now."""
    fact = scene.content.facts.by_name[item.fact]
    before, after = (show_value(fact, value, scene.on) for value in (item.before, item.after))
    return system("corrected", 事实名=item.fact, 原来=before, 现在=after)


def noting_asides(scene: Scene, told: list[tuple[str, Known]], corrected: set[str]) -> Scene:
    """Say what was taken from a message that told something else than what was asked, so that it can be put right."""
    pending, goal = scene.session.pending, scene.goal
    if goal is None or not (goal.begun or scene.session.subject != SELF):
        return scene
    open_fact = pending.fact if pending else None
    facts = scene.content.facts.by_name
    kept = facts_of(scene.session)
    fresh = {
        name: known.value
        for name, known in told
        # what is only supposed changes nothing that was told
        if known.value is not None and name not in corrected and (known.state != SUPPOSED or kept.get(name) == known)
    }
    if open_fact is not None and set(fresh) == {open_fact} and not _bare(scene, facts[open_fact]):
        return scene  # the plain answer to what was asked
    said = [shown(facts[name], value, scene.on) for name, value in fresh.items()]
    whose = "" if scene.session.subject == SELF else scene.session.subject
    return scene.noting(system("noted", 记下=said, 说谁=whose)) if said else scene


def _bare(scene: Scene, fact: Fact) -> bool:
    """Whether a length of time was answered with a mere number, so that months or years had to be guessed."""
    return fact.type is FactType.DURATION and scene.seen.clean.isdigit()


def shown(fact: Fact, value: Value, on: date) -> str:
    """A fact for reading back; the words of an option mostly say which fact it is."""
    text = show_value(fact, value, on)
    return text if fact.options and fact.name[:2] in text else f"{fact.name}：{text}"


def readable(scene: Scene, name: str) -> str:
    """What is known about a fact of the person talked about, for reading back; empty where nothing is."""
    known = facts_of(scene.session).get(name)
    value = known.value if known else None
    return shown(scene.content.facts.by_name[name], value, scene.on) if value is not None else ""
