"""Messages in which a place is the point: another county, one we hold nothing on, or nothing but its name."""

from __future__ import annotations

from bot.dialogue.answering import pursue
from bot.dialogue.naming import ASKING
from bot.dialogue.questions import keep_asking
from bot.dialogue.scene import Outcome, Scene, system
from bot.dialogue.several import waiting
from bot.model.copying import replace
from bot.model.decisions import ActKind, Say
from bot.model.understanding import Outcome as Sure

SHORT = 12
"""A place named in a message up to this long is the point of it; in a longer one it is part of a story."""
BESIDE = 2
"""Characters beside a county's name that make no question of it."""


def elsewhere(scene: Scene) -> Outcome | None:
    """A place we hold nothing about, where it is the point of the message."""
    seen, pending = scene.seen, scene.session.pending
    asked = pending is not None and pending.kind == "region"
    if not seen.elsewhere or seen.regions or not (asked or len(seen.clean) <= SHORT):
        return None
    if seen.heard and not asked:
        return None  # where somebody studied or works, not where they ask about
    told = len(seen.clean.strip("，。！？ ")) > len(seen.elsewhere) + 1 and not ASKING.search(seen.text)
    if pending is not None and pending.kind == "fact" and told:
        return None  # 在太原念的大学 answers, or tries to
    held = [region.name for region in scene.content.regions.values() if region.status == "现行"]
    named = tuple(match.measure for match in seen.matches[:1]) if seen.outcome is Sure.ANSWER else ()
    offered = tuple(slug for _, slug in pending.options) if pending is not None and pending.kind == "choice" else ()
    measures = named or offered or ((scene.goal.measure,) if scene.goal else ())
    block = system("elsewhere", 地方=seen.elsewhere, 地区列表=held)
    if asked:
        scene = scene.with_session(pending=None)
    session, decision = keep_asking(scene, ActKind.FALLBACK, block, measures=measures)
    return session, replace(decision, region=None)  # the answer holds for no county of ours


def other_region(scene: Scene) -> Outcome | None:
    """那襄汾呢: the same goal again, with the facts already known."""
    if not scene.seen.regions or scene.goal is None:
        return None
    together = waiting(scene.with_session(region=scene.seen.regions[0]))
    if together is not None:
        return together
    goal = replace(scene.goal, region=scene.seen.regions[0], begun=False)
    scene = scene.with_session(goals=(*scene.session.goals[:-1], goal), pending=None)
    return pursue(scene, regions=scene.seen.regions)


def ellipsis(scene: Scene) -> Outcome | None:
    """A short message that holds a county and nothing else known is about the same goal there."""
    if scene.seen.topic or len(scene.seen.clean) > SHORT:
        return None
    return other_region(scene)


def name_only(scene: Scene) -> Outcome | None:
    """Nothing but a county we hold: remember it and ask what about it."""
    if not only_a_place(scene):
        return None
    return scene.finish(ActKind.COMMAND, Say("_system/region-set", region=scene.seen.regions[0]))


def only_a_place(scene: Scene) -> bool:
    """Whether the message holds a county and hardly another character: 稷山的, 我在稷山."""
    seen = scene.seen
    if len(seen.regions) != 1 or seen.heard or seen.named:
        return False  # 镇巴公岗 says what about
    names = scene.content.regions[seen.regions[0]].aliases
    words = seen.clean.strip("，。！？ ")
    return any(name in words and len(words) <= len(name) + BESIDE for name in names)
