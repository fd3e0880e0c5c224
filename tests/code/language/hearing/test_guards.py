"""What is looked for first, so that most texts need no further look, is in everything that is looked for afterwards."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.hearing import amounts, choices, clauses, counted, lapses, moments, plain, school
from bot.language.hearing.day_words import DAYS, MARKS, RELATIVE, SEASONS, SHIFTS
from bot.language.hearing.vocabulary import Vocabulary
from bot.language.words import Words

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


@pytest.mark.parametrize(
    ("guard", "pattern"),
    [
        (lapses.MARKS, lapses._LAPSE),
        (lapses.MARKS, lapses._RANGE),
        (lapses.TO, lapses._RANGE),
        (amounts._BEGINS, amounts._AMOUNT),
        (amounts._HEDGES, amounts._HEDGE),
        (clauses._SUPPOSES, clauses._SUPPOSE),
        (counted._SCHOOLED, school._SCHOOL),
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
    if moments._MOMENT.search(text):
        assert moments._MARKED.search(text)
    made = (moments._make(found, date(2026, 11, 20)) for found in moments._MOMENT.finditer(text))
    if not moments._YEAR_MONTH.fullmatch(text):
        assert moments.moments(text, date(2026, 11, 20)) == tuple(moment for moment in made if moment is not None)


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
