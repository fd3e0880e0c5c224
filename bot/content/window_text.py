"""Holds what a policy says about its end against its 有效: a sentence must not name another day."""

from __future__ import annotations

from bot.content.figures import figures, squeeze
from bot.content.shelf import Shelf
from bot.model.documents import Document
from bot.model.policies import Benefit, Statement, Validity

ABOUT_END = "until"


def check_window_text(
    own: Validity | None,
    document: Document,
    benefits: tuple[Benefit, ...],
    statements: tuple[Statement, ...],
    shelf: Shelf,
) -> None:
    """Note every full date in the statements about the end that is not an end or a start of the policy or its amounts.

    Only for a policy with a window of its own: others may tell the windows of their neighbours.
    """
    if own is None:
        return
    inner = [*(benefit.validity for benefit in benefits), *(statement.validity for statement in statements)]
    windows = [own, *(window for window in inner if window is not None)]
    known = {document.start, document.published, document.end}
    known |= {day for window in windows for day in (window.start, window.end)}
    allowed = {(day.year, day.month, day.day) for day in known if day is not None}
    for statement in statements:
        for figure in figures(squeeze(statement.text)[0]):
            if figure.kind == "date" and None not in figure.day and figure.day not in allowed:
                message = f"「{figure.words}」与「有效」写的 {own.start} 至 {own.end or '没有止'} 不一致"
                shelf.findings.add("E-WINDOW", statement.place, "内容", message, "两处改成一样")
