"""Promises about how a message asks: vaguely, or two things at once."""

from __future__ import annotations

import pytest

from bot.language.beside import ASKS, NAMES, Beside
from bot.language.classifier import Plan, Sample, softmax, train
from bot.language.deciding import VAGUE, decide
from bot.language.manner import DOUBLE, MANNERS, PLAIN
from bot.language.manner import VAGUE as SOUNDS_VAGUE
from bot.language.matching import Scored
from bot.language.signs import with_asking
from bot.model.intents import Calibration
from bot.model.understanding import Outcome

from .small import reader

STRICT = Calibration(answer=0.5, margin=0.1, choose=0.05, temperature=1.0, extra={VAGUE: 1.0})
NEAR = (("startup-subsidy", 0.9), ("startup-loan", 0.08), ("training", 0.02))


@pytest.mark.parametrize(("vague", "outcome"), [(0.0, Outcome.ANSWER), (0.2, Outcome.ANSWER), (0.8, Outcome.CHOOSE)])
def test_what_sounds_vague_is_asked_back(vague: float, outcome: Outcome) -> None:
    """The same chances answer a plain question, and offer a choice to one that leaves open which measure it means."""
    verdict = decide(NEAR, STRICT, vague=vague)
    assert verdict.outcome is outcome
    assert verdict.chosen[0][0] == "startup-subsidy"


def test_a_vague_question_about_one_measure_only_is_answered() -> None:
    """Where no second measure is near there is nothing to choose from, however vague it sounds."""
    alone = (("startup-subsidy", 0.999), ("startup-loan", 0.0004), ("training", 0.0002))
    assert decide(alone, STRICT, vague=0.9).outcome is Outcome.ANSWER


def test_where_and_which_document_are_never_too_vague() -> None:
    """在哪里办 leaves open what is to be done; where is answered all the same."""
    places = (("office-info", 0.9), ("which-policies", 0.08), ("training", 0.02))
    assert decide(places, STRICT, vague=0.9).outcome is Outcome.ANSWER


def test_manners_are_learnt_beside_the_measures() -> None:
    """Words of vague and of double utterances tell the manner, and leave the chances of measures to sum to one."""
    samples = [
        Sample(names, label, 1.0, manner)
        for names, manner in ((("c店",), PLAIN), (("c啥", "c店"), SOUNDS_VAGUE), (("c又", "c店"), DOUBLE))
        for label in ("one", "two")
    ]
    weights = train(samples * 20, ["one", "two"], Plan())
    assert weights.matrix.shape[1] == 2 + MANNERS
    for name, manner in (("c店", PLAIN), ("c啥", SOUNDS_VAGUE), ("c又", DOUBLE)):
        scores = weights.logits(weights.find([name]))
        assert int(scores[2:].argmax()) == manner
        assert float(softmax(scores[:2]).sum()) == pytest.approx(1.0)


def test_without_such_utterances_there_are_no_manners() -> None:
    """Content that marks no utterance as vague or double trains the measures alone, and reads all as plain."""
    weights = train([Sample(("c店",), "one"), Sample(("c厂",), "two")], ["one", "two"], Plan())
    assert weights.matrix.shape[1] == 2
    assert reader().matcher.score("失业金怎么领").manner == (0.0, 0.0)


@pytest.mark.parametrize(("text", "kept"), [("创业贷款批了，还能领多少", False), ("创业贷款批了，见习能领多少", True)])
def test_a_half_of_mere_asking_is_no_second_question(text: str, kept: bool) -> None:
    """还能领多少 asks about what was said before it, not about whatever measure such words are near to."""
    scored = reader().matcher.score("失业金怎么领")
    evidence = tuple(0.0 for _ in NAMES)
    half = Beside("ui-benefit", evidence, first=False, cut=text.index("，") + 1)
    start = text.index("能领多少") - (0 if kept else 1)
    seen: Scored = with_asking(scored._replace(beside=(half,)), text, [("how-much", start, len(text))])
    assert [one.measure for one in seen.beside] == (["ui-benefit"] if kept else [])
    assert len(evidence) > ASKS
