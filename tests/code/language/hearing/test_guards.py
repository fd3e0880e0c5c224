"""What is looked for first, so that most texts need no further look, is in everything that is looked for afterwards."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.language.hearing import amounts, choices, clauses, day_patterns, lapses, moments, plain
from bot.language.hearing.ages import ages, maybe_aged
from bot.language.hearing.day_words import DAYS, MARKS, RELATIVE, SEASONS, SHIFTS
from bot.language.hearing.scan import Scan
from bot.language.hearing.vocabulary import Vocabulary
from bot.language.words import Words
from bot.model.facts import FactType
from tests.code.language.hearing.fixtures import facts

# The module that reads patterns has no public name.
_parser = importlib.import_module("re._parser")
_TOO_MANY = 400


def _class_of(items: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    chars: set[str] = set()
    for kind, what in items:
        if str(kind) == "LITERAL":
            chars.add(chr(what))
        elif str(kind) == "RANGE" and what[1] - what[0] < _TOO_MANY:
            chars.update(map(chr, range(what[0], what[1] + 1)))
        elif str(kind) == "CATEGORY" and str(what) == "CATEGORY_DIGIT":
            chars.update("0123456789")
        else:
            return None
    return frozenset(chars)


def _needs(parsed: Any, guard: frozenset[str]) -> bool:
    """Whether everything a parsed pattern matches holds a character of the guard."""
    for kind, what in parsed:
        name = str(kind)
        if name == "LITERAL":
            held = chr(what) in guard
        elif name == "IN":
            chars = _class_of(what)
            held = chars is not None and chars <= guard
        elif name == "BRANCH":
            held = all(_needs(branch, guard) for branch in what[1])
        elif name == "SUBPATTERN":
            held = _needs(what[3], guard)
        elif name == "ATOMIC_GROUP":
            held = _needs(what, guard)
        elif name.endswith("REPEAT"):
            held = what[0] > 0 and _needs(what[2], guard)
        else:
            held = name == "ASSERT" and _needs(what[1], guard)
        if held:
            return True
    return False


def _begins(parsed: Any, guard: frozenset[str]) -> tuple[bool, bool]:
    """Whether all a pattern matches begins with a character of the guard, and whether it may match nothing."""
    for kind, what in parsed:
        name = str(kind)
        if name in ("ASSERT", "ASSERT_NOT", "AT"):
            continue
        if name == "LITERAL":
            right, empty = chr(what) in guard, False
        elif name == "IN":
            chars = _class_of(what)
            right, empty = chars is not None and chars <= guard, False
        elif name == "BRANCH":
            ways = [_begins(branch, guard) for branch in what[1]]
            right, empty = all(way[0] for way in ways), any(way[1] for way in ways)
        elif name == "SUBPATTERN":
            right, empty = _begins(what[3], guard)
        elif name.endswith("REPEAT"):
            right, empty = _begins(what[2], guard)
            empty = empty or what[0] == 0
        else:
            return False, False
        if not right:
            return False, False
        if not empty:
            return True, False
    return True, True


@pytest.mark.parametrize(
    ("begins", "pattern"),
    [(amounts._BEGINS, amounts._AMOUNT), (lapses._BEGINS, lapses._LAPSE), (day_patterns.BEGINS, day_patterns.MOMENT)],
    ids=["amounts", "lapses", "moments"],
)
def test_matches_begin_where_they_are_tried(begins: re.Pattern[str], pattern: re.Pattern[str]) -> None:
    """A pattern tried only at some characters matches nothing that begins with another."""
    chars = _class_of(_parser.parse(begins.pattern)[0][1])
    assert chars is not None
    assert _begins(_parser.parse(pattern.pattern), chars) == (True, False)
    assert _begins(_parser.parse(pattern.pattern), chars - {"半"}) == (pattern is amounts._AMOUNT, False)


@pytest.mark.parametrize(
    ("guard", "pattern"),
    [
        (lapses.MARKS, lapses._LAPSE),
        (lapses.MARKS, lapses._RANGE),
        (lapses.TO, lapses._RANGE),
        (amounts._BEGINS, amounts._AMOUNT),
        (amounts._HEDGES, amounts._HEDGE),
        (clauses._SUPPOSES, clauses._SUPPOSE),
        (choices._CHOOSES, choices._SO_MANY),
        (choices._CHOOSES, choices._ALL),
        (choices._CHOOSES, choices._RUN),
        (choices._CHOOSES, choices._BOTH_ENDS),
        (choices._CHOOSES, choices._LETTERS),
        (choices._CHOOSES, choices._FIRST),
        (choices._CHOOSES, choices._LAST),
        (choices._CHOOSES, choices._TOP),
        (choices._CHOOSES, choices._LIST),
        (plain._BEFORE, plain._RANGE),
        (plain._BEFORE, plain._GROUPED),
        (plain._BEFORE, plain._DEPOSIT),
        (plain._BEFORE, plain._EITHER),
        (plain._BEFORE, plain._FIRST_MONTH),
        (plain._SUMS, plain._PERIOD),
    ],
    ids=lambda pattern: pattern.pattern[:12],
)
def test_a_guard_lets_everything_through(guard: re.Pattern[str], pattern: re.Pattern[str]) -> None:
    """No text that the pattern finds is without a character of its guard, whichever way it is put."""
    parsed = _parser.parse(guard.pattern)
    chars = _class_of(parsed[0][1])
    assert chars is not None
    if pattern is plain._PERIOD:
        # It finds places between characters: what stands before is asserted.
        assert "(?<=[万千百])" in pattern.pattern
        assert set("万千百多块元") <= chars
    else:
        assert _needs(_parser.parse(pattern.pattern, pattern.flags & re.IGNORECASE), chars)


def test_the_test_of_guards_can_fail() -> None:
    """A pattern of which one way holds no character of the guard is told from one that needs it."""
    assert _needs(_parser.parse("(?:一|二)年|年底"), frozenset("年"))
    assert not _needs(_parser.parse("(?:一|二)年|上周"), frozenset("年"))
    assert not _needs(_parser.parse("(?:年)?底"), frozenset("年"))


@pytest.mark.parametrize("word", [*RELATIVE, *SEASONS, *SHIFTS, *DAYS])
def test_every_word_for_a_day_is_marked(word: str) -> None:
    """A word for a season, a month or a day holds one of the characters that days are looked for by."""
    assert set(word) & set(MARKS)


@given(
    st.lists(
        st.sampled_from(
            [
                *"0123456789一二三十零.-/年月日号届级前初底半个多以还是到",
                "19",
                "20",
                "2021",
                "毕业",
                "开",
                *SEASONS,
                *DAYS,
            ]
        ),
        max_size=9,
    ).map("".join)
)
def test_named_days_are_marked(text: str) -> None:
    """Whatever is put together of the parts of dates: where a day is named, the text is looked at."""
    if day_patterns.MOMENT.search(text):
        assert day_patterns.MARKED.search(text)
    made = (moments._make(found, date(2026, 11, 20)) for found in day_patterns.MOMENT.finditer(text))
    if not moments._YEAR_MONTH.fullmatch(text):
        assert moments.moments(text, date(2026, 11, 20)) == tuple(moment for moment in made if moment is not None)


AGE = next(fact for fact in facts().by_name.values() if fact.type is FactType.AGE)


@given(
    st.lists(
        st.sampled_from(
            [
                *"0123456789一二两三五六九零十廿百千万几半多点.年岁的了生后属",
                "我",
                "今年",
                "出头",
                "大几",
                "不到",
                "下岗",
                "女",
                "人",
            ]
        ),
        max_size=8,
    ).map("".join)
)
@example("我妈五几年的人")
@example("我零点五百了")
def test_ages_nobody_asked_for_are_looked_for(text: str) -> None:
    """Wherever a clause tells an age without being asked for it, the clause is looked at."""
    if list(ages(AGE, Scan(text, date(2026, 11, 20)), asked=False)):
        assert maybe_aged(text)


WORDS = st.lists(st.text("abcd", min_size=1, max_size=4), max_size=6)


@given(WORDS, st.text("abcde", max_size=10))
def test_words_are_found_wherever_they_stand(words: list[str], text: str) -> None:
    """Whether one of some words is in a text is what looking for each of them says."""
    assert Words(words).inside(text) == any(word in text for word in words)


@given(WORDS, st.text("abcde", max_size=10))
def test_the_longest_word_at_every_place(words: list[str], text: str) -> None:
    """At every place the longest word, unless it is part of one found before."""
    expected: list[tuple[int, str]] = []
    covered = 0
    for at in range(len(text)):
        here = max((word for word in words if text.startswith(word, at)), key=len, default="")
        if here and at + len(here) > covered:
            covered = at + len(here)
            expected.append((at, here))
    found = Vocabulary((word, word) for word in words).find(text)
    assert [(at, word) for at, word, _ in found] == expected
