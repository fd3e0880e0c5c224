"""头一次, 第一次, 头一回: whether it is the first business that somebody speaks of."""

from __future__ import annotations

import re

from bot.language.hearing.clauses import Clause

_BUSINESS = (
    r"(?:自己|在.{1,6}|出来|回来)?(?:创业|开(?:店|厂|公司|门店|饭店|超市|铺|了?[个家间]|网店|办|$)|当老板|做(?:生意|买卖|老板)|办(?:店|厂|"
    r"企业|公司|执照|营业执照|个体|个|家|$)|干(?:个体|这行|这个|店|企业|$)|搞(?:创业|$)|弄(?:店|个店|$)|注册|经营)"
)
_AFTER = re.compile(rf"(?:自己|的|是|了)?{_BUSINESS}")
_BEFORE = re.compile(
    r"(?:创业|开店|开公司|办企业|办厂|当老板|干个体|做生意|开了?个?店)(?:，|的|是|也是|这是|都是|我是|算是|就是|还是|不是|并不是|了)*$"
)
_ALONE = re.compile(r"(?:我|这|是|算是|就是|也是|不是|并不是|的|还是)*+$")
_END = re.compile(r"(?:的|了|啊|呀|吧|呢)*")
_OWN = re.compile(r"创业(?!补|担|贷|大赛|培训|基地|园|政|扶|服务|资金)|开店|开了|办了?执照|开业")


def first_business(clause: Clause, before: str, after: str, context: str) -> bool | None:
    """False for a statement, True for something only asked about, None where it is the first time of something else.

    context: the whole message; a clause of nothing but 头一次 counts only where it speaks of a business.
    """
    follows = _AFTER.match(after)
    ends = _END.fullmatch(after) is not None
    leads = ends and _BEFORE.search(before) is not None
    alone = ends and _ALONE.fullmatch(before) is not None and _OWN.search(context) is not None
    if not (follows or leads or alone):
        return None
    return clause.asks
