"""要是明年1月申请呢: the day on which somebody thinks of applying, when it is not today."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from bot.dialogue.scene import Scene
from bot.model.calendar import add_months
from bot.model.copying import replace
from bot.model.facts import FactType
from bot.model.library import Content
from bot.model.understanding import Hint
from bot.model.values import Span

_DAY = (
    r"(?P<day>(?:20\d\d年|明年|后年|今年|年)(?:底|初|[\d一二三四五六七八九十]{1,2}月(?:份|底|初)?(?:[\d一二三十]{1,3}[号日])?)?"
    r"|[\d一二三四五六七八九十]{1,2}月(?:份|底|初)?(?:[\d一二三十]{1,3}[号日])?|下个?月)"
)
NEXT_MONTH = ("下月", "下个月")
_APPLIED = re.compile(
    _DAY
    + r"(?:以后|之后|后)?(?:我|再|去|来|才|就|要|能|可以|的时候|时|，){0,3}(?:申请|申报|去办|来办|办|去领|来领|提交|报)"
)
_SUPPOSED = re.compile(
    r"(?:那|，|要是|如果|假如|等到?|拖到|过了|到了?|我|放到)*" + _DAY + r"(?:以后|之后|后|再)?(?:申请|办|领)?呢?"
)
"""那下个月呢, 到明年1月呢: nothing else is said, so no other day of theirs is meant."""


_NEAR_DAYS = {"明天": 1, "明日": 1, "后天": 2, "大后天": 3, "下周": 7, "下星期": 7, "下礼拜": 7}
_NEAR = re.compile(
    r"(?:那|，|要是|如果|假如|等到?|拖到|过了|到|我)*(?P<day>大?后天|明[天日]|下周|下星期|下礼拜|下个?月)"
    r"(?:我|再|去|来|才|就|要|还|也|能|可以|过去|申请|申报|办|交|，)*"
    r"(?:开始|起|以后|之后|多少|几个点|怎么算|咋算|行不行|行不|行吗|可以吗|可以不|能行|来得及|有吗|有没有|给吗|给不|能领|能办|申请|办)*(?:吗|不|么|呢|没)*"
)
"""明天呢, 明天再去还行吗, 下个月还有吗: nothing else is said."""


def applied_on(scene: Scene) -> date | None:
    """The day in future on which the message thinks of applying, None where it says none."""
    text = scene.seen.text.strip("，。！？?!, ")
    near = _NEAR.fullmatch(text)
    if near is not None and near["day"] in _NEAR_DAYS:
        return date.fromordinal(scene.on.toordinal() + _NEAR_DAYS[near["day"]])
    if near is not None:
        return date.fromordinal(add_months(scene.on.toordinal(), 1))
    found = _APPLIED.search(text) or (_SUPPOSED.fullmatch(text) if text.endswith("呢") else None)
    if found is None:
        return None
    said, today = found["day"], scene.on.toordinal()
    if said in NEXT_MONTH:
        return date.fromordinal(add_months(today, 1))
    # a month alone is the next one of that name
    forms = (said,) if "年" in said else (f"{scene.on.year}年{said}", f"{scene.on.year + 1}年{said}")
    days = (_day(scene, form) for form in forms)
    return next((day for day in days if day is not None and day > scene.on), None)


def _day(scene: Scene, said: str) -> date | None:
    """The first day that is meant."""
    for name in scene.content.once(_days):
        reply = scene.library.understander.understand(said, Hint(on=scene.on, pending=name)).reply
        if reply is not None and isinstance(reply.value, Span):
            return date.fromordinal(reply.value.lo)
    return None


def _days(content: Content) -> tuple[str, ...]:
    """The facts that are days, as answers to which a day can be read."""
    return tuple(fact.name for fact in content.facts.by_name.values() if fact.type is FactType.DATE)


def then(scene: Scene, day: date) -> Scene:
    """The scene on that day: who opened a shop ten months ago has had it for a year two months from now."""
    return replace(scene, now=datetime.combine(day, time(12), tzinfo=scene.now.tzinfo))
