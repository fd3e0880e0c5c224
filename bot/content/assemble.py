"""Joins the records of all files into one Content, in the order in which they refer to one another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from bot.content.build_conditions import ConditionBuilder
from bot.content.build_facts import build_facts
from bot.content.build_intents import (
    build_acts,
    build_aspects,
    build_calibration,
    build_handing,
    build_lexicon,
    build_measure,
    build_mixed,
)
from bot.content.build_places import build_documents, build_regions
from bot.content.build_policies import build_policy
from bot.content.cross_checks import cross_check
from bot.content.fields import kind_of
from bot.content.findings import Findings
from bot.content.records import Item, Record
from bot.content.shelf import Shelf
from bot.model.conditions import Constraint, Leaf
from bot.model.documents import Document
from bot.model.intents import Act, Aspect, Intents, Lexicon, Measure
from bot.model.library import Content
from bot.model.places import Region
from bot.model.policies import Policy
from bot.model.problems import Place

Items = Mapping[str, Item]
_NOWHERE = Place("")


def assemble(
    items: Items, replies: Mapping[str, str], digest: str, findings: Findings, paths: frozenset[str] = frozenset()
) -> Content:
    """The content, complete only if no problem is an error.

    items: read files by path. paths: of all files, so that one that cannot be read is not called missing as well.
    """
    shelf = Shelf(findings, paths=paths | items.keys())
    intents = _intents(items)
    shelf.measures, shelf.aspects = intents.measures, {aspect.name: slug for slug, aspect in intents.aspects.items()}
    for _, item in _of(items, "handing"):
        if isinstance(item.value, Record):
            intents = replace(intents, handing=build_handing(item.value, shelf))
    regions: dict[str, Region] = {}
    for _, item in _of(items, "regions"):
        regions = build_regions(item, shelf)
    shelf.regions = regions
    for _, item in _of(items, "facts"):
        shelf.facts = build_facts(item, findings)
    shelf.documents = documents = _documents(items, shelf)
    constraints, customs = _constraints(items, shelf)
    policies: dict[str, Policy] = {}
    for path, item in _of(items, "policy"):
        policy = build_policy(path, item.value, shelf) if isinstance(item.value, Record) else None
        if policy is not None:
            policies[policy.id] = policy
    content = Content(
        regions=regions,
        documents=documents,
        facts=shelf.facts,
        constraints=constraints,
        policies=policies,
        intents=intents,
        replies=dict(replies),
        digest=digest,
        claims=tuple(findings.claims),
        customs=customs,
        jargon=_jargon(items),
    )
    cross_check(content, items, shelf)
    return replace(content, warnings=findings.sorted())


def _of(items: Items, kind: str) -> list[tuple[str, Item]]:
    """The read files of one kind."""
    found = ((path, item, kind_of(path)) for path, item in items.items())
    return [(path, item) for path, item, known in found if known is not None and known.name == kind]


def _intents(items: Items) -> Intents:
    measures: dict[str, Measure] = {}
    aspects: dict[str, Aspect] = {}
    acts: dict[str, Act] = {}
    for path, item in _of(items, "measure"):
        slug = PurePosixPath(path).stem
        if isinstance(item.value, Record):
            measures[slug] = build_measure(slug, item.value)
    for _, item in _of(items, "aspects"):
        aspects = build_aspects(item)
    for _, item in _of(items, "acts"):
        acts = build_acts(item)
    lexicon, calibration = Lexicon(), build_calibration(Record(_NOWHERE))
    for _, item in _of(items, "lexicon"):
        lexicon = build_lexicon(item.value) if isinstance(item.value, Record) else lexicon
    for _, item in _of(items, "calibration"):
        calibration = build_calibration(item.value) if isinstance(item.value, Record) else calibration
    mixed = Record(_NOWHERE)
    for _, item in _of(items, "mixed"):
        mixed = item.value if isinstance(item.value, Record) else mixed
    vague, several = build_mixed(mixed, "含混"), build_mixed(mixed, "一句多问")
    return Intents(measures, aspects, acts, lexicon, calibration, vague=vague, several=several)


def _documents(items: Items, shelf: Shelf) -> dict[str, Document]:
    documents: dict[str, Document] = {}
    for path, item in _of(items, "documents"):
        for document in build_documents(PurePosixPath(path).parent.name, item, shelf):
            if document.number in documents:
                message = f"「{document.number}」在 {documents[document.number].place} 登记过了"
                shelf.findings.add("E-DUPLICATE-DOCUMENT", document.place, document.number, message, "只留一处")
            documents[document.number] = document
    return documents


def _jargon(items: Items) -> dict[str, str]:
    return {
        word: str(part.value)
        for _, item in _of(items, "jargon")
        for word, part in Record(item.place, {"": item}).map("")
    }


def _constraints(items: Items, shelf: Shelf) -> tuple[tuple[Constraint, ...], tuple[Constraint, ...]]:
    """What must hold between facts, and what only usually does."""
    found: list[Constraint] = []
    usual: list[Constraint] = []
    for _, item in _of(items, "constraints"):
        for part in Record(item.place, {"": item}).parts(""):
            builder = ConditionBuilder(shelf, "", "", {}, bare=True)
            given, then = builder.build(part.get("若", Record)), builder.build(part.get("则", Record))
            custom = part.get("通常", bool) is True
            if custom and not isinstance(then, Leaf):
                message = "通常的关系，「则」只能是一个事实"
                shelf.findings.add("E-CONDITION-FORM", part.place_of("则"), "则", message, "写成 {事实: …, 是: …}")
            (usual if custom else found).append(Constraint(part.text("说明"), given, then, part.place))
    return tuple(found), tuple(usual)
