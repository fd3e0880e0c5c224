"""Charts as SVG made here: columns and lines over days or weeks, bars of rows. Colours come from the style sheet."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

WIDTH, HEIGHT = 560, 200
LEFT, BOTTOM, TOP = 46, 26, 14
BAR = 160
LABELS = 9
"""Labels along the days at most."""


def nice(top: int) -> int:
    """A round number not below the largest value: 1, 2 or 5 times a power of ten."""
    step = 1
    while True:
        for factor in (1, 2, 5):
            if factor * step >= top:
                return max(factor * step, 1)
        step *= 10


def columns(label: str, days: Sequence[str], series: Sequence[tuple[str, Sequence[int]]]) -> str:
    """Stacked columns, one for each day. label: what a screen reader says. series: (name, value of each day).

    days: 2026-11-20, or what begins with such a day and goes on; below the columns stand month and day.
    """
    top = nice(max((sum(values[at] for _, values in series) for at in range(len(days))), default=0))
    plot = HEIGHT - BOTTOM - TOP
    step = (WIDTH - LEFT) / max(len(days), 1)
    parts = [_grid(top, plot)]
    for at, day in enumerate(days):
        x, y = LEFT + at * step + step * 0.12, float(HEIGHT - BOTTOM)
        for number, (name, values) in enumerate(series):
            if values[at]:
                high = plot * values[at] / top
                y -= high
                place = f'x="{x:.1f}" y="{y:.1f}" width="{step * 0.76:.1f}" height="{high:.1f}"'
                title = f"<title>{escape(day)} {escape(name)} {values[at]}</title>"
                parts.append(f'<rect class="series-{number}" {place}>{title}</rect>')
    parts.append(_days(days, step))
    return _svg(label, WIDTH, HEIGHT, parts)


def _grid(top: int, plot: int, unit: str = "") -> str:
    lines = []
    for share in (0.0, 0.5, 1.0):
        value = top * share
        if value != int(value):
            continue
        y = HEIGHT - BOTTOM - plot * share
        lines.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH}" y1="{y:.1f}" y2="{y:.1f}"/>')
        lines.append(f'<text class="scale" x="{LEFT - 6}" y="{y + 4:.1f}">{int(value)}{unit}</text>')
    return "".join(lines)


def lines(label: str, days: Sequence[str], series: Sequence[tuple[str, Sequence[float | None]]]) -> str:
    """One line for each series of percentages; a day without a value (None) breaks the line."""
    top = nice(math.ceil(max((value for _, values in series for value in values if value), default=0)))
    plot = HEIGHT - BOTTOM - TOP
    step = (WIDTH - LEFT) / max(len(days), 1)
    parts = [_grid(top, plot, "%")]
    for number, (name, values) in enumerate(series):
        points = [
            (LEFT + (at + 0.5) * step, HEIGHT - BOTTOM - plot * value / top, days[at], value)
            for at, value in enumerate(values)
            if value is not None
        ]
        path = " ".join(f"{'L' if at else 'M'}{x:.1f} {y:.1f}" for at, (x, y, _, _) in enumerate(points))
        parts.append(f'<path class="line-{number}" d="{path}"/>' if len(points) > 1 else "")
        for x, y, day, value in points:
            title = f"<title>{escape(day)} {escape(name)} {value:.1f}%</title>"
            parts.append(f'<circle class="dot-{number}" cx="{x:.1f}" cy="{y:.1f}" r="3">{title}</circle>')
    parts.append(_days(days, step))
    return _svg(label, WIDTH, HEIGHT, parts)


def _days(days: Sequence[str], step: float) -> str:
    every = len(days) // LABELS + 1
    return "".join(
        f'<text class="mark" x="{LEFT + (at + 0.5) * step:.1f}" y="{HEIGHT - 8}">{escape(day[5:10])}</text>'
        for at, day in enumerate(days)
        if at % every == 0
    )


def bar(share: float) -> str:
    """One horizontal bar for a row of a table that says the number itself; share of the longest, 0 to 1."""
    wide = max(1.0, BAR * share)
    box = f'<rect class="series-0" width="{wide:.1f}" height="10" rx="2"/>'
    return f'<svg class="bar-of" viewBox="0 0 {BAR} 10" aria-hidden="true">{box}</svg>'


def _svg(label: str, width: int, height: int, parts: Sequence[str]) -> str:
    return f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{escape(label)}">{"".join(parts)}</svg>'
