"""Messages that say nearly the same, put together."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rapidfuzz import fuzz, process

ALIKE = 68.0
"""Least likeness (0 to 100) of a message to the first one of its group."""


def group(texts: Sequence[str], plain: Callable[[str], str]) -> list[list[int]]:
    """Positions of the texts by group, the largest group first; the first text of a group stands for it."""
    heads: list[str] = []
    groups: list[list[int]] = []
    for at, text in enumerate(texts):
        clean = plain(text)
        found = process.extractOne(clean, heads, scorer=fuzz.ratio, score_cutoff=ALIKE) if heads else None
        if found is None:
            heads.append(clean)
            groups.append([at])
        else:
            groups[found[2]].append(at)
    return sorted(groups, key=len, reverse=True)
