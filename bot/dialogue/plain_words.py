"""A bare 有, 没有 or 是 answers the question that was put or nothing: it is never filed under another fact."""

from __future__ import annotations

import re

from bot.dialogue import commands
from bot.dialogue.questions import keep_asking
from bot.dialogue.scene import CHITCHAT, Outcome, Scene, system
from bot.model.decisions import ActKind
from bot.model.understanding import Outcome as Sure

PLAIN = re.compile(
    r"(?:嗯|哦|啊|那|就|都|也|，)*(?:不?是|没?有|没|不?对|无|否|不)(?:的|啊|呀|呢|哦|吧|嘛|了)*"
    r"(?:，?(?:不?是|没?有|没|对|不)(?:的|啊|呀|呢|哦|吧|嘛|了)*)?[。！!，]*"
)
NO = "no"
MOST_PUT = 2
"""How often the question is put again so; then the talk goes on as with anything not understood."""


OFFERED = re.compile(
    r"(?:身份证|银行卡|手机号?|电话号?码?|密码|卡号|个人信息|户口本)[^，。]{0,4}(?:能|可以|可不可以|能不能|要不要|用不用|需要|得|要|是不是)*[^，。]{0,3}"
    r"(?:给|发|告诉|报|提供)(?:给)?(?:你|您|你们|这儿|这里)"
)
"""我的身份证号能给你吗 asks whether to send what nobody needs here."""


def private(scene: Scene) -> Outcome | None:
    """Say that nothing of that kind is needed, before anything else is made of the words."""
    if scene.seen.heard or scene.seen.reply is not None or OFFERED.search(scene.seen.clean) is None:
        return None
    return keep_asking(scene, ActKind.CHITCHAT, system("sensitive"), measures=(CHITCHAT,))


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
