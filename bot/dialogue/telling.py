"""Somebody begins by telling about himself and asks nothing; what there is for him is looked through then."""

from __future__ import annotations

import re

from bot.dialogue.naming import ASKING
from bot.dialogue.scene import Scene
from bot.model.understanding import Match

SURELY_MEANT = 0.85
TOLD = 6
"""Fewer characters tell nothing but a fact that may belong to what comes next."""


_WANTS = re.compile(
    r"(.{1,2})不\1|[几多]少?成|想.{0,8}[找领办学贷上报干要问参去]|该|违法|合法|政策|[不没]$|补助|补贴|报销|[退返补报]多|真的假的"
)
"""What asks or wants something without the words that ask: 是不是, 给返不给返, 想找个活."""


def asks_nothing(text: str) -> bool:
    """Whether a message neither asks nor wants anything."""
    return not ASKING.search(text) and not _WANTS.search(text.rstrip("。！？!? "))


def told_of_oneself(scene: Scene) -> bool:
    """Whether somebody begins with facts about himself and asks nothing: 20了，没上大学，没工作."""
    if len(scene.seen.clean) < TOLD or not _begins(scene):
        return False
    return not any(_surely_named(scene, match) for match in scene.seen.matches)


def tells_only(scene: Scene) -> bool:
    """The same where several measures are near: 厂里关了，我今年50."""
    return not _surely_named(scene, scene.seen.matches[0]) and _begins(scene)


def begins_with_facts(scene: Scene) -> bool:
    """Whether a talk begins with little more than a fact: 我28岁, 99届."""
    return _begins(scene) and 2 * sum(len(one.words) for one in scene.seen.heard) >= len(scene.seen.clean)


def _surely_named(scene: Scene, match: Match) -> bool:
    return match.measure in scene.seen.named and match.score >= SURELY_MEANT


def _begins(scene: Scene) -> bool:
    """Whether a talk begins with facts and no question."""
    seen = scene.seen
    if scene.goal is not None or scene.session.pending is not None:
        return False
    return seen.aspect is None and bool(seen.heard) and asks_nothing(seen.text)
