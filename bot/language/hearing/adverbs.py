"""When something happened stands between two words that belong together: 厂子今年关了, 合同上个月到期."""

from __future__ import annotations

import re

_WHEN = (
    r"(?:今年|[去前]年|大前年|上个?月|这个月|前几年|前段时间|前阵子|年初|年底|早就|早都|早已|早|已经|后来|刚刚|刚|突然|"
    r"(?:[去前今]年|\d{2,4}年)?[一二三四五六七八九十\d]{1,2}月份?|\d{2,4}年|也|都|就|又|全|给|让)+"
)
_BETWEEN = re.compile(
    rf"(?<=[厂矿子司位同上保])(?P<when>{_WHEN})(?=倒|关|黄|垮|停|没了|散|撤|破产|到期|期满|没续|取消|断了)"
)


_HIRED = re.compile(r"(?<=[去今前]年)(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?(?:的时候|底|初)?(?=新?招)")


def undelayed(text: str) -> str:
    """The clause without the time that parts a thing from what became of it."""
    return _HIRED.sub("", _BETWEEN.sub("", text))
