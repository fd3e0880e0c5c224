"""What is wrong with the content, where, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error keeps a library from going live; a warning does not."""

    ERROR = "错误"
    WARNING = "提醒"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in a content file; line and column count from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding: place, check code, what is wrong, how to write it instead."""

    place: Place
    code: str
    field: str
    message: str
    remedy: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        where = f"「{self.field}」" if self.field else ""
        return f"{self.place}: [{self.severity}] {where}{self.message}。改法：{self.remedy}（{self.code}）"
