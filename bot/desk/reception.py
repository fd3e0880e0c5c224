"""What a door must know beside the answers: who waits for a person, and which county a position is in."""

from __future__ import annotations

from bot.desk.handovers import Handovers
from bot.desk.service import Desk
from bot.model.places import Region, Regions


def locate(regions: Regions, label: str, spot: tuple[float, float] | None) -> Region | None:
    """The county of an address or a position, if it is one of ours; for a guess the distance is too great.

    An address counts by the full names in it (太白县, not 太白南路); a position counts where the address names no
    county, and only near a county seat. A city or province that has counties of its own is not precise enough.
    """
    named = [region for region in regions.values() if any(name in label for name in _full_names(region))]
    upper = {region.parent for region in regions.values()}
    counties = [region for region in named if region.slug not in upper]
    if counties:
        return counties[0] if len(counties) == 1 else None
    if spot is None:
        return None
    near = [
        (region.spot.distance(*spot), region.slug)
        for region in regions.values()
        if region.spot is not None and region.spot.distance(*spot) <= region.spot.radius
    ]
    return regions[min(near)[1]] if near else None


def _full_names(region: Region) -> tuple[str, ...]:
    """Its name and the aliases that end as the name does: 临汾市尧都区, 尧都区."""
    return (region.name, *(alias for alias in region.aliases if alias[-1:] == region.name[-1:]))


class Reception:
    """Implements bot.wechat.webhook.Talks."""

    def __init__(self, desk: Desk, handovers: Handovers) -> None:
        self._desk = desk
        self.handovers = handovers
        self.reach = handovers.waiting.reach
        self.transferred = handovers.waiting.transferred
        self.requeue = handovers.waiting.requeue
        self.accepted = handovers.accepted
        self.given_back = handovers.given_back
        self.held = desk.held
        self.knows_region = desk.knows_region

    def locate(self, label: str, spot: tuple[float, float] | None) -> str:
        """The shortest full name of the county, "" when it is none of ours."""
        found = locate(self._desk.snapshot.library.content.regions, label, spot)
        return min(_full_names(found), key=len) if found else ""
