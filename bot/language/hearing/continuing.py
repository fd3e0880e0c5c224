"""A clause of nothing but a time goes on with the clause before it: 大学毕业，2022年6月."""

from __future__ import annotations

import re
from datetime import date

from bot.language.hearing.clauses import Clause
from bot.language.hearing.day_patterns import MARKED
from bot.language.hearing.scan import COUNTABLE, scanned

_ROUND = re.compile(r"(?:就|是|在|大概|好像|应该|的|了|吧|份|左右|那年)*")


def led_by(before: Clause, clause: Clause, on: date) -> Clause:
    """The clause with the words it goes on with, or the clause itself where it says by itself of what it tells."""
    if not (MARKED.search(clause.text) or "." in clause.text):
        return clause  # It names no day, not even as 24.6.
    if clause.asks or before.asks or clause.subject != before.subject or COUNTABLE.search(before.text):
        return clause
    moments = scanned(clause.text, on).moments
    if len(moments) != 1:
        return clause
    start, stop = moments[0].start, moments[0].stop
    if not (_ROUND.fullmatch(clause.text[:start]) and _ROUND.fullmatch(clause.text[stop:])):
        return clause
    return clause._replace(text=before.text + clause.text, start=before.start)
