"""Facts told after what has ended, or what the county does not have: they are of use to something else."""

from __future__ import annotations

from bot.dialogue.answering import CLOSED, decide_all
from bot.dialogue.relevance import asked_by_any
from bot.dialogue.scene import SCREENING, Scene
from bot.model.session import Goal


def beside_it(scene: Scene, goal: Goal) -> bool:
    """Whether the facts told matter to no policy of the measure, of which the region has none in force.

    招了10个残疾人 after a rate that has ended: what else there is, is asked for then.
    """
    region = goal.region or scene.session.region
    seen = scene.seen
    if region is None or goal.measure == SCREENING or seen.regions or seen.aspect is not None:
        return False
    if any(result.verdict not in CLOSED for result in decide_all(scene, region, goal.measure)):
        return False
    everywhere = [policy for policy in scene.content.policies.values() if policy.measure == goal.measure]
    return not {heard.fact for heard in seen.heard} & asked_by_any(scene.content, everywhere)
