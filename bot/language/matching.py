"""Which measures a message may be about, and how likely each is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.language.beside import Beside, Halves, beside, cuts, worth_cutting
from bot.language.classifier import Floats, Held, Ints, Weights, softmax
from bot.language.clauses import clauses
from bot.language.corpus import NOT_OFFERED, TOPIC, measure_of
from bot.language.features import Features, Seen
from bot.language.pinyin import Sounds
from bot.language.remembering import Remembered

WHOLE_SHARE = 1.0
CLAUSE_SHARE = 0.6
"""How much the whole message and its clauses weigh in the common reading."""

REMEMBERED = 1000
"""Messages whose scores are kept, about 20 kB each."""


SURE_TOPIC = 0.6
"""Least chance at which a neighbouring service is named; of examples left out of training, 85 % are named right then,
for half of them."""


ENOUGH = 2
"""Of words that decided, pieces of words are told only where there are fewer whole ones."""


@dataclass(frozen=True, slots=True)
class Part:
    """One clause: where it stands, how likely each measure is for it alone, and whether it holds words that ask."""

    start: int
    end: int
    chances: Floats
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Scored:
    """A whole message: chances of the measures, of the finer classes, its clauses, what was seen, which of that
    is a name, hint or figure of a measure, and which measures may be asked about too.
    """

    chances: Floats
    classes: Floats
    parts: tuple[Part, ...]
    seen: tuple[Seen, ...]
    cues: tuple[Seen, ...]
    beside: tuple[Beside, ...] = ()


class Matcher:
    """Scores normalised text against the trained classes."""

    def __init__(self, features: Features, weights: Weights, topics: Weights | None = None) -> None:
        self._features = features
        self._weights = weights
        self._topics = topics
        folded = [measure_of(label) for label in weights.labels]
        self.measures = tuple(sorted(set(folded)))
        self._fold = np.array([[float(one == measure) for measure in self.measures] for one in folded], np.float32)
        self._kept = Remembered(self._score, REMEMBERED)

    @property
    def labels(self) -> tuple[str, ...]:
        """The finer classes, in the order of Scored.classes."""
        return self._weights.labels

    @property
    def weights(self) -> tuple[Weights, Weights | None]:
        """What tells measures apart, and what tells neighbouring services apart."""
        return self._weights, self._topics

    @property
    def features(self) -> Features:
        """What sees the evidence."""
        return self._features

    @property
    def sounds(self) -> Sounds:
        """The table of syllables in use."""
        return self._features.sounds

    def score(self, text: str) -> Scored:
        """How likely each measure is for one normalised message."""
        return self._kept(text)

    def _score(self, text: str) -> Scored:
        seen = self._features.see(text)
        found = self._weights.find([one[0] for one in seen])
        cues = tuple([one for one in seen if one[0][0] in "ms"])
        spans = clauses(text)
        cut = worth_cutting(len(spans), cues)
        if len(spans) < 2 and not cut:
            classes = softmax(self._weights.logits(found))
            return Scored(self._folded(classes), classes, (), tuple(seen), cues)
        places = np.array([(one[1], one[2]) for one in seen], dtype=np.int32).reshape(len(seen), 2)
        held = self._weights.hold(found)
        parts: tuple[Part, ...] = ()
        if len(spans) > 1:
            bounds = np.array([(0, len(text)), *spans], dtype=np.int32)
            inside = (places[:, 0] >= bounds[:, :1]) & (places[:, 1] <= bounds[:, 1:])
            inside[0] = True
            scores = held.logits_of(inside)
            apart = self._folded(softmax(scores[1:]))
            parts = tuple(Part(start, end, one) for (start, end), one in zip(spans, apart, strict=True))
            logits = self._joined(scores[0], scores[1:])
        else:
            logits = self._weights.logits(found)
        classes = softmax(logits)
        chances = self._folded(classes)
        more: tuple[Beside, ...] = ()
        if cut:
            halves = self._halves(text, held, places)
            more = beside(text, self.measures, chances, cues, halves, [part.chances for part in parts], NOT_OFFERED)
        return Scored(chances, classes, parts, tuple(seen), cues, more)

    def _halves(self, text: str, held: Held, places: Ints) -> Halves:
        """What both halves are about, for every place to cut the text."""
        at = cuts(text)
        if not at:
            return Halves((), np.zeros((0, 0), np.float32), np.zeros((0, 0), np.float32))
        where = np.array(at, dtype=np.int32)[:, None]
        sides = np.concatenate([places[:, 1] <= where, places[:, 0] >= where])
        chances = self._folded(softmax(held.logits_of(sides)))
        return Halves(at, chances[: len(at)], chances[len(at) :])

    def _joined(self, whole: Floats, apart: npt.NDArray[np.float32]) -> Floats:
        """The reading of the whole, pulled towards what its surest clauses say."""
        best = np.log(np.mean(np.exp(apart - whole.max()), axis=0)) + whole.max()
        return np.asarray(WHOLE_SHARE * whole + CLAUSE_SHARE * best, dtype=np.float32)

    def _folded(self, classes: Floats) -> Floats:
        return np.asarray(classes @ self._fold, dtype=np.float32)

    def deciding(self, scored: Scored, text: str, first: str, second: str | None) -> tuple[str, ...]:
        """The words that spoke most for the first measure rather than the second, strongest first."""
        found = self._weights.find(one.name for one in scored.seen)
        index, values = self._weights.known(found)
        rows = self._weights.matrix[index].astype(np.float32)
        lead = rows[:, self._column(scored, first)] * values
        if second is not None:
            lead -= rows[:, self._column(scored, second)] * values
        places = {int(row): one for row, one in zip(found[::-1], scored.seen[::-1], strict=True)}
        told = [(float(one), places[int(row)]) for one, row in zip(lead, index, strict=True)]
        # An expression counts with all that was seen inside it: 创业补贴, not 业补.
        spans = dict.fromkeys((one.start, one.end) for _, one in told if one.name[0] in "msw")
        whole = [
            (sum(one for one, seen in told if start <= seen.start and seen.end <= end), start, end)
            for start, end in spans
        ]
        pieces = sorted(((one, seen.start, seen.end) for one, seen in told), reverse=True)
        words: list[str] = []
        for one, start, end in [*sorted(whole, reverse=True), *pieces]:
            word = text[start:end].strip("，。？！； ")
            piece = len(words) >= ENOUGH and (one, start, end) not in whole
            if one > 0 and len(word) > 1 and not piece and not any(word in other or other in word for other in words):
                words.append(word)
        return tuple(words[:4])

    def topic(self, scored: Scored) -> str | None:
        """The neighbouring service that an out-of-scope message is about; None if that is not sure enough."""
        if self._topics is None:
            return None
        chances = softmax(self._topics.logits(self._topics.find(one.name for one in scored.seen)))
        best = int(chances.argmax())
        return self._topics.labels[best].removeprefix(TOPIC) if chances[best] >= SURE_TOPIC else None

    def _column(self, scored: Scored, measure: str) -> int:
        """The likeliest finer class of a measure."""
        inside = self._fold[:, self.measures.index(measure)]
        return int(np.argmax(scored.classes * inside))
