"""What has been read so far and is looked up while the rest is built."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.content.findings import Findings, nearest
from bot.content.records import Item, Record
from bot.content.yaml_nodes import Scalar
from bot.model.claims import Claim
from bot.model.documents import Cite, Document
from bot.model.facts import Facts
from bot.model.intents import Measure
from bot.model.places import Region
from bot.model.problems import Place


@dataclass(slots=True)
class Shelf:
    """Names that may be referred to. aspects: Chinese name -> slug. paths: all files, also those that failed."""

    findings: Findings
    regions: Mapping[str, Region] = field(default_factory=dict)
    documents: Mapping[str, Document] = field(default_factory=dict)
    facts: Facts = field(default_factory=lambda: Facts({}))
    measures: Mapping[str, Measure] = field(default_factory=dict)
    aspects: Mapping[str, str] = field(default_factory=dict)
    used_facts: set[str] = field(default_factory=set)
    paths: frozenset[str] = frozenset()

    def fact_name(self, name: str, place: Place, key: str) -> str:
        """The canonical name of a fact; an unknown one is a problem and is returned as it is."""
        fact = self.facts.find(name)
        if fact is None:
            remedy = self._as_option(name) or nearest(name, self.facts.by_name)
            self.findings.add("E-UNKNOWN-FACT", place, key, f"没有登记「{name}」这个事实", remedy)
            return name
        self.used_facts.add(fact.name)
        return fact.name

    def _as_option(self, name: str) -> str:
        """How to write it when the name is an answer to a fact, as officers often take it for a fact itself."""
        for fact in self.facts.by_name.values():
            if any(name in (option.value, option.text) for option in fact.options):
                return f"它是「{fact.name}」的一个选项，写成 事实: {fact.name}, 是: {name}"
        return ""

    def cite(self, document: str, record: Record, default: str, key: str = "依据") -> Cite:
        """The clause a record cites, or the default when it cites none of its own; checks that the clause exists."""
        clause = record.text(key)
        if clause:
            self.check_clause(document, clause, record.place_of(key), key)
        return Cite(document, clause or default)

    def check_clause(self, document: str, clause: str, place: Place, key: str) -> None:
        """Note a clause that the document does not have; an unknown document was noted where it is named."""
        known = self.documents.get(document)
        if known is not None and clause not in known.clauses:
            remedy = nearest(clause, known.clauses)
            self.findings.add("E-UNKNOWN-CLAUSE", place, key, f"{document} 没有登记「{clause}」这一条", remedy)

    def claim(self, kind: str, item: Item | None, cite: Cite, key: str, words: str = "") -> None:
        """Keep a scalar for the check against the sources."""
        if item is None:
            return
        scalar = item.scalar or Scalar(str(item.value), item.place)
        kept = words or scalar.text.strip()
        self.findings.claims.append(Claim(kind, kept, cite, scalar.place, key, scalar.inline))
