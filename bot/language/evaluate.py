"""How well messages are understood, measured on labelled questions. Pure: no files, no clock."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.language.corpus import HUMAN, SMALL_TALK
from bot.model.library import Understander
from bot.model.understanding import Hint, Outcome, Understanding

BINS = 10


@dataclass(frozen=True, slots=True)
class Question:
    """One labelled question; the first label is the main one. kind: single, multi, ambiguous, oos, chitchat."""

    id: str
    text: str
    labels: tuple[str, ...]
    kind: str = "single"
    noise: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """One question with what was understood: the best reading, all answered measures, and the outcome."""

    question: Question
    top: str | None
    answered: tuple[str, ...]
    outcome: Outcome
    score: float

    @property
    def right(self) -> bool:
        """The best reading is the main label."""
        return self.top == self.question.labels[0]

    @property
    def near(self) -> bool:
        """The best reading is one of the labels."""
        return self.top in self.question.labels

    @property
    def helped(self) -> bool:
        """Who asked was answered about one of the labels, was offered one, or was told that it is not ours."""
        if self.question.kind == "oos":
            return self.outcome in (Outcome.OUT_OF_SCOPE, Outcome.FALLBACK)
        return self.outcome is not Outcome.FALLBACK and bool(set(self.answered) & set(self.question.labels))

    @property
    def wrong_for_sure(self) -> bool:
        """Answered with confidence about something that is none of the labels."""
        sure = self.outcome is Outcome.ANSWER and self.top not in (SMALL_TALK, HUMAN)
        return sure and not self.near


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    hits: int
    of: int

    @property
    def percent(self) -> float:
        """The share in percent; 0 of nothing is 0."""
        return 100.0 * self.hits / self.of if self.of else 0.0

    def __str__(self) -> str:
        return f"{self.percent:.1f}%（{self.hits}/{self.of}）"


@dataclass(frozen=True, slots=True)
class Report:
    """All figures. curve: (mean score, share right, count) per tenth of the score."""

    first: Share
    any: Share
    wrong: Share
    refused: Share
    outside: Share
    chosen: Share
    all_found: Share
    by_kind: Mapping[str, Share]
    by_noise: Mapping[str, Share]
    by_outcome: Mapping[str, int]
    confusions: tuple[tuple[str, str, int], ...]
    curve: tuple[tuple[float, float, int], ...]
    judged: tuple[Judged, ...] = field(repr=False, default=())


def best(understanding: Understanding) -> str | None:
    """The reading put first: the first match, else the likeliest candidate that was not sure enough."""
    if understanding.matches:
        return understanding.matches[0].measure
    return understanding.ranked[0].measure if understanding.ranked else None


def judge(understander: Understander, question: Question, on: date) -> Judged:
    """What becomes of one question asked out of the blue."""
    seen = understander.understand(question.text, Hint(on=on))
    answered = tuple(match.measure for match in seen.matches)
    score = seen.matches[0].score if seen.matches else (seen.ranked[0].score if seen.ranked else 0.0)
    return Judged(question, best(seen), answered, seen.outcome, score)


def evaluate(understander: Understander, questions: Iterable[Question], on: date = date(2026, 11, 20)) -> Report:
    """The figures for these questions, as if asked on that day."""
    return summarise([judge(understander, question, on) for question in questions])


def summarise(judged: Sequence[Judged]) -> Report:
    """The figures of judged questions."""
    ours = [one for one in judged if one.question.kind != "oos"]
    theirs = [one for one in judged if one.question.kind == "oos"]
    vague = [one for one in judged if one.question.kind == "ambiguous"]
    several = [one for one in judged if one.question.kind == "multi"]
    kinds = sorted({one.question.kind for one in judged})
    noises = sorted({noise for one in judged for noise in one.question.noise})
    wrong = Counter((one.question.labels[0], one.top or "-") for one in judged if not one.near)
    return Report(
        first=_share(judged, [one.right for one in judged]),
        any=_share(judged, [one.near for one in judged]),
        wrong=_share(judged, [one.wrong_for_sure for one in judged]),
        refused=_share(ours, [one.outcome is Outcome.OUT_OF_SCOPE for one in ours]),
        outside=_share(theirs, [one.outcome in (Outcome.OUT_OF_SCOPE, Outcome.FALLBACK) for one in theirs]),
        chosen=_share(vague, [_offers(one) for one in vague]),
        all_found=_share(several, [set(one.question.labels) <= set(one.answered) for one in several]),
        by_kind={kind: _of([one for one in judged if one.question.kind == kind]) for kind in kinds},
        by_noise={noise: _of([one for one in judged if noise in one.question.noise]) for noise in noises},
        by_outcome=Counter(one.outcome.value for one in judged),
        confusions=tuple((said, heard, count) for (said, heard), count in wrong.most_common()),
        curve=_curve(judged),
        judged=tuple(judged),
    )


def _share(group: Sequence[Judged], hits: Iterable[bool]) -> Share:
    return Share(sum(hits), len(group))


def _of(group: Sequence[Judged]) -> Share:
    """How many of a group are right; a vague question is right with any of its labels."""
    return _share(group, [one.near if one.question.kind == "ambiguous" else one.right for one in group])


def _offers(one: Judged) -> bool:
    """A vague question was met with a choice that holds one of its readings."""
    return one.outcome is Outcome.CHOOSE and bool(set(one.answered) & set(one.question.labels))


def _curve(judged: Sequence[Judged]) -> tuple[tuple[float, float, int], ...]:
    """How often a score is right, by tenths of the score."""
    points = []
    for tenth in range(BINS):
        inside = [one for one in judged if min(int(one.score * BINS), BINS - 1) == tenth]
        if inside:
            mean = sum(one.score for one in inside) / len(inside)
            points.append((mean, sum(one.near for one in inside) / len(inside), len(inside)))
    return tuple(points)


def report_text(report: Report, most: int = 25) -> str:
    """The figures for people to read."""
    lines = [
        f"首选正确 {report.first}；选中任一标签 {report.any}",
        f"自信地答错 {report.wrong}；把自己的事拒为无关 {report.refused}；无关问题认出 {report.outside}",
        f"含混问题给出选项 {report.chosen}；一句多问全部找到 {report.all_found}",
        "按类别：" + "，".join(f"{kind} {share}" for kind, share in report.by_kind.items()),
        "按干扰：" + "，".join(f"{noise} {share}" for noise, share in report.by_noise.items()),
        "按结果：" + "，".join(f"{name} {count}" for name, count in sorted(report.by_outcome.items())),
        "把握与正确：" + "，".join(f"{mean:.2f}→{right:.2f}（{count}）" for mean, right, count in report.curve),
        "混淆：",
    ]
    lines += [f"  {said} 听成 {heard}：{count}" for said, heard, count in report.confusions[:most]]
    return "\n".join(lines)
