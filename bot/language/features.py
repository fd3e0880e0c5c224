"""What is seen in a message: named bits of evidence with the place they were seen at.

Channels, by the first letter of the name:
c  runs of one to three characters; digits and place names are blanked, so they decide nothing
p  runs of two and three syllables by sound
w  a canonical word (from synonyms), and W two of them in one clause
n  a figure in its one spelling
m  an expression, hint or figure that content ties to a measure, seen as it is written; s by sound only
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import combinations
from typing import NamedTuple

from bot.language.numerals import figures
from bot.language.phrases import Found, Phrases
from bot.language.pinyin import Sounds
from bot.model.intents import Intents, Measure
from bot.model.places import Regions

BLANK = "#"
PLACE = "@"
_MARKS = frozenset("，。？！；、 ")
_EMPTY = frozenset({"^", "$", BLANK, PLACE})
_MOST_WORDS = 10
_CLAUSE = re.compile(f"[^{''.join(sorted(_MARKS))}]+")


class Seen(NamedTuple):
    """One bit of evidence: its name and the place in the text it was seen at."""

    name: str
    start: int
    end: int


_made: Callable[[tuple[str, int, int]], Seen] = partial(tuple.__new__, Seen)
"""Makes what was seen from a tuple, faster than by its fields: there are some seventy in a message."""


def _tags(intents: Intents, plain: dict[str, str]) -> Iterator[tuple[str, str]]:
    for slug, measure in sorted(intents.measures.items()):
        for words in (measure.name, *measure.names):
            yield plain[words], f"N:{slug}"
        for words in measure.cues:
            yield plain[words], f"C:{slug}"
        for topic in measure.topics:
            for words in topic.keywords:
                yield plain[words], f"T:{topic.name}"
                # Of what is not ours, which service it is matters less than that it is one.
                yield plain[words], "T"
    for canonical, others in sorted(intents.lexicon.synonyms.items()):
        for words in (canonical, *others):
            # One character stands in too many other words.
            if len(words) > 1:
                yield plain[words], f"w:{canonical}"


def _all_words(intents: Intents) -> Iterator[str]:
    for measure in intents.measures.values():
        yield measure.name
        yield from measure.names
        yield from measure.cues
        for topic in measure.topics:
            yield from topic.keywords
    for canonical, others in intents.lexicon.synonyms.items():
        yield canonical
        yield from others


def _figures_of(measure: Measure) -> Iterator[str]:
    for written in measure.numbers:
        yield from (said for _, _, said in figures(written))


class Features:
    """Sees evidence in normalised text."""

    def __init__(self, intents: Intents, regions: Regions, sounds: Sounds) -> None:
        from bot.language.normalise import Normaliser

        normaliser = Normaliser(intents.lexicon)
        plain = {words: normaliser(words) for words in _all_words(intents)}
        self._sounds = sounds
        self._phrases = Phrases(_tags(intents, plain), sounds)
        places = [(normaliser(name), "@") for region in regions.values() for name in (region.name, *region.aliases)]
        places += [(normaliser(name), "@") for region in regions.values() for name in region.towns]
        places += [(normaliser(name), "@") for name in intents.lexicon.other_places]
        self._places = Phrases((entry for entry in places if len(entry[0]) > 1), sounds)
        self._figures: dict[str, list[str]] = {}
        for slug, measure in sorted(intents.measures.items()):
            for said in _figures_of(measure):
                self._figures.setdefault(said, []).append(slug)

    @property
    def sounds(self) -> Sounds:
        """The table of syllables in use."""
        return self._sounds

    def see(self, text: str) -> list[Seen]:
        """All evidence in one text or clause; the same name may occur at several places."""
        syllables, spans = self._sounds.read(text)
        numbers = figures(text)
        blanked = self._blanked(text, numbers, syllables, spans)
        seen = list(self._numbers(numbers))
        seen += self._words(text, blanked, syllables, spans)
        seen += _runs(blanked)
        seen += _sound_runs(blanked, syllables, spans)
        return seen

    def _blanked(
        self, text: str, numbers: list[tuple[int, int, str]], syllables: list[str], spans: list[tuple[int, int]]
    ) -> str:
        chars = list(text)
        for start, end, _ in numbers:
            if end - start > 1 or text[start].isdigit():
                chars[start:end] = BLANK * (end - start)
        for found in self._places.find(text, syllables, spans):
            chars[found.start : found.end] = PLACE * (found.end - found.start)
        return "".join(chars)

    def _numbers(self, numbers: list[tuple[int, int, str]]) -> Iterator[Seen]:
        for start, end, said in numbers:
            if end - start > 1 or said in self._figures:
                yield Seen(f"n{said}", start, end)
            for slug in self._figures.get(said, ()):
                yield Seen(f"mF:{slug}", start, end)

    def _words(self, text: str, blanked: str, syllables: list[str], spans: list[tuple[int, int]]) -> Iterator[Seen]:
        canonical: list[tuple[str, Found]] = []
        for found in self._phrases.find(text, syllables, spans):
            if found.by_sound and PLACE in blanked[found.start : found.end]:
                continue
            for tag in found.tags:
                if tag.startswith("w:"):
                    canonical.append((tag[2:], found))
                else:
                    yield Seen(("s" if found.by_sound else "m") + tag, found.start, found.end)
        chosen = _longest(canonical)
        for word, found in chosen:
            yield Seen(f"w{word}", found.start, found.end)
        for (one, first), (two, second) in combinations(chosen[:_MOST_WORDS], 2):
            if one != two:
                name = f"W{one}+{two}" if one < two else f"W{two}+{one}"
                yield Seen(name, min(first.start, second.start), max(first.end, second.end))


def _longest(found: list[tuple[str, Found]]) -> list[tuple[str, Found]]:
    """Expressions that do not overlap, the longer before the shorter, what is written before what sounds."""
    taken: set[int] = set()
    chosen: list[tuple[str, Found]] = []
    for word, one in sorted(found, key=lambda pair: (pair[1].by_sound, pair[1].start - pair[1].end, pair[1].start)):
        place = set(range(one.start, one.end))
        if not place & taken:
            taken |= place
            chosen.append((word, one))
    return sorted(chosen, key=lambda pair: pair[1].start)


def _runs(blanked: str) -> list[Seen]:
    """Runs of characters inside a clause; a run of blanks counts as one."""
    seen: list[Seen] = []
    for clause in _CLAUSE.finditer(blanked):
        first, last = clause.span()
        chars, at = clause[0], range(first, last)
        if BLANK in chars or PLACE in chars:
            kept = [place for place in at if _kept(blanked, place, first)]
            chars, at = "".join([blanked[place] for place in kept]), kept  # type: ignore[assignment]
        last = at[-1] + 1
        whole = f"^{chars}$"
        starts = [first, *at, last]
        stops = [first, *[place + 1 for place in at], last]
        runs = [("c" + char, starts[place], stops[place]) for place, char in enumerate(whole) if char not in _EMPTY]
        for size in (2, 3):
            ends = stops[size - 1 :]
            runs += [("c" + whole[place : place + size], starts[place], end) for place, end in enumerate(ends)]
        seen += map(_made, runs)
    return seen


def _kept(blanked: str, place: int, first: int) -> bool:
    """Whether a character counts: of a run of blanks only the first does."""
    return place == first or blanked[place] not in (BLANK, PLACE) or blanked[place - 1] != blanked[place]


def _sound_runs(blanked: str, syllables: list[str], spans: list[tuple[int, int]]) -> list[Seen]:
    sounds = ["" if blanked[span[0]] in (BLANK, PLACE) else one for one, span in zip(syllables, spans, strict=True)]
    runs: list[tuple[str, int, int]] = []
    last = len(sounds) - 1
    for at, one in enumerate(sounds):
        if one and at < last and (second := sounds[at + 1]):
            name = f"p{one} {second}"
            start = spans[at][0]
            runs.append((name, start, spans[at + 1][1]))
            if at + 1 < last and (third := sounds[at + 2]):
                runs.append((f"{name} {third}", start, spans[at + 2][1]))
    return list(map(_made, runs))
