"""Promises about utterances that touch several measures."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import beside
from bot.language.understand import build_understander
from bot.model.copying import replace
from bot.model.facts import Facts
from bot.model.intents import Mixed
from bot.model.understanding import Hint, Outcome

from .small import INTENTS, PLACE, REGIONS

VAGUE = Mixed("毕业生有钱吗", ("job-search-subsidy", "internship"), PLACE)
SEVERAL = Mixed("娃见习咋报，我贷款开店行不", ("internship", "startup-loan"), PLACE)
READER = build_understander(replace(INTENTS, vague=(VAGUE,), several=(SEVERAL,)), Facts({}), REGIONS)
TODAY = Hint(on=date(2026, 11, 20))


@pytest.mark.parametrize("text", ["毕业生有钱吗", "毕业生有钱吗？"])
def test_a_vague_utterance_is_met_with_its_choices(text: str) -> None:
    """What officers marked as vague is never answered outright; its measures are offered in their order."""
    seen = READER.understand(text, TODAY)
    assert seen.outcome is Outcome.CHOOSE
    assert tuple(match.measure for match in seen.matches) == VAGUE.measures


def test_an_utterance_with_several_questions_is_answered_on_all() -> None:
    """What officers marked as several questions is answered on every one, in the order they are asked."""
    seen = READER.understand("娃见习咋报，我贷款开店行不", TODAY)
    assert seen.outcome is Outcome.ANSWER
    assert tuple(match.measure for match in seen.matches) == SEVERAL.measures


def test_the_first_half_is_told_from_the_second() -> None:
    """Measures come in the order they are asked, whichever is likelier."""
    seen = READER.understand("创业贷款要什么材料？失业金怎么领？", TODAY)
    assert [match.measure for match in seen.matches] == ["startup-loan", "ui-benefit"]


def test_one_question_in_two_clauses_stays_one() -> None:
    """A story around one question adds no second measure."""
    seen = READER.understand("厂里不要我了，失业金怎么领", TODAY)
    assert [match.measure for match in seen.matches] == ["ui-benefit"]


@given(st.text(alphabet="失业金，怎么领？贷款 ", max_size=200))
def test_cuts_leave_words_on_both_sides(text: str) -> None:
    """Every cut leaves an edge on either side, in texts of any length."""
    assert all(beside.EDGE <= at <= len(text) - beside.EDGE for at in beside.cuts(text))


def test_fitted_weights_tell_second_questions_apart() -> None:
    """The weights found from data give the rows that were asked about the greater chance."""
    asked = (1.0, -0.2, 0.9, 0.9, 1.0, 1.0, 0.0, 1.0, 0.6, 0.9, 1.0, 0.9)
    alone = (1.0, -2.0, 0.1, 0.0, 0.0, 0.0, 0.0, 0.0, 0.99, 0.0, 0.0, 0.0)
    weights = beside.fit([asked, alone] * 20, [True, False] * 20)
    chances = [beside.Beside("x", row, first=False).chance(weights) for row in (asked, alone)]
    assert chances[1] < 0.2
    assert chances[0] > 0.8


@pytest.mark.parametrize("text", ["稷山的", "3", "稷山3"])
def test_a_place_or_a_figure_alone_is_about_no_measure(text: str) -> None:
    """What holds nothing but a place or a figure brings up no measure by itself."""
    assert not READER.understand(text, TODAY).matches


def test_three_questions_are_all_found() -> None:
    """A message may ask more than two things."""
    seen = READER.understand("失业金怎么领？创业贷款要什么材料？见习补贴多少？", TODAY)
    assert {match.measure for match in seen.matches} == {"ui-benefit", "startup-loan", "internship"}
