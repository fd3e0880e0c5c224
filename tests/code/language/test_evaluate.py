"""Promises of the figures and of the thresholds."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from bot.content.calibration_text import PATH, calibration_text
from bot.language.calibrate import calibrate
from bot.language.charts import draw
from bot.language.evaluate import Question, evaluate, report_text
from bot.language.numerals import figures
from bot.language.pages import left_text, loss_text
from bot.language.perturb import breaking, left_out, losses, spoilers, unseen
from bot.language.spoken_names import spoken
from bot.model.copying import replace

from .small import INTENTS, reader

READER = reader()
WAYS = spoilers(READER.matcher.sounds, ("那个",))
QUESTIONS = [
    Question("1", "失业金怎么领", ("ui-benefit",)),
    Question("2", "想贷款开店", ("internship",)),
    Question("3", "公积金怎么提取", ("out-of-scope",), "oos"),
    Question("4", "你好", ("small-talk",), "chitchat"),
]


def test_figures_count_what_they_say() -> None:
    """One wrong label of four shows as one confident error and one confusion."""
    report = evaluate(READER, QUESTIONS)
    assert (report.first.hits, report.first.of) == (3, 4)
    assert report.wrong.hits == 1
    assert report.outside.hits == 1
    assert report.confusions == (("internship", "startup-loan", 1),)
    assert "75.0%" in report_text(report)


def test_wrong_answers_raise_the_threshold() -> None:
    """Where confident answers are wrong, the calibrated threshold lies above them."""
    wrong = [Question(str(at), "想贷款开店", ("internship",)) for at in range(5)]
    fair = calibrate(READER, QUESTIONS[:1] * 5)
    wary = calibrate(READER, [*QUESTIONS[:1], *wrong])
    assert wary.extra["unnamed"] >= fair.extra["unnamed"]
    assert wary.answer >= fair.answer


def test_calibration_reads_back() -> None:
    """The file that is written gives the same thresholds when content is loaded."""
    from bot.content.load import load_content
    from bot.desk.build import BESIDE, read_folder

    found = replace(calibrate(READER, QUESTIONS), answer=0.123456)
    files = {**read_folder(BESIDE), PATH: calibration_text(found).encode()}
    content, _ = load_content(files)
    assert content is not None
    assert content.intents.calibration.answer == 0.1235
    assert content.intents.calibration.extra == pytest.approx(found.extra, abs=1e-4)


def test_unseen_examples_are_scored_without_having_been_learnt() -> None:
    """Examples drawn for calibration keep their label, and services next door count as out of scope."""
    like = [
        Question(str(number), "", (label,)) for number, label in enumerate(["out-of-scope"] * 2 + ["internship"] * 6)
    ]
    found = unseen(INTENTS, READER.normalise, READER.matcher.features, like)
    assert [question.kind for question, _ in found].count("oos") == 2
    assert len(found) == len(like)
    assert all((question.kind == "oos") == (question.labels == ("out-of-scope",)) for question, _ in found)


def test_left_out_examples_are_judged_by_the_others() -> None:
    """Every example is tried once; one unlike all others of its measure is named."""
    found = left_out(INTENTS, READER.normalise, READER.matcher.features)
    assert 0 < len(found.wrong) < found.of
    assert "听成" in left_text(found)


def test_losses_are_counted_by_kind_of_mistake() -> None:
    """Old script costs nothing; every way to spoil is told with the same number of questions."""
    found = {one.how: one for one in losses(READER.matcher, READER.normalise, QUESTIONS, WAYS)}
    assert found["繁体"].spoiled == found["繁体"].plain == 3
    assert {one.of for one in found.values()} == {len(QUESTIONS)}
    assert "漏字" in loss_text(list(found.values()), ())


def test_charts_are_drawn_of_any_report() -> None:
    """All charts are well-formed SVG that name what they show, also of an empty report."""
    for report in (evaluate(READER, QUESTIONS), evaluate(READER, [])):
        drawn = draw(report)
        assert set(drawn) == {"accuracy.svg", "calibration.svg", "confusions.svg"}
        assert all(ET.fromstring(text).tag.endswith("svg") for text in drawn.values())  # noqa: S314 - our own
    assert "internship" in draw(evaluate(READER, QUESTIONS))["confusions.svg"]


def test_breaking_examples_are_named() -> None:
    """What is made to say something else is named with what it is read as then; what stays as it is, is not."""
    broken = breaking(READER.matcher, READER.normalise, INTENTS, {"换": lambda *_: "失业金怎么领"})
    assert {one.heard for one in broken} == {"ui-benefit"}
    assert "startup-loan" in {one.measure for one in broken}
    assert "ui-benefit" not in {one.measure for one in broken}
    assert breaking(READER.matcher, READER.normalise, INTENTS, {"不换": lambda words, _: words}) == ()


def test_one_spelling_of_figures() -> None:
    """The same amount in any writing is one figure."""
    assert {figures(text)[0][2] for text in ("1万5", "一万五", "15000块", "1.5万")} == {"15000"}
    assert [said for _, _, said in figures("三分之二、60%、百分之五点")] == ["2/3", "60%", "5%"]


def test_figures_are_told_under_the_names_officers_know() -> None:
    """Kinds, noises, outcomes and measures are shown in Chinese; the figures stay the same."""
    report = evaluate(READER, QUESTIONS)
    told = spoken(report, {"ui-benefit": "失业金"})
    assert list(told.by_kind.values()) == list(report.by_kind.values())
    assert not any(re.search("[a-z]", name) for name in (*told.by_kind, *told.by_outcome))
