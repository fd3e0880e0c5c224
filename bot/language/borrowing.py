"""When a short question without a subject is about what was last talked about."""

from __future__ import annotations

from bot.language.corpus import NONE, OUT_OF_SCOPE, SMALL_TALK
from bot.language.deciding import Verdict
from bot.language.matching import Matcher, Scored
from bot.model.understanding import Outcome

ELLIPSIS = 18
"""Longer messages carry their own subject and do not borrow the one before."""
BESIDE = 3
"""So many characters beside the words of an aspect are no subject of their own: 证丢了咋办, 一个月多少钱."""
LEAST_DIGITS = 3
"""A figure shorter than this stands for no measure by itself."""

LEAST_REST = 3
BY_ITSELF = 0.75
"""Least chance of a measure that borrows nothing though no word names it."""

_MARKS = frozenset("，。？！；、 ")

Asked = list[tuple[str, int, int]]
"""Aspects with the place of their words."""


def borrows(verdict: Verdict, scored: Scored, clean: str, measure: str | None, asked: Asked, *, tells: bool) -> bool:
    """Whether the message is about `measure`, what was last talked about. tells: it tells a fact."""
    if measure is None or len(clean) > ELLIPSIS:
        return False
    if verdict.outcome is Outcome.OUT_OF_SCOPE:
        # words of an aspect and hardly another are asked of our measures as of other people's business
        return bool(asked) and len(_beside(clean, asked)) <= BESIDE and OUT_OF_SCOPE not in cued(scored)
    if only(clean, asked):
        return True
    if verdict.outcome is Outcome.ANSWER and (not asked or _subject(scored)):
        return False
    return bool(asked) or (clean.endswith("？") and not tells)


def own_subject(matcher: Matcher, clean: str, asked: Asked, likeliest: str) -> bool:
    """Whether what remains without the words of aspects is by itself about the measure that the whole is likest to.

    租房的补多少 is about rent without any word that content ties to it; of 那到底能领不 nothing remains.
    """
    rest = _beside(clean, asked)
    if len(rest) < LEAST_REST or likeliest in (OUT_OF_SCOPE, SMALL_TALK, NONE):
        return False
    scored = matcher.score(rest)
    at = int(scored.chances.argmax())
    return matcher.measures[at] == likeliest and float(scored.chances[at]) >= BY_ITSELF


def cued(scored: Scored) -> tuple[str, ...]:
    """The measures whose name, hint or figure the message holds; words of other people's business stand for one too."""
    found = dict.fromkeys(
        OUT_OF_SCOPE if one.name.startswith("mT:") else one.name[3:]
        for one in scored.cues
        if one.name[:3] in ("mN:", "sN:", "mC:", "mT:")
        or (one.name.startswith("mF:") and one.end - one.start >= LEAST_DIGITS)
    )
    return tuple(found)


def only(clean: str, asked: Asked) -> bool:
    """Whether the message holds nothing but words of aspects."""
    return bool(asked) and not _beside(clean, asked)


def _beside(clean: str, asked: Asked) -> str:
    """What remains of the message without the words of aspects."""
    taken = {place for _, start, end in asked for place in range(start, end)}
    return "".join(char for place, char in enumerate(clean) if place not in taken and char not in _MARKS)


def _subject(scored: Scored) -> bool:
    """Whether the message names any measure or a hint of one."""
    return any(one.name[:2] in ("mN", "sN", "mC", "mF", "mT") for one in scored.cues)
