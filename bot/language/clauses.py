"""Cuts a message into clauses, so that one question in a long story can be heard."""

from __future__ import annotations

import re

_STOP = re.compile(r"[，。？！； ]+")
_LONG = 26
"""A stretch without marks longer than this is cut, since voice input writes none."""

_PIECE = 16
_SHORT = 4
"""Pieces shorter than this belong to the piece before them."""


def clauses(text: str) -> list[tuple[int, int]]:
    """Where the clauses of a normalised text stand; together they cover all of its words."""
    spans: list[tuple[int, int]] = []
    start = 0
    for stop in [*_STOP.finditer(text), None]:
        end = stop.start() if stop else len(text)
        if end > start:
            spans += _cut(start, end)
        start = stop.end() if stop else end
    return _joined(spans)


def _cut(start: int, end: int) -> list[tuple[int, int]]:
    """Overlapping pieces of a stretch that has no marks."""
    if end - start <= _LONG:
        return [(start, end)]
    step = _PIECE // 2
    return [(at, min(at + _PIECE, end)) for at in range(start, end - step, step)]


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and end - start < _SHORT and start >= joined[-1][1]:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
