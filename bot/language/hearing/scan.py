"""One pass over a text for everything countable: named days, stretches of time, quantities."""

from __future__ import annotations

import re
from datetime import date
from functools import cached_property

from bot.language.hearing.amounts import Amount, amounts
from bot.language.hearing.day_words import SEASON
from bot.language.hearing.lapses import Lapse, lapses
from bot.language.hearing.moments import Moment, moments

COUNTABLE = re.compile(
    r"[\d一二两俩仨三四五六七八九十百千万半几零〇廿]|[去前今明头上本来后旧]年|昨|上个?月|上周|"
    rf"[这本]个?月|年[底初后]|年时|个把月|年把|{SEASON}"
)
"""Without any of these there is nothing to count."""

# A figure that names a benefit, a document, a rule or a share of something is nobody's own number.
_NAMED_BEFORE = re.compile(
    r"(?:那|这|给|补|奖|发|领|享受|最高|标准|补助|补贴|资助|扶持|能拿|拿满|贷款利息)(?:个|的|是|到|"
    r"满)?$|[/〔\[(]$|第$|(?:元|块|块钱|钱|每|按|每带动|每招用?|每人)$"
)
_NAMED_AFTER = re.compile(
    r"(?:那|这)(?:个|种|档|项|笔)|的?(?:补贴|补助|奖励|资助|资金|扶持|标准|政策)|/\d|号文|[〕\])]|多?的那"
)


class Scan:
    """The countable things of one text, each read when first needed."""

    def __init__(self, text: str, on: date) -> None:
        self.text = text
        self.on = on
        self.empty = COUNTABLE.search(text) is None

    @cached_property
    def moments(self) -> tuple[Moment, ...]:
        """Named days; two digits before 年 stay also a stretch of time."""
        return () if self.empty else tuple(moments(self.text, self.on))

    @cached_property
    def lapses(self) -> tuple[Lapse, ...]:
        """Stretches of time that are not part of a named day."""
        if self.empty:
            return ()
        firm = [moment for moment in self.moments if not moment.loose]
        return tuple(
            lapse
            for lapse in lapses(self.text)
            if not any(moment.start < lapse.stop and lapse.start < moment.stop for moment in firm)
        )

    @cached_property
    def amounts(self) -> tuple[Amount, ...]:
        """Quantities that are not part of a time."""
        if self.empty:
            return ()
        taken = tuple((moment.start, moment.stop) for moment in self.moments)
        taken += tuple((lapse.start, lapse.stop) for lapse in self.lapses)
        return tuple(amounts(self.text, taken))

    def named(self, amount: Amount) -> bool:
        """Whether the figure stands for a benefit or a document (那1200块, 三百块那个, 2/3)."""
        before, after = self.text[max(0, amount.start - 6) : amount.start], self.text[amount.stop : amount.stop + 6]
        return bool(_NAMED_BEFORE.search(before) or _NAMED_AFTER.match(after))
