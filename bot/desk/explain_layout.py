"""Where everything of a decision diagram goes: boxes one below the other, jumps in lanes of their own beside them.

Yes leads down or along the left, no down or along the right; every place a jump leads to has its own lane, nearer
ones further in, so that no line runs along another one or through a box. Lengths are in pixels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

SIZE, SMALL = 15, 12
LINE, SMALL_LINE = 22, 17
BOX, PAD, GAP, LANE, EDGE = 430, 12, 40, 26, 24
STAYS, OPENS = "，。；、）」”！？：%", "（「“"
NEAR = 10
"""How far back a better place to end a line is looked for."""
WIDE = (BOX - 2 * PAD) // SIZE
"""Chinese characters in a line of a box."""


@dataclass(frozen=True, slots=True)
class Text:
    """What a box says, before it is laid out. kind: of the box. notes: small lines below."""

    kind: str
    text: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, at its baseline."""

    x: int
    y: int
    text: str
    small: bool


@dataclass(frozen=True, slots=True)
class Box:
    """A box with its lines."""

    kind: str
    x: int
    y: int
    width: int
    height: int
    lines: tuple[Line, ...]

    @property
    def middle(self) -> int:
        """The height at which jumps leave."""
        return self.y + self.height // 2


@dataclass(frozen=True, slots=True)
class Arrow:
    """A line with an arrow at its end; label at (x, y) says when it is taken. kind: yes, no or on."""

    kind: str
    points: tuple[tuple[int, int], ...]
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything to draw."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


Jumps = Sequence[tuple[int | None, int | None]]
"""For each box where yes and no lead: the number of a box, or None where nothing leads on."""


def wrap(text: str, wide: int = WIDE) -> tuple[str, ...]:
    """Lines no wider than so many Chinese characters; stops, brackets, numbers and units stay with their own."""
    lines, start = [], 0
    for at in range(1, len(text) + 1):
        if at == len(text) or _width(text[start : at + 1]) > wide:
            stop = at if at == len(text) else _break(text, start, at)
            lines.append(text[start:stop])
            start = stop
    return tuple(line for line in (*lines, text[start:]) if line)


def _width(text: str) -> float:
    return sum(1.0 if east_asian_width(one) in "WFA" else 0.6 for one in text)


def _break(text: str, start: int, at: int) -> int:
    """The last place not after `at` where a line may end; `at` itself if there is none near by."""
    for place in range(at, max(start, at - NEAR), -1):
        before, after = text[place - 1], text[place]
        if after not in STAYS and before not in OPENS and not before.isdigit() and before + after != "个月":
            return place
    return at


def draw(texts: Sequence[Text], jumps: Jumps) -> Drawing:
    """The drawing of boxes that follow one another; each may lead only to later ones."""
    lefts, rights = _lanes(0, jumps), _lanes(1, jumps)
    x = EDGE + LANE * (len(lefts) + 1)
    boxes: list[Box] = []
    y = EDGE
    for text in texts:
        boxes.append(_box(text, x, y))
        y += boxes[-1].height + GAP
    width = x + BOX + LANE * (len(rights) + 1) + EDGE
    return Drawing(width, y - GAP + EDGE, tuple(boxes), tuple(_arrows(boxes, jumps, lefts, rights)))


def _box(text: Text, x: int, y: int) -> Box:
    lines: list[Line] = []
    at = y + PAD
    for small, group in ((False, text.text), (True, text.notes)):
        for part in group:
            wide = (BOX - 2 * PAD) // SMALL if small else WIDE
            for words in wrap(part, wide - 2):
                at += SMALL_LINE if small else LINE
                lines.append(Line(x + PAD, at - 5, words, small))
    return Box(text.kind, x, y, BOX, at + PAD - y, tuple(lines))


def _lanes(which: int, jumps: Jumps) -> dict[int, int]:
    """Lane numbers by where the jumps of one side lead, the nearest innermost."""
    targets = {to for at, pair in enumerate(jumps) if (to := pair[which]) is not None and to != at + 1}
    return {to: lane for lane, to in enumerate(sorted(targets), 1)}


def _arrows(boxes: list[Box], jumps: Jumps, lefts: dict[int, int], rights: dict[int, int]) -> Iterator[Arrow]:
    for at, (yes, no) in enumerate(jumps):
        box = boxes[at]
        for kind, to, lanes in (("yes", yes, lefts), ("no", no, rights)):
            if to is None:
                continue
            if to == at + 1:
                middle = box.x + BOX // 2
                name = "on" if yes == no or (no is None and box.kind == "start") else kind
                points = ((middle, box.y + box.height), (middle, boxes[to].y))
                yield Arrow(name, points, middle + 16, box.y + box.height + 23)
                continue
            left = kind == "yes"
            side = box.x if left else box.x + BOX
            lane = side - LANE * lanes[to] if left else side + LANE * lanes[to]
            goal = boxes[to].y + 12
            label = side - 13 if left else side + 13
            yield Arrow(
                kind, ((side, box.middle), (lane, box.middle), (lane, goal), (side, goal)), label, box.middle + 16
            )
