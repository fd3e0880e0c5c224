"""Accuracy of the understanding on labelled questions, as text and as figures; and thresholds from them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.content.calibration_text import PATH, calibration_text
from bot.content.findings import nearest
from bot.desk.given import Fields, read_fields
from bot.desk.talk import Snapshot
from bot.language.calibrate import calibrate
from bot.language.evaluate import Question, Report, Share, evaluate, report_text
from bot.language.pages import Left, Loss, Pages, left_text, loss_text
from bot.language.perturb import breaking, left_out, losses, spoilers, unseen
from bot.language.spoken_names import spoken
from bot.language.understand import Reader
from bot.model.errors import BadFacts, BadInput

Json = dict[str, object]
LINE = '每行写成 {"text": "…", "labels": ["事项代号"]}'


def read_questions(name: str, data: bytes, measures: Collection[str] = ()) -> tuple[Question, ...]:
    """Labelled questions of a file of JSON lines. measures: the labels there are, none to take any.

    Raises BadFacts naming the file, the line, what is wrong in it and how to write it.
    """
    found: list[Question] = []
    for number, line in enumerate(data.splitlines(), 1):
        if not line.strip():
            continue
        try:
            found.append(_question(read_fields(line), number, measures))
        except BadInput as error:
            raise BadFacts(f"{name} 第{number}行不能用：{error}") from error
    if not found:
        raise BadFacts(f"{name} 里一道题也没有：{LINE}")
    return tuple(found)


def _question(row: Fields, number: int, measures: Collection[str]) -> Question:
    """One labelled question. Raises BadInput."""
    labels, text, noise = row.get("labels"), row.get("text"), row.get("noise")
    if not isinstance(text, str) or not isinstance(labels, list) or not labels:
        raise BadInput(f"缺 text 或 labels，{LINE}")
    unknown = [str(label) for label in labels if measures and label not in measures]
    if unknown:
        raise BadInput(f"labels 里的「{unknown[0]}」不是事项代号，{nearest(unknown[0], measures)}")
    return Question(
        id=str(row.get("id", number)),
        text=text,
        labels=tuple(str(label) for label in labels),
        kind=str(row.get("kind", "single")),
        noise=tuple(str(tag) for tag in noise) if isinstance(noise, list) else (),
    )


def evaluate_questions(snapshot: Snapshot, questions: Sequence[Question]) -> tuple[str, Json, Report]:
    """The report for people, the main figures for programs, and all there is to draw."""
    report = evaluate(snapshot.library.understander, questions)
    figures: Json = {
        name: _share(share)
        for name, share in (
            ("first", report.first),
            ("any", report.any),
            ("wrong", report.wrong),
            ("refused", report.refused),
            ("outside", report.outside),
            ("chosen", report.chosen),
            ("all_found", report.all_found),
        )
    }
    figures["by_kind"] = {kind: _share(share) for kind, share in report.by_kind.items()}
    figures["by_noise"] = {noise: _share(share) for noise, share in report.by_noise.items()}
    figures["curve"] = [{"score": score, "right": right, "count": count} for score, right, count in report.curve]
    figures["confusions"] = [{"label": said, "read_as": heard, "count": n} for said, heard, n in report.confusions]
    names = {slug: measure.short for slug, measure in snapshot.library.content.intents.measures.items()}
    told = spoken(report, names)
    return report_text(told), figures, told


def _share(share: Share) -> Json:
    return {"percent": round(share.percent, 2), "hits": share.hits, "of": share.of}


def calibrated(snapshot: Snapshot, questions: Sequence[Question]) -> tuple[str, str]:
    """The path and text of the thresholds that cost least on these questions, and on as many unseen examples."""
    reader = _reader(snapshot)
    more = unseen(snapshot.library.content.intents, reader.normalise, reader.matcher.features, questions)
    return PATH, calibration_text(calibrate(reader, questions, more))


def perturbed(snapshot: Snapshot, questions: Sequence[Question]) -> tuple[str, Json]:
    """What each kind of mistake costs on these questions, and the examples that it breaks."""
    reader = _reader(snapshot)
    intents = snapshot.library.content.intents
    ways = spoilers(reader.matcher.sounds, intents.lexicon.fillers)
    lost: tuple[Loss, ...] = losses(reader.matcher, reader.normalise, questions, ways)
    broken = breaking(reader.matcher, reader.normalise, intents, ways)
    figures: Json = {
        "loss": [{"how": one.how, "plain": one.plain, "spoiled": one.spoiled, "of": one.of} for one in lost],
        "broken": [
            {
                "how": one.how,
                "measure": one.measure,
                "example": one.example,
                "spoiled": one.spoiled,
                "read_as": one.heard,
            }
            for one in broken
        ],
    }
    return loss_text(lost, broken), figures


def unlike(snapshot: Snapshot) -> tuple[str, Json]:
    """Examples that are misread when they are left out of training: they resemble those of another measure."""
    intents = snapshot.library.content.intents
    found: Left = left_out(intents, _reader(snapshot).normalise, _reader(snapshot).matcher.features)
    figures: Json = {
        "of": found.of,
        "misread": [{"label": one.label, "example": one.words, "read_as": heard} for one, heard in found.wrong],
    }
    return left_text(found), figures


def charts(report: Report) -> Pages:
    """The charts of a report, by file name."""
    from bot.language.charts import draw

    return draw(report)


def _reader(snapshot: Snapshot) -> Reader:
    reader = snapshot.library.understander
    if not isinstance(reader, Reader):
        raise TypeError(reader)
    return reader
