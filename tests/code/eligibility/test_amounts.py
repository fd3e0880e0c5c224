"""Amounts: caps, shares, heads, ceilings, ranges, and the arithmetic in one line."""

from __future__ import annotations

from fractions import Fraction

import pytest

from bot.eligibility.engine import ExactEngine
from bot.model.facts import FactType
from bot.model.policies import Benefit
from bot.model.values import Span, Value, truth
from bot.model.verdicts import Amount, Verdict
from tests.code.eligibility.kit import ON, benefit, content, fact, leaf, policy

HEADS = fact("人数", FactType.COUNT, unit="人")
MONTHS = fact("月数", FactType.COUNT, unit="个月")
PAID = fact("社保费", FactType.MONEY, unit="元")
FACTS = [HEADS, MONTHS, PAID, fact("甲")]
CAPPED = benefit(factors=("人数",), cap=Fraction(5000), wording="上限")


def amount(known: dict[str, Value], *benefits: Benefit) -> Amount | None:
    """The amount of an otherwise unconditional policy."""
    return ExactEngine(content(FACTS, [policy(benefits=benefits)])).decide("jishan/a", known, ON).amount


def heads(lo: int, hi: int | None = None) -> dict[str, Value]:
    """A known number of heads."""
    return {"人数": Span(lo, lo if hi is None else hi)}


@pytest.mark.parametrize(
    ("one", "known", "line", "total"),
    [
        (CAPPED, heads(2), "1000元 × 2人 = 2000元，不超过5000元封顶", 2000),
        (CAPPED, heads(8), "1000元 × 8人 = 8000元，按5000元封顶", 5000),
        (
            benefit(factors=("人数",), cap=Fraction(5000), share=Fraction(1, 2)),
            heads(8),
            "1000元 × 8人 = 8000元，按5000元封顶；5000元 × 50% = 2500元",
            2500,
        ),
        (benefit(base="社保费", share=Fraction(2, 3)), {"社保费": Span(2700, 2700)}, "2700元 × 2/3 = 1800元", 1800),
        (
            benefit(base=300, factors=("人数", "月数")),
            {**heads(3), "月数": Span(12, 12)},
            "300元 × 3人 × 12个月 = 10800元",
            10800,
        ),
        (benefit(base=300), {}, "", 300),
    ],
)
def test_sum_line(one: Benefit, known: dict[str, Value], line: str, total: int) -> None:
    """The arithmetic is shown in one line, and comes to the amount."""
    found = amount(known, one)
    assert found is not None
    assert found.low == found.high == total
    assert found.sum_line == line


def test_a_ceiling_is_one() -> None:
    """不超过 and 原则上 are ceilings, a fixed sum is none; one ceiling among several makes the amount a ceiling."""
    found = [amount(heads(1), one) for one in (CAPPED, benefit(wording="原则上"), benefit())]
    assert [one and one.ceiling for one in found] == [True, True, False]
    both = amount({}, benefit("a", 100), benefit("b", 200, wording="上限"))
    assert both is not None
    assert both.ceiling


def test_range_while_heads_are_missing() -> None:
    """With a cap the unknown number gives a range; the cap makes further numbers not worth asking."""
    found = amount(heads(2, 4), CAPPED)
    assert found is not None
    assert (found.low, found.high, found.sum_line) == (Fraction(2000), Fraction(4000), "")
    engine = ExactEngine(content(FACTS, [policy(benefits=(CAPPED,))]))
    assert engine.decide("jishan/a", heads(2, 4), ON).missing == ("人数",)
    assert engine.next_question(["jishan/a"], heads(2, 4), ON) == "人数"
    assert engine.next_question(["jishan/a"], heads(2, 4), ON, frozenset({"人数"})) is None
    assert engine.decide("jishan/a", heads(5, 90), ON).missing == ()


def test_numbers_that_no_longer_matter_are_not_asked() -> None:
    """Nobody's months need not be asked; somebody's do, though the number of people is open too."""
    engine = ExactEngine(content(FACTS, [policy(benefits=(benefit(base=300, factors=("人数", "月数")),))]))
    assert engine.decide("jishan/a", heads(0), ON).missing == ()
    assert engine.decide("jishan/a", {**heads(0, 3), "月数": Span(2, 4)}, ON).missing == ("人数", "月数")
    assert engine.decide("jishan/a", {**heads(0, 3), "月数": Span(2, 2)}, ON).missing == ("人数",)


def test_without_bound_the_figure_is_per_head() -> None:
    """An unknown number that no cap bounds gives the figure for one, in its unit; an unknown sum gives none."""
    monthly = benefit(base=300, factors=("人数",), period="每人每月")
    found = amount({}, monthly)
    assert found is not None
    assert (found.low, found.high, found.unit) == (Fraction(300), Fraction(300), "元/人·月")
    known = amount(heads(3), monthly)
    assert known is not None
    assert (known.high, known.unit) == (Fraction(900), "元/月")
    assert amount({}, benefit(base="社保费", share=Fraction(2, 3))) is None


def test_no_figure_is_no_amount() -> None:
    """A benefit that follows another standard gives no figure, and does not hide one that has."""
    assert amount({}, benefit(base=None, wording="参照")) is None
    found = amount({}, benefit("a", None, wording="参照"), benefit("b", 200))
    assert found is not None
    assert (found.high, found.benefits) == (Fraction(200), ("b",))


def test_alternatives_and_gaps() -> None:
    """Benefits that apply under conditions give the range over all cases, with nothing where none applies."""
    engine = ExactEngine(content(FACTS, [policy(benefits=(benefit(when=leaf("甲")),))]))
    unsure = engine.decide("jishan/a", {}, ON)
    assert unsure.amount is not None
    assert (unsure.verdict, unsure.amount.low, unsure.amount.high) == (Verdict.ELIGIBLE, Fraction(0), Fraction(1000))
    assert unsure.missing == ("甲",)
    assert engine.decide("jishan/a", {"甲": truth(False)}, ON).amount is None


def test_ineligible_is_owed_nothing() -> None:
    """No amount is named to whom nothing is due, and nothing more is asked."""
    engine = ExactEngine(content(FACTS, [policy(condition=leaf("甲"), benefits=(CAPPED,))]))
    result = engine.decide("jishan/a", {"甲": truth(False)}, ON)
    assert (result.amount, result.missing) == (None, ())
    assert engine.next_question(["jishan/a"], {"甲": truth(False)}, ON) is None
