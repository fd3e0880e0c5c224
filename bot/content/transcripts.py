"""Reads transcripts with the same strict reader as all content."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.content.fields_transcripts import ACTS
from bot.content.findings import Findings
from bot.content.records import Record, read_shape
from bot.content.shapes import ListOf, Part
from bot.content.yaml_nodes import read_yaml
from bot.model.problems import Problem
from bot.model.transcripts import Exchange, Expected, Transcript

SHAPE = ListOf(Part("会话"))


def read_transcripts(files: Mapping[str, bytes]) -> tuple[tuple[Transcript, ...], tuple[Problem, ...]]:
    """All transcripts of these files by path, and every problem in them."""
    findings = Findings()
    found: list[Transcript] = []
    for path, data in sorted(files.items()):
        node = read_yaml(path, data, findings)
        item = read_shape(SHAPE, node, "会话", findings) if node is not None else None
        parts = item.value if item is not None and isinstance(item.value, tuple) else ()
        found.extend(_transcript(part.value) for part in parts if isinstance(part.value, Record))
    return tuple(found), findings.sorted()


def _transcript(record: Record) -> Transcript:
    return Transcript(
        name=record.text("名称"),
        on=record.get("日期", date) or date.min,
        exchanges=tuple(_exchange(part) for part in record.parts("对话")),
        place=record.place,
        region=record.text("地区") or None,
    )


def _exchange(record: Record) -> Exchange:
    expected = Expected(
        act=ACTS.get(record.text("动作"), ""),
        measures=record.texts("事项"),
        region=record.text("地区"),
        verdicts={name: str(item.value) for name, item in record.map("结论")},
        asks=record.get("问", str),
        has=record.texts("包含"),
        lacks=record.texts("不含"),
    )
    return Exchange(record.text("说"), expected, record.place)
