"""What the figures show: counts under names people know, each as a chart or ranking and as rows for a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.console.charts import columns, lines
from bot.model.library import Content
from bot.replying.views import VERDICTS
from bot.storage.tally import CHOICE, Counts, Day, merged

ACTS = {
    "answer": "回答",
    "verdict": "结论",
    "screen": "筛查",
    "ask": "追问",
    "choose": "让选",
    "chitchat": "寒暄",
    "command": "命令",
    "handoff": "转人工",
    "fallback": "没听懂",
}
ANSWERED = ("answer", "verdict", "screen")
RATES = {"转人工": "handoff", "没听懂": "fallback"}
REFUSED, BESIDE = "都不是", "答非所问"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table; drill: the query that narrows the figures to it, "" where there is none."""

    name: str
    values: tuple[str, ...]
    share: float = 0.0
    drill: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """One chart (svg) or ranking (svg ""): key in addresses, title, heads of the table, its rows, a word about it."""

    key: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    svg: str = ""
    legend: tuple[str, ...] = ()
    note: str = ""


def over_time(counts: Counts, *, weekly: bool = False) -> tuple[Shown, ...]:
    """The charts over days, or over weeks."""
    days = _weeks(counts) if weekly else [(day.isoformat(), found) for day, found in counts.days.items()]
    each = "每周" if weekly else "每天"
    return (
        _stacked("acts", f"{each}的回答，按种类", days, {shown: _act(act) for act, shown in ACTS.items()}),
        _stacked("talks", f"{each}的对话", days, {"对话": lambda day: day.talks}),
        _stacked("verdicts", f"{each}的结论", days, {shown: _verdict(key) for key, shown in VERDICTS.items()}),
        _rates(f"没答好的比例，{each}", days),
    )


def _weeks(counts: Counts) -> list[tuple[str, Day]]:
    """The weeks from Monday to Sunday; of the first and last only the days that were counted, as their names say."""
    found: dict[date, list[date]] = {}
    for day in counts.days:
        found.setdefault(day - timedelta(days=day.weekday()), []).append(day)
    return [
        (f"{days[0].isoformat()}至{days[-1]:%m-%d}", merged(counts.days[day] for day in days))
        for days in found.values()
    ]


def rankings(counts: Counts, content: Content) -> tuple[Shown, ...]:
    """What is counted by name, the most frequent first."""
    measures = {slug: measure.name for slug, measure in content.intents.measures.items()}
    regions = {slug: region.name for slug, region in content.regions.items()} | {"": "没有说"}
    return (
        _ranked("measures", "问得最多的事项", counts.measures, measures, "measure"),
        _ranked("regions", "地区", counts.regions, regions, "region"),
        _questions(counts),
        _ranked("stopped", "问到一半就走了的事项", counts.stopped, measures, "measure"),
        _ranked("misled", "被说答非所问的事项", counts.misled, measures, "measure"),
        _ranked("outcomes", "结论", counts.verdicts, VERDICTS, ""),
    )


def percent(part: int, whole: int) -> str:
    """A share for people; "" of nothing."""
    return f"{100 * part / whole:.1f}%" if whole else ""


def _act(act: str) -> Callable[[Day], int]:
    return lambda day: day.acts[act]


def _verdict(key: str) -> Callable[[Day], int]:
    return lambda day: day.verdicts[key]


def _stacked(key: str, title: str, days: Sequence[tuple[str, Day]], read: Mapping[str, Callable[[Day], int]]) -> Shown:
    values = [(name, [count(day) for _, day in days]) for name, count in read.items()]
    svg = columns(title, [name for name, _ in days], values)
    people = ("人数",) if key == "talks" else ()
    rows = tuple(
        Row(name, (*(str(found[at]) for _, found in values), *(str(len(day.people)) for _ in people)))
        for at, (name, day) in enumerate(days)
    )
    legend = tuple(read) if len(read) > 1 else ()
    return Shown(key, title, ("日期", *read, *people), rows, svg, legend)


def _shares(day: Day) -> tuple[tuple[int, int], ...]:
    """Handed over and not understood of all messages, 都不是 of the choices, 答非所问 of the answers."""
    whole = day.acts.total()
    given = sum(day.acts[act] for act in ANSWERED)
    parts = tuple((day.acts[act], whole) for act in RATES.values())
    return (*parts, (day.refused, day.acts["choose"]), (day.beside, given))


def _rates(title: str, days: Sequence[tuple[str, Day]]) -> Shown:
    names = (*RATES, REFUSED, BESIDE)
    shares = [_shares(day) for _, day in days]
    series = [
        (name, [100 * one[at][0] / one[at][1] if one[at][1] else None for one in shares])
        for at, name in enumerate(names)
    ]
    svg = lines(title, [name for name, _ in days], series)
    heads = tuple(word for name in names for word in (name, f"{name}%"))
    rows = tuple(
        Row(name, tuple(word for part, whole in found for word in (str(part), percent(part, whole))))
        for (name, _), found in zip(days, shares, strict=True)
    )
    note = "转人工、没听懂：占消息；都不是：占让选；答非所问：占回答、结论和筛查。"
    return Shown("rates", title, ("日期", *heads), rows, svg, names, note)


def _ranked(key: str, title: str, found: Counter[str], names: Mapping[str, str], drill: str) -> Shown:
    top = max(found.values(), default=1)
    rows = tuple(
        Row(names.get(slug, slug), (str(value),), value / top, f"{drill}={slug}" if drill and slug else "")
        for slug, value in found.most_common()
    )
    return Shown(key, title, ("名称", "次数"), rows)


def _questions(counts: Counts) -> Shown:
    """Where people leave: the question that was open when they said nothing more."""
    top = max(counts.left.values(), default=1)
    rows = tuple(
        Row(
            "选是哪一项" if question == CHOICE else question,
            (str(left), str(counts.asked[question]), percent(left, counts.asked[question])),
            left / top,
        )
        for question, left in counts.left.most_common()
    )
    note = (
        "问了这一句，群众就再没有回的对话。道了谢、说了再见或知道了才走的，转了人工的，"
        "答完顺带问一句没接着说的，都不算。比例高的，看看问法是不是难懂、能不能晚点再问。"
    )
    return Shown("questions", "走在哪一问", ("问的", "走了", "问过", "比例"), rows, note=note)
