"""Drafting cases: what is drafted can be pasted beside the policy, and our own policies need none."""

from __future__ import annotations

from datetime import date

import pytest

from bot.content.load import load_content
from bot.desk.build import BESIDE, read_folder
from bot.desk.cases import CHECK, content_of, draft_yaml, mutation, report
from bot.eligibility.flaws_cases import case_flaws
from bot.eligibility.mutation_witness import examine
from bot.model.errors import UnknownName
from bot.model.library import Content

ON = date(2026, 11, 20)
POLICY = "xiangfen/social-insurance-subsidy"
PATH = f"knowledge/{POLICY}.yaml"


@pytest.fixture(scope="module")
def own() -> Content:
    """The content in the tree."""
    return content_of(read_folder(BESIDE))


def test_our_own_cases_leave_nothing_untried(own: Content) -> None:
    """Every condition, threshold and end of validity of every entitlement is tried, and every case is right."""
    assert [str(one) for one in case_flaws(own, ON)] == []


@pytest.mark.parametrize("policy", ["jishan/startup-subsidy", "jishan/ui-refund", POLICY])
def test_our_own_cases_catch_every_slip(own: Content, policy: str) -> None:
    """Of the policies with most thresholds, no slip of the pen that a case can say goes unnoticed."""
    score = examine(own, own.policies[policy], ON)
    assert [mutant.slip for mutant, _ in score.survivors] == []
    assert score.caught > 40


def test_drafts_can_be_pasted(own: Content) -> None:
    """Written under a policy whose cases were taken away, the drafts are read back and fill every gap."""
    files = dict(read_folder(BESIDE))
    bare = files[PATH].decode().split("\n案例:\n")[0]
    content, _ = load_content({**files, PATH: bare.encode()})
    assert content is not None
    lines = [draft_yaml(one, content.facts.by_name) for one in report(content, POLICY, ON).drafts]
    assert all(line.endswith(CHECK) for line in lines)
    pasted, problems = load_content({**files, PATH: "\n".join((bare, "案例:", *lines, "")).encode()})
    assert pasted is not None, problems
    found = report(pasted, POLICY, ON)
    assert (found.gaps, found.drafts) == ((), ())


def test_unknown_names_are_told(own: Content) -> None:
    """A policy or a region that does not exist is named, with what there is."""
    with pytest.raises(UnknownName, match="jishan/startup"):
        report(own, "jishan/startup", ON)
    with pytest.raises(UnknownName, match="没有地区"):
        mutation(own, "nowhere", ON)
