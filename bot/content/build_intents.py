"""Builds measures, aspects, acts, lexicon and calibration from their records."""

from __future__ import annotations

from bot.content.records import Item, Record
from bot.model.intents import Act, Aspect, Calibration, Lexicon, Measure, Topic


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
    )


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
