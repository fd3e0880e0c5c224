"""Charts as SVG made here: stacked columns over days, and bars by name. Colours come from the style sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

WIDTH, HEIGHT = 720, 220
LEFT, BOTTOM, TOP = 40, 26, 12
ROW = 26
NAMES = 190
LABELS = 12
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
    """Stacked columns, one for each day. label: what a screen reader says. series: (name, value of each day)."""
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
        if at % (len(days) // LABELS + 1) == 0:
            middle = LEFT + (at + 0.5) * step
            parts.append(f'<text class="mark" x="{middle:.1f}" y="{HEIGHT - 8}">{escape(day[5:])}</text>')
    return _svg(label, WIDTH, HEIGHT, parts)


def _grid(top: int, plot: int) -> str:
    lines = []
    for share in (0.0, 0.5, 1.0):
        value = top * share
        if value != int(value):
            continue
        y = HEIGHT - BOTTOM - plot * share
        lines.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH}" y1="{y:.1f}" y2="{y:.1f}"/>')
        lines.append(f'<text class="scale" x="{LEFT - 6}" y="{y + 4:.1f}">{int(value)}</text>')
    return "".join(lines)


def bars(label: str, counts: Mapping[str, int]) -> str:
    """One horizontal bar for each name, in the order given."""
    top = max(counts.values(), default=1) or 1
    parts = []
    for at, (name, value) in enumerate(counts.items()):
        y = at * ROW
        wide = (WIDTH - NAMES - 60) * value / top
        parts.append(f'<text class="name" x="{NAMES - 8}" y="{y + 18}">{escape(name)}</text>')
        parts.append(f'<rect class="series-0" x="{NAMES}" y="{y + 5}" width="{wide:.1f}" height="{ROW - 9}"/>')
        parts.append(f'<text class="value" x="{NAMES + wide + 6:.1f}" y="{y + 18}">{value}</text>')
    return _svg(label, WIDTH, max(len(counts), 1) * ROW, parts)


def _svg(label: str, width: int, height: int, parts: Sequence[str]) -> str:
    return f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{escape(label)}">{"".join(parts)}</svg>'
