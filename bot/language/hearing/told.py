"""What of an answer tells a number: what is stated, and by the person about himself."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from bot.language.hearing.clauses import SELF, Clause
from bot.language.hearing.scan import COUNTABLE, scanned
from bot.model.facts import Fact

Elsewhere = Callable[[Sequence[Clause], str], bool]
"""Whether clauses state another fact than the one named."""
Counts = Callable[[Clause, Fact, date], bool]
"""Whether a clause gives a time that belongs to another fact than the one given."""
_SHORT_QUESTION = re.compile(r"(?:行不行|行不|行吗|可以吗|可以不|够吗|够不|算吗|算不)$")
_STATED = re.compile(
    r".*[\d一二两三四五六七八九十半]+(?:岁|多|几)*(?:了|啦|的人了|毕业的?|年的|岁)|.*(?:[去前今]年|届).{0,3}毕业的?"
)
"""A number with its statement before the question of a message without marks: 我今年五十六了去哪儿人家都不要."""

_CHECKS = re.compile(r"(?:[是对]吧|对不对|是不是|[对是]吗|没错吧|是不)？?$")
"""8000是吧 asks whether a sum is right."""
_VARIES = re.compile(
    r"(?:那|要是)*(?:大?前年|[去今明]年|上个?月|下个?月|[\d一二两三四五六七八九十百千万几半]+(?:个月|[年个人名月天块万]|万块)?)呢？?"
)
"""前年呢 asks how it would be then."""

_MATTER = re.compile(
    r"(?!.*[有是过了已被没不未的]).{0,8}(?:人员|人原|困难|失业|对象|户)(?:认定|登记)"
    r"(?:表|书|证明|办理|申请|流程|条件|标准|手续)?.{0,5}"
)


def mere_matter(text: str) -> bool:
    """Whether a text only names a matter and says neither yes nor no: 就业困难人员认定, 失业登记流程."""
    return _MATTER.fullmatch(text) is not None


def told_part(clause: Clause) -> str:
    """What a clause states: nothing of a question but a number stated before it."""
    if not clause.asks or (len(clause.text) <= 10 and _SHORT_QUESTION.search(clause.text)):
        return clause.text
    stated = _STATED.match(clause.text)
    return stated[0] if stated else ""


def of_oneself(clauses: list[Clause]) -> list[Clause]:
    """What is told of oneself, where something is told of others too: 我们家不是，我舅家是."""
    own = [clause for clause in clauses if clause.subject == SELF]
    return own or clauses


def of_self(clauses: list[Clause]) -> list[Clause]:
    """What somebody tells about himself, where he tells about others too: 女儿今年毕业，我是97年."""
    own = [clause for clause in clauses if clause.subject == SELF]
    return own if len(own) < len(clauses) and any(COUNTABLE.search(clause.text) for clause in own) else clauses


def asks_back(said: str, fact: Fact, on: date) -> bool:
    """Whether a number in the place of an answer asks instead: 前年呢, or 8000是吧 where people were to be counted."""
    if _VARIES.fullmatch(said):
        return True
    if fact.type.is_day or not _CHECKS.search(said):
        return False
    return not any(amount.kind for amount in scanned(said, on).amounts)
