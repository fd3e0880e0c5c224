"""Pinyin initials, as people type who know a name by heart: cybt for 创业补贴."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=20_000)
def initials(text: str) -> str:
    """The first letters of the syllables, letters and digits kept, all else dropped; lower case."""
    from pypinyin import Style, lazy_pinyin

    letters = lazy_pinyin(text, style=Style.FIRST_LETTER)
    return "".join(char for char in "".join(letters).lower() if char.isascii() and char.isalnum())
