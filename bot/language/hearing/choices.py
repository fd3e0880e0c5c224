"""Choices from a list that was shown: by number (①, 选2, 第一个和第三个, 最后一个, 前两个) or by words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.language.hearing.numerals import read

_N = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,2})"
_LEAD = (
    r"(?:那就|就|我|我是|是|应该是|应该|大概是|可能是|好像是|属于|符合|算|选|选择|点|答案是|回答|我选|"
    r"要|按|输入|回|回复|对应|情况是|情况|就是|看起来是|差不多是){0,6}"
)
_TAIL = (
    r"(?:号|个|项|条|种|类|选项|那个|那种|的|吧|啊|呀|呢|了|都|都算|都是|都符合|都占|都有|我|我都|"
    r"我都算|我也|也|算|是|符合|属于|满足|这个|情况|谢谢|就行|可以|好了|。|\.|、|\)){0,8}"
)
_LIST = re.compile(
    rf"{_LEAD}(?:第|选项|选|编号|no)?({_N})(?:个|项|条|种|类|号)?(?:(?:和|跟|、|，|,|加|与|及|还有|"
    rf"以及| |或者|或)+(?:第|选)?({_N})(?:个|项|条|种|类|号)?){{0,9}}{_TAIL}"
)
_ORDINAL = re.compile(rf"第({_N})|(?<![\d.])({_N})(?=[号项]|和|跟|、|，|,|$| |都|我)")
_ORDINALS = re.compile(rf"第({_N})(?![次回年届天季月批])")
_FIRST = re.compile(r"(头|前)(一|两|二|三|四|仨|俩|几)?(?:个|项|条|种|样|头)")
_LAST = re.compile(r"(?:最后|末尾|最末|最下面|最下边|后面|倒数第?)(?:那)?(一|两|二|三|俩)?(?:那)?(?:个|项|条|种|样)")
_TOP = re.compile(r"(?:最上面|最上边|上面|上边)(?:那)?(?:一)?(?:个|条|项|种)")
_ALL = re.compile(
    r"^(?:我)?(?:都是|都算|全都是|全是|都符合|都占|都有|全有|全选|都选|全占|全都符合|每个都是|"
    r"每条都符合|样样都占|全部|全部都是|以上都是|以上都符合|上面都是|以上全是|都满足|都沾)(?:的|了|啊|"
    r"吧|呢)*$"
)
_SO_MANY = re.compile(r"(?:这|以上)?([一二两三四五六七八九]|\d)(?:个|样|条|种)(?:我)?都(?:是|算|符合|占|有)")
_RUN = re.compile(r"(?:第|选)?([一二三四五六]{2,4})(?:个|条|项|种)?(?:我)?都(?:是|算|符合|占|有|行)?的?")
_BOTH_ENDS = re.compile(r"(?:第)?([一二三四五1-9])(?:到|至|-)(?:第)?([一二三四五1-9])")
_NUMBERS = {"一": 1, "两": 2, "二": 2, "俩": 2, "三": 3, "仨": 3, "四": 4}
_LETTERS = re.compile(r"(?:选|选项|我选)?([a-h])(?:选项|项|吧)?", re.IGNORECASE)
_CHOOSES = re.compile("[\\d一二两俩三仨四五六七八九十A-Ha-h都全个项条种样头]")
"""One of these is in everything that chooses by place."""
_NOT = re.compile(r"(?:不是|不选|除了|排除|不算|不属于)第?")

_ROUND = re.compile(r"^(?:我选|选|我是|是|就|那个|我问的是|说的是|问的是|要问|我要|要)+|(?:的|那个|吧|啊|呀|呢|这个)+$")
"""What stands round the words of a list."""


def picks(text: str, count: int) -> tuple[int, ...]:  # noqa: PLR0911 - one return a way of saying it
    """The positions (from 1) a message chooses out of a list of so many; empty when it chooses by no number."""
    bare = text.strip("。，！？、 .)）(（")
    if not _CHOOSES.search(bare) or _NOT.search(bare) or count < 1:
        return ()
    many = _SO_MANY.match(bare)
    if many:
        return tuple(range(1, count + 1)) if _value(many[1]) == count else ()
    if _ALL.match(bare):
        return tuple(range(1, count + 1))
    run = _RUN.fullmatch(bare)
    if run and len(set(run[1])) == len(run[1]):
        numbers = tuple(_value(char) for char in run[1])
        return numbers if max(numbers) <= count else ()
    ends = _BOTH_ENDS.fullmatch(bare.removeprefix("选"))
    if ends:
        low, high = _value(ends[1]), _value(ends[2])
        return tuple(range(low, high + 1)) if 1 <= low < high <= count else ()
    letter = _LETTERS.fullmatch(bare)
    if letter:
        place = ord(letter[1].lower()) - ord("a") + 1
        return (place,) if place <= count else ()
    placed = _placed(bare, count)
    if placed:
        return placed
    ordinals = _ORDINALS.findall(bare) if "第" in bare else []
    if not _LIST.fullmatch(bare) and not (ordinals and len(bare) <= 12):
        return ()
    found = ordinals or [first or second for first, second in _ORDINAL.findall(bare)] or re.findall(_N, bare)
    numbers = tuple(dict.fromkeys(_value(word) for word in found))
    return numbers if numbers and all(1 <= number <= count for number in numbers) else ()


def _value(word: str) -> int:
    number = read(word)
    return int(number[0]) if number and number[0] == number[1] else 0


def _placed(text: str, count: int) -> tuple[int, ...]:  # noqa: PLR0911 - one return a way of saying it
    """头一个, 前两个, 最后一个, 上面那个."""
    if len(text) > 10:
        return ()
    front, back = _FIRST.search(text), _LAST.search(text)
    if front and front[2] != "几":
        many = _NUMBERS.get(front[2] or "一", 1) if front[1] == "前" else 1
        return tuple(range(1, many + 1)) if many <= count else ()
    if back:
        many = _NUMBERS.get(back[1] or "一", 1)
        if back[0].startswith("倒数"):
            return (count - many + 1,) if many <= count else ()
        if back[0].startswith("后面") and not back[1]:
            return (2,) if count == 2 else ()
        return tuple(range(count - many + 1, count + 1)) if many <= count else ()
    if _TOP.search(text):
        return (1,)
    return ()


def by_words(text: str, offered: Sequence[str], *, exact: bool = False) -> tuple[int, ...]:
    """The positions whose words the message repeats: wholly, or (unless exact) the part that tells them apart."""
    bare = _ROUND.sub("", text.strip("。，！？ "))
    whole = tuple(at for at, words in enumerate(offered, 1) if words in (text, bare))
    if whole or exact or len(bare) < 2:
        return whole
    inside = tuple(at for at, words in enumerate(offered, 1) if bare in words)
    if inside:
        return inside if len(inside) < len(offered) else ()
    longest = max((len(words) for words in offered if words in text), default=0)
    return (
        tuple(at for at, words in enumerate(offered, 1) if len(words) == longest and words in text)
        if longest >= 2
        else ()
    )
