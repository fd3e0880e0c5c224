"""那我咋办才能符合, 还差什么条件 after a verdict: what is not met, and from when it may be."""

from __future__ import annotations

import re

from bot.dialogue.answering import pursue, told_so_far
from bot.dialogue.scene import SCREENING, Outcome, Scene
from bot.model.copying import replace
from bot.model.verdicts import Verdict

_LACKING = re.compile(
    r"(?:怎么?样?|咋样?|咋个|怎么?办|咋办|如何|做到?什么|干啥)才(?:能|算|行|可以|够|会|符合)|"
    r"(?:还|是|都)?(?:差|缺)(?:的是)?(?:什么|啥|哪|几)|(?:什么|啥|哪)(?:一?[个条项点样])?(?:条件)?(?:没|不)(?:够|满足|符合|达到)|"
    r"为(?:什么|啥)(?:说)?(?:我)?(?:还|就)?(?:不符合|不够|不行|不能|领不[了成上])|咋(?:就|还)?(?:不符合|不够条件)"
)
"""What somebody asks who was told that he does not qualify, or not yet."""
_OPEN = frozenset({Verdict.INELIGIBLE.value, Verdict.NEEDS_FACTS.value, Verdict.NEEDS_OFFICE.value})


GRAVE = frozenset({"restart", "erase", "distress"})
"""What comes first whatever else is asked: 不想活了，为什么不能领."""
CALLED = "human"


def _calls_a_person(scene: Scene) -> bool:
    """Whether the message says the words for it; only alike is 我要怎样才能领上, too."""
    act = scene.content.intents.acts.get(CALLED)
    return act is not None and any(map(scene.seen.clean.__contains__, act.cues))


def lacking(scene: Scene) -> Outcome | None:
    """The verdict on the measure that is talked of once more, for whoever asks what it takes."""
    goal, seen = scene.goal, scene.seen
    if seen.act in GRAVE or _calls_a_person(scene):
        return None
    if goal is None or goal.measure == SCREENING or seen.heard or not _LACKING.search(seen.clean):
        return None
    region = scene.region
    told = {
        verdict
        for policy, verdict in scene.session.last_verdicts.items()
        if policy.partition("--")[0] == f"{region}/{goal.measure}"
    }
    if not told & _OPEN:
        pending = scene.session.pending
        asked_now = pending is not None and pending.fact is not None and goal.begun and region is not None
        # 为啥不符合 before anything is settled: what is still open
        return told_so_far(scene, goal, region) if asked_now and region is not None else None
    asked = replace(goal, deciding=True, aspect=None)
    return pursue(scene.with_session(goals=(*scene.session.goals[:-1], asked)))
