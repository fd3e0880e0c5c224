"""Facts, places and answers in what citizens write."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from bot.language.hearing.answers import Answers
from bot.language.hearing.assertions import Assertions
from bot.language.hearing.away import Away
from bot.language.hearing.bare import BareNumbers
from bot.language.hearing.beside_business import BesideBusiness
from bot.language.hearing.clauses import Clause, Splitter
from bot.language.hearing.continuing import led_by
from bot.language.hearing.corrections import Correction, correction, mended
from bot.language.hearing.counted import Counted
from bot.language.hearing.dated_school import undated
from bot.language.hearing.debts import for_lodging
from bot.language.hearing.employers import of_the_hired, of_the_talker
from bot.language.hearing.groups import Group, Groups
from bot.language.hearing.lone import lone_age
from bot.language.hearing.merging import merge, of_benefit, of_those_asked, tells
from bot.language.hearing.options import Sound
from bot.language.hearing.places import Places
from bot.language.hearing.plain import Plain
from bot.language.hearing.received import MARK, Piece, Received, without
from bot.language.hearing.schooling import Schooling
from bot.language.hearing.sensitive import sensitive_kinds
from bot.language.hearing.sidelines import Sidelines, of_another
from bot.language.hearing.sounds import syllables
from bot.language.normalise import Normaliser
from bot.language.remembering import Remembered
from bot.model.facts import Fact, Facts, FactType
from bot.model.intents import Lexicon
from bot.model.places import Regions
from bot.model.understanding import Heard, Hint, Reply

_REMEMBERED = 1000

_Said = tuple[
    Correction | None, tuple[Clause, ...], tuple[tuple[Fact, Heard], ...], tuple[Piece, ...], tuple[Group, ...]
]
"""A correction, the clauses, the facts they state, in order, what was received already, kinds of people taken on."""


class Volunteered(NamedTuple):
    """What a message tells unasked: the facts heard, and the rest as Understanding has it."""

    heard: tuple[Heard, ...]
    unplaced: str
    groups: tuple[Group, ...]
    persons: tuple[str, ...]


class Hearing:
    """Reads facts, places, answers and personal data; built once for one snapshot of content."""

    def __init__(
        self,
        facts: Facts,
        regions: Regions,
        lexicon: Lexicon,
        sound: Sound = syllables,
        normaliser: Normaliser | None = None,
    ) -> None:
        """Prepare all words. sound: the syllables of a text, one a character; loaded only when first needed.

        normaliser: that of the same lexicon which reads every message before.
        """
        self._facts = facts
        self._plain = Plain(lexicon, normaliser)
        relatives = frozenset(self._plain(word) for word in lexicon.relatives)
        bare = frozenset(word[1:] for word in relatives if word.startswith("我") and len(word) > 2)
        self._splitter = Splitter(relatives)
        self._assertions = Assertions(facts.by_name.values(), self._plain, relatives | bare)
        self._counted = Counted(facts.by_name.values(), self._plain)
        self._places = Places(regions, lexicon.other_places, self._plain, sound)
        other = (self._states_other, self._times_other)
        self._sidelines = Sidelines(facts, lexicon.sidelines, self._plain)
        beside = (self._sidelines, Schooling(facts, regions, lexicon, self._plain))
        self._answers = Answers(facts, self._plain, self._splitter, other, sound, beside)
        self._bare = BareNumbers(facts)
        self._away = Away(facts, self._plain)
        self._beside = BesideBusiness(facts)
        self._groups = Groups(facts, self._plain)
        self._received = Received(facts.by_name.values(), self._plain)
        self._said = Remembered(self._say, _REMEMBERED)

    def volunteered(
        self,
        text: str,
        on: date,
        pending: str | None = None,
        measure: str | None = None,
        told_before: Sequence[str] = (),
        talked: Sequence[str] = (),
    ) -> Volunteered:
        """Every fact that the message volunteers, on that day; one value a fact and person, the last stated.

        pending: the fact that was asked, if any. measure: what is talked about. told_before: names of facts
        already told, the latest last; a correction that names no fact means the last one it fits. talked: names of
        the facts that tell what was received of the benefit talked about.
        """
        asked = self._facts.find(pending) if pending else None
        talked = of_benefit(asked, talked)
        fixed, clauses, found, received, groups = self._said(text, on, asked is not None, bool(talked))
        told: dict[tuple[str, str, bool], Heard] = {}
        for fact, heard in found:
            if not of_those_asked(asked, fact, heard):
                merge(told, fact, heard)
        school = self._answers.schooled(clauses, asked) if asked is not None else None
        if school is not None:
            merge(told, *school)
        bare = self._bare.find(clauses, on, asked, measure, told.values())
        if bare is not None:
            merge(told, *bare)
        meant = self._mended(fixed, on, asked, told_before)
        if meant is not None and not any(one.fact == meant.fact or one.words in meant.words for one in told.values()):
            merge(told, self._facts.by_name[meant.fact], meant)
        unplaced = ""
        for piece in received:
            had = piece.told(talked)
            if had is not None:
                merge(told, self._facts.by_name[had.fact], had)
            elif piece.unclear(talked):
                unplaced = unplaced or piece.words
        persons = tuple(dict.fromkeys([clause.subject for clause in clauses if clause.headed]))
        return Volunteered(self._groups.heard(tuple(told.values()), groups), unplaced, groups, persons)

    def _say(self, text: str, on: date, answering: bool, talked: bool) -> _Said:
        """What a message says; answering: a question about a fact is open. talked: a benefit is talked about."""
        clean = self._plain(text)
        fixed = correction(clean, on)
        whole = fixed.text if fixed else clean
        clauses, received = self._struck(self._splitter.split(whole), whole, on, talked=talked)
        told: list[list[tuple[Fact, Heard]]] = []
        telling = [tells(clause) for clause in clauses] if len(clauses) > 1 else [False]
        for place, clause in enumerate(clauses):
            later = place > 0 or answering or len(clauses) == 1 or any(telling[1:])
            following = clauses[place + 1 : place + 2]
            listed = (place > 0 and telling[place - 1]) or (any(telling) and not any(one.asks for one in following))
            timed = led_by(clauses[place - 1], clause, on) if place else clause
            if of_another(clause, clauses, answering=answering):
                told.append([])
                continue
            stated = self._assertions.find(undated(clause, on), clean, later=later, listed=listed)
            stated = of_the_hired(stated, clause, told[-1] if told else (), clean)
            away = [one for one in self._away.find(clause, on) if one[0] not in [fact for fact, _ in stated]]
            counted = self._sidelines.about_it(timed, self._counted.find(timed, on))
            said = *stated, *(one for one in counted if not for_lodging(one[0], clean)), *away
            told.append(of_the_talker(said, clauses[: place + 1], self._facts, answering=answering))
        beside = [*self._beside.find(clauses, told, on), *lone_age(clauses, on, self._facts, told, answering=answering)]
        groups = self._groups.find(clauses, on)
        return fixed, clauses, (*(one for each in told for one in each), *beside), received, groups

    def _struck(
        self, clauses: tuple[Clause, ...], whole: str, on: date, *, talked: bool
    ) -> tuple[tuple[Clause, ...], tuple[Piece, ...]]:
        """The clauses without what was received already, and that."""
        told: list[Piece] = []
        left: list[Clause] = []
        for clause in clauses:
            pieces = self._received.find(clause, whole, on, talked=talked)
            told += pieces
            left.append(without(clause, pieces) if pieces else clause)
        return (tuple(left), tuple(told)) if told else (clauses, ())

    def in_passing(self, text: str) -> bool:
        """Whether the places named only say where somebody works or learns, so that another county may be meant."""
        return self._places.in_passing(self._plain(text))

    def regions(self, text: str) -> tuple[tuple[str, ...], str | None]:
        """Slugs of the places named, and a place named that nothing is held about."""
        return self._places.find(self._plain(text))

    def reply(self, text: str, hint: Hint) -> Reply | None:
        """The message as the answer to what was asked or offered; None when it does not answer."""
        if hint.pending is None and not hint.offered:
            return None
        asked = self._facts.find(hint.pending) if hint.pending else None
        clean = self._plain(text)
        fixed = correction(clean, hint.on)
        if fixed is None or not fixed.after(asked):
            clean = self._unreceived(clean, hint, asked)
            return self._answers.read(clean, hint.pending, hint.offered, hint.on)
        if fixed.bare and asked is not None and asked.type.is_options:
            return None
        meant = self._mended(fixed, hint.on, asked, hint.told)
        if meant is not None:
            return None
        return self._answers.read(self._plain(fixed.text), hint.pending, hint.offered, hint.on)

    def _unreceived(self, clean: str, hint: Hint, asked: Fact | None) -> str:
        """The message without what it tells to have been received, which answers no question about anything else."""
        if asked is None or asked.unsaid is not None:
            return clean
        talked = of_benefit(asked, hint.received)
        clauses, received = self._struck(self._splitter.split(clean), clean, hint.on, talked=bool(talked))
        if not received:
            return clean
        return "，".join(left for clause in clauses if (left := clause.text.replace(MARK, "")))

    def beside(self, text: str, pending: str | None) -> bool:
        """Whether a message is about something other than the fact asked, and no more: 我结婚三年了."""
        return pending is not None and self._answers.beside(self._plain(text), pending)

    def _mended(
        self, fixed: Correction | None, on: date, asked: Fact | None, told_before: Sequence[str]
    ) -> Heard | None:
        """The fact told before that a bare correction means; none where it answers the open question."""
        if fixed is None or not fixed.bare or not fixed.after(asked):
            return None
        known = [self._facts.by_name[name] for name in reversed(told_before) if name in self._facts.by_name]
        meant = mended(fixed, known[:1] if fixed.last else known, on)
        if meant is None and (asked is None or asked.type.is_options):
            # An age can be nobody's but the person's own, whatever was told before.
            ages = [fact for fact in self._facts.by_name.values() if fact.type is FactType.AGE]
            return mended(fixed, ages, on)
        return meant

    def sensitive(self, text: str) -> tuple[str, ...]:
        """Kinds of personal data in the message: 身份证号, 手机号, 银行卡号."""
        return sensitive_kinds(text)

    def _times_other(self, clause: Clause, asked: Fact, on: date) -> bool:
        """Whether a clause tells the time of something else: 2024年6月大学毕业, asked how long in business."""
        if any(word in clause.text for word in (asked.name, *asked.aliases, *asked.words)):
            return False
        other = {
            fact.type for fact, _ in self._counted.find(clause, on) if fact.type.is_day and fact.name != asked.name
        }
        return bool(other - ({FactType.DATE} if asked.type is FactType.DATE else set()))

    def _states_other(self, clauses: Sequence[Clause], asked: str) -> bool:
        """Whether the clauses state a yes-or-no fact or a choice, but not the one asked."""
        names = {fact.name for clause in clauses for fact, heard in self._assertions.find(clause) if not heard.aside}
        return bool(names) and asked not in names
