"""A message as the answer to one question: the value, or 不知道, 不方便说, 为什么问, 都不是."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache

from bot.language.hearing.asked import asked_of, takes_up
from bot.language.hearing.choices import by_words, picks
from bot.language.hearing.clauses import Clause, Splitter
from bot.language.hearing.continuing import led_by
from bot.language.hearing.numeric_answers import numeric
from bot.language.hearing.options import OptionWords, Sound
from bot.language.hearing.polarity import last_word, now_said, of_now, plain_polarity, polarity_of, taken_up, undecided
from bot.language.hearing.stock import called_off, stock
from bot.language.hearing.told import of_self, told_part
from bot.language.remembering import Remembered
from bot.model.facts import Fact, Facts, FactType
from bot.model.understanding import Reading, Reply
from bot.model.values import NO, YES, Options, Value, truth

_COUNTED = re.compile(r"(?:就|有|一共|总共|大概|才)*[\d一二两三四五六七八九十]+(?:个|名|位)(?:人)?(?:吧|了|的|呢)*")
"""A number of things or people is no place in a list: 2个."""
_ASKS_LACK = re.compile(r"是[^，]{0,12}没有[^，]{0,4}？$")
_UNAWARE = re.compile(
    r"(?:我|俺)?(?:都|也)?(?:还)?(?:不知道|没人.{0,3}说(?:过)?|没听说(?:过)?)(?:还)?(?:要|得|需要|能|该|去哪|怎么|在哪|有)"
)
"""不知道还要登记: who does not know that one must has not."""
_NEEDED = re.compile(r"登记|认定|办")
_DENIED_LAST = re.compile(r"[^不没，](?:的|也|都|可)*(?:不是|不算|算不上)(?:的|了|啊|吧|呢)*$")
"""返乡的不是 takes the option up and denies it."""
_HAVING = re.compile(r"(?:我|现在|目前|还|都|真)*(?:没有|没|有)(?:的|呢|啊|呀|哦|了)*")
"""Asked 您现在是没有工作吗, 没有 may mean no job or no lack of one."""
_SO_WHAT = re.compile(r"(?<=.)[，啊呀]*(?:又)?怎么了？?$")
"""是啊怎么了 asks nothing."""
_HAS = re.compile(r"没|有|在|着")
_NUMBER = re.compile(
    r"(?=.*[\d一二两三四五六七八九十百千万几月])(?:目前|现在|一共|总共|就|是|有|才|大概|差不多|不到|还不到|不足|快|将近|还|不多|也就|只有|得有|上+|，)*"
    r"[\d.零一二两三四五六七八九十百千万几半]*(?:多|来|几)?(?:个|人|名|位|口|岁|年|月|天|块|元|钱|%|半|多|载|上个月|出头|不到|左右|的|了|吧|，)*"
)
"""Nothing but a number or a time says neither yes nor no."""

_REMEMBERED = 256
_READ = 4000
"""Readings of answers kept: one message may come as the answer to many questions and lists."""

Elsewhere = Callable[[Sequence[Clause], str], bool]
"""Whether clauses state another fact than the one named."""
Counts = Callable[[Clause, Fact, date], bool]
"""Whether a clause gives a time that belongs to another fact than the one given."""


class Answers:
    """Reads answers to questions about facts and lists.

    read: the reading of a message in its plain form, given the fact asked, the list offered and the day; None when
    it answers nothing.
    """

    def __init__(
        self,
        facts: Facts,
        plain: Callable[[str], str],
        splitter: Splitter,
        other: tuple[Elsewhere, Counts],
        sound: Sound | None,
    ) -> None:
        self._facts = facts
        self._plain = plain
        self._splitter = splitter
        self._elsewhere, self._counts_other = other
        self._options: Mapping[str, OptionWords] = {
            fact.name: OptionWords(fact, plain, sound) for fact in facts.by_name.values() if fact.type.is_options
        }
        self._asked = {fact.name: asked_of(fact) for fact in facts.by_name.values()}
        self._lacking = frozenset(
            fact.name for fact in facts.by_name.values() if _ASKS_LACK.search(fact.question) is not None
        )
        # Lists are offered again and again, and the same message may answer many of them.
        self._shown = lru_cache(_REMEMBERED)(lambda offered: tuple(map(plain, offered)))
        self._stock = Remembered(stock, _REMEMBERED)
        self.read = Remembered(self._read, _READ)

    def _read(self, clean: str, pending: str | None, offered: tuple[str, ...], on: date) -> Reply | None:
        if "怎么了" in clean:
            clean = _SO_WHAT.sub("", clean)
        fact = self._facts.find(pending) if pending else None
        if not clean or called_off(clean) or (fact is None and not offered):
            return None
        picked = self._picked(clean, offered, on, fact)
        if picked is not None:
            return picked
        if fact is None:
            return self._general(clean, len(offered))
        said = last_word(clean)
        if fact.type is FactType.BOOL:
            return None if undecided(said) or self._supposes(said) else self._truth(now_said(said), fact)
        if fact.type is FactType.CHOICE:
            return self._choice(said, fact)
        return self._number(said, fact, on)

    def _picked(self, clean: str, offered: tuple[str, ...], on: date, fact: Fact | None) -> Reply | None:
        """A choice by position, or by the very words of the list."""
        if fact is not None and not fact.type.is_options and not offered:
            return None
        shown = offered or (tuple(o.text for o in fact.options) or (YES, NO) if fact else ())
        numbers = picks(clean, len(shown))
        bare_number = (
            fact is not None and not fact.type.is_options and re.fullmatch(r"[\d一二两三四五六七八九十]+", clean)
        )
        if bare_number or (fact is not None and _COUNTED.fullmatch(clean)):
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

    def _general(self, clean: str, count: int) -> Reply | None:
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

    def _truth(self, clean: str, fact: Fact) -> Reply | None:  # noqa: PLR0911 - one return a way of saying it
        lack = fact.name in self._lacking
        if _NUMBER.fullmatch(clean) or (lack and _HAVING.fullmatch(clean)):
            return None
        clauses = self._splitter.split(clean)
        asked = self._asked[fact.name]
        tried = clauses[0].text if clauses and not (lack and _HAS.search(clean)) else ""
        first = polarity_of(tried, asked) if tried else None
        if first is not None:
            return Reply(Reading.VALUE, truth(first), (), clean)
        special = self._stock(clean)
        if special is Reading.WHY:
            return Reply(special, None, (), clean)
        told = [clause for clause in clauses if not clause.asks]
        if special is Reading.DONT_KNOW and _UNAWARE.match(clean) and _NEEDED.search(fact.question):
            return Reply(Reading.VALUE, truth(False), (), clean)
        if not told:
            return Reply(special, None, (), clean) if special and len(clean) <= 20 else None
        text = "，".join(clause.text for clause in told)
        if special in (Reading.DONT_KNOW, Reading.REFUSED):
            return Reply(special, None, (), clean)
        named = self._options[fact.name].read(text)
        if named is not None and len(named) == 1:
            turned = named == truth(True) and _DENIED_LAST.search(text) is not None
            return Reply(Reading.VALUE, truth(False) if turned else named, (), clean)
        said = [clause.text for clause in told if not _NUMBER.fullmatch(clause.text)]
        parts = (polarity_of(part, asked) for part in said if part != tried)
        whole = next((told_yes for told_yes in parts if told_yes is not None), None)
        if whole is None and self._elsewhere(told, fact.name):
            return Reply(Reading.DONT_KNOW, None, (), clean)
        if special is Reading.NONE_OF_THESE and any(takes_up(part, asked) for part in said):
            return Reply(Reading.VALUE, truth(False), (), clean)
        # Asked whether one lacks something, 上班着呢 is no yes.
        answer = None if lack else whole if whole is not None else taken_up(said, asked)
        return None if answer is None else Reply(Reading.VALUE, truth(answer), (), clean)

    def _supposes(self, clean: str) -> bool:
        """Whether a message begins with a supposition: 要是我没毕业证呢."""
        clauses = self._splitter.split(clean)
        return bool(clauses) and clauses[0].supposed

    def _choice(self, clean: str, fact: Fact) -> Reply | None:
        special = self._stock(clean)
        if special is Reading.WHY:
            return Reply(special, None, (), clean)
        clauses = self._splitter.split(clean)
        said = [clause.text for clause in clauses if not clause.asks and not clause.supposed]
        told = "，".join(of_now(said))
        words = self._options[fact.name]
        named = words.read(told) if told else None
        if named is not None:
            return Reply(Reading.VALUE, named, (), clean)
        if special is Reading.NONE_OF_THESE:
            return Reply(special, words.rest(), (), clean)
        if special is not None:
            return Reply(special, None, (), clean)
        negative = words.negative()
        if told and negative is not None and plain_polarity(told) is False:
            return Reply(Reading.VALUE, negative, (), clean)
        return None

    def _of_other(self, clause: Clause, before: Clause | None, fact: Fact, on: date) -> bool:
        """Whether a clause tells the time of something else, alone or after the clause before: 大学毕业，2022年6月."""
        if self._counts_other(clause, fact, on):
            return True
        if before is None or fact.type is FactType.AGE or takes_up(before.text, self._asked[fact.name]):
            return False
        whole = led_by(before, clause, on)
        return whole is not clause and self._counts_other(whole, fact, on)

    def _number(self, clean: str, fact: Fact, on: date) -> Reply | None:
        clauses = of_self([clause for clause in self._splitter.split(clean) if not clause.supposed])
        told = "，".join(
            told_part(clause)
            for clause, before in zip(clauses, [None, *clauses], strict=False)
            if not (fact.type.is_day and self._of_other(clause, before, fact, on))
        ).strip("，")
        special = self._stock(clean)
        if special is Reading.WHY:
            return Reply(special, None, (), clean)
        value = numeric(fact, told, on, certain=special is None) if told else None
        if value is not None:
            return Reply(Reading.VALUE, value, (), clean)
        if special is Reading.NONE_OF_THESE:
            special = None
        return Reply(special, None, (), clean) if special else None
