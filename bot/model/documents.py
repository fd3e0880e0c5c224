"""Documents, their clauses, and citations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.model.problems import Place


@dataclass(frozen=True, slots=True)
class Cite:
    """A clause of a document, as it is printed: 稷政办发〔2023〕24号 第（四）条."""

    document: str
    clause: str

    def __str__(self) -> str:
        return f"{self.document} {self.clause}"


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered clause; start and stop are the first words of it and of what follows in the stored text."""

    key: str
    title: str
    start: str
    stop: str
    place: Place


@dataclass(frozen=True, slots=True)
class Document:
    """An official document, or a newspaper page (kind 报道) that grants nothing."""

    number: str
    title: str
    kind: str
    issuer: str
    published: date
    start: date
    end: date | None
    source: str
    place: Place
    clauses: Mapping[str, Clause]
    year: int
    region: str
    explainer: str = ""
    end_cite: str = ""
    based_on: tuple[str, ...] = ()
    note: str = ""


Documents = Mapping[str, Document]
