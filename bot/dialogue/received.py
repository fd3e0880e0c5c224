"""What was received already of the measure talked about: which facts tell it, and asking for it."""

from __future__ import annotations

from collections.abc import Mapping

from bot.dialogue.naming import ASKING
from bot.dialogue.questions import ask_fact
from bot.dialogue.relevance import facts_asked
from bot.dialogue.scene import ENTITLEMENT, SCREENING, Outcome, Scene, system
from bot.model.copying import replace
from bot.model.decisions import ActKind
from bot.model.library import Content, Library
from bot.model.session import Session
from bot.model.understanding import Hint, Understanding
from bot.model.understanding import Outcome as Sure

BESIDE = frozenset({"both", "duration", "change"})
"""Aspects whose words stand in what tells of a sum received: 领了2500，还能领多少."""

_Told = Mapping[tuple[str | None, str], tuple[str, ...]]


def facts_received(content: Content, region: str | None, measure: str | None) -> tuple[str, ...]:
    """The facts that tell what was received of a measure, by the policies of a region, or by all."""
    return () if measure is None else content.once(_by_measure).get((region, measure), ())


def _by_measure(content: Content) -> _Told:
    asked = content.once(facts_asked)
    found: dict[tuple[str | None, str], dict[str, None]] = {}
    for policy in content.policies.values():
        names = sorted(asked[policy.id] | {one.received for one in policy.benefits if one.received})
        told = [name for name in names if content.facts.by_name[name].unsaid is not None]
        for region in (policy.region, None):
            found.setdefault((region, policy.measure), {}).update(dict.fromkeys(told))
    return {key: tuple(names) for key, names in found.items()}


def talked_of(session: Session, content: Content) -> tuple[str, ...]:
    """The facts that tell what was received of what is talked about in a session."""
    goal = session.goals[-1] if session.goals else None
    measure = session.last_measure or (goal.measure if goal else None)
    if measure == SCREENING and goal is not None:
        measure = goal.measure
    return facts_received(content, session.region, measure)


def heard_of(seen: Understanding, hint: Hint, session: Session, library: Library) -> Understanding:
    """The reading with what was received of the measure that the message itself asks about."""
    content = library.content
    if seen.unplaced and seen.matches:
        region = seen.regions[0] if seen.regions else session.region
        own = facts_received(content, region, seen.matches[0].measure)
        if own and own != hint.received:
            again = library.understander.understand(seen.text, replace(hint, received=own))
            seen = replace(seen, heard=again.heard, unplaced=again.unplaced)
    facts = content.facts.by_name
    told = {one.fact for one in seen.heard if one.fact in facts and facts[one.fact].unsaid is not None}
    if told and seen.matches and told <= set(hint.received):
        region = seen.regions[0] if seen.regions else session.region
        if told.isdisjoint(facts_received(content, region, seen.matches[0].measure)):
            # 这三个人的补贴领了一年半了 is about what is talked of, whatever measure its words are near to.
            return replace(seen, outcome=Sure.FALLBACK, matches=(), aspect=None, aspects=(), topic=None)
    if not told or BESIDE.isdisjoint(seen.aspects):
        return seen
    aspects = tuple(aspect for aspect in seen.aspects if aspect not in BESIDE)
    aspect = aspects[0] if aspects else None
    matches = tuple(replace(one, aspect=aspect) if one.aspect in BESIDE else one for one in seen.matches)
    return replace(seen, aspect=aspect, aspects=aspects, matches=matches)


def ask_received(scene: Scene) -> Outcome | None:
    """Say that what was received was not understood, and ask for it as the fact can hold it."""
    goal = scene.goal
    if not scene.seen.unplaced or goal is None or ASKING.search(scene.seen.text):
        return None
    names = talked_of(scene.session, scene.content)
    if len(names) != 1:
        return None
    return ask_fact(scene, names[0], ActKind.ASK, measures=(goal.measure,))


def noting_unplaced(scene: Scene) -> Scene:
    """The scene with a note on what was received and could not be taken in, where there is anything to receive."""
    words, seen, goal = scene.seen.unplaced, scene.seen, scene.goal
    measure = seen.matches[0].measure if seen.matches else goal.measure if goal else ""
    region = seen.regions[0] if seen.regions else scene.session.region
    if not words or region is None:
        return scene
    paid = any(policy.kind == ENTITLEMENT for policy in scene.content.in_region(region, measure))
    meant = not seen.matches or measure in seen.named or facts_received(scene.content, region, measure)
    return scene.noting(system("unplaced", 原话=words)) if paid and meant else scene
