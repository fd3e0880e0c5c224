"""Policies that a document lets nobody have together are alternatives, never a sum."""

from __future__ import annotations

from datetime import date

import pytest

from bot.desk.report import result_json
from bot.eligibility.beside import rivals
from bot.eligibility.engine import ExactEngine
from bot.model.copying import replace
from bot.model.decisions import Say
from bot.model.values import truth
from bot.model.verdicts import Result, Verdict
from bot.replying.render import Replier
from tests.code.eligibility.kit import ON, content, fact, leaf, policy
from tests.code.library import snapshot

FIRST = policy("jishan/a", leaf("甲"), excludes=("jishan/b", "jishan/gone"))
SECOND, THIRD = policy("jishan/b", leaf("乙")), policy("jishan/c", leaf("甲"))
ENGINE = ExactEngine(content([fact("甲"), fact("乙")], [FIRST, SECOND, THIRD]))
NAMES = ("jishan/a", "jishan/b", "jishan/c")


def screened(**known: bool) -> dict[str, Result]:
    """All policies for one person."""
    found = ENGINE.screen(NAMES, {name: truth(holds) for name, holds in known.items()}, ON)
    return {one.policy: one for one in found}


def test_it_holds_both_ways() -> None:
    """Written at one policy, it counts for both; what does not exist is left out."""
    assert rivals([FIRST, SECOND, THIRD]) == {"jishan/a": ("jishan/b",), "jishan/b": ("jishan/a",)}


def test_both_in_reach_are_alternatives() -> None:
    """Whoever could have both keeps both verdicts, and each names the other."""
    found = screened(甲=True, 乙=True)
    assert [found[name].verdict for name in NAMES] == [Verdict.ELIGIBLE] * 3
    assert found["jishan/a"].instead_of == ("jishan/b",)
    assert found["jishan/b"].instead_of == ("jishan/a",)
    assert found["jishan/c"].instead_of == ()
    assert result_json(found["jishan/a"])["instead_of"] == ["jishan/b"]
    assert ENGINE.decide("jishan/b", {"甲": truth(True), "乙": truth(True)}, ON).instead_of == ("jishan/a",)


@pytest.mark.parametrize("known", [{"甲": True, "乙": False}, {"甲": True}, {"甲": False, "乙": True}])
def test_what_is_not_in_reach_is_no_alternative(known: dict[str, bool]) -> None:
    """Somebody who can have only one, or of whom that is not known yet, need not choose."""
    assert all(not one.instead_of for one in screened(**known).values())


def test_the_reply_says_so() -> None:
    """With our own policies, were one to exclude another: verdict, list and the question whether both can be had."""
    own = snapshot().library.content
    startup = own.policies["jishan/startup-loan"]
    fund = own.policies["jishan/startup-subsidy"]
    changed = replace(own, policies={**own.policies, startup.id: replace(startup, excludes=(fund.id,))})
    result = Result(startup.id, Verdict.ELIGIBLE, instead_of=(fund.id,))
    replier = Replier(changed)

    def said(template: str, **data: object) -> str:
        say = Say(template, measure="startup-loan", aspect="both", region="jishan", results=(result,), data=data)
        return replier.say(say, date(2026, 11, 20))

    assert "只能选一样" in said("_system/verdict", 变化=False)
    assert "和「一次性创业补贴」只能选一样" in said("_system/screen-final", 对象="个人", 服务=[], 报道=[])
    assert "和「一次性创业补贴」只能选一样" in said("_system/screen-progress", 首次=False)
    assert "不能和「一次性创业补贴」同时享受" in said("_default/both")
