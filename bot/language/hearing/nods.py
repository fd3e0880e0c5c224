"""Words that open a talk rather than answer: 对了，…; 是这样的，…; 好的，那…; 不是啊，我问的是…"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.language.hearing.clauses import Clause
from bot.language.hearing.polarity import plain_polarity

_OPENS = re.compile(
    r"^(?:(?:哦|噢|啊|哎|唉|诶|嗯)*，?(?:对了(?![的吧呢呀啊嘛]*(?:$|，(?:是|有|就|我是)))|"
    r"是?这(?:么|样)(?:的|个|一?回)?(?:事|情况)?(?:的|啊|哈|子)?(?=，)|我(?:跟|和)(?:你|您)说|话说|说起来)[啊呀哈嘛]*，?)(?=.)"
)
"""对了，我老婆也想去; 是这样的，我腿不好."""
_REPAIRS = re.compile(
    r"^(?:不是|不对|不|错了|没有?|哎|啊|呀|的|了|，)*(?:我|俺)(?:(?:问|说|指)的(?:就)?是?|(?:是|就是|只是)(?:想|要)?(?:问|说|打听)(?:的)?(?:就)?是?|(?:想|要)(?:问|说|打听)(?:的)?(?:就)?是?|(?:的)?意思是)(?!不)"
)
"""不是啊，我问的是工资 puts right what was understood; what he says then may be an answer."""
_WEAK = re.compile(r"(?:好|行|可以|成|中|得|嗯|恩|哦|噢|妥|ok|嘞|的|了|吧|啊|呀|哈|呢|那|就|，)+")
"""What agrees to go on as well as to what was asked."""
_INVITES = re.compile(
    r"(?:你|您)(?:先|就|再|接着|继续)*(?:说|讲|问|等|帮|给|看)|接着|继续|下一|(?:说|讲|问)(?:吧|呗)$|还有(?:个|件|一)|等(?:我)?(?:一?下|会)"
)
_WISHES = re.compile(
    r"(?:^|我|俺|也|就|还|挺|都|是|老婆|妻子|丈夫)(?:想|打算|愿意|要问|来问|问的|问问|问一下|着急)(?!不)"
)


def nods(text: str) -> bool:
    """Whether a clause only agrees to go on: 嗯, 你说吧, 我就想干这个."""
    return plain_polarity(text) is True or bool(_INVITES.search(text) or _WISHES.search(text))


def opened(text: str) -> str:
    """The text without words that open a talk or put right what was understood."""
    found = _OPENS.match(text)
    return text[found.end() :] if found else text


def repaired(text: str) -> str | None:
    """What somebody says he means, where he puts right what was understood; else None."""
    found = _REPAIRS.match(text)
    return text[found.end() :].strip("，") if found else None


def only_nods(first: str, rest: Sequence[Clause], about: Sequence[bool], beside: Sequence[bool]) -> bool:
    """Whether a yes is no more than a nod before something else is said.

    rest: the clauses after it. about: which of them take up what was asked. beside: which are about something else.
    """
    weak = _WEAK.fullmatch(first) is not None
    for clause, taken, other in zip(rest, about, beside, strict=True):
        if (other and (weak or not taken)) or _WISHES.search(clause.text) or _INVITES.search(clause.text):
            return True
    return weak and (any(clause.asks for clause in rest) or not any(about))
