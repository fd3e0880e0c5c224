"""Facts told after what has ended, or what the county does not have: they are of use to something else."""

from __future__ import annotations

from bot.dialogue.answering import CLOSED, decide_all
from bot.dialogue.relevance import asked_by_any, facts_asked
from bot.dialogue.scene import SCREENING, Scene
from bot.model.session import Goal

AGENCY = "机构"


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


def of_agency(scene: Scene) -> Goal | None:
    """The one measure for agencies, where what was told decides nothing else: 我是人力公司，介绍了10个人."""
    told = {heard.fact for heard in scene.seen.heard}
    asked = scene.content.once(facts_asked)
    policies = [policy for policy in scene.content.policies.values() if told & asked[policy.id]]
    measures = {policy.measure for policy in policies if policy.audience == AGENCY}
    others = {policy.measure for policy in policies if len(told & asked[policy.id]) == len(told)}
    own = asked_by_any(scene.content, [policy for policy in policies if policy.measure in measures])
    if len(measures) != 1 or not others <= measures or not told <= own:
        return None  # where somebody works away from home is asked of agencies, too, and 34岁 is not
    return Goal(measure=next(iter(measures)), region=None, deciding=True)
