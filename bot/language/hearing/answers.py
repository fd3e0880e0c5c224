"""A message as the answer to one question: the value, or 不知道, 不方便说, 为什么问, 都不是."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from bot.language.hearing.answer_words import (
    ASKS_LACK,
    DENIED_LAST,
    HAS,
    HAS_NOT,
    HAVING,
    NEEDED,
    SO_WHAT,
    TO_BEGIN,
    UNAWARE,
)
from bot.language.hearing.asked import asked_of, takes_up
from bot.language.hearing.clauses import Clause, Splitter
from bot.language.hearing.continuing import led_by
from bot.language.hearing.listed import Listed
from bot.language.hearing.longer import LongerWords
from bot.language.hearing.nods import nods, only_nods, opened, repaired
from bot.language.hearing.numeric_answers import BARE_NUMBER, numeric
from bot.language.hearing.options import OptionWords, Sound
from bot.language.hearing.polarity import (
    DONE_AT_OFFICE,
    NOT_DONE,
    denied_after,
    last_word,
    now_said,
    of_now,
    plain_polarity,
    polarity_of,
    taken_up,
    undecided,
)
from bot.language.hearing.schooling import CODE as SCHOOL
from bot.language.hearing.schooling import SCHOOLED, Schooling
from bot.language.hearing.sidelines import Sidelines, others_too
from bot.language.hearing.stock import called_off, stock
from bot.language.hearing.told import Counts, Elsewhere, asks_back, mere_matter, of_oneself, of_self, told_part
from bot.language.remembering import Remembered
from bot.model.facts import Fact, Facts, FactType
from bot.model.understanding import Heard, Reading, Reply
from bot.model.values import truth

_REMEMBERED = 256
_READ = 4000
"""Readings of answers kept: one message may come as the answer to many questions and lists."""


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
        beside: tuple[Sidelines, Schooling],
    ) -> None:
        self._sidelines, self._schooling = beside
        self._facts = facts
        self._plain = plain
        self._splitter = splitter
        self._elsewhere, self._counts_other = other
        self._options: Mapping[str, OptionWords] = {
            fact.name: OptionWords(fact, plain, sound) for fact in facts.by_name.values() if fact.type.is_options
        }
        self._asked = {fact.name: asked_of(fact) for fact in facts.by_name.values()}
        self._lacking = frozenset(
            fact.name for fact in facts.by_name.values() if ASKS_LACK.search(fact.question) is not None
        )
        self._longer = LongerWords(facts, plain)
        self._stock = Remembered(stock, _REMEMBERED)
        self._listed = Listed(self._options, plain, self._stock)
        self.read = Remembered(self._read, _READ)

    def _read(self, clean: str, pending: str | None, offered: tuple[str, ...], on: date) -> Reply | None:
        if "怎么了" in clean:
            clean = SO_WHAT.sub("", clean)
        fact = self._facts.find(pending) if pending else None
        if not clean or called_off(clean) or (fact is None and not offered):
            return None
        picked = self._listed.picked(clean, offered, on, fact)
        if picked is not None:
            return picked
        if fact is None:
            return self._listed.general(clean, len(offered))
        said = opened(last_word(clean))
        meant = repaired(said)
        if meant is not None:
            said = meant
        if fact.type is FactType.BOOL:
            return self._whether(said, fact)
        return self._choice(said, fact) if fact.type is FactType.CHOICE else self._number(said, fact, on)

    def _whether(self, said: str, fact: Fact) -> Reply | None:
        if undecided(said) or self._supposes(said):
            return None
        where = self._school(said) if fact.code == SCHOOL else None
        if fact.name in self._lacking or HAS_NOT.search(said):
            said = self._longer.without(said, fact)
        now = now_said(said)
        # 没有，今年在家: what stands first answers, where what follows tells only how it is now.
        return where or self._truth(now, fact) or (None if now == said else self._truth(said, fact))

    def _truth(self, clean: str, fact: Fact) -> Reply | None:  # noqa: C901, PLR0911 - one return a way of saying it
        lack = fact.name in self._lacking
        if NOT_DONE.fullmatch(clean) and not DONE_AT_OFFICE.search(fact.question):
            return None  # 没办过, asked whether one came back from elsewhere
        if BARE_NUMBER.fullmatch(clean) or (lack and HAVING.fullmatch(clean)):
            return None
        clauses = self._splitter.split(clean)
        asked = self._asked[fact.name]
        tried = clauses[0].text if clauses and not (lack and HAS.search(clean)) else ""
        first = polarity_of(tried, asked) if tried else None
        if first is not None:
            return self._led(first, clauses, clean, fact)
        special = self._stock(clean)
        if special is Reading.WHY:
            return Reply(special, None, (), clean)
        told = of_oneself([clause for clause in self._sidelines.kept(clauses, fact) if not clause.asks])
        unaware = special is Reading.DONT_KNOW and any(map(UNAWARE.match, clean.split("，")))
        if unaware and NEEDED.search(fact.question):
            return Reply(Reading.VALUE, truth(False), (), clean)
        if not told or mere_matter(clean):
            return Reply(special, None, (), clean) if special and len(clean) <= 20 else None
        text = "，".join(clause.text for clause in told)
        if special in (Reading.DONT_KNOW, Reading.REFUSED):
            return Reply(special, None, (), clean)
        named = self._options[fact.name].read(text)
        if named is not None and len(named) == 1:
            turned = named == truth(True) and DENIED_LAST.search(text) is not None
            return Reply(Reading.VALUE, truth(False) if turned else named, (), clean)
        said = [clause.text for clause in told if not BARE_NUMBER.fullmatch(clause.text)]
        parts = (polarity_of(part, asked) for part in said if part != tried)
        whole = next((told_yes for told_yes in parts if told_yes is not None), None)
        if whole is None and self._elsewhere(told, fact.name):
            return Reply(Reading.DONT_KNOW, None, (), clean)
        if special is Reading.NONE_OF_THESE and any(takes_up(part, asked) for part in said):
            return Reply(Reading.VALUE, truth(False), (), clean)
        # Asked whether one lacks something, 上班着呢 is no yes.
        answer = None if lack else whole if whole is not None else taken_up(said, asked)
        return None if answer is None else Reply(Reading.VALUE, truth(answer), (), clean)

    def _led(self, first: bool, clauses: Sequence[Clause], clean: str, fact: Fact) -> Reply | None:
        """The answer that begins with yes or no; a yes may be denied by what follows (嗯，没办过) or only lead over."""
        after = clauses[1:] if first else ()
        rest = [one.text for one in self._sidelines.kept(after, fact) if not (one.asks or one.supposed)]
        if fact.name not in self._lacking and denied_after(rest, self._asked[fact.name]):
            return Reply(Reading.VALUE, truth(False), (), clean)
        return None if after and self._nods(clauses, fact) else Reply(Reading.VALUE, truth(first), (), clean)

    def beside(self, clean: str, pending: str | None) -> bool:
        """Whether all that a message says is about something other than the fact asked, or a nod: 我结婚三年了."""
        fact = self._facts.find(pending) if pending else None
        clauses = self._splitter.split(opened(clean)) if fact is not None else ()
        if fact is None or all(plain_polarity(clause.text) is not None for clause in clauses):
            return False
        return all(
            not clause.asks and (nods(clause.text) or self._sidelines.beside(clause, fact)) for clause in clauses
        )

    def schooled(self, clauses: Sequence[Clause], asked: Fact) -> tuple[Fact, Heard] | None:
        """Where the school is, told in answer to another question about it: 学校在北京, asked what school it was."""
        fact = self._facts.find(SCHOOL)
        if fact is None or asked.name == fact.name:
            return None
        for clause in clauses:
            told = SCHOOLED.search(clause.text) and ("学" in asked.question or "学校在" in clause.text)
            value = None if clause.asks or not told else self._schooling.read(clause.text)
            if value is not None:
                return fact, Heard(fact.name, frozenset({value}), clause.text, clause.subject, clause.supposed)
        return None

    def _school(self, clean: str) -> Reply | None:
        """Where the school is, told by the first clause that tells nothing else."""
        told = (self._schooling.read(clause.text) for clause in self._splitter.split(clean) if not clause.asks)
        value = next((one for one in told if one is not None), None)
        return None if value is None else Reply(Reading.VALUE, frozenset({value}), (), clean)

    def _nods(self, clauses: Sequence[Clause], fact: Fact) -> bool:
        """Whether the yes that stands first only leads over to something else."""
        rest, asked = clauses[1:], self._asked[fact.name]
        about = [takes_up(clause.text, asked) or polarity_of(clause.text, asked) is not None for clause in rest]
        return only_nods(clauses[0].text, rest, about, [self._sidelines.beside(clause, fact) for clause in rest])

    def _supposes(self, clean: str) -> bool:
        """Whether a message begins with a supposition: 要是我没毕业证呢."""
        clauses = self._splitter.split(clean)
        return bool(clauses) and clauses[0].supposed

    def _choice(self, clean: str, fact: Fact) -> Reply | None:
        special = self._stock(clean)
        if special is Reading.WHY:
            return Reply(special, None, (), clean)
        clauses = self._splitter.split(clean)
        stated = [clause for clause in clauses if not clause.asks and not clause.supposed]
        said = [clause.text for clause in stated if not others_too(clause) and not TO_BEGIN.search(clause.text)]
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
            if not (
                self._sidelines.beside(clause, fact) or (fact.type.is_day and self._of_other(clause, before, fact, on))
            )
        ).strip("，")
        special = self._stock(clean)
        if special is Reading.WHY:
            return Reply(special, None, (), clean)
        told = "" if asks_back(told, fact, on) else told
        value = numeric(fact, told, on, certain=special is None) if told else None
        if value is not None:
            return Reply(Reading.VALUE, value, (), clean)
        if special is Reading.NONE_OF_THESE:
            special = None
        return Reply(special, None, (), clean) if special else None
