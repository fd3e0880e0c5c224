"""Details of what was just answered, asked in words that nothing else is recognised in."""

from __future__ import annotations

import re

from bot.dialogue.answering import DECIDING_ASPECTS, not_written, pursue
from bot.dialogue.aspects import ODD
from bot.dialogue.naming import ASKING
from bot.dialogue.places import SHORT
from bot.dialogue.scene import NOT_OURS, SCREENING, Outcome, Scene
from bot.dialogue.touching import BARE, touched
from bot.model.copying import replace
from bot.model.understanding import Outcome as Sure

SURELY_NOT_OURS = 0.95
LIKELY, LIKELY_OTHER = 0.6, 0.8
WHETHER = re.compile(r"[^有][不没吗么]$")
"""Measures less likely are not offered while something else is asked."""
LEAST = 3
"""Fewer characters are no question."""


def elaborate(scene: Scene) -> Outcome | None:
    """A short question right after an answer is about the same measure, also where nothing else is recognised.

    最低的是啥工种 after 汉中工资指导价: what the measure's own text holds is told, with whom to ask about the rest.
    While something is asked, only what is put as a question is one; then the open question is put again.
    """
    seen, goal, pending = scene.seen, scene.goal, scene.session.pending
    if goal is None or goal.measure == SCREENING or (pending is not None and not pending.fact):
        return None
    words = seen.text.strip("，。！？,!? ")
    if not _vague(scene) or seen.act or seen.heard or not LEAST <= len(words) <= SHORT + LEAST:
        return None
    region = scene.region
    if region is None or (not scene.content.in_region(region, goal.measure) and seen.aspect is None):
        return None  # nothing more to tell of what the county does not have
    asked = replace(goal, aspect=seen.aspect or "odd-case", deciding=False, begun=True)
    side = seen.aspect is not None and seen.aspect not in DECIDING_ASPECTS
    if pending is not None and (seen.reply is not None or not (side or ASKING.search(seen.text))):
        return None
    if pending is not None and not side:
        return not_written(scene, asked, region)
    return pursue(scene.with_session(goals=(*scene.session.goals[:-1], asked)))


def asked_word(scene: Scene) -> Outcome | None:
    """工资, 我问的是工资 in the middle of a talk: what the text of the measure says of that very word."""
    seen, goal, pending = scene.seen, scene.goal, scene.session.pending
    if goal is None or goal.measure == SCREENING or (pending is not None and not pending.fact):
        return None
    if seen.outcome is Sure.ANSWER or seen.reply is not None or seen.heard or seen.act or seen.aspect:
        return None
    region = scene.region
    if region is None or seen.beside or not (seen.led or len(seen.clean) <= BARE):
        return None
    asked = replace(goal, aspect=ODD, deciding=False, begun=True)
    return not_written(scene, asked, region) if seen.led or touched(scene, region, goal.measure) else None


def _vague(scene: Scene) -> bool:
    """Whether nothing tells what the message is about; words of other people's business would."""
    seen = scene.seen
    if seen.outcome is Sure.OUT_OF_SCOPE:
        unsure = bool(seen.matches) and seen.matches[0].score < SURELY_NOT_OURS
        return not seen.topic or (NOT_OURS not in seen.named and unsure)
    # 签合同不 after 见习 is about 见习, where nothing else is likely
    of_it = scene.session.pending is None and WHETHER.search(seen.text.strip("？?")) is not None
    unclear = seen.outcome is Sure.CHOOSE and seen.matches[0].score < (LIKELY_OTHER if of_it else LIKELY)
    if of_it:
        return unclear or seen.outcome is Sure.FALLBACK
    if unclear and scene.session.pending is None:
        unclear = not {match.measure for match in seen.matches} & set(seen.named)
    return seen.outcome is Sure.FALLBACK or unclear
