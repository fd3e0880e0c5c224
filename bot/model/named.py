"""What somebody outside named by its code: the thing itself, or a fault that says what there is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.model.errors import UnknownName
from bot.model.places import Region
from bot.model.policies import Policy

LISTED = 8
LONGEST = 40
"""Characters of an unknown name that are told back."""


def region_named(slug: str, regions: Mapping[str, Region], where: str = "") -> Region:
    """The region of that code. where: said before the fault, for those who cannot see which field it was.

    Raises UnknownName with the code when it was called by its Chinese name, else with the codes there are.
    """
    found = regions.get(slug)
    if found is not None:
        return found
    meant = next((one.slug for one in regions.values() if slug in (one.name, *one.aliases)), None)
    there = f"代号是 {meant}" if meant else f"可用的有：{'、'.join(regions)}"
    raise UnknownName(f"{where}没有地区「{slug[:LONGEST]}」；{there}")


def policy_named(policy: str, policies: Mapping[str, Policy]) -> Policy:
    """The policy of that code. Raises UnknownName with those that are written nearly so, or with its region's."""
    found = policies.get(policy)
    if found is None:
        raise UnknownName(f"没有政策「{policy[:LONGEST]}」；{likely(policy, policies)}")
    return found


def likely(policy: str, policies: Iterable[str]) -> str:
    """Which policies may have been meant by a code that is none."""
    from difflib import get_close_matches

    region, _, rest = policy.partition("/")
    here = [one for one in sorted(policies) if one.startswith(f"{region}/")]
    near = get_close_matches(rest, [one.partition("/")[2] for one in here], n=3, cutoff=0.5) if rest else []
    if near:
        return f"相近的有：{'、'.join(f'{region}/{one}' for one in near)}"
    if here:
        return f"{region} 的有：{'、'.join(here[:LISTED])}{' 等' if len(here) > LISTED else ''}"
    return "写成 地区/事项，例如 jishan/startup-subsidy"
