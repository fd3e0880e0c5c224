"""JSON Schema for editors, derived from the field table."""

from __future__ import annotations

from bot.content.fields import KINDS, TABLES
from bot.content.shapes import Either, ListOf, MapOf, Part, Raw, Shape, Word
from bot.model.errors import UnknownName

Json = dict[str, object]


def schema(kind: str) -> Json:
    """The JSON Schema (draft 2020-12) of one kind of file; raises UnknownName for a kind that does not exist."""
    known = next((one for one in KINDS if one.name == kind), None)
    if known is None:
        raise UnknownName(f"没有「{kind}」这种文件；有：{'、'.join(one.name for one in KINDS)}")
    used: dict[str, Json] = {}
    body = _of(known.shape, used)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": known.title, **body, "$defs": used}


def _of(shape: Shape, used: dict[str, Json]) -> Json:
    """The schema of a shape; tables it refers to are added to used."""
    if isinstance(shape, Word):
        return _word(shape)
    if isinstance(shape, ListOf):
        several: Json = {"type": "array", "items": _of(shape.item, used)}
        return {"anyOf": [several, _of(shape.item, used)]} if shape.single else several
    if isinstance(shape, MapOf):
        return {"type": "object", "additionalProperties": _of(shape.item, used)}
    if isinstance(shape, Either):
        return {"anyOf": [_word(shape.word), _of(shape.part, used)]}
    if isinstance(shape, Raw):
        return {"type": ["string", "number", "array", "object"], "description": shape.title}
    _define(shape, used)
    return {"$ref": f"#/$defs/{shape.table}"}


def _define(part: Part, used: dict[str, Json]) -> None:
    if part.table in used:
        return
    table = TABLES[part.table]
    used[part.table] = {}  # a condition refers to itself
    fields = {
        field.key: {**_of(field.shape, used), "description": field.meaning, "examples": [field.example]}
        for field in table.fields
    }
    used[part.table] = {
        "type": "object",
        "description": table.about,
        "properties": fields,
        "required": [field.key for field in table.fields if field.required],
        "additionalProperties": False,
    }


def _word(word: Word) -> Json:
    """Editors read 300 as a number and 2023-08-23 as text; both are texts to the reader."""
    if word.choices:
        # enum would refuse 1 where the reader wants the text 1
        numbers = [int(choice) for choice in word.choices if choice.isdigit()]
        return {"enum": [*word.choices, *numbers]}
    body: Json = {"type": ["string", "number"]}
    return {**body, "pattern": word.pattern} if word.pattern else body
