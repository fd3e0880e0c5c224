"""A bare length of time or number of people said where neither was asked, for the one fact it can belong to."""

from __future__ import annotations

import re

from bot.dialogue.doubting import TIME
from bot.dialogue.naming import ASKING
from bot.dialogue.relevance import asked_by_any
from bot.dialogue.scene import ANYBODY, SCREENING, Scene
from bot.model.facts import FactType
from bot.model.understanding import Hint, Reading
from bot.model.values import Value

NUMBER = re.compile(r"[\d一二两三四五六七八九十半几俩仨]")
ADDING = re.compile(r"又|还有|还(?=[\d一二两三四五六七八九])|另外|另有|再")
STRETCH = re.compile(
    r"[\d一二两三四五六七八九十百几半多零]+个?(?:多|半|零|来|整)?(?:年|月|天|日|周|星期|礼拜|季度)(?:多|半|零|来)?"
)
"""A stretch of time; where a number stands beside it, that is what it costs or earns: 一年四万八."""
PEOPLE = re.compile(
    r"(?:一共|总共|共|大概|差不多|大约|约|也就|就|才|只|有|得|至少|最多|不到|不足|将近|快|上|小|目前|现在|我们|俺们|咱们|"
    r"店里|厂里|公司|单位|是|那|哦|啊|嗯|，)*[\d一二两三四五六七八九十百俩仨几]+(?:来|多|几)?(?:个|名|位|口)?多?"
    r"(?:人|员工|职工|工人|小工|帮手|妇女|老乡|亲戚)?(?:以上|以下|以内|左右|上下|出头|吧|了|呢|的|啊|呀|哩|嘞|，)*"
)
"""Nothing but a number of people."""
AMENDED = re.compile("不对|错")
"""人数不对，是5个 says of what."""
HEADS = "人"
"""The unit of the facts that count people."""
MANY = re.compile(r"\d{4}")
"""24000 is rather a sum."""
FEW = 10
"""Characters of a message that holds a length of time and little else."""


def measured(scene: Scene) -> list[tuple[str, Value]]:
    """A bare length of time or number of people after an answer, where the measure asks for one such fact: 十三个月."""
    seen, goal, facts = scene.seen, scene.goal, scene.content.facts.by_name
    region = scene.region
    words = seen.clean.strip("，。！？ ")
    if goal is None or region is None or len(words) > FEW or seen.heard or seen.aspect or not NUMBER.search(words):
        return []
    pending = scene.session.pending
    asked = facts.get(pending.fact or "") if pending else None
    whether = asked is not None and (asked.type.is_options or asked.type.is_day)
    open_to_it = pending is None or (whether and seen.reply is None)
    if not open_to_it or ASKING.search(seen.text):
        return []
    kind = FactType.DURATION if TIME.search(words) else FactType.COUNT
    people = (ADDING.search(words) or AMENDED.search(words) or PEOPLE.fullmatch(words)) and not MANY.search(words)
    if not people if kind is FactType.COUNT else NUMBER.search(STRETCH.sub("", words)):
        return []  # 两万五上下, 四十有二, 一年四万八 tell of something else
    fitting = [
        name
        for name in decisive(scene)
        if facts[name].type is kind and (kind is FactType.DURATION or facts[name].unit == HEADS)
    ]
    if len(fitting) != 1:
        return []
    reply = scene.library.understander.understand(words, Hint(on=scene.on, pending=fitting[0])).reply
    read = reply is not None and reply.reading is Reading.VALUE
    return [(fitting[0], reply.value)] if reply is not None and read and reply.value is not None else []


def decisive(scene: Scene) -> frozenset[str]:
    """The facts that the policies of the goal ask for, or of all policies for this side while screening."""
    goal = scene.goal
    region = scene.region
    if goal is None or region is None:
        return frozenset()
    if goal.measure != SCREENING:
        policies = scene.content.in_region(region, goal.measure)
    else:
        policies = tuple(one for one in scene.content.in_region(region) if one.audience in (goal.audience, ANYBODY))
    return asked_by_any(scene.content, policies)
