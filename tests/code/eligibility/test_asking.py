"""Asking: what is asked, in which order, and what never is."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.eligibility.engine import ExactEngine
from bot.model.conditions import AllOf, AnyOf, Between, Condition, Elapsed, OneOf, Period
from bot.model.facts import Fact, FactType, Prior
from bot.model.policies import Validity
from bot.model.values import NO, YES, Span, Value, truth
from bot.model.verdicts import Verdict
from tests.code.eligibility.kit import CITE, ON, benefit, content, fact, leaf, policy
from tests.code.eligibility.worlds import FACTS, trees

RATE = fact("裁员率", FactType.RATE, ratio=("裁员人数", "职工人数"), domain=Span(0, 10_000), cost=3.0)
CUT = fact("裁员人数", FactType.COUNT)
STAFF = fact("职工人数", FactType.COUNT)


def chances(name: str, yes: float, cost: float = 1.0) -> Fact:
    """A yes-or-no fact with a prior and a cost."""
    return fact(name, priors=(Prior(yes, option=YES), Prior(1 - yes, option=NO)), cost=cost)


def test_order_follows_priors_and_costs() -> None:
    """Of several conditions that must all hold, the one that fails most for its cost is asked first."""
    facts = [chances("甲", 0.9), chances("乙", 0.2), chances("丙", 0.1, cost=3.0)]
    tree = AllOf(tuple(leaf(name) for name in "甲乙丙"))
    engine = ExactEngine(content(facts, [policy(condition=tree)]))
    asked = []
    known: dict[str, Value] = {}
    while (name := engine.next_question(["jishan/a"], known, ON)) is not None:
        asked.append(name)
        known[name] = truth(True)
    assert asked == ["乙", "丙", "甲"]


def test_screening_asks_what_settles_most() -> None:
    """Of two questions the one that can settle more policies comes first."""
    trees: dict[str, Condition] = {"p0": leaf("乙"), "p1": leaf("甲"), "p2": AllOf((leaf("甲"), leaf("丙")))}
    facts = [fact(name) for name in "乙丙甲"]
    engine = ExactEngine(content(facts, [policy(f"jishan/{name}", tree) for name, tree in trees.items()]))
    assert engine.next_question([f"jishan/{name}" for name in trees], {}, ON) == "甲"


@settings(max_examples=60, deadline=None)
@given(data=st.data(), conditions=st.lists(trees(FACTS, size=5), min_size=2, max_size=4))
def test_screening_ends_and_asks_only_what_matters(data: st.DataObject, conditions: list[Condition]) -> None:
    """Every question could change some policy, none is put twice, and at the end every verdict is certain."""
    policies = [policy(f"jishan/p{at}", tree) for at, tree in enumerate(conditions)]
    engine = ExactEngine(content(FACTS, policies))
    ids = [one.id for one in policies]
    person = {one.name: data.draw(st.sampled_from(_values(one.everything))) for one in FACTS}
    known: dict[str, Value] = {}
    while (name := engine.next_question(ids, known, ON)) is not None:
        assert name not in known
        assert any(name in one.missing for one in engine.screen(ids, known, ON))
        known[name] = person[name]
    assert all(one.verdict is not Verdict.NEEDS_FACTS for one in engine.screen(ids, known, ON))


@settings(max_examples=40, deadline=None)
@given(data=st.data(), conditions=st.lists(trees(FACTS, size=4), min_size=2, max_size=3))
def test_screening_asks_for_a_sum_only_what_changes_it(data: st.DataObject, conditions: list[Condition]) -> None:
    """With amounts too: no question whose answer, whatever else is answered, leaves every verdict and sum as it is."""
    policies = [
        policy(f"jishan/p{at}", tree, benefits=(benefit(factors=("丁",), cap=Fraction(2000)),))
        for at, tree in enumerate(conditions)
    ]
    engine = ExactEngine(content(FACTS, policies))
    ids = [one.id for one in policies]
    known: dict[str, Value] = {}
    while (name := engine.next_question(ids, known, ON)) is not None:
        rest = [one for one in FACTS if one.name not in known and one.name != name]
        asked = next(one for one in FACTS if one.name == name)
        assert any(
            len({_seen(engine, ids, {**known, **others, name: value}) for value in _values(asked.everything)}) > 1
            for others in _everybody(rest)
        ), name
        known[name] = data.draw(st.sampled_from(_values(asked.everything)))
    assert not any(one.missing for one in engine.screen(ids, known, ON))


def _everybody(facts: list[Fact]) -> list[dict[str, Value]]:
    """Every way the facts can be."""
    names = [one.name for one in facts]
    found = product(*(_values(one.everything) for one in facts))
    return [dict(zip(names, values, strict=True)) for values in found]


def _seen(engine: ExactEngine, ids: list[str], known: dict[str, Value]) -> tuple[object, ...]:
    """Verdicts and sums of somebody about whom everything is known."""
    results = engine.screen(ids, known, ON)
    return tuple((one.verdict, one.amount and (one.amount.low, one.amount.high)) for one in results)


def _values(everything: Value) -> list[Value]:
    if isinstance(everything, Span):
        return [Span(at, at) for at in range(everything.lo, everything.hi + 1)]
    return [frozenset({option}) for option in sorted(everything)]


def test_what_cannot_be_told_is_not_asked() -> None:
    """A fact somebody does not know or will not tell is left out, and the others still asked if they can decide."""
    tree = AllOf((leaf("甲"), leaf("乙")))
    engine = ExactEngine(content([fact("甲"), fact("乙")], [policy(condition=tree)]))
    assert engine.next_question(["jishan/a"], {}, ON, frozenset({"甲"})) == "乙"
    assert engine.next_question(["jishan/a"], {"乙": truth(True)}, ON, frozenset({"甲"})) is None


def test_policies_that_are_over_ask_nothing() -> None:
    """Expired policies, reports and policies that are lost already are not asked about."""
    over = policy("jishan/a", leaf("甲"), validity=Validity(date(2020, 1, 1), date(2020, 12, 31), CITE))
    report = policy("jishan/b", leaf("甲"), kind="报道")
    lost = policy("jishan/c", AllOf((leaf("甲"), leaf("乙"))))
    engine = ExactEngine(content([fact("甲"), fact("乙")], [over, report, lost]))
    assert engine.next_question(["jishan/a", "jishan/b", "jishan/c"], {"乙": truth(False)}, ON) is None


def test_what_follows_is_not_asked() -> None:
    """A rate follows from two counts, which are asked for where that is easier, and one known count is used."""
    engine = ExactEngine(content([RATE, CUT, STAFF], [policy(condition=leaf("裁员率", Between(hi=550)))]))
    assert engine.next_question(["jishan/a"], {}, ON) == "裁员人数"
    assert engine.next_question(["jishan/a"], {"裁员人数": Span(11, 11)}, ON) == "职工人数"
    known = {"裁员人数": Span(11, 11), "职工人数": Span(200, 200)}
    assert engine.decide("jishan/a", known, ON).verdict is Verdict.ELIGIBLE
    assert engine.next_question(["jishan/a"], known, ON) is None
    one_less = {**known, "职工人数": Span(199, 199)}
    assert engine.decide("jishan/a", one_less, ON).verdict is Verdict.INELIGIBLE
    told = frozenset({"裁员率", "职工人数"})
    assert engine.next_question(["jishan/a"], {}, ON, told) is None


def test_a_vague_answer_is_asked_again_only_while_it_matters() -> None:
    """大专以上 is enough where only that counts; where it is not, the question comes back."""
    study = fact("学历", FactType.CHOICE, ("高中", "大专", "本科"))
    higher = frozenset({"大专", "本科"})
    some = policy("jishan/a", leaf("学历", OneOf(higher)))
    strict = policy("jishan/b", leaf("学历", OneOf(frozenset({"本科"}))))
    engine = ExactEngine(content([study], [some, strict]))
    assert engine.next_question(["jishan/a"], {"学历": higher}, ON) is None
    assert engine.next_question(["jishan/b"], {"学历": higher}, ON) == "学历"


def test_alternatives_need_one() -> None:
    """Once one of several ways is open, the others are not asked about."""
    tree = AnyOf((leaf("甲"), leaf("乙"), leaf("经营时长", Elapsed(at_least=Period(months=12)))))
    facts = [fact("甲"), fact("乙"), fact("经营时长", FactType.DURATION)]
    engine = ExactEngine(content(facts, [policy(condition=tree)]))
    assert engine.decide("jishan/a", {"乙": truth(True)}, ON).missing == ()
