"""Callback bodies, XML or JSON, as flat text fields: tolerant of what really arrives, closed to what attacks.

No document type, no entities, bounded depth and number of elements. Control characters, broken encodings and
impossible character references are removed instead of failing, because a citizen who pastes one must be answered.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pyexpat import ExpatError, ParserCreate
from typing import Any

import orjson

from bot.model.errors import GateError

_DEEPEST = 8
_MOST = 400
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REFERENCE = re.compile(r"&#(?:x([0-9A-Fa-f]{1,8})|([0-9]{1,10}));")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_CHILD = re.compile(
    r"(<([A-Za-z]\w{0,40})>(?:<!\[CDATA\[([^\]\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]*)\]\]>|(\w*))</\2>\s*)",
    re.ASCII,
)
"""A field as the platform writes nearly all of them; in any other form, too, it is XML, but left to the parser."""

Fields = Mapping[str, str]


class _Refused(Exception):
    """The document uses something that no callback needs."""


def clean(text: str) -> str:
    """The text without characters that XML 1.0 forbids: controls, lone surrogates, U+FFFE and U+FFFF."""
    return _ILLEGAL.sub("", text)


def decode(body: bytes) -> str:
    """The body as text: UTF-8, else GB 18030, else UTF-8 with the broken bytes replaced."""
    try:
        return body.decode().removeprefix("\ufeff")
    except UnicodeDecodeError:
        pass
    try:
        return body.decode("gb18030")
    except UnicodeDecodeError:
        return body.decode("utf-8", "replace")


def read(body: bytes) -> tuple[Fields, bool]:
    """The fields by name (Content, SendLocationInfo/Label) and whether the body was JSON.

    Of a repeated name the first counts. Raises GateError 400 when it is neither XML nor a JSON object.
    """
    text = decode(body)
    start = text.lstrip()[:1]
    if start == "{":
        return _read_json(text), True
    if start != "<":
        raise GateError(400, "消息体既不是 XML 也不是 JSON 对象")
    return _read_xml(text), False


def _read_xml(text: str) -> Fields:
    """Parse as it comes; only when that fails, once more without what XML forbids."""
    if (fields := _flat(text)) is not None:
        return fields
    try:
        return _parse(text)
    except (ExpatError, UnicodeEncodeError):
        pass
    except _Refused as error:
        raise GateError(400, str(error)) from error
    try:
        return _parse(_REFERENCE.sub(_possible, clean(_DECLARATION.sub("", text))))
    except (_Refused, ExpatError, UnicodeEncodeError) as error:
        raise GateError(400, f"消息体不是完整的 XML：{error}") from error


def _flat(text: str) -> Fields | None:
    """The fields of a document that holds nothing but plain fields: a quarter of the time a parser takes."""
    if not (text.startswith("<xml>") and text.endswith("</xml>")):
        return None
    found = _CHILD.findall(text, 5)
    if len(found) >= _MOST or "".join([whole for whole, *_ in found]) != text[5:-6]:
        return None
    return {name: section or plain for _, name, section, plain in reversed(found)}


def _possible(found: re.Match[str]) -> str:
    """The character reference if XML allows it, else nothing."""
    number = int(found[1], 16) if found[1] else int(found[2])
    return found[0] if number <= 0x10FFFF and not _ILLEGAL.match(chr(number)) else ""


def _parse(text: str) -> Fields:
    """One pass of expat; a text child of the root is named by its tag, deeper ones by their path."""
    fields: dict[str, str] = {}
    path: list[str] = []
    pieces: list[str] = []
    seen = 0

    def start(name: str, _attributes: object) -> None:
        nonlocal seen
        seen += 1
        path.append(name)
        pieces.clear()
        if len(path) > _DEEPEST or seen > _MOST:
            raise _Refused("消息体的 XML 层次或元素过多")

    def end(_name: str) -> None:
        if len(path) > 1:
            fields.setdefault("/".join(path[1:]), "".join(pieces))
        path.pop()
        pieces.clear()

    def doctype(*_: object) -> None:
        raise _Refused("消息体不得含 DOCTYPE")

    parser = ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = pieces.append
    parser.StartDoctypeDeclHandler = doctype
    parser.Parse(text, True)
    return fields


def _read_json(text: str) -> Fields:
    """A JSON object, flattened like XML."""
    try:
        document: Any = orjson.loads(text)
    except (orjson.JSONDecodeError, UnicodeEncodeError):
        try:  # lone surrogates and raw control characters, which the strict parser refuses
            document = json.loads(text, strict=False)
        except (ValueError, RecursionError) as error:
            raise GateError(400, "消息体不是完整的 JSON") from error
    fields: dict[str, str] = {}
    if isinstance(document, dict):
        _flatten(document, "", 1, fields)
    return fields


def _flatten(document: Mapping[str, Any], prefix: str, depth: int, fields: dict[str, str]) -> None:
    """Add the texts and numbers of an object and of the objects in it."""
    for name, value in document.items():
        if len(fields) > _MOST:
            raise GateError(400, "消息体的 JSON 字段过多")
        if isinstance(value, dict) and depth < _DEEPEST:
            _flatten(value, f"{prefix}{name}/", depth + 1, fields)
        elif isinstance(value, str):
            fields.setdefault(clean(prefix + name), clean(value))
        elif isinstance(value, int | float) and not isinstance(value, bool):
            fields.setdefault(clean(prefix + name), str(value))
