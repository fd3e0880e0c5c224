"""What the levels above and below a place hold on a measure that the place itself has nothing on.

It is only pointed at, with its own region, year and clause: never decided, and never as the asker's own entitlement.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from bot.model.library import Content
from bot.model.policies import Policy

REPORT = "报道"
SHOWN = 3
"""How many places below are named; a province would fill the screen."""

View = Mapping[str, object]


def elsewhere(content: Content, region: str, measure: str, on: date) -> dict[str, list[View]]:
    """The data of _system/not-here: 上级 is the nearest level above that holds the measure, 下级 places below that do.

    Empty lists when none does. A document that is not in force on the day is not pointed at; a report always is,
    with its year.
    """
    above: list[View] = []
    for slug in content.once(_levels).get(region, ()):
        above = [_view(content, policy) for policy in _worth(content, slug, measure, on)]
        if above:
            break
    below: list[View] = []
    for slug in content.once(_places_below).get(region, ()):
        below.extend(_view(content, policy) for policy in _worth(content, slug, measure, on)[:1])
    below.sort(key=lambda view: bool(view["报道"]))
    return {"上级": above, "下级": below[:SHOWN]}


def _levels(content: Content) -> Mapping[str, tuple[str, ...]]:
    """The levels above each place, nearest first."""
    return {slug: tuple(_levels_above(content, slug)) for slug in content.regions}


def _places_below(content: Content) -> Mapping[str, list[str]]:
    """All places below each, in the order of the content."""
    found: dict[str, list[str]] = {}
    for slug, levels in content.once(_levels).items():
        for level in levels:
            found.setdefault(level, []).append(slug)
    return found


def _levels_above(content: Content, region: str) -> Iterator[str]:
    """Parent, parent's parent and so on, nearest first."""
    place = content.regions.get(region)
    while place is not None and place.parent is not None:
        yield place.parent
        place = content.regions.get(place.parent)


def _worth(content: Content, region: str, measure: str, on: date) -> list[Policy]:
    """The region's policies of a measure that may be pointed at."""
    return [
        policy
        for policy in content.in_region(region, measure)
        if policy.kind == REPORT or policy.validity.state(on) == "open"
    ]


def _view(content: Content, policy: Policy) -> View:
    """One policy of another place, for a template."""
    document = content.documents[policy.cite.document]
    return {
        "地区": content.regions[policy.region].name,
        "名称": policy.title,
        "概述": policy.summary,
        "报道": policy.kind == REPORT,
        "年份": str(policy.year or document.year),
        "依据": str(policy.cite),
    }
