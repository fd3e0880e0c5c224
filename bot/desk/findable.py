"""What a policy can be found by: names, their letters, figures, document, clause, and all that stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from bot.language import numerals
from bot.language.initials import initials, spelled
from bot.model.conditions import leaves
from bot.model.documents import Document
from bot.model.intents import Measure
from bot.model.places import Region
from bot.model.policies import Policy
from bot.model.wording import show_number

_TELLING = re.compile(r"\d|[十百千万].|%")
"""What a figure of a text must hold to be worth finding; 一 in 一次性 is none."""
_MARKS = re.compile(r"[\s〔〕\[\]()（）【】年第]")
_NUMBER = re.compile(r"(?P<issuer>[一-鿿]*)(?P<year>(?:19|20)\d\d)?(?P<number>\d{1,3})?(?P<sign>号?)")
_CLAUSE = re.compile(r"第?[（(]?([一二三四五六七八九十\d]{1,4})[）)]?条")
_THOUSANDS = {"w": "万", "W": "万", "k": "千", "K": "千"}


@dataclass(frozen=True, slots=True)
class Numbered:
    """A document number, or what was typed of one; parts not typed are empty."""

    issuer: str
    year: str
    number: str
    sure: bool = False

    def fits(self, document: Numbered) -> bool:
        """Whether these parts are parts of that number."""
        return (
            self.issuer in document.issuer and self.year in ("", document.year) and self.number in ("", document.number)
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """What a policy can be found by. amounts (due) and figures (said): the number -> how it is written.

    letters, spelled: of its names. here: initials of its region. document: its number taken apart. clause: as a number.
    """

    policy: Policy
    names: tuple[str, ...]
    letters: tuple[str, ...]
    spelled: tuple[str, ...]
    here: tuple[str, ...]
    hints: tuple[str, ...]
    text: str
    conditions: str
    amounts: Mapping[str, str]
    figures: Mapping[str, str]
    document: Numbered | None
    clause: str


def read_number(text: str) -> Numbered | None:
    """A document number in whatever brackets, or part of one: 稷政办发, 24号. sure: nothing else can be meant."""
    found = _NUMBER.fullmatch(_MARKS.sub("", text))
    if found is None or not (found["sign"] or found["issuer"]):
        return None
    return Numbered(found["issuer"], found["year"] or "", found["number"] or "", sure=bool(found["number"]))


def read_clause(text: str) -> tuple[str, str]:
    """The number of the last clause named, "" for none, and the text without it."""
    found = list(_CLAUSE.finditer(text))
    if not found:
        return "", text
    last = found[-1]
    number = numerals.value(last[1])
    return (numerals.spell(number) if number is not None else ""), text[: last.start()] + text[last.end() :]


def figures(text: str) -> Iterable[tuple[str, str]]:
    """Every figure of a text: the number, and how it is written; 1.5万, 一万五 and 1w5 are 15000."""
    plain = re.sub(r"(?<=\d)[wWkK]", lambda found: _THOUSANDS[found[0]], text.replace(",", ""))
    for start, end, number in numerals.figures(plain):
        if _TELLING.search(plain[start : end + 1]):
            yield number, plain[start:end] + ("%" if number.endswith("%") and plain[end - 1] != "%" else "")


def entry(policy: Policy, measure: Measure | None, region: Region, document: Document) -> Entry:
    """The index entry of a policy."""
    said = [statement.text for items in policy.statements.values() for statement in items]
    trees = [policy.condition, *(benefit.when for benefit in policy.benefits)]
    due = {}
    for benefit in policy.benefits:
        for number in (benefit.base, benefit.cap):
            if isinstance(number, Fraction):
                due[numerals.spell(float(number))] = f"{show_number(number)}{benefit.unit}"
    names = (policy.title, *((measure.name, measure.short, *measure.names) if measure else ()))
    unique = tuple(dict.fromkeys(name.lower() for name in names))
    text = "\n".join([policy.summary, *said, *(benefit.title for benefit in policy.benefits)])
    return Entry(
        policy=policy,
        names=unique,
        letters=tuple(dict.fromkeys(map(initials, unique))),
        spelled=tuple(dict.fromkeys(map(spelled, unique))),
        here=tuple(sorted({initials(name) for name in (region.name, *region.aliases)}, key=len, reverse=True)),
        hints=tuple(word for word in measure.cues if len(word) > 1) if measure else (),
        text=text,
        conditions="\n".join(leaf.text for tree in trees for leaf in leaves(tree)),
        amounts=due,
        figures=dict(figures(text)),
        document=read_number(document.number) if "号" in document.number else None,
        clause=read_clause(policy.cite.clause)[0],
    )
