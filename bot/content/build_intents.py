"""Builds measures, aspects, acts, lexicon and calibration from their records."""

from __future__ import annotations

from bot.content.findings import nearest
from bot.content.records import Item, Record
from bot.content.shelf import Shelf
from bot.model.intents import Act, Aspect, Calibration, Handing, Lexicon, Measure, Mixed, Sideline, Topic

EVERY = "全部"


def build_measure(slug: str, record: Record) -> Measure:
    """One measure with its examples."""
    topics = tuple(_topic(name, item.value) for name, item in record.map("主题") if isinstance(item.value, Record))
    return Measure(
        slug=slug,
        name=record.text("名称", slug),
        short=record.text("简称"),
        covers=record.text("说明"),
        place=record.place,
        names=record.texts("叫法"),
        cues=record.texts("提示词"),
        numbers=record.texts("数字"),
        examples=record.texts("例句"),
        neighbours=record.texts("近邻"),
        topics=topics,
    )


def _topic(name: str, record: Record) -> Topic:
    return Topic(name, record.text("去问"), record.texts("例句"), record.texts("关键词"), record.place)


def _entries(root: Item) -> list[tuple[str, Record]]:
    pairs = Record(root.place, {"": root}).map("")
    return [(name, item.value) for name, item in pairs if isinstance(item.value, Record)]


def build_aspects(root: Item) -> dict[str, Aspect]:
    """Aspects by slug."""
    return {slug: Aspect(slug, rec.text("名称"), rec.texts("说法"), rec.place) for slug, rec in _entries(root)}


def build_acts(root: Item) -> dict[str, Act]:
    """Acts by slug."""
    return {
        slug: Act(slug, rec.text("名称"), rec.texts("例句"), rec.texts("说法"), rec.place)
        for slug, rec in _entries(root)
    }


def build_lexicon(record: Record) -> Lexicon:
    """Word knowledge."""
    return Lexicon(
        synonyms={word: Record(item.place, {"": item}).texts("") for word, item in record.map("同义词")},
        dialect={word: str(item.value) for word, item in record.map("方言")},
        fillers=record.texts("填充词"),
        stickers={word: str(item.value) for word, item in record.map("表情")},
        other_places=record.texts("外地"),
        relatives=record.texts("亲属"),
        provinces={name: Record(item.place, {"": item}).texts("") for name, item in record.map("归属")},
        sidelines=tuple(
            _sideline(name, item.value) for name, item in record.map("旁事") if isinstance(item.value, Record)
        ),
    )


def _sideline(name: str, record: Record) -> Sideline:
    return Sideline(name, record.texts("词"), record.texts("属"), record.texts("答"), record.texts("除非"))


def build_calibration(record: Record) -> Calibration:
    """Thresholds; what is absent keeps its default."""
    default = Calibration()

    def number(key: str, otherwise: float) -> float:
        item = record.items.get(key)
        return float(str(item.scalar.text)) if item and item.scalar else otherwise

    return Calibration(
        answer=number("回答", default.answer),
        margin=number("差距", default.margin),
        choose=number("可选", default.choose),
        temperature=number("温度", default.temperature),
        extra={name: float(item.scalar.text) for name, item in record.map("其他") if item.scalar},
    )


def build_handing(record: Record, shelf: Shelf) -> Handing:
    """What goes to a person; the shelf knows measures and aspects."""
    topics: dict[str, frozenset[str]] = {}
    for slug, item in record.map("事项"):
        if slug not in shelf.measures and f"intents/{slug}.yaml" not in shelf.paths:
            remedy = nearest(slug, shelf.measures)
            shelf.findings.add("E-UNKNOWN-MEASURE", item.place, "事项", f"没有事项「{slug}」", remedy)
        aspects = [(str(one.value), one.place) for one in Record(item.place, {"": item}).list("")]
        for name, place in aspects:
            if name != EVERY and name not in shelf.aspects:
                remedy = nearest(name, shelf.aspects)
                shelf.findings.add("E-UNKNOWN-ASPECT", place, "方面", f"没有「{name}」这个方面", remedy)
        every = any(name == EVERY for name, _ in aspects)
        slugs = frozenset(shelf.aspects[name] for name, _ in aspects if name in shelf.aspects)
        if every or slugs:
            topics[slug] = frozenset() if every else slugs
    return Handing(record.texts("回来"), topics)


def build_mixed(record: Record, key: str) -> tuple[Mixed, ...]:
    """The utterances of one list that touch several measures."""
    return tuple(Mixed(line.text("句"), line.texts("事项"), line.place) for line in record.parts(key))
