"""The plain form in which hearing reads: as everywhere, but no word is dropped and no statement becomes a question."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.language.normalise import Normaliser
from bot.model.intents import Lexicon

LONGEST = 1200
"""Characters read; what somebody tells about himself beyond that can be asked again."""

_RANGE = re.compile(r"(?<=[\d一二两三四五六七八九十])\s*[~～—–－]+\s*(?=[\d一二两三四五六七八九十])")
_GROUPED = re.compile(r"(?<=\d)[,，](?=\d{3}(?!\d))")
_PARTICLES = frozenset({"吗", ""})


class Plain:
    """Makes the plain form with one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        dialect = {said: word for said, word in lexicon.dialect.items() if word not in _PARTICLES}
        self._normalise = Normaliser(replace(lexicon, dialect=dialect, fillers=()))

    def __call__(self, text: str) -> str:
        """The plain form; a dash between two numbers stays a range."""
        return self._normalise(_GROUPED.sub("", _RANGE.sub("-", text[:LONGEST])))
