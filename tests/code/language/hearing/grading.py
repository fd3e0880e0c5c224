"""How well one answer was read: right, too vague, asked again, or wrong; a wrong value is worse than none."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from bot.language.hearing.hear import Hearing
from bot.model.facts import FactType
from bot.model.understanding import Reading
from bot.model.values import Span
from tests.code.language.hearing.judging import hint_of, judge, numbers

_SLACK = {FactType.DURATION: 1.0, FactType.AGE: 0.0, FactType.DATE: 0.0}
_OPEN = 1e8
"""A greatest number beyond which a span is as good as open."""
_SPECIAL = ("dont_know", "refused", "why")


class Grade(StrEnum):
    """RIGHT: as labelled. ASKED: nothing taken, the question comes again. WRONG: a value the person did not give."""

    RIGHT = "right"
    ASKED = "asked"
    WRONG = "wrong"


def grade(hearing: Hearing, facts: Any, row: dict[str, Any]) -> tuple[Grade, str]:
    """The grade of one row, with what was read where it was not right."""
    told = judge(hearing, facts, row)
    label = row["value"]
    if row["question_fact"] == "region":
        slugs, _ = hearing.regions(row["text"])
        return (Grade.RIGHT if not told else Grade.WRONG if slugs else Grade.ASKED), told
    hint = hint_of(facts, row)
    reply = hearing.reply(row["text"], hint)
    valued = reply is not None and (reply.reading is Reading.VALUE or bool(reply.picks))
    if not told and valued and reply is not None and isinstance(reply.value, Span):
        fact, given = (
            facts.find(hint.pending),
            label["value"] if isinstance(label, dict) and "value" in label else label,
        )
        low, high = numbers(fact, reply.value, hint.on)
        least, most = _ends(given)
        if not covers(low, high, least, most, _SLACK.get(fact.type, 0.01 * max(1.0, least))):
            return Grade.WRONG, f"{row['question_fact']} 「{row['text']}」 should be {label}, was only {low}..{high}"
    if not told:
        return Grade.RIGHT, ""
    if not valued or reply is None:
        return Grade.ASKED, told
    vague = isinstance(reply.value, Span) and _holds(facts, row, reply.value)
    return (Grade.ASKED if vague else Grade.WRONG), told


def covers(low: float, high: float, least: float, most: float, slack: float) -> bool:
    """Whether what was read leaves room for what was said: an interval must not be cut by more than a third."""
    slack = max(slack, 0.34 * (min(most, 2 * least or most) - least)) if most > least else slack
    if most >= _OPEN:
        return low <= least + slack and high >= min(2 * least, _OPEN)
    return low <= least + slack and high >= most - slack


def _ends(label: Any) -> tuple[float, float]:
    if isinstance(label, dict):
        return float(label["min"]), float(label["max"]) if label.get("max") is not None else 1e12
    return float(label), float(label)


def _holds(facts: Any, row: dict[str, Any], value: Span) -> bool:
    """Whether a span too wide to be right holds what was said, so that nothing false follows from it."""
    hint, label = hint_of(facts, row), row["value"]
    if isinstance(label, dict) and "value" in label:
        label = label["value"]
    if label is None or isinstance(label, bool | str | list):
        return False
    fact = facts.find(hint.pending)
    least, most = _ends(label)
    return covers(*numbers(fact, value, hint.on), least, most, _SLACK.get(fact.type, 0.01 * max(1.0, least)))


def figures(grades: Iterable[Grade]) -> tuple[float, float]:
    """Share read as labelled, and share read as something the person did not say."""
    got = list(grades)
    return got.count(Grade.RIGHT) / len(got), got.count(Grade.WRONG) / len(got)
