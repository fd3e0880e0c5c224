"""The engine's door: names, reports, what follows, what contradicts, and reasons."""

from __future__ import annotations

import pytest

from bot.eligibility.engine import ExactEngine
from bot.model.conditions import AllOf, AnyOf, AtLeast, Between, NoneOf, OneOf
from bot.model.errors import UnknownName
from bot.model.facts import FactType
from bot.model.values import Span, Value, exactly, truth
from bot.model.verdicts import Verdict
from tests.code.eligibility.kit import ON, content, fact, leaf, office, policy, rule

RATE = fact("裁员率", FactType.RATE, ratio=("裁员人数", "职工人数"), domain=Span(0, 10_000))
COUNTS = [RATE, fact("裁员人数", FactType.COUNT), fact("职工人数", FactType.COUNT)]
LETTERS = [fact(name) for name in "甲乙丙丁"]


def test_names() -> None:
    """A measure the county lacks is 本地无此政策; an unknown county, or an unclear variant, is refused."""
    engine = ExactEngine(content([], [policy("jishan/a--x"), policy("jishan/b--x"), policy("jishan/b--y")]))
    assert engine.decide("xiangfen/a", {}, ON).verdict is Verdict.NOT_HERE
    assert engine.decide("jishan/a", {}, ON).policy == "jishan/a--x"
    for name in ("nowhere/a", "jishan/b", "jishan/", "jishan/a--z"):
        with pytest.raises(UnknownName):
            engine.decide(name, {}, ON)


def test_a_report_grants_nothing() -> None:
    """What a newspaper reported is over, whatever a person's facts are."""
    result = ExactEngine(content([], [policy(kind="报道")])).decide("jishan/a", {}, ON)
    assert (result.verdict, result.because, result.ended) == (Verdict.EXPIRED, (), None)


def test_a_service_is_for_everybody() -> None:
    """A service or rule without conditions is open to its audience."""
    assert ExactEngine(content([], [policy(kind="服务")])).decide("jishan/a", {}, ON).verdict is Verdict.ELIGIBLE


def test_values_that_say_nothing() -> None:
    """Facts nobody declared, empty values and values of the wrong kind are as good as not given."""
    engine = ExactEngine(content(LETTERS, [policy(condition=leaf("甲"))]))
    odd: dict[str, Value] = {"别的": truth(True), "甲": frozenset()}
    assert engine.decide("jishan/a", odd, ON).verdict is Verdict.NEEDS_FACTS
    assert engine.decide("jishan/a", {"甲": Span(1, 1)}, ON).verdict is Verdict.NEEDS_FACTS


def test_a_number_outside_its_domain_is_taken_as_its_edge() -> None:
    """A hundred and one percent is treated like the most there can be, so that a verdict always comes."""
    engine = ExactEngine(content(COUNTS, [policy(condition=leaf("裁员率", Between(hi=550)))]))
    assert engine.decide("jishan/a", {"裁员率": Span(10_100, 10_100)}, ON).verdict is Verdict.INELIGIBLE


def test_rates_follow_from_counts() -> None:
    """Counts give the rate exactly, rounded up to a hundredth of a percent; impossible rates are named."""
    engine = ExactEngine(content(COUNTS, []))
    known: dict[str, Value] = {"裁员人数": Span(1, 1), "职工人数": Span(300, 300)}
    assert engine.narrow(known, ON)["裁员率"] == Span(34, 34)
    assert engine.conflicts({**known, "裁员率": Span(34, 34)}, ON) == ()
    assert engine.conflicts({**known, "裁员率": Span(500, 500)}, ON)
    assert engine.conflicts({"裁员人数": Span(20, 20), "职工人数": Span(10, 10)}, ON)
    assert "裁员率" not in engine.narrow({"裁员人数": Span(1, 1), "职工人数": Span(0, 9)}, ON)


def test_a_rate_from_counts_can_break_a_constraint() -> None:
    """What counts say about a rate is held against the constraints like a stated rate."""
    rules = [rule(leaf("裁员率", Between(lo=1000)), leaf("甲"), "裁员多的是甲")]
    engine = ExactEngine(content([*COUNTS, *LETTERS], [], rules))
    known: dict[str, Value] = {"裁员人数": Span(20, 20), "职工人数": Span(100, 100), "甲": truth(False)}
    assert engine.conflicts(known, ON) == ("裁员多的是甲",)


def test_only_what_contradicts_is_named() -> None:
    """Of several constraints those that these facts break are named, also when only together."""
    rules = [
        rule(leaf("甲"), leaf("乙"), "甲则乙"),
        rule(leaf("乙"), leaf("丙"), "乙则丙"),
        rule(leaf("丁"), leaf("甲"), "丁则甲"),
    ]
    engine = ExactEngine(content(LETTERS, [], rules))
    assert engine.conflicts({"甲": truth(True), "丙": truth(False)}, ON) == ("甲则乙", "乙则丙")
    assert engine.conflicts({"甲": truth(True), "丁": truth(False)}, ON) == ()
    assert engine.narrow({"丁": truth(True)}, ON) == {name: truth(True) for name in "丁甲乙丙"}


def test_contradicting_facts_still_get_a_verdict() -> None:
    """Somebody who contradicts a constraint is judged by what they said."""
    rules = [rule(leaf("甲"), leaf("乙"))]
    engine = ExactEngine(content(LETTERS, [policy(condition=AllOf((leaf("甲"), leaf("乙"))))], rules))
    known: dict[str, Value] = {"甲": truth(True), "乙": truth(False)}
    assert engine.decide("jishan/a", known, ON).verdict is Verdict.INELIGIBLE


def test_what_follows_decides() -> None:
    """A condition that follows from another fact by a constraint is not asked."""
    rules = [rule(leaf("甲"), NoneOf((leaf("乙"),)))]
    engine = ExactEngine(content(LETTERS, [policy(condition=NoneOf((leaf("乙"),)))], rules))
    assert engine.decide("jishan/a", {"甲": truth(True)}, ON).verdict is Verdict.ELIGIBLE


def test_office_is_left_to_the_office() -> None:
    """What only the office can verify is never asked, named as open, and does not matter once all is lost."""
    engine = ExactEngine(content(LETTERS, [policy(condition=AllOf((leaf("甲"), office("公示"))))]))
    asked = engine.decide("jishan/a", {}, ON)
    assert (asked.verdict, asked.missing) == (Verdict.NEEDS_FACTS, ("甲",))
    waiting = engine.decide("jishan/a", {"甲": truth(True)}, ON)
    assert waiting.verdict is Verdict.NEEDS_OFFICE
    assert [(one.leaf, one.holds, one.by_office) for one in waiting.because] == [
        ("甲", True, False),
        ("公示", None, True),
    ]
    assert engine.decide("jishan/a", {"甲": truth(False)}, ON).verdict is Verdict.INELIGIBLE


def test_office_either_way_is_no_office_matter() -> None:
    """A condition on the office that is made up for by its opposite is not left open."""
    tree = AnyOf((office("公示"), NoneOf((office("公示"),))))
    assert ExactEngine(content([], [policy(condition=tree)])).decide("jishan/a", {}, ON).verdict is Verdict.ELIGIBLE


def test_the_smallest_reason_is_given() -> None:
    """For (甲∧乙)∨(丙∧丁) two failures decide, and the one fact that spoils both ways alone when there is one."""
    two = AnyOf((AllOf((leaf("甲"), leaf("乙"))), AllOf((leaf("丙"), leaf("丁")))))
    engine = ExactEngine(content(LETTERS, [policy(condition=two)]))
    none: dict[str, Value] = {name: truth(False) for name in "甲乙丙丁"}
    result = engine.decide("jishan/a", none, ON)
    assert [one.leaf for one in result.because] == ["甲", "丙"]
    shared = AnyOf((AllOf((leaf("甲"), leaf("乙"))), AllOf((leaf("乙"), leaf("丁")))))
    result = ExactEngine(content(LETTERS, [policy(condition=shared)])).decide("jishan/a", none, ON)
    assert len(result.because) == 2
    three = AtLeast(2, (leaf("甲"), leaf("乙"), leaf("丙")))
    result = ExactEngine(content(LETTERS, [policy(condition=three)])).decide("jishan/a", none, ON)
    assert len(result.because) == 2


def test_open_conditions_leave_out_lost_branches() -> None:
    """While undecided only conditions that can still decide are shown as open."""
    two = AnyOf((AllOf((leaf("甲"), leaf("乙"))), AllOf((leaf("丙"), leaf("丁")))))
    engine = ExactEngine(content(LETTERS, [policy(condition=two)]))
    result = engine.decide("jishan/a", {"甲": truth(False), "丙": truth(True)}, ON)
    assert [(one.leaf, one.holds) for one in result.because] == [("丁", None)]
    assert result.missing == ("丁",)


def test_decided_by_several_values_together() -> None:
    """An answer can settle alternatives none of which it settles alone; it is then the reason."""
    study = fact("学历", FactType.CHOICE, ("高中", "大专", "本科"))
    tree = AnyOf((leaf("学历", OneOf(exactly("大专")), "大专"), leaf("学历", OneOf(exactly("本科")), "本科")))
    engine = ExactEngine(content([study], [policy(condition=tree)]))
    result = engine.decide("jishan/a", {"学历": frozenset({"大专", "本科"})}, ON)
    assert result.verdict is Verdict.ELIGIBLE
    assert [one.leaf for one in result.because] == ["大专", "本科"]
