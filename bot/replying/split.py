"""Cutting a reply into messages that the channel carries.

WeChat refuses passive text over 2048 bytes of UTF-8 (community measurement, not in the platform's
documents); a cut falls between lines, else after a sentence end, and never inside a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

LIMIT = 2048
_ENDS = "。！？；\n"
_PIECES = re.compile(r"<a [^>]*>.*?</a>|[^。！？；\n<]*[。！？；\n]|[^。！？；\n<]+|<", re.DOTALL)


def size(text: str) -> int:
    """Bytes of UTF-8."""
    return len(text.encode("utf-8", "ignore"))


def _hard_cut(piece: str, limit: int) -> list[str]:
    parts: list[str] = []
    current: list[str] = []
    used = 0
    for character in piece:
        width = size(character)
        if current and used + width > limit:
            parts.append("".join(current))
            current, used = [], 0
        current.append(character)
        used += width
    return [*parts, "".join(current)]


def _pieces(text: str, limit: int) -> list[str]:
    found: list[str] = []
    for match in _PIECES.finditer(text):
        piece = match.group()
        found.extend([piece] if size(piece) <= limit or piece.startswith("<a ") else _hard_cut(piece, limit))
    return found


def _sentences(text: str, limit: int) -> Iterator[str]:
    """Whole sentences with the links in them; of one that is too long by itself, its pieces."""
    sentence: list[str] = []
    for piece in (*_pieces(text, limit), ""):
        sentence.append(piece)
        if not piece or piece[-1] in _ENDS:
            whole = "".join(sentence)
            yield from [whole] if size(whole) <= limit else sentence
            sentence = []


def split(text: str, limit: int = LIMIT) -> tuple[str, ...]:
    """Messages of at most `limit` bytes whose concatenation is the text, apart from outer white space."""
    if size(text) <= limit:
        return (text.strip(),) if text.strip() else ()
    messages: list[str] = []
    current = ""
    for piece in _sentences(text, limit):
        if size(current) + size(piece) > limit:
            messages.append(current.strip())
            current = ""
        current += piece
    messages.append(current.strip())
    return tuple(message for message in messages if message)
