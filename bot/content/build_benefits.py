"""Builds validities, benefits and statements of one policy."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from bot.content.build_conditions import ConditionBuilder
from bot.content.findings import nearest
from bot.content.records import Record
from bot.content.shelf import Shelf
from bot.content.words import NUMBER
from bot.model.documents import Cite, Document
from bot.model.facts import Fact, FactType
from bot.model.policies import Benefit, Statement, Validity
from bot.model.problems import Place

# what these say is names of bodies and titles of documents, which cannot be said in other words
NAMING_ASPECTS = frozenset({"body", "document", "where"})
OPEN_WORDINGS = frozenset({"参照", "未定"})


@dataclass(slots=True)
class PolicyParts:
    """Builds what hangs on one policy: number and clause are the policy's own, used where a part names none.

    ids: of conditions. benefit_ids: of benefits; the two may share names.
    """

    shelf: Shelf
    number: str
    clause: str
    document: Document | None
    ids: dict[str, Place]
    benefit_ids: dict[str, Place] = field(default_factory=dict)

    def validity(self, record: Record | None) -> Validity | None:
        """The window of a 有效 record; what it leaves out is the document's. None when there is no record."""
        document = self.document
        if record is None or document is None:
            return None
        add = self.shelf.findings.add
        if "依据" not in record:
            add("E-NO-CLAUSE", record.place, "依据", "期限没有写依据的条款", "补上「依据」，写明哪一条定了期限")
        cite = self.shelf.cite(self.number, record, self.clause)
        start, end = record.get("起", date) or document.start, record.get("止", date) or document.end
        if end and end < start:
            add("E-WINDOW", record.place, "有效", "止比起还早", "改对两个日期")
        elif start < document.start and document.kind == "文件":
            add("E-WINDOW", record.place_of("起"), "起", "比文件的施行日期还早", f"不早于 {document.start}")
        elif end and document.end and end > document.end:
            add("E-WINDOW", record.place_of("止"), "止", "比文件的截止日期还晚", f"不晚于 {document.end}")
        for key in ("起", "止"):
            self.shelf.claim("date", record.items.get(key), cite, key)
        return Validity(start, end, cite)

    def prose(self, record: Record, keys: tuple[str, ...], cite: Cite, kind: str = "prose") -> None:
        """Hold free texts of a record against the clause."""
        for key in keys:
            self.shelf.claim(kind, record.items.get(key), cite, key)

    def statement(self, record: Record, aspect: str, *, is_open: bool = False) -> Statement:
        """One statement about an aspect, under its own clause or the policy's."""
        text = record.text("内容")
        cite = self.shelf.cite(self.number, record, self.clause)
        self.prose(record, ("内容",), cite, "names" if aspect in NAMING_ASPECTS else "prose")
        return Statement(text, cite, record.place, is_open, self.validity(record.get("有效", Record)))

    def benefit(self, record: Record) -> Benefit:
        """One amount."""
        cite = self.shelf.cite(self.number, record, self.clause)
        name = record.text("编号")
        if name in self.benefit_ids:
            message = f"编号「{name}」在第 {self.benefit_ids[name].line} 行用过了"
            self.shelf.findings.add("E-DUPLICATE-ID", record.place_of("编号"), "编号", message, "换一个编号")
        self.benefit_ids[name] = record.place
        builder = ConditionBuilder(self.shelf, self.number, cite.clause, self.ids, bare=True, prefix=f"{name}·")
        base = self._base(record, cite)
        self.shelf.claim("number", record.items.get("封顶"), cite, "封顶", self._money(record, "封顶"))
        self.shelf.claim("share", record.items.get("比例"), cite, "比例")
        self.shelf.claim("period", record.items.get("最长"), cite, "最长")
        self.prose(record, ("名称", "每", "比例说明", "基数说明", "说明"), cite)
        return Benefit(
            id=name,
            title=record.text("名称"),
            cite=cite,
            place=record.place,
            wording=record.text("口径", "未定"),
            base=base,
            base_text=record.text("基数说明") or (base if isinstance(base, str) else ""),
            factors=tuple(self._factor(str(item.value), item.place) for item in record.list("乘")),
            per=record.text("每"),
            share=record.get("比例", Fraction) or Fraction(1),
            share_text=record.text("比例说明"),
            cap=record.get("封顶", Fraction),
            received=self._received(record),
            unit=record.text("单位", "元"),
            period=record.text("周期", ""),
            longest_months=record.get("最长", int),
            when=builder.build(record.get("条件", Record)),
            validity=self.validity(record.get("有效", Record)),
            text=record.text("说明"),
        )

    def _money(self, record: Record, key: str) -> str:
        """The figure with the benefit's unit, as the source check reads it."""
        item = record.items.get(key)
        return f"{item.scalar.text.strip()} {record.text('单位', '元')}" if item and item.scalar else ""

    def _base(self, record: Record, cite: Cite) -> Fraction | str | None:
        """A figure, the name of a money fact, or nothing where the document gives none."""
        text, wording = record.text("基数"), record.text("口径")
        place = record.place_of("基数")
        if not text:
            if wording and wording not in OPEN_WORDINGS:
                message = f"口径是{wording}，却没有基数"
                self.shelf.findings.add(
                    "E-BENEFIT-BASE", place, "基数", message, "写上基数；文件没给数就把口径写成 未定"
                )
            return None
        if wording == "未定":
            message = "口径是未定，却写了基数"
            self.shelf.findings.add("E-BENEFIT-BASE", place, "基数", message, "删去基数，或改口径")
        try:
            number = Fraction(str(NUMBER.parse(text)))
        except ValueError:
            return self._fact(text, place, "基数", FactType.MONEY)
        self.shelf.claim("number", record.items["基数"], cite, "基数", self._money(record, "基数"))
        if number <= 0:
            self.shelf.findings.add("E-RANGE", place, "基数", "基数要大于零", "改对数字")
        return number

    def _received(self, record: Record) -> str:
        """The money fact of what was paid before."""
        name = record.text("减去")
        if not name:
            return ""
        if not record.text("基数"):
            message = "没有基数，没有数可减"
            self.shelf.findings.add("E-BENEFIT-BASE", record.place_of("减去"), "减去", message, "写上基数，或删去减去")
        known = self.shelf.facts.find(name)
        if known is not None and known.unsaid is None:
            message = f"「{name}」没有写没说时当作多少，没领过的人也要被问"
            self.shelf.findings.add("E-BENEFIT-BASE", record.place_of("减去"), "减去", message, "给事实写上 未说时: 0")
        return self._fact(name, record.place_of("减去"), "减去", FactType.MONEY)

    def _factor(self, name: str, place: Place) -> str:
        return self._fact(name, place, "乘", FactType.COUNT)

    def _fact(self, name: str, place: Place, key: str, kind: FactType) -> str:
        known: Fact | None = self.shelf.facts.find(name)
        if known is None and key == "基数" and any(char.isnumeric() for char in name):  # 三千 too
            self.shelf.findings.add("E-VALUE", place, key, f"「{name[:40]}」不是数字，也不是事实", NUMBER.how)
            return name
        full = self.shelf.fact_name(name, place, key)
        if known is not None and known.type not in (kind, FactType.MONEY, FactType.COUNT):
            names = [fact.name for fact in self.shelf.facts.by_name.values() if fact.type is kind]
            message = f"「{name}」是{known.type.value}，这里要{kind.value}"
            self.shelf.findings.add("E-TEST-TYPE", place, key, message, nearest(name, names))
        return full
