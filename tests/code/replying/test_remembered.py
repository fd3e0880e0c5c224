"""Rendered blocks are remembered, and never mistaken for one another."""

from __future__ import annotations

from datetime import timedelta

from bot.model.copying import replace
from bot.model.decisions import Say
from bot.model.verdicts import Result, Verdict
from bot.replying.environment import Uses
from bot.replying.remembered import Wanted
from bot.replying.render import Replier
from tests.code.library import NOW, snapshot

TODAY = NOW.date()
BLOCK = Say(
    "_default/how-much",
    "startup-subsidy",
    "how-much",
    "jishan",
    (Result("jishan/startup-subsidy", Verdict.NEEDS_FACTS),),
)


def test_equal_blocks_are_rendered_once() -> None:
    """A block made anew with the same content costs no second rendering and reads the same."""
    replier = Replier(snapshot().library.content)
    first = replier.say(BLOCK, TODAY)
    assert replier.say(replace(BLOCK, data={}), TODAY) == first
    assert replier.said.cache_info().misses == 1


def test_whatever_differs_is_said_differently() -> None:
    """Another day, region, result or piece of data is never answered with words remembered for this one."""
    replier = Replier(snapshot().library.content)
    fresh = Replier(snapshot().library.content)
    told = Say("_system/again", data={"内容": "一"})
    wanted = [
        (BLOCK, TODAY),
        (BLOCK, TODAY - timedelta(days=1200)),
        (replace(BLOCK, region="xiangfen"), TODAY),
        (replace(BLOCK, results=(replace(BLOCK.results[0], verdict=Verdict.EXPIRED),)), TODAY),
        (told, TODAY),
        (replace(told, data={"内容": "二"}), TODAY),
    ]
    said = [replier.say(*one) for one in wanted]
    assert replier.said.cache_info().misses == len(wanted)
    assert said == [fresh._say(Wanted(*one)) for one in wanted]


def test_what_a_template_does_not_use_makes_no_difference() -> None:
    """What the county has nothing on is worded once, whatever was asked about it; the measure still tells it apart."""
    replier = Replier(snapshot().library.content)
    data: dict[str, object] = {"上级": [], "下级": [], "再说": False}
    asked = Say("_system/not-here", "startup-subsidy", "how", "hanzhong", (), data)
    result = Result("hanzhong/startup-subsidy", Verdict.NOT_HERE)
    first = replier.say(asked, TODAY)
    assert replier.say(replace(asked, aspect="who", results=(result,), data=dict(data)), TODAY) == first
    assert replier.said.cache_info().misses == 1
    assert replier.say(replace(asked, measure="internship"), TODAY) != first


def test_the_variables_of_what_is_taken_in_count_too() -> None:
    """A template uses what the templates it includes use, so that two blocks are not taken for one another."""
    sources = {"a": "{{ 地区 }}{% include 'b.j2' %}", "b": "{{ 事项 }}{% import 'c.j2' as 件 %}", "c": "{{ 今天 }}"}
    assert Uses(sources).of("a") == {"地区", "事项", "今天"}
    assert Uses(sources).of("b") == {"事项", "今天"}
