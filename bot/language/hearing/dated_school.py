"""A day between a school and leaving it parts two words that belong together: 大学2023年毕业."""

from __future__ import annotations

import re
from datetime import date

from bot.language.hearing.clauses import Clause
from bot.language.hearing.scan import scanned

_SCHOOL = re.compile(r"(?:大学|大专|专科|本科|高职|研究生|硕士|博士|高中|初中|中专|技校|职高)(?:是|在|于)?$")
_LEFT = re.compile(r"(?:那年|的时候|份)?(?=毕业)")


def undated(clause: Clause, on: date) -> Clause:
    """The clause without the day that stands between a school and 毕业."""
    text = clause.text
    if "毕业" not in text:
        return clause
    for moment in scanned(text, on).moments:
        if _SCHOOL.search(text[: moment.start]) and _LEFT.match(text, moment.stop):
            return clause._replace(text=text[: moment.start] + text[moment.stop :])
    return clause
