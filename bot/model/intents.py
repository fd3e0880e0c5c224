"""What people ask: measures with example utterances, aspects, acts, and the lexicon."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.model.problems import Place


@dataclass(frozen=True, slots=True)
class Topic:
    """A neighbouring service that is not ours, and whom to ask about it in general terms."""

    name: str
    ask: str
    examples: tuple[str, ...]
    keywords: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of the vocabulary as people ask about it.

    names: expressions that by themselves mean this measure. cues: words that hint at it.
    numbers: figures that stand for it (1200, 4050). neighbours: measures easily confused with it.
    """

    slug: str
    name: str
    short: str
    covers: str
    place: Place
    names: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()
    topics: tuple[Topic, ...] = ()


@dataclass(frozen=True, slots=True)
class Aspect:
    """One side of a measure that can be asked about; examples are patterns without a measure."""

    slug: str
    name: str
    cues: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody does with a message that is not a question about a measure."""

    slug: str
    name: str
    examples: tuple[str, ...]
    cues: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Sideline:
    """Something people bring up that has nothing to do with most questions: their children, a debt, a wedding.

    words: what shows that somebody speaks of it. owners: words of a fact it belongs to. types: kinds of facts,
    as officers write them, in answers to which it is looked for; empty: all. unless: words beside which it is not.
    """

    name: str
    words: tuple[str, ...]
    owners: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word knowledge that is not about one measure.

    synonyms: canonical word -> other words for it. dialect: colloquial -> standard.
    fillers: words that carry nothing. stickers: sticker code -> word or nothing.
    places: name of a place we hold nothing about -> wording. relatives: words for somebody else.
    sidelines: what has nothing to do with most questions.
    provinces: name of a province of ours -> those of other_places that lie in it.
    """

    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    dialect: Mapping[str, str] = field(default_factory=dict)
    fillers: tuple[str, ...] = ()
    stickers: Mapping[str, str] = field(default_factory=dict)
    other_places: tuple[str, ...] = ()
    relatives: tuple[str, ...] = ()
    sidelines: tuple[Sideline, ...] = ()
    provinces: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Calibration:
    """Thresholds found from data by a command, never by hand.

    answer: least probability for a confident answer. margin: least lead over the runner-up.
    choose: least probability to be offered as a choice. temperature: of the softmax.
    """

    answer: float = 0.5
    margin: float = 0.15
    choose: float = 0.12
    temperature: float = 1.0
    extra: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Handing:
    """What goes to a person by itself, and the words that lead back to the bot.

    topics: measure -> slugs of the aspects that need a person; an empty set stands for all of them.
    """

    back: tuple[str, ...] = ()
    topics: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def wants(self, measure: str, aspect: str | None) -> bool:
        """Whether a question about this side of the measure goes to a person."""
        if measure not in self.topics:
            return False
        return not self.topics[measure] or aspect in self.topics[measure]


@dataclass(frozen=True, slots=True)
class Mixed:
    """An utterance that touches several measures, the likeliest or the first asked first."""

    text: str
    measures: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Intents:
    """Everything under intents/.

    vague: utterances that may mean any of their measures. several: those that ask about all of them.
    """

    measures: Mapping[str, Measure]
    aspects: Mapping[str, Aspect]
    acts: Mapping[str, Act]
    lexicon: Lexicon
    calibration: Calibration = Calibration()
    handing: Handing = Handing()
    vague: tuple[Mixed, ...] = ()
    several: tuple[Mixed, ...] = ()
