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
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from bot.language.numerals import figures
from bot.language.phrases import Found, Phrases
from bot.language.pinyin import Sounds, Spoken
from bot.language.sight import BLANK, PLACE, Seen, Sight, made
from bot.model.intents import Intents, Measure
from bot.model.places import Regions

_MOST_WORDS = 10
_FIGURE = re.compile(r"[\d零〇一二三四五六七八九两十百千]")
"""Every figure holds one of these."""


class Spotted(NamedTuple):
    """A text with its sound, the places named in it, the expressions of measures, and the words of aspects."""

    spoken: Spoken
    places: list[Found]
    phrases: list[Found]
    aspects: list[Found]


def _longer(entries: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """One character is no name of a place and asks about no aspect."""
    return (entry for entry in entries if len(entry[0]) > 1)


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
        places = [name for region in regions.values() for name in (region.name, *region.aliases, *region.towns)]
        tagged = [(normaliser(name), PLACE) for name in (*places, *intents.lexicon.other_places)]
        aspects = [(normaliser(cue), slug) for slug, aspect in sorted(intents.aspects.items()) for cue in aspect.cues]
        self._phrases = Phrases((_longer(tagged), _tags(intents, plain), _longer(aspects)), sounds)
        self._figures: dict[str, list[str]] = {}
        for slug, measure in sorted(intents.measures.items()):
            for said in _figures_of(measure):
                self._figures.setdefault(said, []).append(slug)

    @property
    def sounds(self) -> Sounds:
        """The table of syllables in use."""
        return self._sounds

    def spot(self, text: str) -> Spotted:
        """A text with its sound and all expressions in it."""
        spoken = self._sounds.listen(text)
        return Spotted(spoken, *self._phrases.find(spoken))

    def see(self, text: str) -> list[Seen]:
        """All evidence in one text or clause; the same name may occur at several places."""
        sight = self.look(self.spot(text))
        return list(map(made, zip(sight.names(), *sight.places(), strict=True)))

    def look(self, spotted: Spotted) -> Sight:
        """The same, of a text in which the expressions were found already."""
        spoken, places, phrases, _ = spotted
        text = blanked = spoken.text
        numbers = figures(text) if _FIGURE.search(text) else []
        if numbers or places:
            blanked = _blanked(text, numbers, places)
        marked = list(self._numbers(numbers)) if numbers else []
        if phrases:
            marked += _words(phrases, blanked)
        return Sight(marked, blanked, spoken)

    def _numbers(self, numbers: list[tuple[int, int, str]]) -> Iterator[Seen]:
        for start, end, said in numbers:
            if end - start > 1 or said in self._figures:
                yield Seen(f"n{said}", start, end)
            for slug in self._figures.get(said, ()):
                yield Seen(f"mF:{slug}", start, end)


def _blanked(text: str, numbers: list[tuple[int, int, str]], places: list[Found]) -> str:
    chars = list(text)
    for start, end, _ in numbers:
        if end - start > 1 or text[start].isdigit():
            chars[start:end] = BLANK * (end - start)
    for found in places:
        chars[found.start : found.end] = PLACE * (found.end - found.start)
    return "".join(chars)


def _words(phrases: list[Found], blanked: str) -> list[Seen]:
    seen: list[Seen] = []
    canonical: list[tuple[str, Found]] = []
    for found in phrases:
        start, end, tags, by_sound = found
        if by_sound and PLACE in blanked[start:end]:
            continue
        for tag in tags:
            if tag.startswith("w:"):
                canonical.append((tag[2:], found))
            else:
                seen.append(Seen(("s" if by_sound else "m") + tag, start, end))
    if canonical:
        chosen = _longest(canonical)
        seen += [Seen(f"w{word}", found.start, found.end) for word, found in chosen]
        for (one, first), (two, second) in combinations(chosen[:_MOST_WORDS], 2):
            if one != two:
                name = f"W{one}+{two}" if one < two else f"W{two}+{one}"
                seen.append(Seen(name, min(first.start, second.start), max(first.end, second.end)))
    return seen


def _longest(found: list[tuple[str, Found]]) -> list[tuple[str, Found]]:
    """Expressions that do not overlap, the longer before the shorter, what is written before what sounds."""
    if len(found) == 1:
        return found
    taken: set[int] = set()
    chosen: list[tuple[str, Found]] = []
    for word, one in sorted(found, key=lambda pair: (pair[1].by_sound, pair[1].start - pair[1].end, pair[1].start)):
        place = set(range(one.start, one.end))
        if not place & taken:
            taken |= place
            chosen.append((word, one))
    return sorted(chosen, key=lambda pair: pair[1].start)
