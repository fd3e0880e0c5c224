"""Two measures joined by a word for and: 岗位补贴和社保补贴给多少, 还有房租和贷款也说说."""

from __future__ import annotations

import re

from bot.dialogue.naming import LEAST_SHARED, shared_with
from bot.dialogue.scene import SCREENING, SOCIAL
from bot.model.copying import replace
from bot.model.library import Content, Understander
from bot.model.understanding import Hint, Match, Outcome, Understanding

MOST = 3
LEAST_LENGTH = 2
LEAST_LIKELY = 0.4
"""Of a piece that holds a word of its measure; pieces hold few other words that could mislead."""
TAIL = 2
"""Characters of a name that are left out where the next name ends the same: 创业和房租补贴."""

_AND = re.compile(r"还有|以及|和|跟|与|、")
_LEADING = re.compile(r"^(?:那|就|我|想|要|先|再|也|问|一下|下|说说|讲讲)+")


def joined(seen: Understanding, hint: Hint, reader: Understander, content: Content) -> Understanding:
    """The reading with all measures that the pieces of an enumeration name, where each names one and they differ."""
    if (len(seen.matches) > 1 and seen.outcome is Outcome.ANSWER) or not _AND.search(seen.clean):
        return seen
    split = _AND.split(seen.clean)
    # what is joined stands in one clause; the clauses before and after tell other things
    parts = [*(part.split("，")[-1] for part in split[:-1]), split[-1].split("，")[0]]
    parts = [_LEADING.sub("", part) for part in parts]
    parts = [part for part in parts if part]
    if not LEAST_LENGTH <= len(parts) <= MOST or any(len(part) < LEAST_LENGTH for part in parts):
        return seen
    found: list[Match] = []
    for place, part in enumerate(parts):
        match = _read(part, parts[place + 1 :], hint, reader, content)
        if match is None:
            return seen
        found.append(match)
    if len({match.measure for match in found}) < len(found):
        return seen
    aspect = found[-1].aspect or seen.aspect
    matches = tuple(replace(match, aspect=match.aspect or aspect) for match in found)
    return replace(seen, outcome=Outcome.ANSWER, matches=matches, reply=None, borrowed=False)


def _read(part: str, following: list[str], hint: Hint, reader: Understander, content: Content) -> Match | None:
    """The measure that one piece names, with the tail it shares with the next one if that makes a name of it."""
    for tail in _tails(following, content):
        if not part.endswith(tail):
            whole = _sure(reader.understand(f"{part}{tail}", Hint(on=hint.on)), content)
            if whole is not None and tail in (content.intents.measures[whole.measure].name[-TAIL:]):
                return whole
    return _sure(reader.understand(part, Hint(on=hint.on)), content)


def _tails(following: list[str], content: Content) -> list[str]:
    """Ends of names that the next piece holds."""
    return [end for end in content.once(_ends) if end in following[0]] if following else []


def _ends(content: Content) -> tuple[str, ...]:
    return tuple(sorted({measure.name[-TAIL:] for measure in content.intents.measures.values()}))


def _sure(seen: Understanding, content: Content) -> Match | None:
    """The measure of a piece that names one and tells nothing."""
    if seen.outcome not in (Outcome.ANSWER, Outcome.CHOOSE) or not seen.matches or seen.heard:
        return None
    best = seen.matches[0]
    if best.measure in (*SOCIAL, SCREENING):
        return None
    known = best.measure in seen.named or shared_with(seen.clean, best.measure, content) >= LEAST_SHARED
    return best if known and best.score >= LEAST_LIKELY else None
