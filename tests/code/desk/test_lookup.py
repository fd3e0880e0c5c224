"""What the agent on the hotline reads out about a policy."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from bot.desk.lookup import card
from bot.desk.talk import Snapshot
from bot.model.copying import replace
from bot.model.policies import Policy, Validity
from bot.replying.render import Replier
from bot.replying.views import benefit_view
from tests.code.library import snapshot

ON = date(2026, 11, 20)
FIGURE = re.compile(r"\d[\d.]*万?元|\d[\d.]*%|\d+/\d+")
POLICIES = [one for one in snapshot().library.content.policies.values() if one.benefits]


def figures(policy: Policy) -> Counter[str]:
    """The figures of a policy's amounts as they are written, with how many of its amounts have each."""
    found: Counter[str] = Counter()
    for one in policy.benefits:
        view = benefit_view(one, ON, policy.validity)
        sums = {f"{view[key]}{view['单位']}" for key in ("基数", "封顶") if view[key]}
        found.update(sums | ({str(view["比例"])} if view["比例"] else set()))
    return found


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.id)
def test_amounts_are_read_out_once_and_none_is_lost(policy: Policy) -> None:
    """Each amount is said, and no more often than there are benefits that have it; no figure is left out."""
    spoken = card(snapshot(), policy.id, ON).spoken
    head = re.split(r"\n(?:谁能领|条件|条件是)：", spoken)[0]
    said, known = Counter(FIGURE.findall(head)), figures(policy)
    assert [one for one, count in known.items() if not 1 <= said[one] <= count] == [], spoken
    assert [one for one in FIGURE.findall(policy.summary) if one not in spoken] == []


def test_what_is_read_out_for_one_benefit_and_for_two() -> None:
    """The sentence that repeats an amount is dropped, and the name where it would be said a second time."""
    one = card(snapshot(), "jishan/post-subsidy", ON).spoken.split("\n")
    assert one[:2] == [
        "稷山县的岗位补贴：企业吸纳符合条件的劳动者，按人按月补贴。",
        "标准是：每吸纳1人每月300元，最长3年。",
    ]
    two = card(snapshot(), "jishan/startup-subsidy", ON).spoken.split("\n")
    assert two[:3] == [
        "稷山县的一次性创业补贴：头次创业并带动别人就业。",
        "一次性创业补贴：每带动就业1人不超过1000元，总额不超过5000元。",
        "一次性创业补贴（先领的一半）：正常经营6个月以上可以先领补贴的50%。",
    ]
    none = card(snapshot(), "xiangfen/startup-subsidy", ON).spoken
    assert none.count("没有写金额") == 1
    assert "没有写给多少" not in none


def test_an_amount_that_has_ended_is_read_out_as_ended() -> None:
    """An amount with a window of its own is said with its last or first day, though the policy goes on."""
    whole = snapshot()
    content = whole.library.content
    policy = content.policies["jishan/startup-subsidy"]
    first, second = policy.benefits
    over = Validity(date(2023, 8, 23), date(2024, 12, 31), first.cite)
    later = Validity(date(2027, 1, 1), None, first.cite)
    changed = replace(policy, benefits=(replace(first, validity=over), replace(second, validity=later)))
    content = replace(content, policies={**content.policies, policy.id: changed})
    told = Snapshot(replace(whole.library, content=content), Replier(content))
    spoken = card(told, policy.id, ON).spoken.split("\n")
    assert spoken[1].endswith("总额不超过5000元。这一样已经在2024年12月31日到期。")
    assert spoken[2].endswith("50%。这一样要从2027年1月1日起才有。")
