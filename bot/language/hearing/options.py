"""Which option of one fact an answer names: by its words, with gaps, by sound, or by denying the others."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from bot.language.hearing.amounts import amounts
from bot.language.hearing.lapses import lapses
from bot.language.hearing.polarity import plain_polarity
from bot.language.hearing.stances import denied
from bot.language.hearing.sums import without_terms
from bot.language.hearing.vocabulary import Vocabulary
from bot.model.facts import Fact, FactType
from bot.model.values import NO, YES, Options, exactly

_GAPPED = 4
"""Characters a wording needs before others may stand between its own."""
_SCHOOLING = re.compile(r"大学|大专|专科|专升|本科|[一二三]本|高职|研|硕|博|高中|初中|小学|中专|技校|职高")
_UNFINISHED = re.compile(
    r"(?:没|未)(?:有)?(?:能)?(?:念|读|上|考|毕|拿|办|通|批|评)|肄业|辍学|退学|在读|还没|还在(?:读|念|上)|(?:以|之)?后|门口|班|老师|上班|医院|及?以上"
)
"""What takes back the word before it: 大专没念完, 本科在读."""
_NEGATIVE = re.compile(r"^(?:都不|不|没|无)")

_TIME = re.compile("[年月天]")
_FROM, _BELOW = re.compile(r"(\d+)年以上"), re.compile(r"不满(\d+)年")
_WORKED = re.compile(r"(?:干|来|上班|做)(?:了|满)?$")
_OPEN = 10_000

Sound = Callable[[str], Sequence[str]]


def unfinished(word: str, after: str) -> bool:
    """Whether a kind of school is not what somebody has left with: 大专没念完, 高中毕业后, 小学门口."""
    return _SCHOOLING.search(word) is not None and _UNFINISHED.match(after) is not None


def _length(value: str) -> tuple[int, int] | None:
    """Least months and the first too many of an option that is a length of time: 1年以上不满2年."""
    least, most = _FROM.search(value), _BELOW.search(value)
    if least is None and most is None:
        return None
    return (12 * int(least[1]) if least else 0), (12 * int(most[1]) if most else _OPEN)


def _takes_back(found: str, word: str) -> bool:
    """Whether what stands between the characters of a wording denies it: 大学没毕业."""
    return any(char in found and char not in word for char in "没未不非")


class OptionWords:
    """The wordings of one fact's options, made ready."""

    def __init__(self, fact: Fact, plain: Callable[[str], str], sound: Sound | None) -> None:
        self._fact = fact
        self._sound = sound
        pairs: dict[str, str] = {}
        for option in fact.options:
            for word in (option.value, option.text, *option.synonyms, *option.replies):
                simple = plain(word).replace("没有", "没")
                # 不是 and 没有 alone say nothing of what; whether they answer is told elsewhere.
                if simple and not (fact.type is FactType.BOOL and plain_polarity(simple) is not None):
                    pairs.setdefault(simple, option.value)
        if fact.type is FactType.BOOL:
            for name in (fact.name, *fact.aliases):
                pairs.setdefault(plain(name), YES)
        for word, value in list(pairs.items()):
            if len(word) >= _GAPPED and word[-1] in "了的过":
                pairs.setdefault(word[:-1], value)
        self._pairs = pairs
        self._words = Vocabulary(pairs.items())
        self._negative = [
            option.value
            for option in fact.options
            if fact.type is FactType.CHOICE and any(_NEGATIVE.match(word) for word in (option.text, *option.synonyms))
        ]
        ranges = {option.value: length for option in fact.options if (length := _length(option.value)) is not None}
        self._lengths = ranges if len(ranges) > 1 else {}

    @cached_property
    def _gapped(self) -> Mapping[str, Sequence[tuple[frozenset[str], re.Pattern[str], str, str]]]:
        """Characters, pattern, wording and value, by the first character; made when first asked for."""
        begun: dict[str, list[tuple[frozenset[str], re.Pattern[str], str, str]]] = {}
        for word, value in self._pairs.items():
            if len(word) >= _GAPPED:
                pattern = re.compile(".{0,2}?".join(map(re.escape, word)))
                begun.setdefault(word[0], []).append((frozenset(word), pattern, word, value))
        return begun

    @cached_property
    def _spoken(self) -> Mapping[tuple[str, ...], Sequence[tuple[tuple[str, ...], set[str]]]]:
        """How the wordings sound, by their first two syllables; made when first asked for."""
        values: dict[tuple[str, ...], set[str]] = {}
        for word, value in self._pairs.items():
            if self._sound is not None and len(word) >= 2:
                values.setdefault(tuple(self._sound(word)), set()).add(value)
        begun: dict[tuple[str, ...], list[tuple[tuple[str, ...], set[str]]]] = {}
        for syllables, meant in values.items():
            begun.setdefault(syllables[:2], []).append((syllables, meant))
        return begun

    def read(self, text: str) -> Options | None:
        """The options an answer may mean, or None when it names none."""
        text = text.replace("没有", "没")
        if self._lengths and (spans := lapses(text)):
            text = without_terms(text, spans, amounts(text, [(one.start, one.stop) for one in spans]))
        named = self._by_words(text)
        # 没签，干一天算一天: what is denied has no length.
        return named if named and named <= set(self._negative) else self._by_length(text) or named

    def _by_words(self, text: str) -> Options | None:
        scores: dict[str, int] = {}
        out: set[str] = set()
        for at, word, values in self._words.find(text):
            if len(word) == 1 and len(text) > 4 and not re.search(r"(?:是|选|，|^)(?:个)?$", text[:at]):
                continue
            undone = self._fact.type is FactType.BOOL and unfinished(word, text[at + len(word) :])
            for value in values if not undone else [value for value in values if value == NO]:
                if denied(text[:at]):
                    out.add(value)
                else:
                    scores[value] = scores.get(value, 0) + len(word)
        present = set(text)
        for char in self._gapped.keys() & present:
            for chars, pattern, word, value in self._gapped[char]:
                # Few wordings have all their characters in the text: a look at these spares the search.
                found = pattern.search(text) if chars <= present else None
                if found and found[0] != word and not denied(text[: found.start()]) and not _takes_back(found[0], word):
                    scores[value] = scores.get(value, 0) + len(word)
        scores = {value: score for value, score in scores.items() if value not in out}
        if scores:
            return self._best(scores)
        if out:
            return self._without(out)
        return self._by_sound(text) if self._fact.type is FactType.CHOICE else None

    def _best(self, scores: dict[str, int]) -> Options | None:
        """The options named by most characters; a yes and a no at once are no answer (高中毕业后上的大专)."""
        if len(scores) > 1 and self._fact.type is FactType.BOOL:
            return None
        best = max(scores.values())
        return frozenset(value for value, score in scores.items() if 2 * score > best or score == best)

    def _by_length(self, text: str) -> Options | None:
        """The options whose length of time the one told may be: 十八个月 where 1年以上不满2年 is offered."""
        if not self._lengths or (not _TIME.search(text)):
            return None
        told = list(lapses(text))
        if not told or any(lapse.in_days and lapse.hi > 31 for lapse in told):
            return None
        lapse = max(told, key=lambda one: one.hi)
        if _WORKED.search(text[: lapse.start]):
            return None
        low, high = (0, 0) if lapse.in_days else (lapse.lo, lapse.hi)
        fitting = [value for value, (least, most) in self._lengths.items() if low < most and high >= least]
        return frozenset(fitting) or None

    def negative(self) -> Options | None:
        """The option that 没有 names, where exactly one is worded so."""
        return exactly(self._negative[0]) if len(self._negative) == 1 else None

    def rest(self) -> Options | None:
        """The option for everything else (其他, 都不是), where there is one."""
        other = [option.value for option in self._fact.options if re.match(r"其他|其它|都不是|别的", option.value)]
        return exactly(other[0]) if len(other) == 1 else None

    def _without(self, out: set[str]) -> Options | None:
        if self._fact.type is FactType.BOOL:
            return exactly(NO if YES in out else YES)
        left = frozenset(option.value for option in self._fact.options) - out
        return left if len(left) == 1 else None

    def _by_sound(self, text: str) -> Options | None:
        if self._sound is None or not 2 <= len(text) <= 16:
            return None
        heard, spoken, found = tuple(self._sound(text)), self._spoken, set[str]()
        if spoken.keys().isdisjoint(pairwise(heard)):
            return None
        for at in range(len(heard) - 1):
            for syllables, values in spoken.get(heard[at : at + 2], ()):
                if heard[at : at + len(syllables)] == syllables:
                    found |= values
        return frozenset(found) if len(found) == 1 else None
