"""Promises of the figures and of the thresholds."""

from __future__ import annotations

from bot.language.calibrate import calibrate
from bot.language.evaluate import Question, evaluate, report_text
from bot.language.normalise import Normaliser
from bot.language.numerals import figures
from bot.language.perturb import breaking, spoilers
from bot.language.trained import sounds

from .small import INTENTS, reader

READER = reader()
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
    fair = calibrate(READER.matcher, Normaliser(INTENTS.lexicon), QUESTIONS[:1] * 5)
    wary = calibrate(READER.matcher, Normaliser(INTENTS.lexicon), [*QUESTIONS[:1], *wrong])
    assert wary.answer >= fair.answer


def test_breaking_examples_are_named() -> None:
    """Every example named as breaking is read differently when spoiled."""
    broken = breaking(READER.matcher, READER.normalise, INTENTS, spoilers(sounds(None), ("那个",)))
    assert all(one.heard != one.measure for one in broken)


def test_one_spelling_of_figures() -> None:
    """The same amount in any writing is one figure."""
    assert {figures(text)[0][2] for text in ("1万5", "一万五", "15000块", "1.5万")} == {"15000"}
    assert [said for _, _, said in figures("三分之二、60%、百分之五点")] == ["2/3", "60%", "5%"]
