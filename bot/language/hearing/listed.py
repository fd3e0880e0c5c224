"""A choice from a list that was shown: by position, by its very words, or none of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache

from bot.language.hearing.choices import by_words, picks
from bot.language.hearing.numeric_answers import numeric
from bot.language.hearing.options import OptionWords
from bot.language.hearing.polarity import plain_polarity
from bot.model.facts import Fact, FactType
from bot.model.understanding import Reading, Reply
from bot.model.values import NO, YES, Options, Value

_COUNTED = re.compile(r"(?:就|有|一共|总共|大概|才)*[\d一二两三四五六七八九十]+(?:个|名|位)(?:人)?(?:吧|了|的|呢)*")
"""A number of things or people is no place in a list: 2个."""
_ASKS = re.compile(r"多少|几[个年月天钱]|怎么|咋|什么|啥|哪|为何|呢$")
"""第一个多少钱, asked about a fact, is about something that was listed before."""
_REMEMBERED = 256


class Listed:
    """Reads picks from lists of options or measures. stock: the answer that holds for any question, if it is one."""

    def __init__(
        self,
        options: Mapping[str, OptionWords],
        plain: Callable[[str], str],
        stock: Callable[[str], Reading | None],
    ) -> None:
        self._options, self._plain, self._stock = options, plain, stock
        # Lists are offered again and again, and the same message may answer many of them.
        self._shown = lru_cache(_REMEMBERED)(lambda offered: tuple(map(plain, offered)))

    def picked(self, clean: str, offered: tuple[str, ...], on: date, fact: Fact | None) -> Reply | None:
        """A choice by position, or by the very words of the list."""
        if fact is not None and not fact.type.is_options and not offered:
            return None
        shown = offered or (tuple(o.text for o in fact.options) or (YES, NO) if fact else ())
        numbers = picks(clean, len(shown))
        bare_number = (
            fact is not None and not fact.type.is_options and re.fullmatch(r"[\d一二两三四五六七八九十]+", clean)
        )
        if bare_number or (fact is not None and (_COUNTED.fullmatch(clean) or _ASKS.search(clean))):
            return None
        if not numbers and offered:
            numbers = by_words(clean, self._shown(offered), exact=fact is not None)
        if not numbers or (
            fact is None
            and len(numbers) == len(offered)
            and len(numbers) > 1
            and "都" not in clean
            and "全" not in clean
        ):
            return None
        if fact is None:
            return Reply(Reading.VALUE, None, numbers, clean)
        texts = [shown[number - 1] for number in numbers]
        if len(texts) == 1:
            special = self._stock(self._plain(texts[0]))
            if special in (Reading.DONT_KNOW, Reading.REFUSED):
                return Reply(special, None, numbers, clean)
        value = self._value_of(fact, texts, on)
        return Reply(Reading.VALUE, value, numbers, clean) if value is not None else None

    def _value_of(self, fact: Fact, texts: Sequence[str], on: date) -> Value | None:
        if not fact.type.is_options:
            return numeric(fact, self._plain(texts[0]), on) if len(texts) == 1 else None
        found: Options = frozenset()
        for text in texts:
            named = {option.value for option in fact.options if text in (option.text, option.value)}
            if fact.type is FactType.BOOL and not named:
                told = plain_polarity(self._plain(text))
                named = set() if told is None else {YES if told else NO}
            read = frozenset(named) or self._options[fact.name].read(self._plain(text))
            if read is None:
                return None
            found |= read
        return found or None

    def general(self, clean: str, count: int) -> Reply | None:
        """An answer to a list that stands for no fact."""
        special = self._stock(clean)
        if special is not None:
            return Reply(special, None, (), clean)
        told = plain_polarity(clean)
        if told is False:
            return Reply(Reading.NONE_OF_THESE, None, (), clean)
        if told and count == 1:
            return Reply(Reading.VALUE, None, (1,), clean)
        return None
