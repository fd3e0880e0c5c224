"""What is seen in a text, and that no short cut changes it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import deciding
from bot.language.aspects import sides
from bot.language.beside import DEFAULTS
from bot.language.features import Features
from bot.language.matching import Matcher
from bot.language.pinyin import Sounds, read_table
from bot.model.understanding import Hint, Outcome

from .small import INTENTS, reader

READER = reader()
MATCHER: Matcher = READER.matcher
FEATURES: Features = MATCHER.features
SOUNDS = Sounds(read_table())

WORDS = (
    "失业金",
    "怎么领",
    "创业贷款",
    "1200",
    "稷山",
    "见习",
    "daikuan",
    "两万",
    "要什么材料",
    "，",
    "？",
    "还有",
    "@",
    "！",
    "多少钱",
)
CHARACTERS = st.characters(min_codepoint=0x4E00, max_codepoint=0x4FFF)
TEXTS = st.lists(st.one_of(st.sampled_from(WORDS), CHARACTERS), max_size=14)


@given(TEXTS)
def test_every_name_is_seen_at_its_place(parts: list[str]) -> None:
    """The words that are told to have decided are the words that did: a run of characters stands where it was seen."""
    text = "".join(parts)
    for name, start, end in FEATURES.see(text):
        assert 0 <= start <= end <= len(text)
        run = name[1:].strip("^$")
        if name[0] == "c" and run.isalpha():
            assert text[start:end] == run
        if name[0] == "p" and not text[start:end].isascii():
            heard = FEATURES.sounds.listen(text[start:end]).syllables
            assert set(name[1:].split(" ")) <= set(heard)


def test_runs_of_characters_and_sounds() -> None:
    """All runs of up to three are seen inside a clause, with its edges, and none across a mark or a figure."""
    names = {one.name for one in FEATURES.see("想贷，1200块")}
    assert {"c想", "c贷", "c^想", "c想贷", "c贷$", "c^想贷", "c想贷$", "c^#", "c#块", "c块$"} <= names
    assert not {"c贷块", "c贷，", "c#", "c1", "c12", "c^", "c$"} & names
    assert "mF:job-search-subsidy" in names
    assert {name for name in names if name[0] == "p"} == {"pxian dai"}


@given(TEXTS)
def test_a_text_without_letters_sounds_character_by_character(parts: list[str]) -> None:
    """The short way to the sound of a text gives what the long way does."""
    text = "".join(parts)
    if not any("a" <= char <= "z" for char in text):
        # A letter at the end makes for the long way, and has no sound.
        syllables, spans = SOUNDS.read(f"{text}a")
        assert SOUNDS.read(text) == (syllables[:-1], spans[:-1])
        assert SOUNDS.syllables(text) == syllables[:-1]


def test_kinds_of_expressions_do_not_hide_each_other() -> None:
    """A place, a measure and a side of it are found in one pass, each as if it were looked for alone."""
    spotted = FEATURES.spot("稷山创业贷款最高多少钱")
    assert [(one.start, one.end) for one in spotted.places] == [(0, 2)]
    assert {tag for one in spotted.phrases for tag in one.tags} == {"N:startup-loan"}
    assert sides(spotted.aspects) == [("how-much", 6, 10)]
    assert sides(FEATURES.spot("没有").aspects) == []


@given(st.lists(st.sampled_from(WORDS), max_size=10))
def test_leaving_halves_unread_changes_no_answer(parts: list[str]) -> None:
    """Where a second measure cannot count its halves are not read; the measures answered are those found with them."""
    text = "".join(parts)
    alone = READER._read(text)
    scored = READER.asking(text, MATCHER.score(READER.normalise(text)))
    assert (alone.scored.chances == scored.chances).all()
    verdict = alone.verdict
    if verdict.outcome in (Outcome.ANSWER, Outcome.CHOOSE):
        more = deciding.further(MATCHER.measures, scored, verdict, INTENTS.calibration)
        assert alone.further[1] == (more or verdict.chosen)


def test_the_foremost_are_the_first_of_all() -> None:
    """Ranking only the likeliest gives the same order and chances as ranking all."""
    scored = MATCHER.score("失业金怎么领")
    every = deciding.ranked(MATCHER, scored, INTENTS.calibration)
    assert len(every) == len(MATCHER.measures)
    assert sum(chance for _, chance in every) > 0.999
    assert deciding.ranked(MATCHER, scored, INTENTS.calibration, 3) == every[:3]


@given(st.lists(st.sampled_from(WORDS), min_size=3, max_size=10))
def test_halves_never_speak_for_more_than_was_allowed_for(parts: list[str]) -> None:
    """What a second measure could reach at most, which decides whether halves are read, is no less than it reaches."""
    spotted = FEATURES.spot("".join(parts))
    weighed = MATCHER.weigh(spotted)
    if weighed.cut is not None:
        main, others = MATCHER.likely(weighed.scored)
        marked = any(char in "，。？！； " for char in spotted.spoken.text)
        for one, found in zip(others, MATCHER.beside(weighed.cut, main, others), strict=False):
            asked = found._replace(evidence=(*found.evidence[:-1], 1.0))
            for weights in (DEFAULTS, {name: -value for name, value in DEFAULTS.items()}):
                assert asked.chance(weights) <= one.most(weights, marked=marked)
                assert found.chance(weights) <= one.most(weights, marked=marked)


@pytest.mark.parametrize(
    "text", ["142727198001011234", "00007", "13812345678", "一二三四五", "2024年", "二十万", "\\n", "-", "n"]
)
def test_a_number_by_itself_is_about_nothing(text: str) -> None:
    """Figures and single letters name no measure, and none is offered for them: the choices would be made up."""
    assert not FEATURES.look(FEATURES.spot(text)).has_subject()
    assert READER.understand(text, Hint(on=date(2026, 11, 20))).outcome is Outcome.FALLBACK


def test_a_figure_of_a_measure_and_words_beside_figures_are_a_subject() -> None:
    """What is asked with a figure is asked all the same."""
    for text in ("能领1万5吗", "失业金2024年"):
        assert FEATURES.look(FEATURES.spot(text)).has_subject()
