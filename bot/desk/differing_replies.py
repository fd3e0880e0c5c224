"""Which replies differ between two versions of the content: every aspect of every policy touched, put into words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.desk.differing_change import Change
from bot.desk.differing_source import unusable
from bot.eligibility.engine import ExactEngine
from bot.model.copying import replace
from bot.model.decisions import Say
from bot.model.library import Content
from bot.replying.render import Replier

DEFAULT = "_default/"
SHARED = "_shared/"


@dataclass(frozen=True, slots=True)
class ReplyChange:
    """Replies about one measure of one region that now read otherwise.

    aspects: names of the sides asked about. gone, come: the lines that are no longer said, and those now said.
    """

    region: str
    measure: str
    place: str
    name: str
    aspects: tuple[str, ...]
    gone: tuple[str, ...]
    come: tuple[str, ...]


class Speaker:
    """Says what one version answers to somebody of whom nothing is known."""

    def __init__(self, content: Content, on: date) -> None:
        self._content = content
        self._on = on
        self._replier = Replier(content)
        self._engine = ExactEngine(content)

    def lines(self, region: str, measure: str, aspect: str) -> tuple[str, ...]:
        """The lines of the reply about an aspect; none where there is no such policy, aspect or wording."""
        template = DEFAULT + aspect
        policies = self._content.in_region(region, measure)
        if not policies or aspect not in self._content.intents.aspects or template not in self._content.replies:
            return ()
        results = tuple(self._engine.decide(one.id, {}, self._on) for one in policies)
        block = Say(template, measure, aspect, region, results)
        return tuple(self._replier.say(block, self._on).splitlines())


def touched(old: Content, new: Content, changes: Iterable[Change]) -> tuple[tuple[str, str], ...]:
    """Regions and measures whose replies can read otherwise after these changes, in order."""
    policies = {**old.policies, **new.policies}
    found: set[tuple[str, str]] = set()
    for change in changes:
        if change.key in policies:
            found.add((policies[change.key].region, policies[change.key].measure))
        for one in policies.values():
            if _reaches(change, one.region, one.measure, one.cite.document):
                found.add((one.region, one.measure))
    return tuple(sorted(found))


def _reaches(change: Change, region: str, measure: str, document: str) -> bool:
    """Whether a change that is not about a policy itself shows in replies about it."""
    if change.kind == "模板":
        return change.key.startswith((DEFAULT, SHARED, f"{measure}/"))
    if change.kind in ("地区", "文件", "问法"):
        return change.key in (region, document, measure) and change.field in ("", *_SHOWN[change.kind])
    return change.kind == "方面" and change.field in ("", "名称")


_SHOWN = {
    "地区": ("名称", "状态", "去问", "机构"),
    "文件": ("名称", "解读单位", "年份"),
    "问法": ("名称",),
}
"""Keys that replies print; the rest of an entry is for reading messages or for the office."""


def reply_changes(old: Content, new: Content, changes: Iterable[Change], on: date) -> tuple[ReplyChange, ...]:
    """Replies that read otherwise on a day; pure.

    An old version whose wordings the program of today cannot say is put into those of the new one.
    """
    said = replace(old, replies=new.replies) if unusable(old) else old
    pair = Speaker(said, on), Speaker(new, on)
    return tuple(
        found
        for region, measure in touched(old, new, changes)
        if (found := _of(region, measure, pair, (old, new))) is not None
    )


def _of(
    region: str, measure: str, pair: tuple[Speaker, Speaker], contents: tuple[Content, Content]
) -> ReplyChange | None:
    names = {slug: one.name for content in contents for slug, one in content.intents.aspects.items()}
    aspects: list[str] = []
    gone: dict[str, None] = {}
    come: dict[str, None] = {}
    for slug, name in names.items():
        was, now = (speaker.lines(region, measure, slug) for speaker in pair)
        if was != now:
            aspects.append(name)
            gone.update(dict.fromkeys(_only(was, now)))
            come.update(dict.fromkeys(_only(now, was)))
    if not aspects:
        return None
    place = next((one.regions[region].name for one in reversed(contents) if region in one.regions), region)
    title = next((m[measure].name for one in reversed(contents) if measure in (m := one.intents.measures)), measure)
    return ReplyChange(region, measure, place, title, tuple(aspects), tuple(gone), tuple(come))


def _only(these: tuple[str, ...], others: tuple[str, ...]) -> Iterator[str]:
    kept = set(others)
    return (line for line in these if line not in kept)
