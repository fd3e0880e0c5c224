"""Syllables without tones, one a character: enough to see that 相分 sounds like 襄汾."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=8192)
def syllable(char: str) -> str:
    """The syllable of one character without its tone; the character itself when it has none."""
    from pypinyin import Style, lazy_pinyin

    found = lazy_pinyin(char, style=Style.NORMAL)
    return found[0] if found else char


def syllables(text: str) -> tuple[str, ...]:
    """The syllables of a text, one a character."""
    return tuple(map(syllable, text))
