"""The arithmetic told in one line is right: worked out again from its words alone it gives the amount."""

from __future__ import annotations

import re
from fractions import Fraction
from math import prod

from hypothesis import given
from hypothesis import strategies as st

from bot.desk.build import BESIDE, read_folder
from bot.desk.cases import content_of
from bot.eligibility.engine import ExactEngine
from bot.model.facts import FactType
from bot.model.values import Span
from tests.code.eligibility.kit import ON, benefit, content, fact, policy

PART = re.compile(
    r"(?P<sum>[^，；=]+(?: × [^，；=]+)*) = (?P<result>[^，；=]+)|(?P<how>不超过|按)(?P<cap>[^，；]+)封顶"
)
NUMBER = re.compile(r"(\d+(?:\.\d+)?)(万?)(%?)(?:/(\d+))?")


def number(text: str) -> Fraction:
    """2万元, 3人, 60%, 2/3."""
    found = NUMBER.match(text.strip())
    assert found, text
    value = Fraction(found[1]) * (10_000 if found[2] else 1) / (100 if found[3] else 1)
    return value / int(found[4]) if found[4] else value


def worked_out(line: str) -> Fraction:
    """The last figure of the line, after checking every step."""
    last = number(line)
    for part in PART.finditer(line):
        if part["cap"]:
            assert (last <= number(part["cap"])) == (part["how"] == "不超过"), line
            last = min(last, number(part["cap"]))
            continue
        if " − 已领" in part["sum"]:
            before, taken = part["sum"].split(" − 已领")
            assert number(before) == last or last == number(line) == number(before), line
            last = max(number(before) - number(taken), Fraction(0))
        else:
            last = prod((number(one) for one in part["sum"].split(" × ")), start=Fraction(1))
        assert last == number(part["result"]), line
    return last


@given(
    st.integers(1, 3000),
    st.integers(0, 60),
    st.one_of(st.none(), st.integers(1, 9000)),
    st.sampled_from([Fraction(1), Fraction(1, 2), Fraction(2, 3), Fraction(3, 5)]),
    st.one_of(st.just(0), st.integers(1, 9000)),
)
def test_every_step_is_right(base: int, heads: int, cap: int | None, share: Fraction, taken: int) -> None:
    """Base, heads, cap, share and what was received in any mix: each step holds and the last one is the amount."""
    people = fact("人数", FactType.COUNT, unit="人", domain=Span(0, 1000))
    before = fact("已领", FactType.MONEY, unit="元", unsaid=Span(0, 0))
    paid = benefit(
        base=base, factors=("人数",), cap=None if cap is None else Fraction(cap), share=share, received="已领"
    )
    shelf = content([people, before], [policy(benefits=(paid,))])
    known = {"人数": Span(heads, heads), "已领": Span(taken, taken)}
    amount = ExactEngine(shelf).decide("jishan/a", known, ON).amount
    assert amount is not None
    if "约" not in amount.sum_line:  # fen that do not come out even are said to be about so much
        assert worked_out(amount.sum_line) == amount.low == amount.high


def test_the_sums_of_our_own_cases() -> None:
    """Each line told for a case beside our policies comes to the amount, and ceilings are marked as such."""
    own = content_of(read_folder(BESIDE))
    engine = ExactEngine(own)
    lines = 0
    for policy_ in own.policies.values():
        ceilings = {one.id for one in policy_.benefits if one.wording in ("上限", "原则上")}
        for case in policy_.cases:
            amount = engine.decide(policy_.id, case.facts, case.on).amount
            if amount is None:
                continue
            assert amount.ceiling == bool(ceilings & set(amount.benefits)), case.name
            if amount.sum_line:
                assert worked_out(amount.sum_line) == amount.low == amount.high, case.name
                lines += 1
    assert lines > 20
