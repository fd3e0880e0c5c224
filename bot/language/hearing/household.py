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
    r"自己(?:一个人)?(?:干(?!啥|什么)|忙活?|撑着|看(?:店|摊|门|着)|守着?|盯着?|顾着?)|光杆司令(?:一个)?|单干|孤身"
)
_COUPLE = re.compile(
    r"(?:就|只有|店里)*(?:是|有)?(?:我|我们)(?:和|跟|与)(?:我)?[^，。\d一二两俩三]{1,4}?(?:俩|两个?|两口子?|二)(?:人|个人?|口子)?|"
    r"(?:我们)?(?:夫妻|夫妇|两口子?|爷儿?|娘儿?|父子|母子|母女|父女|兄弟|姐妹|姊妹)(?:俩|两个?人?|二人)?(?:店)?|"
    r"(?:就|只有|店里)(?:是|有)?我(?:和|跟|与)(?:我)?[^，。\d一二两俩三]{1,4}(?=，|$)|"
    r"^我(?:和|跟|与)(?:我)?[^，。\d一二两俩三]{1,4}(?=，)"
)


_KIN = re.compile(
    r"(?<![雇请招用叫带])(?<![雇请招用叫]了)(?<!带动)(?<!带着)(?:我们|俺们|咱们|就|都是|是|店里)*(?:(?:家里|自家|亲)?(?:兄弟|弟兄|哥们|姐妹|姊妹|兄妹|姐弟)|爷儿?|父子|"
    r"娘儿?|母女|母子|妯娌|一家子?)们?(?P<number>[俩两二三仨四五六2-6])(?:个|口子?|人)?(?:人)?"
)
"""兄弟三个 are the owner and his brothers; who of them counts, nobody said."""
_DIGITS = {"俩": 2, "两": 2, "二": 2, "三": 3, "仨": 3, "四": 4, "五": 5, "六": 6}
_FAMILY = re.compile(
    r"(?:妻子|老婆|丈夫|老公|孩子|儿子|女儿|家里人|自家人|一家人|亲戚|父母|爸妈)[^，\d一二两三四五]{0,4}(?:帮忙|帮着|搭手|打下手|干活?)"
)
_INCLUDED = re.compile(
    r"(?:加上?|连|连带|算上|带上?|包括|带着)(?:我自己|我本人|我们?|本人|老板)(?:自己)?(?:在内|一共|总共|一起|一块|是|有|，)*$"
)
_COUPLED = re.compile(r"(?:就|只有|是)*我们?俩(?:个|口子)?(?:老的|人|干)?")


_THEIRS = re.compile(r"(?:都|全|基本上|大多|多数|大部分)(?:是|都|有)?$")
_KIND = re.compile(r"岁?[^，]{0,3}的|岁?(?:左右|上下|多|往上)?的")
"""都是四五十岁的妇女 tells the age of those one speaks of."""


def counted_in(text: str, start: int) -> bool:
    """Whether the owner is one of a number of people: 连我三个, 加上我四个."""
    return _INCLUDED.search(text[:start]) is not None


def own_hands(fact: Fact, text: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Least and greatest number that the owner and his family may count as, and where they are told.

    None where a fact does not count people somebody employs, or nobody works alone.
    """
    if fact.type is not FactType.COUNT or not any(_HIRING.search(word) for word in fact.words):
        return None
    family = _FAMILY.search(text)
    if family:
        return (0, 3), family.span()
    kin = _KIN.search(text)
    if kin:
        number = kin["number"]
        return (0, _DIGITS.get(number) or int(number)), kin.span()
    couple = _COUPLE.search(text) or _COUPLED.search(text)
    if couple:
        return (0, 2), couple.span()
    alone = _ALONE.search(text)
    return ((0, 1), alone.span()) if alone else None


def of_those_spoken_of(before: str, after: str) -> bool:
    """Whether an age between these texts is that of people one speaks of."""
    return _THEIRS.search(before) is not None and _KIND.match(after) is not None
