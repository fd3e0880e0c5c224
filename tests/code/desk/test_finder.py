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
    first = FINDER.look(typed, "jishan", ON).hits[0]
    assert (policy, True) == (first.policy.id, first.why.startswith(why))


LOOKED_UP = """
cybt jishan jishan/startup-subsidy
ycxcybt - jishan/startup-subsidy
jyjx - jishan/internship
cydbdk jishan jishan/startup-loan
gyxgw jishan jishan/public-welfare-post
wgfh jishan jishan/ui-refund
jsxcybt - jishan/startup-subsidy
xfcybt - xiangfen/startup-subsidy
muerdai - zhongyang/agri-loan
24号 - jishan/policy-document
稷政办发[2023]24号 - jishan/policy-document
稷政办发2023+24 - jishan/policy-document
襄政发2号 - xiangfen/policy-document
襄政发〔2024〕2号+第6条 - xiangfen/startup-loan
第（四）条 jishan jishan/entrepreneurship-service--returning
1万5 jishan jishan/graduate-startup-fund
1.5w jishan jishan/graduate-startup-fund
一万五 jishan jishan/graduate-startup-fund
三千 jishan jishan/venue-rent-subsidy
三千块 jishan jishan/venue-rent-subsidy
3000 jishan jishan/venue-rent-subsidy
三十万 jishan jishan/startup-loan
300万 jishan jishan/startup-loan--small-business
3000万 jishan jishan/stabilise-loan
一千二 jishan jishan/job-search-subsidy
600块钱 jishan jishan/transport-subsidy
襄汾创业补贴 - xiangfen/startup-subsidy
襄汾创业补贴 jishan xiangfen/startup-subsidy
襄汾+场地 - xiangfen/venue-rent-subsidy
尧都零工市场 - linfen-yaodu/gig-market
吕梁山护工 - lvliang/labour-brand
创业补帖 jishan jishan/startup-subsidy
船业补贴 jishan jishan/startup-subsidy
创业担保货款 jishan jishan/startup-loan
稳岗反还 jishan jishan/ui-refund
招大学生给企业补多少 jishan jishan/hiring-subsidy--small-business
去省外打工车票能报吗 jishan jishan/transport-subsidy
贷款 jishan jishan/startup-loan
贷款还不上能延期吗 jishan jishan/loan-extension
考证补贴 jishan jishan/skill-upgrade-subsidy
地摊 jishan jishan/entrepreneurship-service--special-business
三支一扶 jishan jishan/grassroots-programs
老板不给工资 - xiangfen/labour-rights
人社局电话 jishan jishan/office-info
cybt+1000 jishan jishan/startup-subsidy
创业+贴息 jishan jishan/startup-loan
残疾人 jishan jishan/employment-aid
"""


@pytest.mark.parametrize("line", LOOKED_UP.strip().splitlines())
def test_what_agents_type_leads_there(line: str) -> None:
    """Initials with and without the place, typos, figures in every spelling, numbers in any brackets, several words."""
    typed, region, wanted = line.split()
    hits = FINDER.look(typed.replace("+", " "), region.strip("-"), ON).hits
    assert hits[0].policy.id == wanted


def test_a_place_we_hold_nothing_about_is_named() -> None:
    """The agent is told that what is shown is from elsewhere."""
    found = FINDER.look("临猗创业补贴", "", ON)
    assert found.elsewhere == "临猗"
    assert found.hits
    assert FINDER.look("襄汾创业补贴", "", ON).elsewhere == ""


def test_what_is_not_ours_leads_to_whom_to_ask() -> None:
    """A caller with another matter is sent on at once; what is ours is not sent away."""
    found = FINDER.look("公积金怎么取", "jishan", ON)
    assert (found.topic, found.ask) == ("公积金", "住房公积金管理中心")
    assert FINDER.look("创业补贴怎么领", "jishan", ON).topic == ""


def test_a_clause_narrows_a_document() -> None:
    """With a clause only its policies are found, with the clause in the reason."""
    hits = FINDER.look("襄政发〔2024〕2号 第6条", "", ON).hits
    assert {hit.policy.cite.clause for hit in hits} == {"第6条"}
    assert "第6条" in hits[0].why


def test_a_document_number_finds_its_policies_only() -> None:
    """24号 leads to the policies of that document."""
    hits = FINDER.look("24号", "", ON).hits
    assert {hit.policy.cite.document for hit in hits} == {"稷政办发〔2023〕24号"}


def test_what_is_over_stands_behind_what_holds() -> None:
    """An ended policy or a report never comes before one in force that fits as well."""
    hits = FINDER.look("cybt", "", ON).hits
    past = [hit.state != "open" or hit.policy.kind == "报道" for hit in hits]
    assert past[0] is False
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


@given(st.text(max_size=30))
def test_any_typing_is_survived(typed: str) -> None:
    """Whatever is typed, results come or do not, and never a fault."""
    assert len(FINDER.look(typed, "jishan", ON).hits) <= 12


def test_initials_keep_letters_and_digits() -> None:
    """Marks are dropped, letters and digits stay."""
    assert initials("创业补贴（A类）2024") == "cybtal2024"


def test_near_equal_messages_make_one_pile() -> None:
    """Messages that differ in a word are together, others apart; the largest pile comes first."""
    piles = group(["公积金怎么取", "摆摊有钱吗", "公积金怎么取啊", "公积金咋取"], str)
    assert [0, 2, 3] in piles or [0, 2] in piles
    assert len(piles[0]) >= len(piles[-1])
    assert sorted(at for pile in piles for at in pile) == [0, 1, 2, 3]
