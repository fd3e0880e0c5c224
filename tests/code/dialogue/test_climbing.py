"""A place without a measure points up and down the tree of regions, and grants nothing by it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.dialogue.climbing import elsewhere
from bot.model.copying import replace
from bot.model.library import Content
from tests.code.library import snapshot

TODAY = date(2026, 11, 20)


def _places(views: list[Mapping[str, object]]) -> list[object]:
    return [view["地区"] for view in views]


def _with_report(content: Content, region: str, measure: str) -> Content:
    """The content with one more report, on a measure that the region did not have."""
    some = next(policy for policy in content.policies.values() if policy.kind == "报道")
    policy = replace(some, id=f"{region}/{measure}", region=region, measure=measure)
    return replace(content, policies={**content.policies, policy.id: policy})


def test_the_nearest_level_above_is_named_with_its_year() -> None:
    """县 without, 市 without, 省 with: the province is told, as a report of its year."""
    content = _with_report(snapshot().library.content, "shanxi", "loan-extension")
    above = elsewhere(content, "xiangfen", "loan-extension", TODAY)["上级"]
    assert _places(above) == ["山西省"]
    assert above[0]["报道"] is True
    assert above[0]["年份"]
    content = _with_report(content, "linfen", "loan-extension")
    assert _places(elsewhere(content, "xiangfen", "loan-extension", TODAY)["上级"]) == ["临汾市"]


def test_a_city_points_down_only_to_what_is_in_force() -> None:
    """运城 has nothing on the start-up subsidy; 稷山 has, until its document ends."""
    content = snapshot().library.content
    assert _places(elsewhere(content, "yuncheng", "startup-subsidy", TODAY)["下级"]) == ["稷山县"]
    assert elsewhere(content, "yuncheng", "startup-subsidy", date(2030, 1, 1))["下级"] == []


def test_other_branches_of_the_tree_are_not_named() -> None:
    """A county of 陕西 is never pointed to 山西, nor to a neighbour."""
    content = snapshot().library.content
    found = elsewhere(content, "ningshan", "venue-rent-subsidy", TODAY)
    assert found == {"上级": [], "下级": []}
