"""Names in letters: pinyin initials, as people type who know a name by heart (cybt), and whole syllables for slugs."""

from __future__ import annotations

import re
from functools import lru_cache

_MOST = 40


@lru_cache(maxsize=20_000)
def initials(text: str) -> str:
    """The first letters of the syllables, letters and digits kept, all else dropped; lower case."""
    from pypinyin import Style, lazy_pinyin

    letters = lazy_pinyin(text, style=Style.FIRST_LETTER)
    return "".join(char for char in "".join(letters).lower() if char.isascii() and char.isalnum())


def spelt(text: str) -> str:
    """The syllables joined by hyphens, fit for a file's name: chuang-ye-bu-tie; "" when nothing can be spelt."""
    from pypinyin import lazy_pinyin

    words = re.findall(r"[a-z0-9]+", " ".join(lazy_pinyin(text)).lower().replace("ü", "v"))
    while words and not words[0][0].isalpha():
        words = words[1:]
    while len("-".join(words)) > _MOST:
        words = words[:-1]
    return "-".join(words)


@lru_cache(maxsize=20_000)
def spelled(text: str) -> str:
    """The syllables without tones, one after the other, as they are typed without an input method; lower case."""
    from pypinyin import Style, lazy_pinyin

    letters = lazy_pinyin(text, style=Style.NORMAL)
    return "".join(char for char in "".join(letters).lower() if char.isascii() and char.isalnum())
