"""Facts: what can be asked of a citizen or an employer, declared once and shared by all policies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from msgspec import Struct

from bot.model.problems import Place
from bot.model.values import NO, YES, Span, Value


class FactType(StrEnum):
    """Kinds of facts; the value is the word officers write."""

    BOOL = "是非"
    CHOICE = "选项"
    COUNT = "数量"
    MONEY = "金额"
    RATE = "比率"
    DATE = "日期"
    DURATION = "时长"
    AGE = "年龄"

    @property
    def is_options(self) -> bool:
        """Whether values are sets of options rather than spans."""
        return self in (FactType.BOOL, FactType.CHOICE)

    @property
    def is_day(self) -> bool:
        """Whether the span counts day ordinals."""
        return self in (FactType.DATE, FactType.DURATION, FactType.AGE)


MONTHS_IN = {"个月": 1, "年": 12}
"""Units of counts that are compared with a length of time: 领了几个月 with 3年."""
RATE_SCALE = 100
"""A rate of 5.5 % is stored as 550."""


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a fact: its stored value, its wording, and other ways people say it.

    synonyms: said anywhere. replies: words that mean it only where the question was asked (身体不好, 店关了).
    """

    value: str
    text: str
    synonyms: tuple[str, ...] = ()
    replies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prior:
    """Weight of an option, or of a span of numbers given in the unit people speak in.

    For durations and ages that unit is months and years ago; for rates it is percent.
    """

    weight: float
    option: str | None = None
    lo: int | None = None
    hi: int | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A declared fact.

    name: the Chinese name used in content. code: ASCII name used outside. aliases: further accepted names.
    audience: 个人, 单位 or both. cost: 1 easy, 2 must look up, 3 sensitive.
    stale_days: how long an answer stays good, None for ever.
    evidence: which paper proves it, told to who does not know.
    ratio: (numerator fact, denominator fact) when it follows from two counts.
    words: words in free text near which a number belongs to this fact.
    limits: what a person can truthfully say, of an age in years, of a duration in months; None: anything.
    unsaid: what is taken for granted while nothing is said (nothing received yet). None: nothing.
    unsaid_text: how that is told.
    """

    name: str
    code: str
    type: FactType
    question: str
    reask: str
    place: Place
    help: str = ""
    why: str = ""
    evidence: str = ""
    unit: str = ""
    audience: str = "个人"
    aliases: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    domain: Span = Span(0, 1_000_000_000)
    priors: tuple[Prior, ...] = ()
    cost: float = 1.0
    stale_days: int | None = None
    ratio: tuple[str, str] | None = None
    words: tuple[str, ...] = ()
    limits: Span | None = None
    unsaid: Value | None = None
    unsaid_text: str = ""

    @property
    def everything(self) -> Value:
        """The value that says nothing."""
        if self.type is FactType.BOOL:
            return frozenset({YES, NO})
        if self.type is FactType.CHOICE:
            return frozenset(option.value for option in self.options)
        return self.domain


class Known(Struct, frozen=True):
    """What one person said about one fact, and when.

    value is None when they do not know or will not say; state is stated, supposed, dont_know or refused.
    """

    value: Value | None
    state: str
    words: str
    at: str


FactMap = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Facts:
    """All declared facts by Chinese name, with look-up by code and alias.

    shortest: the fewest days an answer to any of them stays good, None when all are good for ever.
    """

    by_name: Mapping[str, Fact]
    by_alias: Mapping[str, str] = field(default_factory=dict)
    shortest: int | None = field(init=False)

    def __post_init__(self) -> None:
        days = [fact.stale_days for fact in self.by_name.values() if fact.stale_days is not None]
        object.__setattr__(self, "shortest", min(days, default=None))

    def find(self, name: str) -> Fact | None:
        """The fact called so in Chinese, by code or by alias."""
        return self.by_name.get(self.by_alias.get(name, name))
