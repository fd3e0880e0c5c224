"""A bare 有, 没有 or 是 answers the question that was put or nothing: it is never filed under another fact."""

from __future__ import annotations

import re

from bot.dialogue import commands
from bot.dialogue.questions import keep_asking
from bot.dialogue.scene import Outcome, Scene, system
from bot.model.decisions import ActKind
from bot.model.understanding import Outcome as Sure

PLAIN = re.compile(
    r"(?:嗯|哦|啊|那|就|都|也|，)*(?:不?是|没?有|没|不?对|无|否|不)(?:的|啊|呀|呢|哦|吧|嘛|了)*"
    r"(?:，?(?:不?是|没?有|没|对|不)(?:的|啊|呀|呢|哦|吧|嘛|了)*)?[。！!，]*"
)
NO = "no"
MOST_PUT = 2
"""How often the question is put again so; then the talk goes on as with anything not understood."""


def plain(text: str) -> bool:
    """Whether a message is nothing but yes or no."""
    return PLAIN.fullmatch(text.strip()) is not None


def unclear(scene: Scene) -> Outcome | None:
    """没有, asked 您现在是没有工作吗, or 是的, asked how many: say that it fits ill, and put the question again."""
    seen, pending = scene.seen, scene.session.pending
    if seen.reply is not None or seen.heard or not plain(seen.clean):
        return None
    if pending is None:
        # 不是 after everything is said asks for no measure
        return commands.OTHERWISE["no"](scene) if seen.outcome is not Sure.ANSWER and seen.act in (None, NO) else None
    if pending.fact is None or pending.asked > MOST_PUT:
        return None
    block = system("unclear", 原话=seen.text.strip("，。！!？? "))
    measures = (scene.goal.measure,) if scene.goal else ()
    return keep_asking(scene, ActKind.ASK, block, measures=measures)
