"""Finding a policy while the agent types: by question, word, pinyin, document number, clause or amount."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.desk.findable import Entry, entry
from bot.desk.talk import Snapshot
from bot.desk.weighing import LOOSE, Typed, typed, weigh
from bot.model.policies import Policy
from bot.model.understanding import Hint, Outcome, Understanding

MOST = 12
_CHINESE = re.compile(r"[一-鿿]{2,}")
CLOSED_SHARE = 0.6
"""What no longer or not yet holds stands behind what holds, unless it is the only one."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One policy found: how well (0 upwards) and by what."""

    policy: Policy
    region: str
    state: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a query leads to. elsewhere: a place that was typed and that we hold nothing about.

    topic, ask: a neighbouring service that is not ours, and whom to send the caller to.
    """

    hits: tuple[Hit, ...]
    elsewhere: str = ""
    topic: str = ""
    ask: str = ""


class Finder:
    """The index of one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        content = snapshot.library.content
        measures = content.intents.measures
        self._entries = [
            entry(one, measures.get(one.measure), content.regions[one.region], content.documents[one.cite.document])
            for _, one in sorted(content.policies.items())
        ]
        places = [
            (name, slug)
            for slug, region in content.regions.items()
            for name in (region.name, *region.aliases, *region.towns)
        ]
        self._places: Mapping[str, str] = dict(places)
        words = sorted(self._places, key=len, reverse=True)
        self._place = re.compile("|".join(map(re.escape, words))) if words else None

    def look(self, query: str, region: str, on: date, most: int = MOST) -> Found:
        """The best policies for what has been typed so far, and what of it cannot be found here.

        region: "" is all of them; a place in the query goes before it.
        """
        whole = query.strip().lower()
        if not whole:
            return Found(())
        read = self._read(whole, region, on)
        places = self._named(whole)
        wanted = typed(whole, self._without_places(whole))
        chances = {match.measure: match.score for match in (*read.ranked, *read.matches)} if read else {}
        found = []
        for one in self._entries:
            if not self._within(one, region, places, whole):
                continue
            hit = self._hit(one, wanted, chances.get(one.policy.measure, 0.0), on)
            if hit is not None:
                found.append(hit)
        exact = [hit for hit in found if hit.why.startswith("文号")]
        if exact and wanted.number is not None and (wanted.number.sure or len(wanted.text) > 2):
            found = exact
        found = [hit for hit in found if hit.why != LOOSE] or found
        found.sort(key=lambda hit: (-hit.score, hit.policy.id))
        topic, ask = self._outside(read)
        return Found(tuple(found[:most]), (read.elsewhere or "") if read and not places else "", topic, ask)

    def _hit(self, one: Entry, wanted: Typed, chance: float, on: date) -> Hit | None:
        way = weigh(one, wanted, chance)
        if way is None:
            return None
        policy, state = one.policy, one.policy.validity.state(on)
        share = 1.0 if state == "open" and policy.kind != "报道" else CLOSED_SHARE
        name = self.snapshot.library.content.regions[policy.region].name
        return Hit(policy, name, state, way[0] * share, way[1])

    def _outside(self, read: Understanding | None) -> tuple[str, str]:
        """The service that is not ours and whom to ask about it, where that is what was typed."""
        if read is None or read.outcome is not Outcome.OUT_OF_SCOPE or read.topic is None:
            return "", ""
        measures = self.snapshot.library.content.intents.measures.values()
        return next(
            ((one.name, one.ask) for each in measures for one in each.topics if one.name == read.topic), ("", "")
        )

    @staticmethod
    def _within(one: Entry, region: str, places: frozenset[str], whole: str) -> bool:
        """Whether the policy is where it is looked for; a place that is part of its name (吕梁山护工) is none."""
        here = one.policy.region
        return here in places or (not places and region in ("", here)) or (whole == one.policy.title and not region)

    def _named(self, text: str) -> frozenset[str]:
        """Regions whose name, or the name of a town of which, was typed and that hold anything."""
        if self._place is None:
            return frozenset()
        held = {one.policy.region for one in self._entries}
        return frozenset(self._places[found[0]] for found in self._place.finditer(text)) & held

    def _without_places(self, text: str) -> str:
        if self._place is None:
            return text
        rest = self._place.sub(" ", text).strip()
        return rest or text

    def _read(self, text: str, region: str, on: date) -> Understanding | None:
        """How a question is understood; what holds no Chinese is none."""
        if not _CHINESE.search(text):
            return None
        return self.snapshot.library.understander.understand(text, Hint(on=on, region=region or None))


class Finders:
    """The finder of the library of the moment, made once a library."""

    def __init__(self) -> None:
        self._last: Finder | None = None

    def of(self, snapshot: Snapshot) -> Finder:
        """The finder for this snapshot."""
        last = self._last
        if last is None or last.snapshot is not snapshot:
            last = self._last = Finder(snapshot)
        return last
