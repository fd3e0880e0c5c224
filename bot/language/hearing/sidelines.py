"""What has nothing to do with the question put: 我结婚三年了 does not tell how long one is in business.

Each topic that people bring up by the way is declared with its words and with the words of the facts it belongs
to. A clause is beside the point where it speaks of a topic of another fact and of nothing the asked fact is told by.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from bot.language.hearing.clauses import SELF, Clause
from bot.model.facts import Fact, Facts, FactType
from bot.model.intents import Sideline
from bot.model.understanding import Heard

_LASTED = re.compile(
    r"(?P<verb>[一-鿿])[了过](?:快|大|小|近|整|有|整整|将近|差不多)?"
    r"(?=[\d一二两三四五六七八九十几半仨俩]+(?:个|年|多|来|天|月))"
)
"""等了两个月, 学了两年: what went on so long."""
_COUNTED = re.compile(r"[\d一二两三四五六七八九十俩仨]+(?:个|名|位)?[一-鿿]{1,2}")
"""俩娃 counts what was asked for; whose children they are, it does not say."""
_BEGUN = re.compile(r"[开办]的")
_ANY = frozenset("有够满到超算开做弄搞摆卖营")
"""Verbs that tell of a length of time whatever it is that lasted, and those for running a shop."""
_DONE = "了"
"""A verb with it (干了, 带了) is told by several facts, so that it says of none of them that it is meant."""
_CHILD = re.compile(r"有[一两俩二三几\d]*个?(?:孩子|儿子|女儿|闺女|小子)")
_EMPLOYER = "单位"
_OWN_WORK = re.compile(r"(?:我|俺|自己)(?:们)?(?:自己)?(?:都|也|一直)?(?:干|做|开|办|搞)(?!的人)")
"""我干这行二十年了 tells of who writes it, not of those who work for him."""
_TOO = "也"
_OWN_LENGTHS = frozenset({FactType.DURATION, FactType.DATE})

_Words = tuple[tuple[str, ...], tuple[str, ...]]
"""Words of which one shows that a topic is spoken of, and words beside which it is not."""


class Sidelines:
    """Knows for each fact which words show that somebody speaks of something else."""

    def __init__(self, facts: Facts, topics: Iterable[Sideline], plain: Callable[[str], str]) -> None:
        shared = Counter(word for fact in facts.by_name.values() for word in {*fact.words, *fact.aliases, fact.name})
        topics = tuple(topics)
        self._own: dict[str, tuple[str, ...]] = {}
        self._about: dict[str, frozenset[str]] = {}
        self._foreign: dict[str, tuple[_Words, ...]] = {}
        for fact in facts.by_name.values():
            words = (fact.name, *fact.aliases, *fact.words)
            self._own[fact.name] = tuple(plain(word) for word in words if shared[word] == 1 or not word.endswith(_DONE))
            about = "，".join((*words, fact.question))
            self._about[fact.name] = frozenset(about)
            self._foreign[fact.name] = tuple(
                (tuple(dict.fromkeys(w for word in topic.words for w in (word, plain(word)))), topic.unless)
                for topic in topics
                if (not topic.types or fact.type.value in topic.types)
                and not any(word in about for word in topic.owners or topic.words)
            )

    def beside(self, clause: Clause, fact: Fact) -> bool:
        """Whether a clause speaks of something that is not the fact asked."""
        text = clause.text
        if any(word in text for word in self._own[fact.name]):
            return False
        if fact.type is FactType.COUNT and _COUNTED.fullmatch(text):
            return False
        if fact.type is FactType.DURATION and fact.audience == _EMPLOYER and _OWN_WORK.search(text):
            return True
        if clause.subject != SELF and clause.subject in text and (fact.type in _OWN_LENGTHS or others_too(clause)):
            return True
        if fact.type is FactType.DURATION and self._lasted(text, fact):
            return True
        return any(
            any(word in text for word in words) and not any(word in text for word in unless)
            for words, unless in self._foreign[fact.name]
        )

    def about_it(self, clause: Clause, told: Sequence[tuple[Fact, Heard]]) -> Sequence[tuple[Fact, Heard]]:
        """What a clause tells without lengths of time of something else: 以前在外头干了十年 is no time in business."""
        if not any(fact.type is FactType.DURATION for fact, _ in told):
            return told
        return [one for one in told if one[0].type is not FactType.DURATION or not self.beside(clause, one[0])]

    def _lasted(self, text: str, fact: Fact) -> bool:
        """Whether something went on so long that the asked fact has no word for: 等了两个月."""
        found = _LASTED.search(text)
        if found is None or _BEGUN.search(text):
            return False
        return found["verb"] not in _ANY and found["verb"] not in self._about[fact.name]

    def kept(self, clauses: Sequence[Clause], fact: Fact) -> list[Clause]:
        """The clauses that may be about the fact asked."""
        return [clause for clause in clauses if not self.beside(clause, fact)]


def others_too(clause: Clause) -> bool:
    """Whether a clause tells of somebody besides the one talked of: 我老婆也是."""
    place = clause.text.find(clause.subject)
    return clause.subject != SELF and place >= 0 and clause.text.startswith(_TOO, place + len(clause.subject))


def of_another(clause: Clause, clauses: Sequence[Clause], *, answering: bool) -> bool:
    """Whether a clause tells of somebody nobody asked about: 有个孩子上高中; asked something else, 我老公也是辞退的."""
    if _CHILD.search(clause.text):
        return True
    return answering and others_too(clause) and not any(one.asks for one in clauses)
