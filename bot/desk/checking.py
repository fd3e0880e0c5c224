"""Every check of the content, those that need the templates and the sources included."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from bot.content.load import load_content
from bot.content.sources import check_sources
from bot.content.templates import check_templates
from bot.eligibility.flaws import find_flaws
from bot.eligibility.flaws_cases import case_flaws
from bot.model.errors import BadInput
from bot.model.named import region_named
from bot.model.problems import Problem, Severity
from bot.replying.contract import DECLARED, NEEDED
from bot.replying.environment import taken_in, undeclared, written


def read_sources(folder: Path) -> Mapping[str, str]:
    """Stored texts of the documents by file name, as the two editors of Windows save them. Raises BadInput."""
    return {path.name: _read(path) for path in sorted(folder.glob("*.txt"))}


def _read(path: Path) -> str:
    data = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        with contextlib.suppress(UnicodeDecodeError):
            return data.decode(encoding)
    raise BadInput(f"{path} 读不成文字：另存为「UTF-8」的文本文件（.txt）再试")


def check_files(
    files: Mapping[str, bytes], sources: Mapping[str, str] | None, on: date, region: str | None = None
) -> tuple[Problem, ...]:
    """All problems, in the order of files and lines; flaws of logic are looked for as of a day.

    region: reminders of this region's files only, and only its documents held against the sources; errors of others
    are told all the same, as nothing can be used while there are any. Raises UnknownName.
    """
    content, problems = load_content(files)
    if region is not None and content is not None:
        region_named(region, content.regions)
    found = list(problems)
    if content is not None:
        found.extend(template_problems(content.replies))
        found.extend(find_flaws(content, on))
        found.extend(case_flaws(content, on))
        if sources is not None:
            found.extend(check_sources(content, sources, region))
    return tuple(sorted({one for one in found if region is None or _concerns(one, region)}))


def template_problems(replies: Mapping[str, str]) -> tuple[Problem, ...]:
    """What is wrong with the wordings, by what the program gives them and asks of them."""
    return check_templates(replies, DECLARED, undeclared, taken_in, NEEDED, written)


def _concerns(problem: Problem, region: str) -> bool:
    """Whether whoever works on a region has to see this."""
    return problem.severity is Severity.ERROR or problem.place.path.startswith(f"knowledge/{region}/")
