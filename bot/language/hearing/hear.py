"""Facts, places and answers in what citizens write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.language.hearing.answers import Answers
from bot.language.hearing.assertions import Assertions
from bot.language.hearing.clauses import Clause, Splitter
from bot.language.hearing.counted import Counted
from bot.language.hearing.options import Sound
from bot.language.hearing.places import Places
from bot.language.hearing.plain import Plain
from bot.language.hearing.scan import Scan
from bot.language.hearing.sensitive import sensitive_kinds
from bot.language.hearing.sounds import syllables
from bot.model.facts import Fact, Facts, FactType
from bot.model.intents import Lexicon
from bot.model.places import Regions
from bot.model.understanding import Heard, Hint, Reply
from bot.model.values import Span, Value


class Hearing:
    """Reads facts, places, answers and personal data; built once for one snapshot of content."""

    def __init__(self, facts: Facts, regions: Regions, lexicon: Lexicon, sound: Sound = syllables) -> None:
        """Prepare all words. sound: the syllables of a text, one a character; loaded only when first needed."""
        self._facts = facts
        self._plain = Plain(lexicon)
        relatives = frozenset(self._plain(word) for word in lexicon.relatives)
        bare = frozenset(word[1:] for word in relatives if word.startswith("我") and len(word) > 2)
        self._splitter = Splitter(relatives)
        self._assertions = Assertions(facts.by_name.values(), self._plain, relatives | bare)
        self._counted = Counted(facts.by_name.values(), self._plain)
        self._places = Places(regions, lexicon.other_places, self._plain, sound)
        self._answers = Answers(facts, self._plain, self._splitter, self._states_other, sound)
        wholes = {fact.ratio[1] for fact in facts.by_name.values() if fact.ratio}
        self._whole: Fact | None = next((facts.by_name[name] for name in sorted(wholes) if name in facts.by_name), None)

    def hear(self, text: str, on: date, pending: str | None = None) -> tuple[Heard, ...]:
        """Every fact that the message volunteers, on that day; one value a fact and person, the last stated.

        pending: the fact that was asked, if any: a bare number of people in answer to what kind of
        employer one is, is the number of its staff.
        """
        clauses = self._splitter.split(self._plain(text))
        told: dict[tuple[str, str, bool], Heard] = {}
        for clause in clauses:
            for fact, heard in (*self._assertions.find(clause), *self._counted.find(clause, on)):
                _merge(told, fact, heard)
        asked = self._facts.find(pending) if pending else None
        if asked is not None and asked.type is FactType.CHOICE and asked.audience != "个人" and self._whole is not None:
            self._staff(clauses, on, told)
        return tuple(told.values())

    def regions(self, text: str) -> tuple[tuple[str, ...], str | None]:
        """Slugs of the places named, and a place named that nothing is held about."""
        return self._places.find(self._plain(text))

    def reply(self, text: str, hint: Hint) -> Reply | None:
        """The message as the answer to what was asked or offered; None when it does not answer."""
        return self._answers.read(text, hint)

    def sensitive(self, text: str) -> tuple[str, ...]:
        """Kinds of personal data in the message: 身份证号, 手机号, 银行卡号."""
        return sensitive_kinds(text)

    def _states_other(self, clauses: Sequence[Clause], asked: str) -> bool:
        """Whether the clauses state a yes-or-no fact or a choice, but not the one asked."""
        names = {fact.name for clause in clauses for fact, heard in self._assertions.find(clause) if not heard.aside}
        return bool(names) and asked not in names

    def _staff(self, clauses: Sequence[Clause], on: date, told: dict[tuple[str, str, bool], Heard]) -> None:
        whole = self._whole
        if whole is None or any(name == whole.name for name, _, _ in told):
            return
        for clause in clauses:
            for amount in Scan(clause.text, on).amounts if not clause.asks else ():
                if amount.kind == "heads" or "员工" in clause.text or "职工" in clause.text:
                    low, high = amount.whole
                    span = Span(low, max(low, min(high, whole.domain.hi))).meets(whole.domain)
                    if span is not None:
                        words = clause.text[amount.start : amount.stop]
                        _merge(told, whole, Heard(whole.name, span, words, clause.subject, clause.supposed))
                        return


def _merge(told: dict[tuple[str, str, bool], Heard], fact: Fact, heard: Heard) -> None:
    """Adds what was heard: what agrees with an earlier statement narrows it, what does not replaces it."""
    key = (fact.name, heard.subject, heard.aside)
    before = told.get(key)
    if before is None:
        told[key] = heard
        return
    both = _common(before.value, heard.value)
    told[key] = heard if both is None else replace(heard, value=both, words=f"{before.words}，{heard.words}")


def _common(one: Value, other: Value) -> Value | None:
    if isinstance(one, Span) and isinstance(other, Span):
        return one.meets(other)
    if isinstance(one, frozenset) and isinstance(other, frozenset):
        return one & other or None
    return None
