"""A changed library is tried before it is written: what went right must go right, and only what is new is told."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from bot.content.editing import add_examples
from bot.desk.apart import Progress
from bot.desk.build import read_folder
from bot.desk.rehearsal import Rehearsal, Wish, read_exam, rehearse
from bot.model.copying import replace
from tests.code.library import NOW
from tests.small_content import GUARDED, LABELLED, small_content

POLICY = "knowledge/jishan/venue-rent-subsidy.yaml"
INTENT = "intents/venue-rent-subsidy.yaml"


@pytest.fixture(scope="module")
def wish(tmp_path_factory: pytest.TempPathFactory) -> Wish:
    """Nothing changed yet, on a small copy of the content."""
    home = tmp_path_factory.mktemp("rehearsal")
    folder = small_content(home / "content")
    files = read_folder(folder)
    return Wish(files, files, home / "cache", read_exam(folder), NOW.date())


def tried(wish: Wish, changed: Mapping[str, bytes]) -> tuple[Rehearsal, list[Progress]]:
    """What comes of it, and what was told on the way."""
    told: list[Progress] = []
    return rehearse(replace(wish, files={**wish.files, **changed}), told.append), told


def test_an_example_that_takes_away_others_is_found_out(wish: Wish) -> None:
    """The conversation and the labelled question that it breaks are named, with what they become."""
    changed = add_examples(wish.files[INTENT], [GUARDED, LABELLED])
    found, told = tried(replace(wish, messages=(GUARDED,)), {INTENT: changed})
    assert [one.name for one in found.transcripts] == ["没有这个棚，不能当成别的"]
    (lost,) = found.questions
    assert (lost.text, lost.before, lost.after) == (LABELLED, ("out-of-scope",), ("venue-rent-subsidy",))
    assert found.readings == ((GUARDED, "venue-rent-subsidy"),)
    assert not found.good
    assert {one.stage for one in told} == {"训练例句", "回放对话", "核对标注问题"}


def test_an_amount_that_a_case_contradicts_is_found_out(wish: Wish) -> None:
    """The written case is named with what it should be and what comes out; questions need not be asked again."""
    changed = wish.files[POLICY].decode().replace("基数: 3000", "基数: 3001").encode()
    found, told = tried(wish, {POLICY: changed})
    assert found.cases
    assert "3001" in found.cases[0].text
    assert (found.transcripts, found.questions) == ((), ())
    assert {one.stage for one in told} == {"训练例句", "试算案例", "回放对话"}


def test_what_was_wrong_before_is_not_held_against_a_change(wish: Wish) -> None:
    """A case, a conversation and a question that went wrong already keep nothing out."""
    wrong = wish.files[POLICY].decode().replace("基数: 3000", "基数: 3001").encode()
    transcripts = {
        path: data.decode().replace("事项: startup-subsidy", "事项: training").encode()
        for path, data in wish.exam.transcripts.items()
    }
    rows = tuple(replace(one, labels=("training",), kind="single") for one in wish.exam.questions)
    exam = replace(wish.exam, transcripts=transcripts, questions=rows)
    before = {**wish.files, POLICY: wrong}
    summary = wrong.decode().replace("概述: ", "概述: 改过，").encode()
    found, _ = tried(replace(wish, before=before, files=before, exam=exam), {POLICY: summary})
    assert found.good
