"""Names that exist already, offered while an officer fills in a form."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.model.library import Content

_DOCUMENT = re.compile(r"^文件: *(\S+)", re.MULTILINE)


def suggestions(content: Content, path: str, text: str) -> Mapping[str, Sequence[str]]:
    """Key of the field table -> names worth offering in this file."""
    region = path.split("/")[1] if path.count("/") > 1 else ""
    documents = {number: one for number, one in content.documents.items() if region in ("", one.region)}
    named = _DOCUMENT.search(text)
    document = documents.get(named[1].strip("\"'")) if named else None
    days = [fact.name for fact in content.facts.by_name.values() if fact.type.is_day]
    return {
        "文件": list(documents),
        "依据": list(document.clauses) if document else [],
        "事实": list(content.facts.by_name),
        "方面": [aspect.name for aspect in content.intents.aspects.values()],
        "以何日为准": ["申请", *days],
        "接替": [one.id for one in content.in_region(region)] if region else [],
        "上级": list(content.regions),
    }
