"""Random small worlds for hypothesis: facts, trees over them, and what is known."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from bot.model.calendar import shift
from bot.model.conditions import AllOf, AnyOf, AtLeast, Between, Condition, Elapsed, Leaf, NoneOf, OneOf, Period
from bot.model.facts import Fact, FactType
from bot.model.values import Span, Value
from tests.code.eligibility.kit import ON, fact, leaf, office

YEAR = Period(months=12)
EDGE = shift(ON.toordinal(), YEAR, -1)
"""The last day from which a year is complete."""

FACTS = (
    fact("甲"),
    fact("乙"),
    fact("丙", FactType.CHOICE, ("一", "二", "三")),
    fact("丁", FactType.COUNT, domain=Span(0, 4)),
    fact("戊", FactType.DATE, domain=Span(EDGE - 1, EDGE + 2)),
)


@st.composite
def tests(draw: st.DrawFn, one: Fact) -> Leaf:
    """A leaf on a fact."""
    if one.type.is_options:
        options = sorted(one.everything) if isinstance(one.everything, frozenset) else []
        chosen = draw(st.sets(st.sampled_from(options), min_size=1, max_size=max(1, len(options) - 1)))
        return leaf(one.name, OneOf(frozenset(chosen)), f"{one.name}是{''.join(sorted(chosen))}")
    if one.type is FactType.COUNT:
        at = draw(st.integers(0, 4))
        return leaf(one.name, draw(st.sampled_from([Between(lo=at), Between(hi=at)])), f"{one.name}{at}")
    test = draw(st.sampled_from([Elapsed(at_least=YEAR), Elapsed(below=YEAR), Elapsed(at_most=YEAR)]))
    return leaf(one.name, test, one.name)


def trees(facts: Sequence[Fact], by_office: bool = True, size: int = 8) -> st.SearchStrategy[Condition]:
    """Condition trees over facts."""
    base: st.SearchStrategy[Condition] = st.sampled_from(list(facts)).flatmap(tests)
    if by_office:
        base = st.one_of(base, base, base, st.sampled_from([office("公示"), office("审核")]))

    def grow(children: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
        group = st.lists(children, min_size=1, max_size=3).map(tuple)
        return st.one_of(
            group.map(AllOf),
            group.map(AnyOf),
            group.map(NoneOf),
            st.tuples(st.integers(1, 3), group).map(lambda pair: AtLeast(min(pair[0], len(pair[1])), pair[1])),
        )

    return st.recursive(base, grow, max_leaves=size)


@st.composite
def knowledge(draw: st.DrawFn, facts: Sequence[Fact]) -> dict[str, Value]:
    """Something known, exactly or vaguely, about some facts."""
    found: dict[str, Value] = {}
    for one in facts:
        everything = one.everything
        if not draw(st.booleans()):
            continue
        if isinstance(everything, Span):
            ends = sorted(draw(st.integers(everything.lo, everything.hi)) for _ in range(2))
            found[one.name] = Span(*ends)
        else:
            found[one.name] = frozenset(draw(st.sets(st.sampled_from(sorted(everything)), min_size=1)))
    return found


@st.composite
def closer(draw: st.DrawFn, known: dict[str, Value], facts: Sequence[Fact]) -> dict[str, Value]:
    """The same with more known: every value is within what was known before."""
    more = dict(known)
    for one in facts:
        value = more.get(one.name, one.everything)
        if draw(st.booleans()):
            if isinstance(value, Span):
                more[one.name] = Span(*sorted(draw(st.integers(value.lo, value.hi)) for _ in range(2)))
            else:
                more[one.name] = frozenset(draw(st.sets(st.sampled_from(sorted(value)), min_size=1)))
    return more
