"""Accuracy of the understanding on labelled questions, as text and as figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.desk.talk import Snapshot
from bot.language.evaluate import Question, evaluate, report_text
from bot.model.errors import BadFacts

Json = dict[str, object]


def read_questions(rows: Sequence[Mapping[str, object]]) -> tuple[Question, ...]:
    """Labelled questions from JSON rows. Raises BadFacts naming the row that cannot be used."""
    found: list[Question] = []
    for number, row in enumerate(rows, 1):
        labels = row.get("labels")
        text = row.get("text")
        if not isinstance(text, str) or not isinstance(labels, list) or not labels:
            raise BadFacts(f'第{number}行缺 text 或 labels：每行写成 {{"text": …, "labels": [事项代号]}}')
        noise = row.get("noise")
        found.append(
            Question(
                id=str(row.get("id", number)),
                text=text,
                labels=tuple(str(label) for label in labels),
                kind=str(row.get("kind", "single")),
                noise=tuple(str(tag) for tag in noise) if isinstance(noise, list) else (),
            )
        )
    return tuple(found)


def evaluate_file(snapshot: Snapshot, rows: Sequence[Mapping[str, object]]) -> tuple[str, Json]:
    """The report for people and the main figures for programs."""
    report = evaluate(snapshot.library.understander, read_questions(rows))
    figures: Json = {
        name: {"percent": round(share.percent, 2), "hits": share.hits, "of": share.of}
        for name, share in (
            ("first", report.first),
            ("any", report.any),
            ("wrong", report.wrong),
            ("refused", report.refused),
            ("outside", report.outside),
            ("chosen", report.chosen),
        )
    }
    return report_text(report), figures
