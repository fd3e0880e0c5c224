"""Builds regions and documents from their records."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from bot.content.build_hours import build_hours
from bot.content.findings import nearest
from bot.content.records import Item, Record
from bot.content.shelf import Shelf
from bot.model.documents import Cite, Clause, Document
from bot.model.places import Office, Region, Spot

NO_DAY = date(1, 1, 1)
NEAR_KM = 8
"""Around a county seat this far is the same county nearly everywhere in China's north."""


def build_regions(root: Item, shelf: Shelf) -> dict[str, Region]:
    """Regions by slug; parents are checked once all are known."""
    entries = [(slug, item.value) for slug, item in Record(root.place, {"": root}).map("")]
    regions = {slug: _region(slug, record, shelf) for slug, record in entries if isinstance(record, Record)}
    for slug, record in entries:
        if isinstance(record, Record) and record.text("上级") and record.text("上级") not in regions:
            parent = record.text("上级")
            place = record.place_of("上级")
            shelf.findings.add("E-UNKNOWN-REGION", place, "上级", f"没有登记「{parent}」", nearest(parent, regions))
        if slug == _first_of_cycle(slug, regions):
            place = regions[slug].place
            shelf.findings.add("E-REGION-CYCLE", place, "上级", "上级绕成了圈", "省不写上级，市写省，县写市")
    _check_names(entries, shelf)
    return regions


def _check_names(entries: Iterable[tuple[str, object]], shelf: Shelf) -> None:
    """A name leads to one region only: of two, whoever says it would be told the one that is written last."""
    holders: dict[str, str] = {}
    for slug, record in entries:
        if not isinstance(record, Record):
            continue
        named = [("名称", item) for key, item in record.items.items() if key == "名称"]
        named += [(key, item) for key in ("别名", "乡镇") for item in record.list(key)]
        for key, item in named:
            holder = holders.setdefault(str(item.value), slug)
            if holder != slug:
                message = f"「{item.value}」已经是 {holder} 的名字"
                remedy = "只留给一处；几处都有的乡镇名，写上县名或不写"
                shelf.findings.add("E-REGION-NAME", item.place, key, message, remedy)


def _first_of_cycle(slug: str, regions: dict[str, Region]) -> str | None:
    """The region written first in the circle that a region's parents make, if they make one."""
    seen: list[str] = []
    here: str | None = slug
    while here in regions and here not in seen:
        seen.append(here)
        here = regions[here].parent
    return next(name for name in regions if name in seen[seen.index(here) :]) if here in seen else None


def _region(slug: str, record: Record, shelf: Shelf) -> Region:
    return Region(
        slug=slug,
        name=record.text("名称", slug),
        parent=record.text("上级") or None,
        status=record.text("状态"),
        place=record.place,
        aliases=record.texts("别名"),
        towns=record.texts("乡镇"),
        ask=record.text("去问"),
        offices=tuple(
            Office(part.text("名称"), part.text("电话"), part.text("地址"), part.text("时间"), part.text("网址"))
            for part in record.parts("机构")
        ),
        hours=build_hours(record, shelf),
        spot=_spot(record.get("坐标", Record)),
    )


def _spot(record: Record | None) -> Spot | None:
    """Where the county seat lies."""
    if record is None:
        return None
    latitude, longitude = record.get("纬度", Fraction), record.get("经度", Fraction)
    if latitude is None or longitude is None:
        return None
    return Spot(float(latitude), float(longitude), float(record.get("半径", Fraction) or NEAR_KM))


def build_documents(region: str, root: Item, shelf: Shelf) -> Iterable[Document]:
    """The documents registered in one region's folder."""
    for number, item in Record(root.place, {"": root}).map(""):
        if isinstance(item.value, Record):
            yield _document(number, region, item.value, shelf)


def _document(number: str, region: str, record: Record, shelf: Shelf) -> Document:
    published = record.get("发布日期", date) or NO_DAY
    start = record.get("施行日期", date) or published
    end = record.get("截止日期", date)
    clauses = {key: _clause(key, item.value) for key, item in record.map("条款") if isinstance(item.value, Record)}
    document = Document(
        number=number,
        title=record.text("名称"),
        kind=record.text("性质"),
        issuer=record.text("发布机构"),
        published=published,
        start=start,
        end=end,
        source=record.text("原文"),
        place=record.place,
        clauses=clauses,
        year=record.get("年份", int) or published.year,
        region=region,
        explainer=record.text("解读单位"),
        end_cite=record.text("期限依据"),
        based_on=record.texts("上位依据"),
        note=record.text("备注"),
    )
    _check_document(document, record, shelf)
    return document


def _check_document(document: Document, record: Record, shelf: Shelf) -> None:
    add = shelf.findings.add
    if document.end_cite and document.end_cite not in document.clauses:
        remedy = nearest(document.end_cite, document.clauses)
        message = f"没有登记「{document.end_cite}」这一条"
        add("E-UNKNOWN-CLAUSE", record.place_of("期限依据"), "期限依据", message, remedy)
    if document.end and not document.end_cite:
        add("E-NO-CLAUSE", record.place_of("截止日期"), "截止日期", "没有写哪一条定了期限", "补上「期限依据」")
    if document.end and document.end < document.start:
        add("E-WINDOW", record.place_of("截止日期"), "截止日期", "比施行日期还早", "改对两个日期")
    if document.kind == "报道" and "年份" not in record:
        add("E-REPORT", record.place, "年份", "报道没有写说的是哪一年", "补上年份")
    if document.kind == "文件":
        anywhere = Cite(document.number, "")
        shelf.claim("names", Item(document.number, record.place), anywhere, "文号")
        for item in record.list("上位依据"):
            shelf.claim("names", item, anywhere, "上位依据")
        shelf.claim("date", record.items.get("发布日期"), anywhere, "发布日期")
        if document.start != document.published:
            shelf.claim("date", record.items.get("施行日期"), anywhere, "施行日期")
        end_cite = Cite(document.number, document.end_cite)
        shelf.claim("date", record.items.get("截止日期"), end_cite, "截止日期")


def _clause(key: str, record: Record) -> Clause:
    return Clause(key, record.text("标题"), record.text("起"), record.text("止"), record.place)
