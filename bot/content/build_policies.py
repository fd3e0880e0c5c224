"""Builds one policy from its file."""

from __future__ import annotations

from pathlib import PurePosixPath

from bot.content.build_benefits import PolicyParts
from bot.content.build_cases import build_case
from bot.content.build_conditions import ConditionBuilder
from bot.content.findings import nearest
from bot.content.records import Record
from bot.content.shelf import Shelf
from bot.content.window_text import ABOUT_END, check_window_text
from bot.model.documents import Cite, Document
from bot.model.facts import FactType
from bot.model.policies import Policy, Statement, Validity
from bot.model.problems import Place

APPLICATION = "申请"


def build_policy(path: str, record: Record, shelf: Shelf) -> Policy | None:
    """The policy of a file, or None when its document is unknown (which is noted)."""
    file = PurePosixPath(path)
    region, stem = file.parent.name, file.stem
    measure, _, variant = stem.partition("--")
    number, clause = record.text("文件"), record.text("依据")
    document = shelf.documents.get(number)
    if number and document is None:
        remedy = nearest(number, shelf.documents)
        shelf.findings.add("E-UNKNOWN-DOCUMENT", record.place_of("文件"), "文件", f"没有登记「{number}」", remedy)
    cite = shelf.cite(number, record, clause)
    ids: dict[str, Place] = {}
    parts = PolicyParts(shelf, number, clause, document, ids)
    condition = ConditionBuilder(shelf, number, clause, ids).build(record.get("条件", Record))
    benefits = tuple(parts.benefit(part) for part in record.parts("待遇"))
    statements = _statements(record, parts, shelf)
    cases = tuple(build_case(part, shelf) for part in record.parts("案例"))
    parts.prose(record, ("名称", "概述"), cite)
    governing = _governing(record, shelf)
    own = parts.validity(record.get("有效", Record))
    if document is None:
        return None
    check_window_text(own, document, benefits, statements.get(ABOUT_END, ()), shelf)
    kind = record.text("性质", "规定")
    year = record.get("年份", int) or (document.year if kind == "报道" else None)
    _check_report(kind, document, record, shelf)
    return Policy(
        id=f"{region}/{stem}",
        region=region,
        measure=measure,
        variant=variant,
        title=record.text("名称"),
        kind=kind,
        audience=record.text("对象", "个人"),
        summary=record.text("概述"),
        cite=cite,
        validity=own or Validity(document.start, document.end, Cite(number, document.end_cite or clause)),
        place=record.place,
        condition=condition,
        benefits=benefits,
        statements=statements,
        bodies=record.texts("责任单位"),
        governing=governing,
        successor=record.text("接替"),
        excludes=record.texts("不可同享"),
        screened=_screened(record, kind),
        year=year,
        cases=cases,
    )


def _screened(record: Record, kind: str) -> bool:
    written = record.get("参与筛查", bool)
    return kind == "待遇" if written is None else written


def _governing(record: Record, shelf: Shelf) -> str:
    name = record.text("以何日为准", APPLICATION)
    fact = shelf.facts.find(name)
    if name == APPLICATION:
        return name
    if fact is None or fact.type is not FactType.DATE:
        dates = [known.name for known in shelf.facts.by_name.values() if known.type is FactType.DATE]
        place = record.place_of("以何日为准")
        message = f"「{name}」不是日期类事实"
        shelf.findings.add("E-GOVERNING", place, "以何日为准", message, nearest(name, [APPLICATION, *dates]))
        return APPLICATION
    shelf.used_facts.add(fact.name)
    return fact.name


def _statements(record: Record, parts: PolicyParts, shelf: Shelf) -> dict[str, tuple[Statement, ...]]:
    """Statements by aspect slug; what the document leaves open stands under its aspect too."""
    found: dict[str, tuple[Statement, ...]] = {}
    for aspect, item in record.map("说明"):
        slug = _aspect(aspect, item.place, shelf)
        for part in Record(item.place, {"": item}).parts(""):
            found[slug] = (*found.get(slug, ()), parts.statement(part, slug))
    for part in record.parts("未明确"):
        slug = _aspect(part.text("方面"), part.place_of("方面"), shelf)
        found[slug] = (*found.get(slug, ()), parts.statement(part, slug, is_open=True))
    return found


def _aspect(name: str, place: Place, shelf: Shelf) -> str:
    slug = shelf.aspects.get(name)
    if slug is None and name:
        shelf.findings.add("E-UNKNOWN-ASPECT", place, "方面", f"没有「{name}」这个方面", nearest(name, shelf.aspects))
    return slug or name


def _check_report(kind: str, document: Document, record: Record, shelf: Shelf) -> None:
    """A newspaper page grants nothing, and an official document is not a report."""
    if document.kind == "报道" and kind == "待遇":
        message = "新闻报道不能写成待遇"
        shelf.findings.add("E-REPORT", record.place_of("性质"), "性质", message, "性质写 报道")
    if document.kind == "文件" and kind == "报道":
        message = "所引的是正式文件，不是报道"
        shelf.findings.add("E-REPORT", record.place_of("性质"), "性质", message, "性质写 待遇、服务 或 规定")
