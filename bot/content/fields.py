"""The one field table: every kind of content file and every key in it.

Validation, the editors' JSON Schema and the tables in the folders' READMEs are all derived from here.
"""

from __future__ import annotations

import re

from bot.content.fields_intents import INTENT_TABLES
from bot.content.fields_knowledge import JARGON, KNOWLEDGE_TABLES
from bot.content.fields_policy import POLICY_TABLES
from bot.content.fields_transcripts import TRANSCRIPT_TABLES
from bot.content.shapes import Kind, ListOf, MapOf, Part, Table
from bot.content.words import NAME, SLUG

TABLES: dict[str, Table] = {
    table.name: table for table in (*KNOWLEDGE_TABLES, *POLICY_TABLES, *INTENT_TABLES, *TRANSCRIPT_TABLES)
}

_SLUG = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"

KINDS: tuple[Kind, ...] = (
    Kind("regions", "地区", r"knowledge/_regions\.yaml", "_regions.yaml", MapOf("地区代号", Part("地区"), SLUG)),
    Kind("facts", "事实", r"knowledge/_facts\.yaml", "_facts.yaml", MapOf("事实名", Part("事实"), NAME)),
    Kind("constraints", "约束", r"knowledge/_constraints\.yaml", "_constraints.yaml", ListOf(Part("约束"))),
    Kind("jargon", "难懂的词", r"knowledge/_jargon\.yaml", "_jargon.yaml", JARGON),
    Kind(
        "documents",
        "文件登记",
        rf"knowledge/{_SLUG}/_documents\.yaml",
        "<地区>/_documents.yaml",
        MapOf("文号", Part("文件登记")),
    ),
    Kind(
        "policy",
        "政策",
        rf"knowledge/{_SLUG}/{_SLUG}(?:--{_SLUG})?\.yaml",
        "<地区>/<事项>.yaml 或 <地区>/<事项>--<种类>.yaml",
        Part("政策"),
    ),
    Kind("aspects", "方面", r"intents/_aspects\.yaml", "_aspects.yaml", MapOf("方面代号", Part("方面"), SLUG)),
    Kind("acts", "动作", r"intents/_acts\.yaml", "_acts.yaml", MapOf("动作代号", Part("动作"), SLUG)),
    Kind("lexicon", "词汇", r"intents/_lexicon\.yaml", "_lexicon.yaml", Part("词汇")),
    Kind("calibration", "校准", r"intents/_calibration\.yaml", "_calibration.yaml", Part("校准")),
    Kind("handing", "转接", r"intents/_handing\.yaml", "_handing.yaml", Part("转接")),
    Kind("mixed", "牵涉", r"intents/_mixed\.yaml", "_mixed.yaml", Part("牵涉")),
    Kind("measure", "事项", rf"intents/{_SLUG}\.yaml", "<事项>.yaml", Part("事项")),
)

KNOWN_KEYS = frozenset(field.key for table in TABLES.values() for field in table.fields)


def kind_of(path: str) -> Kind | None:
    """The kind of file a path names, or None when no kind fits."""
    return next((kind for kind in KINDS if re.fullmatch(kind.path, path)), None)
