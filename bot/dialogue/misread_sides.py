"""Words of a side that only tell how somebody came to ask: 没找着工作，能见习吗 asks nothing about a job found."""

from __future__ import annotations

import re

from bot.dialogue.relevance import asked_by_any
from bot.model.copying import replace
from bot.model.library import Content
from bot.model.understanding import Understanding

LOST, CHANGED = "lost", "change"
PAPER = re.compile(r"[证照卡件票表本单据册章]|合同|材料|执照")
"""What can be lost; a job that is not found is no paper."""
NOT_FOUND = re.compile(
    r"(?:没|没有|未|还没)(?:能)?找[到着]|找不[到着见](?:个|一个|到)?(?:好|合适的?|称心的?)?(?:工作|活|班|事|单位|对象)"
)
OUT_OF_WORK = ("is_out_of_work", "quit_type")
"""Codes of the facts told by losing a job."""
ENDED = re.compile(r"倒闭|关门|关停|停产|破产|黄了|辞职|离职|不干了|[店厂]关|公司关|被裁|下岗")
DIED = re.compile(r"人没了|去世|过世|死|走了(?!人)")
MAY = re.compile(r"能.{0,8}[吗么不]|可以.{0,6}[吗么不]|[有给领报申]{1,2}.{0,4}[吗么不]$|[行中成]不?[吗么不]")


def without_misread(seen: Understanding, content: Content) -> Understanding:
    """The reading without the side of something lost or changed, where the words only tell of being out of work."""
    if not {LOST, CHANGED} & set(seen.aspects):
        return seen
    wrong: set[str] = set()
    if NOT_FOUND.search(seen.clean):
        wrong |= {CHANGED} if PAPER.search(seen.clean) else {LOST, CHANGED}
    ended = ENDED.search(seen.clean) is not None and DIED.search(seen.clean) is None
    if CHANGED in seen.aspects and ended and MAY.search(seen.clean) and _tells_why(seen, content):
        wrong.add(CHANGED)
    left = tuple(aspect for aspect in seen.aspects if aspect not in wrong)
    if left == tuple(seen.aspects):
        return seen
    matches = tuple(
        replace(match, aspect=left[0] if left else None) if match.aspect in wrong else match for match in seen.matches
    )
    return replace(seen, aspects=left, aspect=left[0] if left else None, matches=matches)


def _tells_why(seen: Understanding, content: Content) -> bool:
    """Whether the job was lost, which is what the measure asked about is for."""
    facts = content.facts
    lost = {fact.name for code in OUT_OF_WORK if (fact := facts.find(code)) is not None}
    told = {one.fact for one in seen.heard if not one.aside}
    if not lost & told or len(seen.matches) != 1:
        return False
    policies = [policy for policy in content.policies.values() if policy.measure == seen.matches[0].measure]
    return bool(lost & asked_by_any(content, policies))
