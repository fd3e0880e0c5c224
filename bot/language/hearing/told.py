"""What of an answer tells a number: what is stated, and by the person about himself."""

from __future__ import annotations

import re

from bot.language.hearing.clauses import SELF, Clause
from bot.language.hearing.scan import COUNTABLE

_SHORT_QUESTION = re.compile(r"(?:行不行|行不|行吗|可以吗|可以不|够吗|够不|算吗|算不)$")
_STATED = re.compile(
    r".*[\d一二两三四五六七八九十半]+(?:岁|多|几)*(?:了|啦|的人了|毕业的?|年的|岁)|.*(?:[去前今]年|届).{0,3}毕业的?"
)
"""A number with its statement before the question of a message without marks: 我今年五十六了去哪儿人家都不要."""


def told_part(clause: Clause) -> str:
    """What a clause states: nothing of a question but a number stated before it."""
    if not clause.asks or (len(clause.text) <= 10 and _SHORT_QUESTION.search(clause.text)):
        return clause.text
    stated = _STATED.match(clause.text)
    return stated[0] if stated else ""


def of_self(clauses: list[Clause]) -> list[Clause]:
    """What somebody tells about himself, where he tells about others too: 女儿今年毕业，我是97年."""
    own = [clause for clause in clauses if clause.subject == SELF]
    return own if len(own) < len(clauses) and any(COUNTABLE.search(clause.text) for clause in own) else clauses
