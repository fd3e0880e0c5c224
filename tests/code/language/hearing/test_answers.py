"""Answers of the evaluation files are read as labelled."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.language.hearing.hear import Hearing
from bot.model.facts import Facts
from tests.code.language.hearing.fixtures import EVALUATION, facts, hearing
from tests.code.language.hearing.judging import judge


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (EVALUATION / name).read_text(encoding="utf-8").splitlines() if line]


def _wrong(name: str) -> tuple[list[str], int]:
    ears: Hearing = hearing()
    known: Facts = facts()
    rows = _rows(name)
    return [told for row in rows if (told := judge(ears, known, row))], len(rows)


def test_sample_answers_are_read_as_labelled() -> None:
    """Every answer of the sample is read as labelled."""
    wrong, _ = _wrong("answers-sample.jsonl")
    assert wrong == []


@pytest.mark.parametrize(("name", "least"), [("answers-dev.jsonl", 0.98), ("answers-held.jsonl", 0.92)])
def test_own_answers_stay_as_good_as_measured(name: str, least: float) -> None:
    """Changes of code or content do not lose answers that were read; the bounds lie just below what was measured."""
    wrong, count = _wrong(name)
    assert count >= 600
    assert 1 - len(wrong) / count >= least, "\n".join(wrong)
