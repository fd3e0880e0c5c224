"""Where somebody went to work: 今年三月去了西安送外卖, 在太原工地干活."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from bot.language.hearing.clauses import Clause
from bot.language.hearing.scan import scanned
from bot.language.hearing.vocabulary import Vocabulary
from bot.model.facts import Fact, Facts
from bot.model.understanding import Heard
from bot.model.values import YES, exactly

PLACE, THIS_YEAR = "province_move", "worked_away_this_year"
"""Codes of the facts that tell where somebody works, and whether he was out of the province this year."""
_MAYBE = re.compile(r"介绍|输送|安排|派|今年|去了|跑到|跑去|工|活|上班|送|厂|当|跑|钱|饭|车|砖|门|房")
"""One of these is in whatever tells where somebody works."""
_WENT = re.compile(r"(?:去[了的]?|到[了的]?|在|跑到|跑去|上|往)$")
_GONE = re.compile(r"(?:去[了的]|跑到|跑去)$")
_WORK = re.compile(
    r"(?:市|省|那边|那里|那儿|的|一个|一家)*[^，]{0,6}?(?:打工|务工|干活|上班|送外卖|送快递|送货|进厂|做工|当保安|当|跑车|跑外卖|"
    r"找活|挣钱|工地|厂里|厂子|饭店|工厂|开车|搬砖|做饭|看大门|盖房)"
)
_NEVER = re.compile(
    r"想|打算|准备|计划|不|没|要|会|能|前年|以前|原来|回来|读|学|上学|念|旅游|看病|送[^外快货]|人去|个去|孩子|介绍|输送"
)
_DOING = re.compile(r"[^，旅游看学玩念读买开回考住接]{0,4}")
"""What may follow 去了新疆 besides the kinds of work known: 摘棉花."""
_SENT = re.compile(
    r"(?:送|介绍|输送|安排|派)(?:了|过|的|出|人)*[^，到去往在想]{0,10}(?:到|去|往|在)(?:了|的)?(?:[^，到去在]{0,2})?$"
)
_NOT_SENT = re.compile(r"孩|娃|儿子|女儿|学|念|看病|信|货|钱|外卖|快递|想|打算|准备|计划|不|没|要|会|能")
"""送了5个人去苏州 tells where people were placed, 送孩子去北京上学 does not."""
_LEFT_THIS_YEAR = re.compile(r"(?:我|是|都)*今年[^，不没想要]{0,5}(?:走|出去|出门|出来打工)(?:的|了)")
_BACK = re.compile(r"回来|回村|回县|不干了")


class Away:
    """Finds the place where somebody works away from home."""

    def __init__(self, facts: Facts, plain: Callable[[str], str]) -> None:
        self._place, self._this_year = facts.find(PLACE), facts.find(THIS_YEAR)
        # The last option is at home, which nobody says to have gone to.
        options = self._place.options if self._place is not None else ()
        self._beyond = options[0].value if options else ""
        self._words: Vocabulary[str] = Vocabulary(
            (plain(word), option.value) for option in options[:-1] for word in option.synonyms if len(word) > 1
        )
        self._placed: Vocabulary[str] = Vocabulary(
            (plain(word), option.value) for option in options for word in option.synonyms if len(word) > 1
        )

    def find(self, clause: Clause, on: date) -> Sequence[tuple[Fact, Heard]]:
        """What one clause tells of it; a question, a wish and the way of others tell nothing."""
        fact, text = self._place, clause.text
        if _MAYBE.search(text) is None:
            return ()
        if self._this_year is not None and not clause.asks and _LEFT_THIS_YEAR.fullmatch(text):
            year = self._this_year
            return [(year, Heard(year.name, exactly(YES), text, clause.subject, clause.supposed))]
        sent = self._sent_to(clause)
        if sent:
            return sent
        spots = self._words.find(text) if fact is not None and not clause.asks else ()
        for at, word, values in spots:
            before, after = text[:at], text[at + len(word) :]
            works = _WENT.search(before) and _WORK.match(after)
            if fact is None or not (works or (_GONE.search(before) and _DOING.fullmatch(after))):
                continue
            if _NEVER.search(before) or _BACK.search(after):
                return ()
            told = [(fact, Heard(fact.name, exactly(values[0]), word, clause.subject, clause.supposed))]
            begun = date(on.year, 1, 1).toordinal()
            now = any(moment.first >= begun for moment in scanned(before, on).moments)
            if now and self._this_year is not None and values[0] == self._beyond:
                here = self._this_year
                told.append((here, Heard(here.name, exactly(YES), word, clause.subject, clause.supposed)))
            return told
        return ()

    def _sent_to(self, clause: Clause) -> Sequence[tuple[Fact, Heard]]:
        """Where somebody placed the people whom he found work for: 介绍了10个人到县内工厂."""
        fact, text = self._place, clause.text
        if fact is None or clause.asks or _NOT_SENT.search(text):
            return ()
        for at, word, values in self._placed.find(text):
            if _SENT.search(text[:at]):
                return [(fact, Heard(fact.name, exactly(values[0]), word, clause.subject, clause.supposed))]
        return ()
