"""Notices a figure that the clause holds, but about something else.

A clause often has several periods or sums. The words around a figure of the content are compared with the words
around every figure of its kind in the clause; if another figure's surroundings fit clearly better, the two were
probably mixed up. Chinese has no spaces, so the words are compared by pairs of characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from bot.content.figures import Figure

NEAR, WIDE = 8, 20
CLEARLY = 3
_STOP = re.compile(r"[。；;！]")
_MARKS = re.compile(r"[，、：:（）()“”\s]")

Surroundings = tuple[frozenset[str], frozenset[str]]


def surroundings(text: str, figure: Figure, reach: int) -> Surroundings:
    """The pairs of characters before and after a figure, within its sentence and so far away."""
    end = figure.start + len(figure.words)
    before = _STOP.split(text[max(0, figure.start - reach) : figure.start])[-1]
    after = _STOP.split(text[end : end + reach])[0]
    return _pairs(before), _pairs(after)


def _pairs(text: str) -> frozenset[str]:
    bare = _MARKS.sub("", text)
    return frozenset(bare[index : index + 2] for index in range(len(bare) - 1))


def mixed_up_with(figure: Figure, text: str, source: str, found: Iterable[Figure]) -> Figure | None:
    """The clause's figure that fits the words around this one clearly better, if its own place fits them not at all."""
    near, wide = surroundings(text, figure, NEAR), surroundings(text, figure, WIDE)
    own, best, other = 0, 0, None
    rivals = [known for known in found if known.kind == figure.kind]
    for index, known in enumerate(rivals):
        if _equal(known, figure):
            # its own place may be worded quite differently, so look further around, up to the next figure of its kind
            first, last = _between(rivals, index, len(source))
            between = replace(known, start=known.start - first)
            own = max(own, _shared(wide, surroundings(source[first:last], between, WIDE)))
            continue
        score = _shared(near, surroundings(source, known, NEAR))
        if score > best and (not known.unit or not figure.unit or known.unit == figure.unit):
            best, other = score, known
    return other if best >= own + CLEARLY or (own == 0 and best >= CLEARLY - 1) else None


def _between(rivals: list[Figure], index: int, end: int) -> tuple[int, int]:
    """From the end of the figure before to the start of the one after; the two ends of a range (16-24岁) are one."""
    here = rivals[index]
    ends = [known.start + len(known.words) for known in rivals[:index]]
    starts = [known.start for known in rivals[index + 1 :]]
    before = [stop for stop in ends if stop < here.start - 1]
    after = [start for start in starts if start > here.start + len(here.words) + 1]
    return max(before, default=0), min(after, default=end)


def _shared(one: Surroundings, other: Surroundings) -> int:
    return len(one[0] & other[0]) + len(one[1] & other[1])


def _equal(one: Figure, other: Figure) -> bool:
    """Whether two figures say the same; of dates, whether one says no more than the other."""
    if one.kind == "date":
        return all(a == b or a is None or b is None for a, b in zip(one.day, other.day, strict=True))
    return (one.value, one.period) == (other.value, other.period)
