"""Several people told of in one message: one is looked at now, and it is said which one and how to go on."""

from __future__ import annotations

import re

from bot.dialogue.memory import SELF
from bot.dialogue.scene import Scene, system
from bot.model.copying import replace
from bot.model.session import Session
from bot.model.understanding import Outcome, Understanding

NEXT = re.compile(
    r"(?:那么?|再|先|看看?|说说?|还有|轮到|，)*(?P<who>[^，。？！]{1,8}?)(?:家|自己|的情况|的|这边)?"
    r"(?:呢|又怎么样|怎么样|可以吗|行吗|能领吗|有吗|能领什么|有什么)*[？?。]*"
)


def pointed_out(seen: Understanding, session: Session) -> Understanding:
    """The reading of 那李四呢, where something was told of 李四 before, as turning to him and as nothing else."""
    if not session.others:
        return seen
    found = NEXT.fullmatch(seen.clean.strip())
    who = found["who"] if found is not None else ""
    if who not in session.others:
        return seen
    return replace(seen, heard=(), reply=None, act=None, matches=(), outcome=Outcome.FALLBACK, persons=(who,))


def one_at_a_time(scene: Scene) -> Scene:
    """The scene with a word on whom it is about where facts of several people were told, which are kept apart."""
    told = [heard.subject for heard in scene.seen.heard if not heard.aside]
    people = list(dict.fromkeys((*told, *scene.seen.persons)))
    now = scene.session.subject
    rest = [who for who in people if who != now]
    if now not in people or not rest or (now == SELF and len(rest) == 1):
        return scene
    others = [who for who in rest if who != SELF]
    first = "我自己" if now == SELF else now
    return scene.noting(system("one-at-a-time", 先看=first, 别人=others, 自己=SELF in rest))
