"""How a message sounds: one syllable for a character, with sounds that people mix up made equal.

Tones are left out. A character has one syllable whatever word it stands in, since an error that
was typed or heard wrongly has left its word anyway.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from operator import add
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

FIRST, LAST = 0x4E00, 0x9FFF
"""The block of common characters that the table covers."""

_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("h", "f"), ("r", "l"))
_FINALS = (("ang", "an"), ("eng", "en"), ("ing", "in"), ("ong", "on"), ("uang", "uan"), ("iang", "ian"))
_LATIN = re.compile(r"[a-z]+")
_MIN_LATIN = 4
_VOWELS = "aeiouv"


def fold(syllable: str) -> str:
    """The class of syllables that sound alike to many: zh/z, ch/c, sh/s, n/l/r, f/h, an/ang, en/eng, in/ing."""
    for long, short in _INITIALS:
        if syllable.startswith(long) and syllable[len(long) :][:1] in _VOWELS:
            syllable = short + syllable[len(long) :]
            break
    for long, short in _FINALS:
        if syllable.endswith(long):
            return syllable[: -len(long)] + short
    return syllable


def read_table() -> npt.NDArray[np.uint8]:
    """The folded syllables of all common characters, joined by spaces; the slow part of starting."""
    from pypinyin import Style, pinyin

    block = "".join(map(chr, range(FIRST, LAST + 1)))
    rows = pinyin(block, style=Style.NORMAL, errors=lambda rest: " ".join("?" * len(rest)))
    text = " ".join(row[0] for row in rows)
    return np.frombuffer(text.encode("ascii", "replace"), dtype=np.uint8)


class Spoken(NamedTuple):
    """A text with its sound, read once for all who look for something in it.

    pairs: every two neighbouring characters. spans: where each syllable stands. sounding: every two neighbouring
    syllables.
    """

    text: str
    pairs: Sequence[str]
    syllables: Sequence[str]
    spans: Sequence[tuple[int, int]]
    sounding: Sequence[tuple[str, str]]


class Sounds:
    """Looks up syllables."""

    def __init__(self, table: npt.NDArray[np.uint8]) -> None:
        plain = table.tobytes().decode("ascii").split(" ")
        folded = {syllable: fold(syllable) for syllable in set(plain)}
        self._known = frozenset(folded) - {"?"}
        self._plain = plain
        # By code point, characters without sound included: a place in a list is found sooner than in a large dict.
        self._folded = [""] * FIRST + [folded[one] for one in plain]

    def of(self, char: str) -> str | None:
        """The folded syllable of one character; None if it has no sound known here."""
        return self._sound(char) or None

    def _sound(self, char: str) -> str:
        code = ord(char)
        return self._folded[code] if code < len(self._folded) else ""

    def exact(self, text: str) -> tuple[str, ...]:
        """The syllables of a text as they are, one a character; a character without sound stands for itself."""
        return tuple(map(self._exact, text))

    def _exact(self, char: str) -> str:
        syllable = self._plain[ord(char) - FIRST] if FIRST <= ord(char) <= LAST else "?"
        return char if syllable == "?" else syllable

    def spell(self, letters: str) -> list[str] | None:
        """The folded syllables of letters that are wholly pinyin (daikuan), else None."""
        best: list[list[str] | None] = [[], *([None] * len(letters))]
        for end in range(1, len(letters) + 1):
            # Longest syllable last wins: fewer pieces are the likelier reading.
            for start in range(max(0, end - 6), end):
                before = best[start]
                if before is None or letters[start:end] not in self._known:
                    continue
                found = best[end]
                if found is None or len(before) + 1 < len(found):
                    best[end] = [*before, letters[start:end]]
        spelt = best[-1]
        return [fold(one) for one in spelt] if spelt else None

    def listen(self, text: str) -> Spoken:
        """The text with its sound."""
        syllables, spans = self.read(text)
        return Spoken(text, list(map(add, text, text[1:])), syllables, spans, list(pairwise(syllables)))

    def syllables(self, words: str) -> list[str]:
        """The syllables of an expression; a gap in the sound is an empty syllable."""
        if _LATIN.search(words) is None:
            try:
                return list(map(self._folded.__getitem__, map(ord, words)))
            except IndexError:
                return [self._sound(char) for char in words]
        return self.read(words)[0]

    def read(self, text: str) -> tuple[list[str], list[tuple[int, int]]]:
        """The syllables of a text and where each stands; a gap in the sound is an empty syllable."""
        if _LATIN.search(text) is None:
            return self.syllables(text), list(pairwise(range(len(text) + 1)))
        syllables: list[str] = []
        spans: list[tuple[int, int]] = []
        at = 0
        while at < len(text):
            char = text[at]
            end = at + 1
            if "a" <= char <= "z":
                run = _LATIN.match(text, at)
                end = run.end() if run else end
                spelt = self.spell(text[at:end]) if end - at >= _MIN_LATIN else None
                for one in spelt or [""]:
                    syllables.append(one)
                    spans.append((at, end))
            else:
                syllables.append(self._sound(char))
                spans.append((at, end))
            at = end
        return syllables, spans
