"""Ends and longest terms, read from the documents a second time, are those of knowledge/."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from bot.content.load import load_content
from bot.content.tree import read_tree
from bot.model.library import Content
from tests.oracle import jishan, xiangfen
from tests.oracle.jishan import YEAR_END

ROOT = Path(__file__).resolve().parents[2]
TERMS = {"jishan": (jishan.FIRST, jishan.LAST), "xiangfen": (xiangfen.FIRST, xiangfen.LAST)}
OWN_ENDS = {
    "jishan/ui-rate-cut": date(2024, 12, 31),  # 第（二）条, first sentence
    "jishan/ui-refund": YEAR_END,  # 第（二）条, last sentence
    "jishan/skill-upgrade-subsidy": YEAR_END,  # 第（五）条
    "jishan/hiring-subsidy--large": YEAR_END,  # 第（八）条
    "jishan/graduate-startup-fund": YEAR_END,  # 第（十二）条
    "jishan/hiring-subsidy--registered-unemployed": YEAR_END,  # 第（十三）条
}
THREE_YEARS = {
    "jishan/post-subsidy",  # 第（一）条; not the insurance subsidy beside it
    "jishan/venue-rent-subsidy",  # 第（四）条
    "jishan/public-welfare-post--unit-subsidy",  # 第（十三）条
    "jishan/public-welfare-post--half-wage",
    "xiangfen/post-subsidy",  # 第5条
}


@pytest.fixture(scope="module")
def content() -> Content:
    """The content of the checkout."""
    found, problems = load_content(read_tree(ROOT))
    assert found is not None, problems
    return found


@pytest.mark.parametrize("region", list(TERMS))
def test_first_and_last_days(content: Content, region: str) -> None:
    """A measure ends with its document, except the six of Jishan that end before."""
    for policy in content.in_region(region):
        first, last = TERMS[region]
        assert (policy.validity.start, policy.validity.end) == (first, OWN_ENDS.get(policy.id, last)), policy.id


@pytest.mark.parametrize("region", list(TERMS))
def test_longest_terms(content: Content, region: str) -> None:
    """Three years stand where the clause says so, and are not lent to the neighbour."""
    found = {
        policy.id for policy in content.in_region(region) for benefit in policy.benefits if benefit.longest_months == 36
    }
    assert found == {policy for policy in THREE_YEARS if policy.startswith(f"{region}/")}
    terms = {benefit.longest_months for policy in content.in_region(region) for benefit in policy.benefits}
    assert terms <= {None, 36}


def test_minimum_wage_stays_without_a_figure(content: Content) -> None:
    """Public posts follow the minimum wage, one kind up to half of it; the document names no sum."""
    for variant, share in (("unit-subsidy", Fraction(1)), ("half-wage", Fraction(1, 2))):
        (benefit,) = content.policies[f"jishan/public-welfare-post--{variant}"].benefits
        assert (benefit.wording, benefit.base, benefit.share) == ("参照", None, share)
