"""A document asked for by its number belongs to its county, and a clause of it to what the clause holds."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.dialogue.questions import keep_asking
from bot.dialogue.scene import Outcome, Scene
from bot.model.copying import replace
from bot.model.decisions import ActKind, Say
from bot.model.library import Content
from bot.model.understanding import Understanding

DOCUMENTS, KIND, PART = "policy-document", "文件", "部分"
_MARKS = re.compile(r"[\s〔〕\[\]【】（）()［］{}<>《》]|第(?=\d+号)")
_CLAUSE = re.compile(r"第?[（(]?(?P<number>[一二三四五六七八九十\d]{1,3})[）)]?条(?!件)")
_DIGITS = {char: at for at, char in enumerate("零一二三四五六七八九")}
_TEN = 10


def of_document(seen: Understanding, content: Content) -> Understanding:
    """The reading for the county of the document whose number the message holds: 稷政办发〔2023〕24号."""
    if seen.regions or "号" not in seen.text:
        return seen
    text = _MARKS.sub("", seen.text)
    found = {region for number, region in content.once(_numbers).items() if number in text}
    return replace(seen, regions=(found.pop(),)) if len(found) == 1 else seen


def _numbers(content: Content) -> Mapping[str, str]:
    """The region of each document by its number without marks."""
    return {_MARKS.sub("", document.number): document.region for document in content.documents.values()}


def clause_asked(scene: Scene, measures: tuple[str, ...]) -> Outcome | None:
    """第四条讲什么 of a document: the clause's own heading, and what of it can be asked about."""
    text = scene.seen.text
    found = _CLAUSE.search(text)
    region = next(iter(scene.seen.regions), scene.session.region)
    if found is None or region is None or PART in text or measures != (DOCUMENTS,):
        return None
    clauses = [
        (document, clause)
        for document in scene.content.documents.values()
        if document.region == region and document.kind == KIND
        for clause in document.clauses.values()
        if (own := _CLAUSE.fullmatch(clause.key)) is not None and _number(own["number"]) == _number(found["number"])
    ]
    if len(clauses) != 1:
        return None
    ((document, clause),) = clauses
    titles = [
        policy.title
        for policy in scene.content.in_region(region)
        if policy.cite.document == document.number and policy.cite.clause == clause.key
    ]
    data = {"文号": document.number, "条": clause.key, "标题": clause.title, "政策名": titles}
    block = Say("_system/clause", DOCUMENTS, None, region, (), data)
    return keep_asking(scene.with_session(region=region), ActKind.ANSWER, block, measures=measures)


def _number(words: str) -> int:
    """四, 十三 or 13 as a number below a hundred; 0 where it is none."""
    if words.isdecimal():
        return int(words)
    tens, ten, units = words.rpartition("十")
    return (_DIGITS.get(tens, 1) * _TEN if ten else 0) + _DIGITS.get(units, 0)
