"""Finding a policy while the agent types: by question, word, pinyin initials, document number or amount."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from bot.desk.talk import Snapshot
from bot.language.initials import initials
from bot.model.intents import Measure
from bot.model.policies import Policy
from bot.model.understanding import Hint
from bot.model.wording import show_number

MOST = 12
LEAST_CHANCE = 0.04
_LETTERS = re.compile(r"[a-z]{2,}")
_FIGURE = re.compile(r"(\d+(?:\.\d+)?)\s*(万|%)?")
_CHINESE = re.compile(r"[一-鿿]{2,}")
_WAN = 10_000
CLOSED_SHARE = 0.6
"""What no longer or not yet holds stands behind what holds, unless it is the only one."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One policy found: how well (0 to 100) and by what."""

    policy: Policy
    region: str
    state: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What a policy can be found by. amounts (due) and figures (said): comparable form -> how it is written."""

    policy: Policy
    names: tuple[str, ...]
    letters: tuple[str, ...]
    hints: tuple[str, ...]
    text: str
    amounts: dict[str, str] = field(default_factory=dict)
    figures: dict[str, str] = field(default_factory=dict)
    papers: str = ""


def _key(number: Fraction, sign: str = "") -> str:
    return f"{number * _WAN if sign == '万' else number}{'%' if sign == '%' else ''}"


def figures(text: str) -> Iterable[tuple[str, str]]:
    """Every figure of a text: its comparable form and how it is written; 1.5万 is 15000."""
    for found in _FIGURE.finditer(text.replace(",", "")):
        yield _key(Fraction(found[1]), found[2] or ""), found[0].strip()


def entry(policy: Policy, measure: Measure | None) -> Entry:
    """The index entry of a policy."""
    said = [statement.text for items in policy.statements.values() for statement in items]
    told = dict(found for text in said for found in figures(text))
    told.update(figures(policy.summary))
    due = {}
    for benefit in policy.benefits:
        for number in (benefit.base, benefit.cap):
            if isinstance(number, Fraction):
                due[_key(number)] = f"{show_number(number)}{benefit.unit}"
    names = (policy.title, *((measure.name, measure.short, *measure.names) if measure else ()))
    unique = tuple(dict.fromkeys(names))
    return Entry(
        policy=policy,
        names=unique,
        letters=tuple(dict.fromkeys(map(initials, unique))),
        hints=measure.cues if measure else (),
        text="\n".join([policy.summary, *said, *(benefit.title for benefit in policy.benefits)]),
        amounts=due,
        figures=told,
        papers=f"{policy.cite.document} {policy.cite.clause}",
    )


class Finder:
    """The index of one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        content = snapshot.library.content
        measures = content.intents.measures
        self._entries = [entry(policy, measures.get(policy.measure)) for _, policy in sorted(content.policies.items())]

    def find(self, query: str, region: str, on: date, most: int = MOST) -> tuple[Hit, ...]:
        """The best policies for what has been typed so far; region "" is all of them."""
        text = query.strip().lower()
        if not text:
            return ()
        chances = self._chances(text, region, on)
        content = self.snapshot.library.content
        found = []
        for one in self._entries:
            if region and one.policy.region != region:
                continue
            score, why = max(_scores(one, text, chances.get(one.policy.measure, 0.0)), default=(0.0, ""))
            if score:
                state = one.policy.validity.state(on)
                share = 1.0 if state == "open" and one.policy.kind != "报道" else CLOSED_SHARE
                found.append(Hit(one.policy, content.regions[one.policy.region].name, state, score * share, why))
        found.sort(key=lambda hit: (-hit.score, hit.policy.id))
        return tuple(found[:most])

    def _chances(self, text: str, region: str, on: date) -> dict[str, float]:
        """How likely each measure is what a question is about."""
        if not _CHINESE.search(text):
            return {}
        read = self.snapshot.library.understander.understand(text, Hint(on=on, region=region or None))
        return {match.measure: match.score for match in (*read.ranked, *read.matches)}


def _scores(one: Entry, text: str, chance: float) -> Iterable[tuple[float, str]]:
    """Every way the text leads to this entry."""
    if chance >= LEAST_CHANCE:
        yield 20 + 75 * chance, f"按问法 {round(chance * 100)}%"
    for name in one.names:
        if text == name:
            yield 100, f"名称「{name}」"
        elif name.startswith(text):
            yield 85, f"名称「{name}」"
        elif len(text) > 1 and text in name:
            yield 70, f"名称「{name}」"
    if _LETTERS.fullmatch(text):
        yield from _by_letters(one, text)
    yield from _by_figures(one, text)
    hint = next((word for word in one.hints if len(text) > 1 and (text in word or word in text)), None)
    if hint:
        yield 45, f"提示词「{hint}」"
    if len(text) > 1 and text in one.text:
        yield 40, "正文里提到"


def _by_letters(one: Entry, text: str) -> Iterable[tuple[float, str]]:
    for letters in one.letters:
        if letters == text:
            yield 95, "拼音首字母"
        elif letters.startswith(text):
            yield 80, "拼音首字母"
        elif len(text) > 2 and text in letters:
            yield 60, "拼音首字母"


def _by_figures(one: Entry, text: str) -> Iterable[tuple[float, str]]:
    bare = text.removesuffix("元").removesuffix("块")
    if any(char.isdigit() for char in text) and re.sub(r"\s", "", text) in one.papers.replace(" ", ""):
        sure = "号" in text or "〔" in text or "发" in text
        yield (90 if sure else 30), f"文号 {one.policy.cite.document}"
    wanted = dict(figures(bare)) if _FIGURE.fullmatch(bare) else {}
    for key in wanted:
        if key in one.amounts:
            yield 80, f"金额 {one.amounts[key]}"
        elif key in one.figures:
            yield 55, f"文中的数字 {one.figures[key]}"


class Finders:
    """The finder of the library of the moment, made once a library."""

    def __init__(self) -> None:
        self._last: Finder | None = None

    def of(self, snapshot: Snapshot) -> Finder:
        """The finder for this snapshot."""
        last = self._last
        if last is None or last.snapshot is not snapshot:
            last = self._last = Finder(snapshot)
        return last
