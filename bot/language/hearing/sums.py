"""Stretches of time that only say what a sum of money is for: 一年一万八, 一个月两千, 半年交三千."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.language.hearing.amounts import Amount
from bot.language.hearing.lapses import Lapse

_LASTED = re.compile(r"[了过满够着]$")
"""开了一年 lasted; what comes after it is something else."""
_BETWEEN = re.compile(
    r"(?:的)?(?:房租|租金|租子|工资|社保|保险|学费|利息|是|要|得|就|也|才|能|都|只|大概|差不多|一共|总共|挣|赚|交|缴|给|收|发|花|还|付|租|开|拿|领|补|赔|出|顶|有|了|个)*"
)
_ENDS = re.compile(r"(?:的|吧|呢|啊|呀|。)*")
"""一万八，一年 is so much a year, and 一万八，一年了 is not."""
_LEAST = 100
"""Below this a number without its unit is hardly a sum."""


def unpriced(text: str, lapses: Sequence[Lapse], amounts: Sequence[Amount]) -> tuple[Lapse, ...]:
    """The stretches of time of a text without those that say what a sum is for."""
    sums = [one for one in amounts if one.kind == "money" or (not one.kind and one.hi >= _LEAST)]
    if not sums:
        return tuple(lapses)
    return tuple(lapse for lapse in lapses if not any(_for(text, lapse, one) for one in sums))


def without_terms(text: str, lapses: Sequence[Lapse], amounts: Sequence[Amount]) -> str:
    """The text without the stretches of time that say what a sum is for."""
    kept = unpriced(text, lapses, amounts)
    for lapse in reversed([one for one in lapses if one not in kept]):
        text = text[: lapse.start] + text[lapse.stop :]
    return text


def _for(text: str, lapse: Lapse, amount: Amount) -> bool:
    """Whether a sum is for a stretch of time: it follows it with nothing but a verb between, or stands right before."""
    if _LASTED.search(text[: lapse.start]):
        return False
    if lapse.stop <= amount.start:
        return _BETWEEN.fullmatch(text, lapse.stop, amount.start) is not None
    between = text[amount.stop : lapse.start]
    return not between or (between in " ，" and _ENDS.fullmatch(text, lapse.stop) is not None)
