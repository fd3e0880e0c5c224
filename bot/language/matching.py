"""Which measures a message may be about, and how likely each is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from bot.language.beside import Beside, Halves, Likely, beside, cuts, likely, worth_cutting
from bot.language.classifier import Floats, Held, Ints, Weights, softmax
from bot.language.clauses import clauses
from bot.language.corpus import NOT_OFFERED, OUT_OF_SCOPE, TOPIC, measure_of
from bot.language.features import Features, Spotted
from bot.language.manner import DOUBLE, VAGUE, Manner
from bot.language.pinyin import Sounds
from bot.language.remembering import Remembered
from bot.language.sight import Seen, Sight

WHOLE_SHARE = 1.0
CLAUSE_SHARE = 0.6
"""How much the whole message and its clauses weigh in the common reading."""

REMEMBERED = 1000
"""Messages whose scores are kept, some 2 kB each."""


SURE_TOPIC = 0.6
"""Least chance at which a neighbouring service is named; of examples left out of training, 85 % are named right then,
for half of them."""


ENOUGH = 2
"""Of words that decided, pieces of words are told only where there are fewer whole ones."""


class Part(NamedTuple):
    """One clause: where it stands, how likely each measure is for it alone, and whether it holds words that ask.

    best: the place of the likeliest measure.
    """

    start: int
    end: int
    chances: Floats
    best: int
    asks: bool = False


class Scored(NamedTuple):
    """A whole message: chances of the measures, of the finer classes, its clauses, what was seen of names, hints and
    figures of measures, whether it has any subject, how it asks, and which measures may be asked about too.
    """

    chances: Floats
    classes: Floats
    parts: tuple[Part, ...]
    cues: tuple[Seen, ...]
    subject: bool
    manner: Manner = Manner()
    beside: tuple[Beside, ...] = ()


class Cut:
    """A message that may ask two things, made ready to be read in parts when they are first needed."""

    __slots__ = ("_found", "_held", "_sight", "_weights", "text")

    def __init__(self, text: str, sight: Sight, weights: Weights, found: Sequence[int]) -> None:
        self.text = text
        self._sight, self._weights, self._found = sight, weights, found
        self._held: tuple[Held, Ints, Ints] | None = None

    def held(self) -> tuple[Held, Ints, Ints]:
        """The weights of the evidence, where it starts and where it ends."""
        if self._held is None:
            starts, ends = np.array(self._sight.places(), dtype=np.int32)
            self._held = self._weights.hold(self._found), starts, ends
        return self._held


class Weighed(NamedTuple):
    """A message just scored, with what is not kept with its scores since it takes ten times their room.

    names: of all evidence. cut: what is needed to find second measures, if there is any sign of them.
    """

    scored: Scored
    names: Sequence[str]
    cut: Cut | None


class Matcher:
    """Scores normalised text against the trained classes."""

    def __init__(self, features: Features, weights: Weights, topics: Weights | None = None) -> None:
        self._features = features
        self._weights = weights
        self._topics = topics
        folded = [measure_of(label) for label in weights.labels]
        self.measures = tuple(sorted(set(folded)))
        self.columns = {measure: at for at, measure in enumerate(self.measures)}
        self.outside = self.columns.get(OUT_OF_SCOPE)
        self._fold = np.array([[float(one == measure) for measure in self.measures] for one in folded], np.float32)
        self._size = len(folded)
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
        """How likely each measure is for one normalised message, and which may be asked about too."""
        return self._kept(text)

    def _score(self, text: str) -> Scored:
        weighed = self.weigh(self._features.spot(text))
        scored, cut = weighed.scored, weighed.cut
        return scored if cut is None else scored._replace(beside=self.beside(cut, *self.likely(scored)))

    def weigh(self, spotted: Spotted) -> Weighed:
        """The scores without second measures, and what else may be needed at once."""
        sight, text = self._features.look(spotted), spotted.spoken.text
        names = sight.names()
        found = self._weights.find(names)
        cues = tuple([one for one in sight.marked if one[0][0] in "ms"])
        subject = sight.has_subject()
        spans = clauses(text)
        several = len(spans) > 1
        if not several:
            logits = self._weights.logits(found)
            classes, manner = softmax(logits[: self._size]), self._manner(logits)
            cut = Cut(text, sight, self._weights, found) if worth_cutting(1, cues, manner.double) else None
            return Weighed(Scored(self._folded(classes), classes, (), cues, subject, manner), names, cut)
        cut = Cut(text, sight, self._weights, found)
        held, starts, ends = cut.held()
        bounds = np.array([(0, len(text)), *spans], dtype=np.int32)
        inside = (starts >= bounds[:, :1]) & (ends <= bounds[:, 1:])
        inside[0] = True
        every = held.logits_of(inside)
        scores, manner = every[:, : self._size], self._manner(every[0])
        apart = self._folded(softmax(scores[1:]))
        likeliest = apart.argmax(axis=1).tolist()
        parts = tuple(
            [Part(start, end, one, best) for (start, end), one, best in zip(spans, apart, likeliest, strict=True)]
        )
        classes = softmax(self._joined(scores[0], scores[1:]))
        return Weighed(Scored(self._folded(classes), classes, parts, cues, subject, manner), names, cut)

    def likely(self, scored: Scored) -> tuple[int, list[Likely]]:
        """The place of the likeliest measure, and those that may be asked about too, before halves are read."""
        clauses_of = [(part.best, part.chances) for part in scored.parts]
        return likely(self.measures, scored.chances, scored.cues, clauses_of, NOT_OFFERED, scored.manner.double)

    def beside(self, cut: Cut, main: int, others: list[Likely]) -> tuple[Beside, ...]:
        """How the halves of a message speak for the measures that may be asked about too."""
        return beside(cut.text, main, others, self._halves(cut))

    def likeliest(self, scored: Scored) -> tuple[str, float]:
        """The likeliest of the finer classes, with its chance."""
        at = int(scored.classes.argmax())
        return self.labels[at], float(scored.classes[at])

    def _halves(self, cut: Cut) -> Halves:
        """What both halves are about, for every place to cut the text."""
        at = cuts(cut.text)
        if not at:
            return Halves((), np.zeros((0, 0), np.float32), np.zeros((0, 0), np.float32))
        where = np.array(at, dtype=np.int32)[:, None]
        held, starts, ends = cut.held()
        sides = np.concatenate([ends <= where, starts >= where])
        chances = self._folded(softmax(held.logits_of(sides)[:, : self._size]))
        return Halves(at, chances[: len(at)], chances[len(at) :])

    def _joined(self, whole: Floats, apart: npt.NDArray[np.float32]) -> Floats:
        """The reading of the whole, pulled towards what its surest clauses say."""
        most = np.maximum.reduce(whole)
        best = np.log(np.add.reduce(np.exp(apart - most), axis=0) / np.float32(len(apart))) + most
        return np.asarray(WHOLE_SHARE * whole + CLAUSE_SHARE * best, dtype=np.float32)

    def _manner(self, logits: Floats) -> Manner:
        """How a text asks; nothing is known of it where it was not learnt."""
        if len(logits) == self._size:
            return Manner()
        chances = softmax(logits[self._size :]).tolist()
        return Manner(chances[DOUBLE], chances[VAGUE])

    def _folded(self, classes: Floats) -> Floats:
        return np.asarray(classes @ self._fold, dtype=np.float32)

    def deciding(self, scored: Scored, text: str, first: str, second: str | None) -> tuple[str, ...]:
        """The words that spoke most for the first measure rather than the second, strongest first."""
        seen = self._features.see(text)
        found = self._weights.find([one.name for one in seen])
        index, values = self._weights.known(found)
        rows = self._weights.matrix[index].astype(np.float32)
        lead = rows[:, self._column(scored, first)] * values
        if second is not None:
            lead -= rows[:, self._column(scored, second)] * values
        places = dict(zip(found[::-1], seen[::-1], strict=True))
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

    def topic(self, names: Sequence[str]) -> str | None:
        """The neighbouring service that an out-of-scope message is about; None if that is not sure enough.

        names: of its evidence.
        """
        if self._topics is None:
            return None
        chances = softmax(self._topics.logits(self._topics.find(names)))
        best = int(chances.argmax())
        return self._topics.labels[best].removeprefix(TOPIC) if chances[best] >= SURE_TOPIC else None

    def _column(self, scored: Scored, measure: str) -> int:
        """The likeliest finer class of a measure."""
        inside = self._fold[:, self.columns[measure]]
        return int(np.argmax(scored.classes * inside))
