"""How well what was typed leads to a policy: every way with what it is worth, the best first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.desk.findable import Entry, Numbered, figures, read_clause, read_number

LEAST_CHANCE = 0.04
_LETTERS = re.compile(r"[a-z][a-z0-9]+")
_SPELLED = 5
"""Letters that a typed syllable row must have; shorter ones are initials."""
_BESIDES = 0.08
"""What further ways are worth beside the best one."""
CLOSELY = 8
"""What the same characters are worth beside a way, to set variants of one measure apart."""
LOOSELY, LEAST_CLOSE = 60, 0.16
"""What they are worth alone, and how many there must be then."""
_UNITS = re.compile(r"(?:元|块钱|块|圆|人民币)(?:钱)?$")

LOOSE = "有相近的字"
"""The way that only counts where nothing else leads anywhere."""

Way = tuple[float, str]


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed. text: without the place it names. whole: with it. number, clause: of a document, if typed.

    pairs: every two characters beside each other. parts: the words of it, where there are several.
    """

    whole: str
    text: str
    number: Numbered | None
    clause: str
    amounts: tuple[str, ...]
    pairs: frozenset[str]
    parts: tuple[Typed, ...]


def typed(whole: str, text: str) -> Typed:
    """Read what was typed; text: what is left when places are taken out."""
    clause, rest = read_clause(text)
    bare = _UNITS.sub("", text.strip())
    found = tuple(figures(bare))
    alone = found if len(found) == 1 and found[0][1] == bare.replace("w", "万").replace("k", "千") else ()
    words = text.split()
    return Typed(
        whole,
        text.strip(),
        read_number(rest),
        clause,
        tuple(number for number, _ in alone),
        frozenset(text[at : at + 2] for at in range(len(text) - 1) if not text[at : at + 2].isascii()),
        tuple(typed(word, word) for word in words) if len(words) > 1 else (),
    )


def weigh(one: Entry, wanted: Typed, chance: float) -> Way | None:
    """How well the entry fits, 0 upwards, and by what; None when it does not. chance: of its measure."""
    best: dict[str, Way] = {}
    for way in (*_ways(one, wanted, chance), *_jointly(one, wanted)):
        kind = way[1][:2]
        if kind not in best or way > best[kind]:
            best[kind] = way
    close = _closeness(one, wanted)
    if not best:
        return (LOOSELY * close, LOOSE) if close >= LEAST_CLOSE else None
    (score, why), *others = sorted(best.values(), reverse=True)
    return score + _BESIDES * sum(other for other, _ in others) + CLOSELY * close, why


def _jointly(one: Entry, wanted: Typed) -> Iterator[Way]:
    """Several words, each of which leads here by itself."""
    found = [max(_ways(one, part, 0.0), default=None) for part in wanted.parts]
    if found and all(found):
        ways = [way for way in found if way]
        yield sum(score for score, _ in ways) / len(ways), "，".join(dict.fromkeys(why for _, why in ways))


def _closeness(one: Entry, wanted: Typed) -> float:
    """How much of what was typed stands in the title, the text and the conditions, 0 to 1."""
    if not wanted.pairs:
        return 0.0
    title, text = one.policy.title, f"{one.text}\n{one.conditions}"
    return sum((pair in title) + (pair in text) for pair in wanted.pairs) / (2 * len(wanted.pairs))


def _ways(one: Entry, wanted: Typed, chance: float) -> Iterator[Way]:
    if chance >= LEAST_CHANCE:
        yield 20 + 75 * chance, f"按问法 {chance:.0%}"
    for text in dict.fromkeys((wanted.text, wanted.whole)):
        yield from _by_name(one, text)
    if _LETTERS.fullmatch(wanted.text):
        yield from _by_letters(one, wanted.text)
    yield from _by_paper(one, wanted)
    for number in wanted.amounts:
        if number in one.amounts:
            yield 80, f"金额 {one.amounts[number]}"
        elif number in one.figures:
            yield 55, f"文中的数字 {one.figures[number]}"


def _by_name(one: Entry, text: str) -> Iterator[Way]:
    if not text:
        return
    for name in one.names:
        if text == name:
            yield 100, f"名称「{name}」"
        elif text in name and (len(text) > 1 or name.startswith(text)):
            yield 52 + 30 * len(text) / len(name), f"名称「{name}」"
    if len(text) < 2 or text.isdigit():
        return
    hint = next((word for word in one.hints if text in word or word in text), None)
    if hint:
        yield 45, f"提示词「{hint}」"
    if text in one.text:
        yield 40, "正文里提到"
    if text in one.conditions:
        yield 42, "条件里提到"


def _by_letters(one: Entry, text: str) -> Iterator[Way]:
    """Initials, alone or after those of the place (jscybt); or syllables written out."""
    rests = [text, *(text[len(here) :] for here in one.here if text.startswith(here) and len(text) > len(here) + 2)]
    for rest in rests:
        yield from _initials(one, rest)
    if len(text) >= _SPELLED:
        for row in one.spelled:
            if row.startswith(text):
                yield 65 + 25 * len(text) / len(row), "拼音"
            elif text in row:
                yield 55, "拼音"


def _initials(one: Entry, text: str) -> Iterator[Way]:
    for letters in one.letters:
        if letters == text:
            yield 95, "拼音首字母"
        elif letters.startswith(text):
            yield 65 + 20 * len(text) / len(letters), "拼音首字母"
        elif len(text) > 2 and text in letters:
            yield 45 + 20 * len(text) / len(letters), "拼音首字母"


def _by_paper(one: Entry, wanted: Typed) -> Iterator[Way]:
    document, number = one.document, wanted.number
    if number is not None and document is not None and number.fits(document):
        if wanted.clause in ("", one.clause):
            first = 5 if one.policy.measure == OVERVIEW else 0
            clause = f" {one.policy.cite.clause}" if wanted.clause else ""
            yield 95 + first, f"文号 {one.policy.cite.document}{clause}"
    elif wanted.clause and wanted.clause == one.clause and not wanted.text.replace(" ", "")[-1:].isdigit():
        yield 60, f"条款 {one.policy.cite.clause}"


OVERVIEW = "policy-document"
"""The measure that tells about a document as a whole; it comes first where a document is wanted."""
