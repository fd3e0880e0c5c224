"""The officer's commands: coverage and drafts of cases, mutation score, drawing, check page and handbook."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import cases, explain, handbook

DAY = ("--on", "2026-11-20")


def test_cases_prints_coverage() -> None:
    """A policy whose cases try everything says so and ends with 0."""
    done = CliRunner().invoke(cases.command, ["jishan/startup-loan", "--draft", *DAY])
    assert done.exit_code == 0, done.output
    assert "缺 0 样" in done.output


def test_mutation_prints_the_score() -> None:
    """The score of a county, with nothing slipping through."""
    done = CliRunner().invoke(cases.command, ["--mutation", "xiangfen", *DAY])
    assert done.exit_code == 0, done.output
    assert "（100.0%）" in done.output
    assert "jishan/" not in done.output


@pytest.mark.parametrize(("name", "begins"), [("a.svg", "<svg"), ("a.html", "<!doctype html>")])
def test_explain_writes_what_the_ending_says(tmp_path: Path, name: str, begins: str) -> None:
    """The drawing, or the page with the drawing in it."""
    out = tmp_path / name
    done = CliRunner().invoke(explain.command, ["jishan/startup-subsidy", "--out", str(out), *DAY])
    assert done.exit_code == 0, done.output
    assert out.read_text(encoding="utf-8").startswith(begins)
    assert "<svg" in out.read_text(encoding="utf-8")


def test_handbook_writes_html_and_refuses_other_endings(tmp_path: Path) -> None:
    """The handbook as a page; a name that ends otherwise is refused before anything is made."""
    out = tmp_path / "book.html"
    done = CliRunner().invoke(handbook.command, ["--region", "xiangfen", "--out", str(out), *DAY])
    assert done.exit_code == 0, done.output
    assert "就业政策" in out.read_text(encoding="utf-8")
    wrong = CliRunner().invoke(handbook.command, ["--region", "xiangfen", "--out", str(tmp_path / "book.doc"), *DAY])
    assert wrong.exit_code == 2
    assert not (tmp_path / "book.doc").exists()
