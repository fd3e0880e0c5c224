"""Differences as officers read them, as JSON, and as the changelog of each region."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass

from bot.desk.differing_change import ADDED, ALTERED, ENDED, REMOVED, Change
from bot.desk.differing_replies import ReplyChange
from bot.desk.differing_talks import TalkChange
from bot.model.places import Regions

_GONE_OR_COME = re.compile(r"[增减](?:\d+：| )")
"""Both sides say what went and what came, not what stood and stands there."""
COMMON = "各地共用"
WIDE = 120
"""Characters of a reply that are shown of a conversation."""
LINES = 8
"""Lines of a reply that are shown of each side."""
LISTS = ("地区", "文件", "事实", "政策")
LIST = 30
"""From this length on, in characters, only the difference of two lists is shown."""


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs. talks: None when no conversation was played."""

    changes: tuple[Change, ...]
    replies: tuple[ReplyChange, ...]
    talks: tuple[TalkChange, ...] | None

    def within(self, region: str) -> Difference:
        """What belongs to one region; what all regions share stays out, conversations stay in."""
        changes = tuple(one for one in self.changes if one.region == region)
        return Difference(changes, tuple(one for one in self.replies if one.region == region), self.talks)


def as_json(found: Difference) -> dict[str, object]:
    """Differences as plain values."""
    talks = [{**asdict(one), "place": str(one.place)} for one in found.talks or ()]
    return {
        "changes": [asdict(one) for one in found.changes],
        "replies": [asdict(one) for one in found.replies],
        "transcripts": None if found.talks is None else talks,
    }


def as_text(found: Difference, regions: Regions) -> str:
    """Differences by region, then the replies and conversations that change."""
    lines: list[str] = []
    for slug in sorted({one.region for one in found.changes}):
        lines += ["", f"【{regions[slug].name if slug in regions else slug or COMMON}】"]
        lines += [f"  {_line(one)}" for one in found.changes if one.region == slug]
    lines += ["", f"【回答】{len(found.replies)} 个事项的回答变了" if found.replies else "【回答】没有变"]
    for reply in found.replies:
        lines.append(f"  {reply.place} {reply.name}：{'、'.join(reply.aspects)}")
        lines += [*_side("原", reply.gone), *_side("现", reply.come)]
    lines += ["", *_talk_lines(found.talks)]
    return "\n".join(lines).lstrip("\n")


def _side(side: str, said: tuple[str, ...]) -> Iterator[str]:
    """The first of the lines said; the JSON has them all."""
    yield from (f"    {side}：{line}" for line in said[:LINES])
    if len(said) > LINES:
        yield f"    {side}：……还有 {len(said) - LINES} 行"


def _sides(change: Change) -> tuple[str, str]:
    """What stood and stands there; of long lists only what went and came."""
    before, after = change.before, change.after
    if change.kind not in LISTS or min(len(before), len(after)) < LIST or "、" not in before or "、" not in after:
        return before, after
    was, now = before.split("、"), after.split("、")
    gone, come = ([one for one in these if one not in others] for these, others in ((was, now), (now, was)))
    if not gone and not come:
        return before, after
    return f"减 {'、'.join(gone)}" if gone else "", f"增 {'、'.join(come)}" if come else ""


def _line(change: Change) -> str:
    """One difference in one line."""
    field = f"「{change.field}」" if change.field else ""
    cite = f"（{change.cite}）" if change.cite and change.cite not in change.before + change.after else ""
    head = f"{change.label}{field}" if change.what == ALTERED else f"{change.what}{change.kind} {change.label}{field}"
    before, after = _sides(change)
    if change.what != ALTERED:
        told = after or before
        return f"{head}：{told}{cite}" if told else head + cite
    if _GONE_OR_COME.match(before or after):
        return f"{head}：{'；'.join(filter(None, (before, after)))}"
    return f"{head}：{before or '（空）'} → {after or '（空）'}{cite}" if before or after else head + cite


def _talk_lines(talks: Sequence[TalkChange] | None) -> Iterator[str]:
    if talks is None:
        yield "【对话】没有回放"
        return
    yield f"【对话】{len(talks)} 段走得不一样" if talks else "【对话】没有一段受影响"
    for one in talks:
        mark = "，现在不合要求" if one.breaks else "，现在合要求了" if one.mends else ""
        yield f"  {one.name}（{one.place}）：{one.what}{mark}"
        yield f"    说：{one.said}"
        yield from (f"    {side}：{_short(text)}" for side, text in (("原", one.came), ("现", one.comes)))


def _short(text: str) -> str:
    flat = text.replace("\n", " / ")
    return flat if len(flat) <= WIDE else flat[:WIDE] + "…"


SECTIONS = ((ADDED, "新增"), (ALTERED, "改动"), (ENDED, "到期"), (REMOVED, "删去"))
LOGGED = ("文件", "政策", "期限", "金额", "条件", "说明")
"""What citizens can notice; questions, cases and ways to ask are not in the changelog of a region."""


def changelog(changes: Iterable[Change], regions: Regions, day: str) -> str:
    """Markdown with a section for each region: what was added, changed, ended, by which clause, for which period."""
    kept = [one for one in changes if one.region and one.kind in LOGGED]
    parts: list[str] = []
    for slug in sorted({one.region for one in kept}):
        parts += [f"## {regions[slug].name if slug in regions else slug}", "", f"### {day}", ""]
        for what, title in SECTIONS:
            lines = [_entry(one) for one in kept if (one.region, section(one)) == (slug, what)]
            if lines:
                parts += [f"**{title}**", "", *dict.fromkeys(lines), ""]
    return "\n".join(parts)


def section(change: Change) -> str:
    """Where a difference stands in the changelog: a part that came or went changes its policy."""
    return change.what if change.kind in ("文件", "政策") else ALTERED


def _entry(change: Change) -> str:
    if change.kind == "文件" and change.what != ALTERED:
        return f"- {change.label} {change.key}"
    if change.what in (ADDED, REMOVED, ENDED) and change.kind == "政策":
        return f"- {change.label}：{change.cite}，有效期 {change.after}"
    return f"- {_line(change)}"
