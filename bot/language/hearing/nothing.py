"""Lengths of time that are none, told without a number: 没交过失业险, 失业保险一天也没交过."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.language.hearing.quantities import Candidate
from bot.language.hearing.scan import Scan
from bot.model.facts import Fact, FactType
from bot.model.values import Span

UNPAID = "没"
_VERB = "(?:给我)?(?:交|缴|上|买|参加|参|入|办)"
_BEFORE = re.compile(rf"没(?:有)?{_VERB}(?:过|着)?(?:什么|啥)?$")
_AFTER = re.compile(
    rf"(?:我|根本|压根|从来|一天|一个月|一分|都|也|就|是|还|一直|以前)*没(?:有)?{_VERB}过?(?:的|呢|啊|呀)*$"
)
_INSURED = "保险"
_OF_OTHERS = re.compile(r"给(?:他们?|员工|职工|工人|大家)")


def nothing_paid(fact: Fact, scan: Scan) -> Iterator[Candidate]:
    """The value of how long an insurance was paid for somebody who says that it never was."""
    if fact.type is not FactType.DURATION or _INSURED not in fact.name or UNPAID not in scan.text:
        return
    if _OF_OTHERS.search(scan.text):
        return
    today = scan.on.toordinal()
    for word in sorted({*fact.words, *fact.aliases}, key=lambda one: (-len(one), one)):
        at = scan.text.find(word)
        if at >= 0 and (_BEFORE.search(scan.text[:at]) or _AFTER.match(scan.text, at + len(word))):
            yield Candidate(Span(today, today), at, at + len(word))
            return
