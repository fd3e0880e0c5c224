"""What officers write becomes exactly the objects the other layers work with."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from bot.content.load import load_content
from bot.model.conditions import AllOf, AnyOf, AtLeast, Between, Elapsed, Leaf, OfficeLeaf, OneOf, Period, leaves
from bot.model.documents import Cite
from bot.model.library import Content
from bot.model.policies import Policy
from bot.model.values import Span, truth
from bot.model.verdicts import Verdict
from tests.code.content.trees import good_tree

NUMBER = "样政发〔2024〕1号"
CLAUSE = Cite(NUMBER, "第（一）条")


def load(changes: dict[str, tuple[str, str]] | None = None) -> Content:
    """The good tree's content, with words in some files replaced."""
    files = good_tree()
    for path, (old, new) in (changes or {}).items():
        text = files[path].decode()
        assert old in text
        files[path] = text.replace(old, new).encode()
    content, problems = load_content(files)
    assert content is not None, "\n".join(map(str, problems))
    return content


def startup(changes: dict[str, tuple[str, str]] | None = None) -> Policy:
    return load(changes).policies["sample/startup-subsidy"]


def test_conditions_become_a_tree_with_the_policys_clause() -> None:
    """Groups nest, leaves carry test, wording and place, and cite the policy's clause when they name none."""
    condition = startup().condition
    assert isinstance(condition, AllOf)
    first, kinds, year, either, office = condition.children
    assert isinstance(first, Leaf)
    assert (first.id, first.fact, first.test, first.cite) == ("首次创业", "首次创业", OneOf(frozenset({"是"})), CLAUSE)
    assert (first.place.line, first.place.column) == (11, 7)
    assert isinstance(kinds, Leaf)
    assert kinds.test == OneOf(frozenset({"个体工商户", "小微企业"}))
    assert isinstance(year, Leaf)
    assert year.test == Elapsed(at_least=Period(12))
    assert isinstance(either, AnyOf)
    young = either.children[1]
    assert isinstance(young, Leaf)
    assert young.test == Elapsed(at_least=Period(16 * 12), below=Period(25 * 12))
    assert office == OfficeLeaf("审核", "经人社部门审核", CLAUSE, office.place)  # type: ignore[union-attr]


def test_rates_and_counts_are_read_in_their_stored_units() -> None:
    """5.5% is 550; more than 0 and fewer than 30 is 1..29."""
    condition = load().policies["sample/ui-refund"].condition
    assert isinstance(condition, AtLeast)
    assert condition.count == 1
    assert [leaf.test for leaf in leaves(condition) if isinstance(leaf, Leaf)] == [Between(hi=550), Between(1, 29)]


def test_benefits_hold_the_formula() -> None:
    """Base, factors, share, cap and wording are those written; an open one has no base, an unwritten period none."""
    full, early, rent = startup().benefits
    assert (full.base, full.factors, full.cap, full.share) == (
        Fraction(1000),
        ("带动就业人数",),
        Fraction(5000),
        Fraction(1),
    )
    assert (early.share, early.cite, early.unit, early.period) == (Fraction(1, 2), CLAUSE, "元", "")
    assert isinstance(early.when, Leaf)
    assert (early.when.id, early.when.text) == ("先领·经营时长", "经营时长满6个月")
    assert (rent.base, rent.wording) == ("年租金", "参照")
    (refund,) = load().policies["sample/ui-refund"].benefits
    assert (refund.base, refund.wording, refund.share) == (None, "未定", Fraction(2, 3))


def test_a_policy_without_a_window_has_the_documents() -> None:
    """The document's days and the clause that sets them hold unless the policy has its own."""
    assert startup().validity.cite == Cite(NUMBER, "文末")
    assert (startup().validity.start, startup().validity.end) == (date(2024, 3, 1), date(2029, 2, 28))
    own = load().policies["sample/ui-refund"].validity
    assert (own.start, own.end, own.cite.clause) == (date(2024, 3, 1), date(2024, 12, 31), "第（二）条")


def test_statements_stand_under_aspect_slugs() -> None:
    """What is said and what is left open stand under the slug of their aspect."""
    statements = startup().statements
    assert {slug: [part.is_open for part in parts] for slug, parts in statements.items()} == {
        "how": [False],
        "until": [False],
        "papers": [True],
    }


def test_cases_keep_values_and_leave_out_what_is_not_known() -> None:
    """不知道 says nothing; a single sum is both ends of the amount."""
    known, vague = startup().cases
    assert set(known.facts) == {"首次创业", "经营时长", "带动就业人数", "毕业时间"}
    assert known.facts["首次创业"] == truth(True)
    assert known.facts["带动就业人数"] == Span(2, 2)
    assert (known.verdict, known.low, known.high) == (Verdict.NEEDS_OFFICE, Fraction(2000), Fraction(2000))
    assert (vague.low, vague.high) == (Fraction(0), Fraction(5000))


def test_facts_are_found_by_alias_and_code() -> None:
    """A policy may use a fact's alias; what is stored is its name."""
    path = "knowledge/sample/startup-subsidy.yaml"
    content = load({path: ("乘: [带动就业人数]", "乘: [带动人数]")})
    assert content.policies["sample/startup-subsidy"].benefits[0].factors == ("带动就业人数",)
    jobs = content.facts.find("jobs_created")
    assert jobs is not None
    assert (jobs.domain, jobs.unit, jobs.reask) == (Span(0, 1000), "人", "您带动了几个人就业？")


def test_screening_follows_the_kind_unless_written() -> None:
    """Entitlements are screened, other kinds are not, and 参与筛查 overrides."""
    path = "knowledge/sample/startup-subsidy.yaml"
    assert startup().screened
    assert not startup({path: ("性质: 待遇", "性质: 服务")}).screened
    assert not startup({path: ("性质: 待遇", "性质: 待遇\n参与筛查: 否")}).screened


def test_an_end_told_otherwise_than_the_window_is_an_error() -> None:
    """A sentence about the end may not name a day that 有效 does not."""
    files = good_tree()
    path = "knowledge/sample/ui-refund.yaml"
    said = "说明:\n  到何时: [{内容: 到2025年12月31日}]\n"
    _, problems = load_content(files | {path: files[path] + said.encode()})
    assert [(problem.code, problem.place.line) for problem in problems] == [("E-WINDOW", 17)]


def test_replies_are_kept_by_path() -> None:
    """Templates are known by their path without the ending."""
    assert set(load().replies) == {"_default/how-much"}
