"""Charts of an evaluation as SVG text: accuracy by kind and noise, the calibration curve, the confusions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape

from bot.language.evaluate import Report, Share
from bot.language.pages import Pages

WIDTH = 640
_ROW = 22
_LEFT = 150
_INK, _BAR, _FAINT = "#222", "#2f6f9f", "#ddd"
_MOST = 14
"""Measures in the picture of confusions: those most often taken for another."""


def draw(report: Report) -> Pages:
    """The charts by file name."""
    kinds = {"全部": report.first, **report.by_kind}
    return {
        "accuracy.svg": _bars("首选正确", {**kinds, **{f"（{name}）": one for name, one in report.by_noise.items()}}),
        "calibration.svg": _curve(report.curve),
        "confusions.svg": _heat(report.confusions),
    }


def _svg(height: int, title: str, parts: Sequence[str]) -> str:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'font-family="sans-serif" font-size="12" fill="{_INK}">'
    )
    ground = f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>'
    return "\n".join(
        [head, f"<title>{escape(title)}</title>", ground, _text(12, 20, title, size=15), *parts, "</svg>\n"]
    )


def _text(x: float, y: float, words: str, *, size: int = 12, anchor: str = "start", turn: int = 0) -> str:
    turned = f' transform="rotate({turn} {x:.1f} {y:.1f})"' if turn else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}"{turned}>{escape(words)}</text>'


def _rect(x: float, y: float, width: float, height: float, colour: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{colour}"/>'


def _bars(title: str, shares: Mapping[str, Share]) -> str:
    parts = []
    room = WIDTH - _LEFT - 130
    for row, (name, share) in enumerate(shares.items()):
        top = 36 + row * _ROW
        parts += [
            _text(_LEFT - 8, top + 12, name, anchor="end"),
            _rect(_LEFT, top, room, _ROW - 8, _FAINT),
            _rect(_LEFT, top, room * share.percent / 100, _ROW - 8, _BAR),
            _text(_LEFT + room + 8, top + 12, str(share)),
        ]
    return _svg(48 + len(shares) * _ROW, title, parts)


def _curve(points: Sequence[tuple[float, float, int]]) -> str:
    """How often a score is right; on the diagonal a score means what it says. Dots are larger for more questions."""
    side, left, top = 400, 60, 40

    def at(score: float, right: float) -> tuple[float, float]:
        return left + side * score, top + side * (1 - right)

    parts = [_rect(left, top, side, side, "#f6f6f6")]
    for tenth in range(0, 11, 2):
        x, y = at(tenth / 10, 0)
        parts += [_text(x, y + 18, f"{tenth / 10:.1f}", anchor="middle")]
        parts += [_text(left - 8, at(0, tenth / 10)[1] + 4, f"{tenth / 10:.1f}", anchor="end")]
    low, high = at(0, 0), at(1, 1)
    parts.append(
        f'<line x1="{low[0]}" y1="{low[1]}" x2="{high[0]}" y2="{high[1]}" stroke="#999" stroke-dasharray="4"/>'
    )
    for score, right, count in points:
        x, y = at(score, right)
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{3 + min(count, 400) ** 0.5 / 2:.1f}" fill="{_BAR}"/>')
        parts.append(_text(x + 14, y + 14, str(count)))
    parts.append(_text(left + side / 2, top + side + 38, "把握", anchor="middle"))
    parts.append(_text(20, top + side / 2, "正确的比例", anchor="middle", turn=-90))
    return _svg(top + side + 56, "把握与正确", parts)


def _heat(confusions: Sequence[tuple[str, str, int]]) -> str:
    """Which measure is taken for which; the darker, the more often."""
    weights: Counter[str] = Counter()
    for said, heard, count in confusions:
        weights[said] += count
        weights[heard] += count
    names = sorted(name for name, _ in weights.most_common(_MOST))
    most = max((count for _, _, count in confusions), default=1)
    cell, left, top = 26, 230, 190
    parts = []
    for row, name in enumerate(names):
        parts.append(_text(left - 6, top + row * cell + 17, name, anchor="end"))
        parts.append(_text(left + row * cell + 16, top - 6, name, turn=-60))
    counts = {(said, heard): count for said, heard, count in confusions}
    for row, said in enumerate(names):
        for column, heard in enumerate(names):
            count = counts.get((said, heard), 0)
            x, y = left + column * cell, top + row * cell
            shade = 245 - int(190 * count / most)
            parts.append(_rect(x, y, cell - 2, cell - 2, f"rgb(245,{shade},{shade})"))
            if count:
                parts.append(_text(x + 12, y + 17, str(count), anchor="middle"))
    parts.append(_text(12, top - 6, "行：应是；列：听成"))
    return _svg(top + len(names) * cell + 20, "混淆", parts)
