"""Collects problems while files are read, so that all of them are reported at once."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from bot.content.codes import CODES
from bot.model.claims import Claim
from bot.model.problems import Place, Problem, Severity


class Findings:
    """What reading found: problems, and the claims to be held against the sources."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.claims: list[Claim] = []

    def add(self, code: str, place: Place, field: str, message: str, remedy: str) -> None:
        """Note one problem; its severity follows from the first letter of the code."""
        if code not in CODES:
            raise KeyError(code)
        severity = Severity.WARNING if code.startswith("W-") else Severity.ERROR
        self.problems.append(Problem(place, code, field, message, remedy, severity))

    @property
    def failed(self) -> bool:
        """Whether any problem is an error."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    def sorted(self) -> tuple[Problem, ...]:
        """All problems once each, in the order of files and lines."""
        return tuple(sorted(set(self.problems)))


def nearest(word: str, known: Iterable[str]) -> str:
    """The remedy that names the closest known word, or lists the known ones when none is close."""
    names = sorted(set(known))
    close = difflib.get_close_matches(word, names, n=1, cutoff=0.45)
    if close:
        return f"最接近的是「{close[0]}」"
    shown = "、".join(names[:12])
    return f"可用的有：{shown}{' 等' if len(names) > 12 else ''}" if names else "先登记再使用"
