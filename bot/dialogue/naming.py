"""Which measure a short message in the middle of a talk names, where the reader alone could not be sure."""

from __future__ import annotations

import re

from bot.dialogue.scene import SCREENING, SOCIAL
from bot.model.copying import replace
from bot.model.library import Content, Understander
from bot.model.understanding import Hint, Match, Outcome, Reading, Understanding

LEAST_SHARED = 3
"""So many characters of a name in one piece are no accident: 社保补 of 单位社保补贴."""
LEAST_LIKELY = 0.5
FRAGMENT = 14
"""Longer messages say themselves what they are about."""
HINTED, HINTED_RATHER = 0.4, 0.6
"""Least chance of a measure that the message itself hints at, and of one to be put for what was talked about."""
POINTED = 0.35
"""Least chance of what stands before 那个, read by itself."""

FEWEST, MOST, LIKELY, SURELY = 2, 4, 0.8, 0.95
"""Words of somebody who looks things up (a county, a measure, what of it), and the least chances of the measure."""
_SENTENCE = re.compile(r"[我俺你您是没不了过着吧啊呢]")
"""What a sentence has and a row of words has not."""

GENERAL = frozenset({SCREENING, "office-info", "policy-document", "employment-figures"})
"""What is asked of every measure: 在哪办 and 哪个文件 stay with the one talked about."""

ASKING = re.compile(
    r"[吗么呢？?]$|还是|[行能算要有用]不|[\d一二两三四五六七八九十百千万元块人年月个](?:[是对]吧|对不对|没错吧)$|有.{1,6}没|多少|几[个年月天]|[咋啥哪谁]|问(?!了|过|社区|村|的)|什么|怎么|给我的吧|是给.+吧|.{2}(?<![是也还都从])不$|^那(?![个没就是不行好样])"
)
"""What makes a message a question, where the marks do not."""

_POINTING = re.compile(r"(?:那|还有|我问的是|问)?(?P<what>[^，。？！]{2,6}?)(?:的)?(?:那个|那种|那项|那块)")
_POINTED = re.compile(r"(?:那个|那种|那项|刚才的?)(?P<what>[^，。？！]{2,6}?)的")


def rather_named(seen: Understanding, hint: Hint, content: Content) -> Understanding:
    """The reading with the measure of the talk replaced by the one whose name the message says, where it says one."""
    if len(seen.matches) != 1 or not seen.ranked or seen.matches[0].measure != hint.measure:
        return seen
    best = seen.ranked[0]
    if best.measure == hint.measure or best.score < LEAST_LIKELY:
        return seen
    said, held = shared_with(seen.clean, best.measure, content), shared_with(seen.clean, hint.measure, content)
    if said < LEAST_SHARED or said <= held:
        return seen
    named = Match(best.measure, best.score, seen.matches[0].words, seen.matches[0].aspect)
    return replace(seen, matches=(named,))


def looked_up(seen: Understanding, hint: Hint, content: Content) -> Understanding:
    """The reading for the measure named among a few words set apart by spaces: 襄汾 吸纳就业 100人以上.

    So somebody looks things up, whatever was asked before.
    """
    pieces = seen.text.split()
    asked = hint.pending is not None or bool(hint.offered)
    if not asked or not FEWEST <= len(pieces) <= MOST or not seen.ranked or _SENTENCE.search(seen.clean):
        return seen
    best = seen.ranked[0]
    if best.measure in (*SOCIAL, SCREENING) or best.score < LIKELY:
        return seen
    said = best.measure in seen.named and shared_with(seen.clean, best.measure, content) >= LEAST_SHARED
    if not said and not (seen.regions and best.score >= SURELY and best.measure != hint.measure):
        return seen
    return answering(seen, best.measure)


def pointed_at(seen: Understanding, hint: Hint, reader: Understander, held: frozenset[str]) -> Understanding:
    """The reading with the measure a short message in the middle of a talk points at: 有培训没, 社保那个也三年吗.

    held: the measures that the county has, if one is known.
    """
    told = seen.reply is not None and seen.reply.reading is not Reading.DONT_KNOW
    if told or seen.heard or hint.measure is None or len(seen.clean) > FRAGMENT or not _open(seen):
        return seen
    asked = hint.pending is None or ASKING.search(seen.text) is not None
    measure = (_hinted(seen) if asked else None) or _before_that(seen, hint, reader, held)
    if measure is None or measure == hint.measure:
        return seen
    return answering(seen, measure)


def answering(seen: Understanding, *measures: str) -> Understanding:
    """The reading taken for a question about these measures and for nothing else."""
    chances = {match.measure: match.score for match in seen.ranked}
    matches = tuple(Match(measure, chances.get(measure, LEAST_LIKELY), (), seen.aspect) for measure in measures)
    return replace(seen, outcome=Outcome.ANSWER, matches=matches, reply=None, borrowed=False)


def _open(seen: Understanding) -> bool:
    """Whether the reader left the measure undecided or took the one of the talk."""
    return seen.borrowed or seen.outcome in (Outcome.CHOOSE, Outcome.FALLBACK)


def _hinted(seen: Understanding) -> str | None:
    """The likeliest measure, if the message holds a hint of it and of no other that is nearly as likely."""
    if not seen.ranked:
        return None
    best = seen.ranked[0]
    least = HINTED_RATHER if seen.borrowed else HINTED
    general = seen.borrowed and best.measure in GENERAL
    likely = best.score >= least and best.measure in seen.named and best.measure not in SOCIAL and not general
    return best.measure if likely else None


def _before_that(seen: Understanding, hint: Hint, reader: Understander, held: frozenset[str]) -> str | None:
    """What X stands for in X那个; of two that are likely the one that the county has."""
    found = _POINTING.match(seen.clean) or _POINTED.match(seen.clean)
    if found is None:
        return None
    alone = reader.understand(f"{found['what']}那个", Hint(on=hint.on))
    if alone.outcome not in (Outcome.ANSWER, Outcome.CHOOSE) or not alone.matches:
        return None
    likely = [match for match in alone.matches if match.measure not in (*SOCIAL, SCREENING)]
    here = [match for match in likely if not held or match.measure in held] or likely
    return here[0].measure if here and here[0].score >= POINTED else None


def shared_with(text: str, slug: str, content: Content) -> int:
    """Characters of the longest piece that the text has in common with a name of the measure."""
    measure = content.intents.measures.get(slug)
    names = (measure.name, measure.short) if measure else ()
    return max([_longest(text, name) for name in names], default=0)


def _longest(text: str, name: str) -> int:
    """Characters of the longest piece of the name in the text; begun where the one before ended, none is missed."""
    longest = 0
    for start in range(len(name)):
        while start + longest < len(name) and name[start : start + longest + 1] in text:
            longest += 1
    return longest
