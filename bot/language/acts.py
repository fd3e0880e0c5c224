"""What somebody does with a message that asks about no measure: greet, restart, correct, call a person."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.language.corpus import ACT, HUMAN
from bot.language.normalise import Normaliser
from bot.language.pinyin import Spoken
from bot.model.intents import Act

ANYWHERE = frozenset({"erase", "restart", "distress", "correct", "back", "why-asked", "third-party"})
"""Acts whose words count inside a longer message too, if they are long enough to be meant."""

GRAVE = frozenset({"erase", "distress"})
"""Of these, in messages of any length; 重新来 in a long message is part of something else."""

OPENING = frozenset({"digress", "add-topics", "return-topic", "correct", "cancel"})
"""Acts that open a message whose question follows."""

AGREEING = ("yes", "thanks", "praise")
CLOSING = ("bye", "thanks")
"""Acts that outweigh a mere 好的 or 行 before them."""

_MARKS = re.compile(r"[，。？！；、 …]+")
_LEAST = 0.5
_CALLING = 0.75
"""By likeness alone, a person is called only at this chance: 不想讲 and 回答不了 call nobody."""
_SHORT, _LEAD = 12, 4
"""Longer messages are not taken for an act by likeness alone."""


class Acts:
    """Recognises acts by their words, and by the classifier where the words are new."""

    def __init__(self, acts: Mapping[str, Act], normaliser: Normaliser) -> None:
        self._exact: dict[str, str] = {}
        self._inside: list[tuple[str, str]] = []
        self._opening: list[tuple[str, str]] = []
        for slug, act in sorted(acts.items()):
            for words in (*act.examples, *act.cues):
                plain = normaliser(words)
                if plain:
                    self._exact.setdefault(_bare(plain) or plain, slug)
            cues = [normaliser(words) for words in act.cues]
            if slug in ANYWHERE:
                self._inside += [(words, slug) for words in cues if len(words) > 2]
            if slug in OPENING:
                self._opening += [(words, slug) for words in cues if len(words) > 1]

        self._openings = tuple(words for words, _ in self._opening)
        self._starts = frozenset(words[:2] for words, _ in self._inside)

    def find(self, spoken: Spoken, likeliest: tuple[str, float]) -> tuple[str, str] | None:
        """The act and the words that showed it, or None. likeliest: of the finer classes, with its chance."""
        text = spoken.text
        bare = _bare(text)
        whole = self._exact.get(bare or text)
        if whole is not None:
            return whole, text
        for words, slug in () if self._starts.isdisjoint(spoken.pairs) else self._inside:
            if words in text and (slug in GRAVE or len(text) <= len(words) + _SHORT // 2):
                return slug, words
        for words, slug in self._opening if text.startswith(self._openings) else ():
            if text.startswith(words):
                return slug, words
        if bare != text:
            several = self._pieces(text)
            if several is not None:
                return several
        return self._alike(text, likeliest)

    def _pieces(self, text: str) -> tuple[str, str] | None:
        """The act of a message whose clauses are all acts."""
        pieces = [piece for piece in _MARKS.split(text) if piece]
        acts = [self._exact.get(piece) for piece in pieces]
        if len(acts) > 1 and acts[0] in AGREEING and acts[-1] in CLOSING and len(text) <= _SHORT + _LEAD:
            return acts[-1] or acts[0], pieces[-1]
        if acts and acts[0] is not None and all(act is not None for act in acts):
            # 好，谢谢: the thanks are what is meant
            return next((act for act in acts if act in CLOSING), acts[0]) or acts[0], pieces[0]
        return None

    @staticmethod
    def _alike(text: str, likeliest: tuple[str, float]) -> tuple[str, str] | None:
        best, chance = likeliest
        if chance < _LEAST:
            return None
        if best == HUMAN:
            return ("human", text) if chance >= _CALLING else None
        if best.startswith(ACT) and len(text) <= _SHORT:
            return best[len(ACT) :], text
        return None


def _bare(text: str) -> str:
    return _MARKS.sub("", text)
