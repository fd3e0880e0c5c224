"""The plain form in which hearing reads: as everywhere, but no word is dropped and no statement becomes a question."""

from __future__ import annotations

import re

from bot.language.normalise import Normaliser
from bot.language.remembering import Remembered
from bot.model.copying import replace
from bot.model.intents import Lexicon

LONGEST = 1200
"""Characters read; what somebody tells about himself beyond that can be asked again."""

_RANGE = re.compile(r"(?<=[\d一二两三四五六七八九十])\s*[~～—–－]+\s*(?=[\d一二两三四五六七八九十])")
_GROUPED = re.compile(r"(?<=\d)[,，](?=\d{3}(?!\d))")
# 三万六一年 and 两千一个月: where an amount ends and its period begins.
_PERIOD = re.compile(
    r"(?<=[万千百][一二三四五六七八九])(?=[一每半]个?[年月])|(?<=[万千百])(?=一个?[年月季])|(?<=[多块元])(?=一个?[年月])"
)
_DEPOSIT = re.compile(r"押[一二三两]付[一二三两]，?")
"""How rent is paid, not how much: 押一付三."""
_EITHER = re.compile(r"(?<=[\d一二三四五六七八九十])年?、(?=(?:\d\d|[零一二三四五六七八九十]{2,3})[年届岁])")
_FIRST_MONTH = re.compile(r"(?<![\d万千百十块两一二三四五六七八九])元月(?!租|付|薪)")
_ENDING = re.compile(r"(?<=.)[哩嘞]+(?=[，。！？]|$)")
_BEFORE, _SUMS = re.compile("[~～—–－,，押元、]"), re.compile("[万千百多块元]")
"""One of these is where anything is to be changed before and after normalising."""
_PARTICLES = frozenset({"吗", ""})
_REMEMBERED = 256
"""Several readers look at one message, and at the same options after every question."""


class Plain:
    """Makes the plain form with one lexicon.

    whole: a normaliser with all words of that lexicon; what it has read and left alone needs no second look.
    """

    def __init__(self, lexicon: Lexicon, whole: Normaliser | None = None) -> None:
        dialect = {said: word for said, word in lexicon.dialect.items() if word not in _PARTICLES}
        self._normalise = Normaliser(replace(lexicon, dialect=dialect, fillers=()))
        self._whole = whole
        self._made = Remembered(self._make, _REMEMBERED)

    def __call__(self, text: str) -> str:
        """The plain form; a dash between two numbers stays a range."""
        return self._made(text)

    def _make(self, text: str) -> str:
        whole = text[:LONGEST]
        if _BEFORE.search(whole):
            whole = _EITHER.sub(
                "或", _FIRST_MONTH.sub("一月", _DEPOSIT.sub("", _GROUPED.sub("", _RANGE.sub("-", whole))))
            )
        made = self._normalise(whole)[:LONGEST]
        if "哩" in made or "嘞" in made:
            made = _ENDING.sub("", made)
        return _PERIOD.sub(" ", made) if _SUMS.search(made) else made
