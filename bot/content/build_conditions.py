"""Builds condition trees: groups, leaves over facts, and what only the office can verify."""

from __future__ import annotations

from dataclasses import dataclass

from bot.content.leaf_tests import TEST_KEYS, build_test
from bot.content.leaf_text import check_leaf_text
from bot.content.records import Record
from bot.content.shelf import Shelf
from bot.model.conditions import AllOf, AnyOf, AtLeast, Condition, Leaf, NoneOf, OfficeLeaf
from bot.model.problems import Place

GROUPS: dict[str, type[AllOf | AnyOf | NoneOf]] = {"全部": AllOf, "任一": AnyOf, "都不": NoneOf}


@dataclass(slots=True)
class ConditionBuilder:
    """Builds the trees of one file. ids: those already used, with their places.

    bare: leaves may go without 编号 and 说法 (in benefits and constraints); they are named after prefix and fact.
    """

    shelf: Shelf
    document: str
    clause: str
    ids: dict[str, Place]
    bare: bool = False
    prefix: str = ""

    def build(self, record: Record | None) -> Condition:
        """The tree of one record; an unusable part becomes an empty group, its problem noted."""
        if record is None:
            return AllOf(())
        groups = [key for key in (*GROUPS, "其中") if key in record]
        is_leaf = "事实" in record or "部门核验" in record
        if len(groups) + is_leaf != 1 or ("事实" in record and "部门核验" in record):
            return self._malformed(record, "要么写一个事实，要么写全部、任一、都不、至少…其中之一")
        return self._leaf(record) if is_leaf else self._group(record, groups[0])

    def _group(self, record: Record, key: str) -> Condition:
        allowed = {key, "至少"} if key == "其中" else {key}
        extra = [name for name in record.items if name not in allowed]
        if extra:
            return self._malformed(record, f"「{key}」旁边不能再写「{'、'.join(extra)}」")
        children = tuple(self.build(part) for part in record.parts(key))
        if not children:
            return self._malformed(record, f"「{key}」里面是空的")
        return self._at_least(record, children) if key == "其中" else GROUPS[key](children)

    def _malformed(self, record: Record, message: str) -> Condition:
        remedy = "写成 {编号: …, 事实: …, 是: …, 说法: …}，或 全部: 下面每行一个 - "
        self.shelf.findings.add("E-CONDITION-FORM", record.place, "条件", message, remedy)
        return AllOf(())

    def _at_least(self, record: Record, children: tuple[Condition, ...]) -> Condition:
        count = record.text("至少")
        if not count.isascii() or not count.isdigit() or not 1 <= int(count[:4]) <= len(children):
            return self._malformed(record, f"「至少」要写 1 到 {len(children)} 的整数")
        return AtLeast(int(count), children)

    def _leaf(self, record: Record) -> Condition:
        tests = [key for key in TEST_KEYS if key in record]
        cite = self.shelf.cite(self.document, record, self.clause)
        fact = record.text("事实")
        leaf_id = self._id(record, fact)
        text = record.text("说法")
        office = "部门核验" in record
        if (not self.bare or office) and not (text and "编号" in record):
            missing = "说法" if "编号" in record else "编号"
            message = f"条件缺「{missing}」"
            self.shelf.findings.add("E-REQUIRED", record.place, missing, message, "每个条件都写编号和说法")
        self.shelf.claim("prose", record.items.get("说法"), cite, "说法")
        if office:
            if tests or record.get("部门核验", bool) is not True:
                return self._malformed(record, "部门核验只写「是」，不带比较")
            return OfficeLeaf(leaf_id, text, cite, record.place)
        name = self.shelf.fact_name(fact, record.place_of("事实"), "事实")
        known = self.shelf.facts.find(name)
        test = build_test(record, tests, known, cite, self.shelf)
        if test is None or known is None:
            return AllOf(())
        check_leaf_text(record, test, known, self.shelf)
        words = text or name + "，".join(f"{key}{_words(record, key, known.unit)}" for key in tests)
        return Leaf(leaf_id, name, test, words, cite, record.place)

    def _id(self, record: Record, fact: str) -> str:
        """The leaf's own id, checked to be unique, or one made from prefix and fact."""
        written = record.text("编号")
        if not written:
            base = f"{self.prefix}{fact}"
            count = sum(1 for known in self.ids if known.rstrip("0123456789") == base)
            made = base if not count else f"{base}{count + 1}"
            self.ids[made] = record.place
            return made
        first = self.ids.get(written)
        if first:
            message = f"编号「{written}」在第 {first.line} 行用过了"
            self.shelf.findings.add("E-DUPLICATE-ID", record.place_of("编号"), "编号", message, "换一个编号")
        self.ids[written] = record.place
        return written


def _words(record: Record, key: str, unit: str) -> str:
    """What a comparison says, a bare number with the fact's unit."""
    item = record.items[key]
    if item.scalar is not None:
        said = item.scalar.text.strip()
        return said + unit if said.isdigit() else said
    return "或".join(record.texts(key))
