"""One pass over a text for everything countable: named days, stretches of time, quantities."""

from __future__ import annotations

import re
from datetime import date

from bot.language.hearing.amounts import Amount, amounts
from bot.language.hearing.day_words import SEASON
from bot.language.hearing.lapses import Lapse, lapses
from bot.language.hearing.moments import Moment, moments
from bot.language.hearing.sums import unpriced
from bot.language.remembering import Remembered

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

    __slots__ = ("_amounts", "_lapses", "_moments", "empty", "on", "text")

    def __init__(self, text: str, on: date) -> None:
        self.text = text
        self.on = on
        self.empty = COUNTABLE.search(text) is None
        # Read at once where there is nothing to read; not by cached_property, whose lock costs more than the look.
        nothing: tuple[()] | None = () if self.empty else None
        self._moments: tuple[Moment, ...] | None = nothing
        self._lapses: tuple[Lapse, ...] | None = nothing
        self._amounts: tuple[Amount, ...] | None = nothing

    @property
    def moments(self) -> tuple[Moment, ...]:
        """Named days; two digits before 年 stay also a stretch of time."""
        found = self._moments
        if found is None:
            found = self._moments = moments(self.text, self.on)
        return found

    @property
    def lapses(self) -> tuple[Lapse, ...]:
        """Stretches of time that are not part of a named day."""
        found = self._lapses
        if found is None:
            found = lapses(self.text)
            firm = [moment for moment in self.moments if not moment.loose] if found else ()
            if firm:
                found = tuple(
                    lapse
                    for lapse in found
                    if not any(moment.start < lapse.stop and lapse.start < moment.stop for moment in firm)
                )
            self._lapses = found
        return found

    @property
    def lasting(self) -> tuple[Lapse, ...]:
        """Stretches of time that something may have lasted: not 一年 of 一年一万八."""
        return unpriced(self.text, self.lapses, self.amounts) if self.lapses else ()

    @property
    def amounts(self) -> tuple[Amount, ...]:
        """Quantities that are not part of a time."""
        found = self._amounts
        if found is None:
            taken = [(moment.start, moment.stop) for moment in self.moments]
            taken += [(lapse.start, lapse.stop) for lapse in self.lapses]
            found = self._amounts = amounts(self.text, taken)
        return found

    def named(self, amount: Amount) -> bool:
        """Whether the figure stands for a benefit or a document (那1200块, 三百块那个, 2/3)."""
        before, after = self.text[max(0, amount.start - 6) : amount.start], self.text[amount.stop : amount.stop + 6]
        return bool(_NAMED_BEFORE.search(before) or _NAMED_AFTER.match(after))


scanned = Remembered(Scan, 256)
"""The countable things of a text; several readers look at the same clause of a message, some more than once."""
