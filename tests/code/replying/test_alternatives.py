"""Of conditions that fail beside each other it is told whether one would have been enough."""

from __future__ import annotations

from bot.model.conditions import AllOf, AnyOf, Leaf, OneOf
from bot.model.documents import Cite
from bot.model.problems import Place
from bot.model.verdicts import Reason
from bot.replying.alternatives import one_enough

CITE = Cite("文件", "第1条")


def _leaf(text: str) -> Leaf:
    return Leaf(text, text, OneOf(frozenset({"是"})), text, CITE, Place("x", 1, 1))


def _fails(text: str) -> Reason:
    return Reason(leaf=text, text=text, holds=False, cite=CITE)


def test_only_those_of_which_one_would_do_are_alternatives() -> None:
    """甲 and (乙 or 丙) with all of them missing: 甲 is needed, of 乙 and 丙 one."""
    tree = AllOf((_leaf("甲"), AnyOf((_leaf("乙"), _leaf("丙")))))
    assert one_enough(tree, (_fails("甲"), _fails("乙"), _fails("丙"))) == {("乙", "第1条"), ("丙", "第1条")}


def test_a_single_failing_condition_is_no_choice() -> None:
    """Where only one fails it is told as what is missing."""
    tree = AnyOf((_leaf("乙"), _leaf("丙")))
    assert one_enough(tree, (_fails("乙"),)) == frozenset()
