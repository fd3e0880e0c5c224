"""Finding policies while typing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.finder import Finder
from bot.language.grouping import group
from bot.language.initials import initials
from tests.code.library import snapshot

ON = date(2026, 11, 20)
FINDER = Finder(snapshot())


@pytest.mark.parametrize(
    ("typed", "policy", "why"),
    [
        ("cybt", "jishan/startup-subsidy", "拼音首字母"),
        ("CYBT", "jishan/startup-subsidy", "拼音首字母"),
        ("创业补贴", "jishan/startup-subsidy", "名称"),
        ("1000", "jishan/startup-subsidy", "金额 1000元"),
        ("1000元", "jishan/startup-subsidy", "金额 1000元"),
        ("失业了每个月能领钱吗", "jishan/ui-benefit", "按问法"),
    ],
)
def test_each_way_of_looking_up_leads_there(typed: str, policy: str, why: str) -> None:
    """Initials, names, amounts and whole questions find the policy first and say why."""
    first = FINDER.find(typed, "jishan", ON)[0]
    assert (policy, True) == (first.policy.id, first.why.startswith(why))


def test_a_document_number_finds_its_policies_only() -> None:
    """24号 leads to the policies of that document."""
    hits = FINDER.find("24号", "", ON)
    assert {hit.policy.cite.document for hit in hits} == {"稷政办发〔2023〕24号"}


def test_what_is_over_stands_behind_what_holds() -> None:
    """An ended policy or a report never comes before one in force that fits as well."""
    hits = FINDER.find("cybt", "", ON)
    past = [hit.state != "open" or hit.policy.kind == "报道" for hit in hits]
    assert past[0] is False
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


@given(st.text(max_size=30))
def test_any_typing_is_survived(typed: str) -> None:
    """Whatever is typed, results come or do not, and never a fault."""
    assert len(FINDER.find(typed, "jishan", ON)) <= 12


def test_initials_keep_letters_and_digits() -> None:
    """Marks are dropped, letters and digits stay."""
    assert initials("创业补贴（A类）2024") == "cybtal2024"


def test_near_equal_messages_make_one_pile() -> None:
    """Messages that differ in a word are together, others apart; the largest pile comes first."""
    piles = group(["公积金怎么取", "摆摊有钱吗", "公积金怎么取啊", "公积金咋取"], str)
    assert [0, 2, 3] in piles or [0, 2] in piles
    assert len(piles[0]) >= len(piles[-1])
    assert sorted(at for pile in piles for at in pile) == [0, 1, 2, 3]
