"""Every check of the content, those that need the templates and the sources included."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from bot.content.load import load_content
from bot.content.sources import check_sources
from bot.content.templates import check_templates
from bot.eligibility.flaws import find_flaws
from bot.eligibility.flaws_cases import case_flaws
from bot.model.problems import Problem
from bot.replying.contract import DECLARED
from bot.replying.environment import undeclared


def read_sources(folder: Path) -> Mapping[str, str]:
    """Stored texts of the documents by file name."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))}


def check_files(files: Mapping[str, bytes], sources: Mapping[str, str] | None, on: date) -> tuple[Problem, ...]:
    """All problems, in the order of files and lines; flaws of logic are looked for as of a day."""
    content, problems = load_content(files)
    found = list(problems)
    if content is not None:
        found.extend(check_templates(content.replies, DECLARED, undeclared))
        found.extend(find_flaws(content, on))
        found.extend(case_flaws(content, on))
        if sources is not None:
            found.extend(check_sources(content, sources))
    return tuple(sorted(set(found)))
