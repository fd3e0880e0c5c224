"""A name that does not exist is told with the names that do."""

from __future__ import annotations

import pytest

from bot.model.errors import UnknownName
from bot.model.named import policy_named, region_named
from tests.code.library import snapshot


@pytest.mark.parametrize(
    ("slug", "told"),
    [("稷山", "代号是 jishan"), ("稷山县", "代号是 jishan"), ("moon", "可用的有：shanxi、yuncheng、jishan")],
)
def test_a_region_is_told_by_its_code(slug: str, told: str) -> None:
    """Who writes the Chinese name learns the code; who writes anything else sees all codes."""
    regions = snapshot().library.content.regions
    assert region_named("jishan", regions) is regions["jishan"]
    with pytest.raises(UnknownName, match=f"没有地区「{slug}」；{told}"):
        region_named(slug, regions)


@pytest.mark.parametrize(
    ("policy", "told"),
    [
        ("jishan/startup-subsidie", "相近的有：jishan/startup-subsidy"),
        ("jishan/nope", "jishan 的有：jishan/employment-aid、"),
        ("jishan", "jishan 的有：jishan/employment-aid、"),
        ("moon/startup-subsidy", "写成 地区/事项"),
    ],
)
def test_a_policy_is_told_by_what_is_near_it(policy: str, told: str) -> None:
    """A slip of the pen leads to the policy meant, anything else to those of the region."""
    policies = snapshot().library.content.policies
    assert policy_named("jishan/startup-subsidy", policies).id == "jishan/startup-subsidy"
    with pytest.raises(UnknownName, match=f"没有政策「{policy}」；{told}"):
        policy_named(policy, policies)
