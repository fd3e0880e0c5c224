"""The block that answers one side of a measure in one region."""

from __future__ import annotations

from bot.dialogue.climbing import elsewhere
from bot.dialogue.scene import Scene
from bot.dialogue.touching import touched
from bot.model.decisions import Say
from bot.model.session import Goal
from bot.model.verdicts import Result, Verdict

PLAIN_ASPECTS = frozenset({"how-much", "how", "where", "papers", "duration", "until", "both", "payment"})
"""What the documents answer by itself; two of them may be asked in one breath."""
SUMS, PLACES, SCAM, ODD, RULE, SERVICE = "how-much", "where", "scam", "odd-case", "规定", "服务"
SHORT = 12
"""In a longer message 多少 and 真的假的 may be two questions."""


def answer_block(scene: Scene, goal: Goal, region: str, results: tuple[Result, ...]) -> Say:
    """The block that answers an aspect in one region, or says that the region has no such measure and who has."""
    if all(result.verdict is Verdict.NOT_HERE for result in results):
        before = scene.session.last_verdicts.get(f"{region}/{goal.measure}") == Verdict.NOT_HERE.value
        data = {**elsewhere(scene.content, region, goal.measure, scene.on), "再说": before}
        return Say("_system/not-here", goal.measure, goal.aspect, region, results, data)
    aspect = _answerable(scene, goal.aspect or "overview", results)
    details = touched(scene, region, goal.measure) if goal.aspect in (None, ODD) else ()
    return Say(f"_default/{aspect}", goal.measure, aspect, region, results, {"另说": details})


def _answerable(scene: Scene, aspect: str, results: tuple[Result, ...]) -> str:
    """The aspect to answer where the words fit two.

    多少 asked of a mere rule that has no sums but says where (电话多少) asks where. 要钱吗 asks what it costs of a
    service, which may be free, but whether it is a fraud of money to be had.
    """
    policies = [scene.content.policies[result.policy] for result in results if result.policy in scene.content.policies]
    if {SUMS, SCAM} <= set(scene.seen.aspects) and len(scene.seen.clean) <= SHORT:
        return SUMS if any(policy.kind == SERVICE for policy in policies) else SCAM
    sums = any(policy.kind != RULE or policy.benefits or SUMS in policy.statements for policy in policies)
    places = any(PLACES in policy.statements for policy in policies)
    return PLACES if aspect == SUMS and places and not sums else aspect


def asked_too(scene: Scene, goal: Goal) -> str | None:
    """A second thing the same message asks of the one measure it names: 给多少，在哪办."""
    seen = scene.seen
    if len(seen.matches) != 1 or seen.matches[0].measure != goal.measure or goal.aspect not in PLAIN_ASPECTS:
        return None
    return next((aspect for aspect in seen.aspects if aspect != goal.aspect and aspect in PLAIN_ASPECTS), None)
