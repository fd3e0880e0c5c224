"""People who work a business themselves: 就我自己, 就我和媳妇俩人, 夫妻店. They may or may not count as hired.

What nobody said exactly stays open: who works alone tells 0 to 1, a couple 0 to 2.
"""

from __future__ import annotations

import re

from bot.model.facts import Fact, FactType

_HIRING = re.compile(r"雇|带动")
_ALONE = re.compile(
    r"(?:就|光|只有|只是|都是|目前就|还是|全是|全靠)(?:我|俺|额)?(?:自己|我)(?:一个人?|一人|个人|光杆)?|"
    r"(?:就|光|只有|全靠)(?:一个人|一人)(?:干|弄|忙|做|撑|顾|看)|(?:我|自己)(?:自己)?(?:一个人|一人)(?:干|弄|忙|做|撑|顾|看)|"
    r"自己(?:一个人)?(?:干(?!啥|什么)|忙活?|撑着|看店|守着)|光杆司令(?:一个)?|单干|孤身"
)
_COUPLE = re.compile(
    r"(?:就|只有|店里)*(?:是|有)?(?:我|我们)(?:和|跟|与)(?:我)?[^，。\d一二两俩三]{1,4}?(?:俩|两个?|两口子?|二)(?:人|个人?|口子)?|"
    r"(?:我们)?(?:夫妻|夫妇|两口子?|父子|母子|母女|父女|兄弟|姐妹|姊妹)(?:俩|两个?人?|二人)?(?:店)?|"
    r"(?:就|只有|店里)(?:是|有)?我(?:和|跟|与)(?:我)?[^，。\d一二两俩三]{1,4}(?=，|$)|"
    r"^我(?:和|跟|与)(?:我)?[^，。\d一二两俩三]{1,4}(?=，)"
)


def own_hands(fact: Fact, text: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Least and greatest number that the owner and his family may count as, and where they are told.

    None where a fact does not count people somebody employs, or nobody works alone.
    """
    if fact.type is not FactType.COUNT or not any(_HIRING.search(word) for word in fact.words):
        return None
    couple = _COUPLE.search(text)
    if couple:
        return (0, 2), couple.span()
    alone = _ALONE.search(text)
    return ((0, 1), alone.span()) if alone else None
