"""Checks between files: twins, references, examples. Each is a small function that notes problems."""

from __future__ import annotations

from collections.abc import Mapping

from bot.content.findings import nearest
from bot.content.records import Item, Record
from bot.content.shelf import Shelf
from bot.model.library import Content
from bot.model.named import likely
from bot.model.problems import Place

MIN_EXAMPLES = 30
MIN_NEW = 8
"""Examples of a measure that no policy is about yet: it begins with what people asked, and grows."""
MIN_MIXED = 2


def cross_check(content: Content, items: Mapping[str, Item], shelf: Shelf) -> None:
    """Every check that needs more than one file. items: read files by path."""
    _folders(content, items, shelf)
    _measures_of_policies(content, shelf)
    _policy_references(content, items, shelf)
    _reply_folders(content, shelf)
    _neighbours(content, items, shelf)
    _examples(content, items, shelf)
    _mixed(content, shelf)
    if not shelf.findings.failed:  # an unread file may be what uses the fact
        _unused_facts(content, shelf)


def _is_measure(slug: str, content: Content, shelf: Shelf) -> bool:
    """Whether a measure has its file, readable or not."""
    return slug in content.intents.measures or f"intents/{slug}.yaml" in shelf.paths


def _record(items: Mapping[str, Item], place: Place) -> Record:
    """The record a whole file holds."""
    item = items.get(place.path)
    return item.value if item is not None and isinstance(item.value, Record) else Record(place)


def _folders(content: Content, items: Mapping[str, Item], shelf: Shelf) -> None:
    """knowledge/<x>/ must be a region."""
    for path in items:
        parts = path.split("/")
        if len(parts) == 3 and parts[0] == "knowledge" and parts[1] not in content.regions:
            remedy = f"先登记：jiuye new region {parts[1]}；或改文件夹的名字，{nearest(parts[1], content.regions)}"
            shelf.findings.add("E-REGION-FOLDER", Place(path), "", f"没有登记「{parts[1]}」这个地区", remedy)


def _measures_of_policies(content: Content, shelf: Shelf) -> None:
    """Every policy's measure has its file of examples."""
    for policy in content.policies.values():
        if not _is_measure(policy.measure, content, shelf):
            remedy = f"建立 intents/{policy.measure}.yaml，或改政策的文件名；{nearest(policy.measure, shelf.measures)}"
            place = Place(policy.place.path)
            shelf.findings.add("E-MISSING-INTENT", place, "", f"没有事项「{policy.measure}」", remedy)


def _policy_references(content: Content, items: Mapping[str, Item], shelf: Shelf) -> None:
    """Successors and exclusions exist, and are not the policy itself."""
    for policy in content.policies.values():
        record = _record(items, policy.place)
        named = [("不可同享", str(item.value), item.place) for item in record.list("不可同享")]
        if policy.successor:
            named.append(("接替", policy.successor, record.place_of("接替")))
        for key, other, place in named:
            known = other in content.policies or f"knowledge/{other}.yaml" in shelf.paths
            if not known or other == policy.id:
                itself = other == policy.id
                message = "写的是自己" if itself else f"没有「{other}」这项政策"
                remedy = f"删去，或写上另一项的代号；{likely(other, content.policies.keys() - {policy.id})}"
                shelf.findings.add("E-UNKNOWN-POLICY", place, key, message, remedy)


def _reply_folders(content: Content, shelf: Shelf) -> None:
    """replies/<x>/ is a measure unless it begins with an underscore."""
    for path in content.replies:
        folder = path.split("/", maxsplit=1)[0]
        if not folder.startswith("_") and ("/" not in path or not _is_measure(folder, content, shelf)):
            place = Place(f"replies/{path}.j2")
            remedy = nearest(folder, content.intents.measures)
            shelf.findings.add("E-REPLY-FOLDER", place, "", f"没有事项「{folder}」", remedy)


def _neighbours(content: Content, items: Mapping[str, Item], shelf: Shelf) -> None:
    """Neighbours of a measure exist."""
    for measure in content.intents.measures.values():
        for item in _record(items, measure.place).list("近邻"):
            other = str(item.value)
            if not _is_measure(other, content, shelf):
                remedy = nearest(other, content.intents.measures)
                shelf.findings.add("E-UNKNOWN-MEASURE", item.place, "近邻", f"没有事项「{other}」", remedy)


def _examples(content: Content, items: Mapping[str, Item], shelf: Shelf) -> None:
    """Enough examples, and none twice."""
    seen: dict[str, Place] = {}
    used = {policy.measure for policy in content.policies.values()}
    for measure in content.intents.measures.values():
        record = _record(items, measure.place)
        count = len(set(measure.examples))
        if count < MIN_EXAMPLES:
            code = "E-FEW-EXAMPLES" if measure.slug in used or count < MIN_NEW else "W-FEW-EXAMPLES"
            message, remedy = f"只有 {count} 句例句", f"至少写 {MIN_EXAMPLES} 句不同的"
            shelf.findings.add(code, record.place_of("例句"), "例句", message, remedy)
        for item in record.list("例句"):
            example = str(item.value)
            if example in seen:
                message = f"「{example[:30]}」在 {seen[example]} 也有"
                shelf.findings.add("E-DUPLICATE-EXAMPLE", item.place, "例句", message, "只留最合适的一处")
            seen.setdefault(example, item.place)


def _mixed(content: Content, shelf: Shelf) -> None:
    """An utterance of several measures names at least two that exist, and is no example of a single one."""
    alone = {example: measure for measure in content.intents.measures.values() for example in measure.examples}
    seen: dict[str, Place] = {}
    for line in (*content.intents.vague, *content.intents.several):
        for slug in line.measures:
            if not _is_measure(slug, content, shelf):
                remedy = nearest(slug, content.intents.measures)
                shelf.findings.add("E-UNKNOWN-MEASURE", line.place, "事项", f"没有事项「{slug}」", remedy)
        if len(set(line.measures)) < MIN_MIXED:
            remedy = "写上另一个事项，或把这句移到那个事项的例句里"
            shelf.findings.add("E-FEW-MEASURES", line.place, "事项", f"「{line.text}」只写了一个事项", remedy)
        other = alone[line.text].place if line.text in alone else seen.get(line.text)
        if other is not None:
            message = f"「{line.text}」在 {other} 也有"
            shelf.findings.add("E-DUPLICATE-EXAMPLE", line.place, "句", message, "只留最合适的一处")
        seen.setdefault(line.text, line.place)


def _unused_facts(content: Content, shelf: Shelf) -> None:
    """Facts that nothing asks for."""
    for fact in content.facts.by_name.values():
        if fact.name not in shelf.used_facts:
            message = f"没有政策用到「{fact.name}」"
            shelf.findings.add("W-UNUSED-FACT", fact.place, fact.name, message, "用不着就删去，或留着等政策用")
