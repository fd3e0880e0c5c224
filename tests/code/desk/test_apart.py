"""Work in a process of its own can be watched, stopped and timed, and what lies beside the content is found."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest

from bot.desk.apart import Progress, Stopped, Tell, Watch, run_apart
from bot.desk.rehearsal import read_exam

ROW = {"id": "1", "text": "失业金怎么领", "labels": ["ui-benefit"]}


def double(number: int, tell: Tell) -> int:
    """Work that tells how far it is."""
    tell(Progress("翻倍", 1, 2))
    return 2 * number


def endless(number: int, tell: Tell) -> int:
    """Work that never ends."""
    for at in itertools.count(number):
        tell(Progress("没完", at))
    return 0


def broken(number: int, tell: Tell) -> int:
    """Work with a fault."""
    tell(Progress("坏的"))
    return number // 0


def test_work_apart_gives_its_outcome_and_tells_how_far_it_is() -> None:
    """The outcome comes back from the other process, and so does the last word about its progress."""
    watch = Watch()
    assert run_apart(double, 21, watch) == 42
    assert watch.progress == Progress("翻倍", 1, 2)


def test_a_fault_apart_is_a_fault_here() -> None:
    """Work that fails does not pass for done."""
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        run_apart(broken, 1, Watch())


def test_work_apart_ends_when_its_time_is_over() -> None:
    """Nothing runs for ever: when its time is over the process is ended and the text says so."""
    moments = itertools.chain([0.0, 1.0], itertools.repeat(99.0))
    with pytest.raises(Stopped, match="30 秒"):
        run_apart(endless, 1, Watch(30, lambda: next(moments)))


def test_work_apart_can_be_stopped() -> None:
    """Somebody who waits can end it."""

    class Impatient(Watch):
        def tell(self, progress: Progress) -> None:
            super().tell(progress)
            self.stop()

    with pytest.raises(Stopped, match="已取消"):
        run_apart(endless, 1, Impatient())


def test_the_exam_is_what_lies_beside_the_content(tmp_path: Path) -> None:
    """Labelled questions are read, those kept for reports and files of another kind are not; a county may have none."""
    assert read_exam(tmp_path).questions == ()
    home = tmp_path / "tests" / "evaluation"
    home.mkdir(parents=True)
    for name, line in (
        ("dev-tune", json.dumps(ROW)),
        ("dev-held", json.dumps({**ROW, "text": "留着的"})),
        ("answers", json.dumps({"text": "是", "value": True})),
        ("torn", '{"text": '),
    ):
        (home / f"{name}.jsonl").write_text(f"{line}\n", encoding="utf-8")
    assert [one.text for one in read_exam(tmp_path).questions] == ["失业金怎么领"]
