"""Callback bodies, XML or JSON, as flat text fields: tolerant of what really arrives, closed to what attacks.

No document type, no entities, bounded depth and number of elements. Control characters, broken encodings and
impossible character references are removed instead of failing, because a citizen who pastes one must be answered;
so must one whose words the platform put into its XML as they were, which no parser takes.
"""

from __future__ import annotations

import html
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
_OPEN, _CLOSE = "<![CDATA[", "]]>"
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_CHILD = re.compile(
    r"(<([A-Za-z]\w{0,40})>(?:<!\[CDATA\[([^\]\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]*)\]\]>|(\w*))</\2>\s*)",
    re.ASCII,
)
"""A field as the platform writes nearly all of them; in any other form, too, it is XML, but left to the parser."""

_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<", b"{\0", b"\0{")
"""How UTF-16 begins, with or without its mark; the odd ones are big-endian."""
_GUESSED = (
    *("ToUserName", "FromUserName", "CreateTime", "MsgType", "Content", "MsgId", "bizmsgmenuid"),
    *("Recognition", "Label", "Location_X", "Location_Y", "Event", "EventKey", "Latitude", "Longitude"),
)
"""What is looked for in a document that is no XML: all that anything is answered by."""

Fields = Mapping[str, str]


class Unreadable(GateError):
    """A body that is neither XML nor a JSON object, nor near enough to either to find a message in it."""

    def __init__(self, reason: str) -> None:
        super().__init__(400, reason)


class _Refused(Exception):
    """The document uses something that no callback needs."""


def clean(text: str) -> str:
    """The text without characters that XML 1.0 forbids: controls, lone surrogates, U+FFFE and U+FFFF."""
    return _ILLEGAL.sub("", text)


def decode(body: bytes) -> str:
    """The body as text: UTF-8, also with half characters or a few broken bytes in it, else UTF-16 or GB 18030."""
    try:
        return body.decode().removeprefix("\ufeff")
    except UnicodeDecodeError:
        pass
    if body[:2] in _WIDE:
        return body.decode("utf-16-be" if _WIDE.index(body[:2]) % 2 else "utf-16-le", "replace").removeprefix("\ufeff")
    try:  # characters beyond the first plane as two halves of three bytes each: joined, and a lone half stays alone
        halves = body.decode("utf-8", "surrogatepass").removeprefix("\ufeff")
        return halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    except UnicodeDecodeError:
        pass
    lenient = body.decode("utf-8", "replace").removeprefix("\ufeff")
    broken = lenient.count("\ufffd")
    # Nearly anything can be read as GB 18030, but hardly any of that makes characters of three bytes in UTF-8.
    if sum(character >= "\u0800" for character in lenient) >= 2 * broken:
        return lenient
    try:
        return body.decode("gb18030")
    except UnicodeDecodeError:
        return lenient


def read(body: bytes) -> tuple[Fields, bool]:
    """The fields by name (Content, SendLocationInfo/Label) and whether the body was JSON.

    Of a repeated name the first counts. Raises Unreadable, and GateError 400 for what no callback needs.
    """
    text = decode(body)
    start = text.lstrip()[:1]
    if start == "{":
        return _read_json(text), True
    if start != "<":
        raise Unreadable("消息体既不是 XML 也不是 JSON 对象")
    return _read_xml(text), False


def _read_xml(text: str) -> Fields:
    """Parse as it comes; when that fails, without what XML forbids; when that fails too, look for the fields."""
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
    except _Refused as error:
        raise GateError(400, str(error)) from error
    except (ExpatError, UnicodeEncodeError) as error:
        if fields := _guess(clean(text)):
            return fields
        raise Unreadable(f"消息体不是完整的 XML：{error}") from error


def _guess(text: str) -> Fields:
    """The fields that stand whole in a document that is no XML; none when it is not told whose message it is.

    So is what a citizen wrote when it holds the end of a CDATA section or a bare & that the platform left as it was.
    """
    fields: dict[str, str] = {}
    for name in _GUESSED:
        _, opened, rest = text.partition(f"<{name}>")
        inside, closed, _ = rest.partition(f"</{name}>")
        inside = inside.strip()
        if not (opened and closed):
            continue
        if inside.startswith(_OPEN) and inside.endswith(_CLOSE):
            fields[name] = inside[len(_OPEN) : -len(_CLOSE)]
        else:
            fields[name] = clean(html.unescape(inside))
    return fields if fields.get("FromUserName") and fields.get("MsgType") else {}


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
            raise Unreadable("消息体不是完整的 JSON") from error
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
