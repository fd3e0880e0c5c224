"""Checks between files: twins, references, examples. Each is a small function that notes problems."""

from __future__ import annotations

from collections.abc import Sequence

from bot.content.findings import nearest
from bot.content.shelf import Shelf
from bot.model.library import Content
from bot.model.problems import Place

MIN_EXAMPLES = 30


def cross_check(content: Content, paths: Sequence[str], shelf: Shelf) -> None:
    """Every check that needs more than one file."""
    _folders(content, paths, shelf)
    _measures_of_policies(content, shelf)
    _policy_references(content, shelf)
    _reply_folders(content, shelf)
    _neighbours(content, shelf)
    _examples(content, shelf)
    _unused_facts(content, shelf)


def _folders(content: Content, paths: Sequence[str], shelf: Shelf) -> None:
    """knowledge/<x>/ must be a region."""
    for path in paths:
        parts = path.split("/")
        if len(parts) == 3 and parts[0] == "knowledge" and parts[1] not in content.regions:
            remedy = nearest(parts[1], content.regions)
            shelf.findings.add("E-REGION-FOLDER", Place(path), "", f"没有登记「{parts[1]}」这个地区", remedy)


def _measures_of_policies(content: Content, shelf: Shelf) -> None:
    """Every policy's measure has its file of examples."""
    for policy in content.policies.values():
        if policy.measure not in content.intents.measures:
            remedy = f"建立 intents/{policy.measure}.yaml，或改政策的文件名；{nearest(policy.measure, shelf.measures)}"
            place = Place(policy.place.path)
            shelf.findings.add("E-MISSING-INTENT", place, "", f"没有事项「{policy.measure}」", remedy)


def _policy_references(content: Content, shelf: Shelf) -> None:
    """Successors and exclusions exist."""
    for policy in content.policies.values():
        for key, other in (("接替", policy.successor), *(("不可同享", name) for name in policy.excludes)):
            if other and (other not in content.policies or other == policy.id):
                remedy = nearest(other, content.policies.keys() - {policy.id})
                message = f"没有「{other}」这项政策" if other != policy.id else "写的是自己"
                shelf.findings.add("E-UNKNOWN-POLICY", policy.place, key, message, remedy)


def _reply_folders(content: Content, shelf: Shelf) -> None:
    """replies/<x>/ is a measure unless it begins with an underscore."""
    for path in content.replies:
        folder = path.split("/", maxsplit=1)[0]
        if not folder.startswith("_") and ("/" not in path or folder not in content.intents.measures):
            place = Place(f"replies/{path}.j2")
            remedy = nearest(folder, content.intents.measures)
            shelf.findings.add("E-REPLY-FOLDER", place, "", f"没有事项「{folder}」", remedy)


def _neighbours(content: Content, shelf: Shelf) -> None:
    """Neighbours of a measure exist."""
    for measure in content.intents.measures.values():
        for other in measure.neighbours:
            if other not in content.intents.measures:
                remedy = nearest(other, content.intents.measures)
                shelf.findings.add("E-UNKNOWN-MEASURE", measure.place, "近邻", f"没有事项「{other}」", remedy)


def _examples(content: Content, shelf: Shelf) -> None:
    """Enough examples, and none twice."""
    seen: dict[str, str] = {}
    for slug, measure in content.intents.measures.items():
        count = len(set(measure.examples))
        if count < MIN_EXAMPLES:
            message = f"只有 {count} 句例句"
            shelf.findings.add("E-FEW-EXAMPLES", measure.place, "例句", message, f"至少写 {MIN_EXAMPLES} 句不同的")
        for example in measure.examples:
            if example in seen:
                where = "本文件" if seen[example] == slug else f"intents/{seen[example]}.yaml"
                message = f"「{example[:30]}」在{where}里也有"
                shelf.findings.add("E-DUPLICATE-EXAMPLE", measure.place, "例句", message, "只留最合适的一处")
            seen.setdefault(example, slug)


def _unused_facts(content: Content, shelf: Shelf) -> None:
    """Facts that nothing asks for."""
    for fact in content.facts.by_name.values():
        if fact.name not in shelf.used_facts:
            message = f"没有政策用到「{fact.name}」"
            shelf.findings.add("W-UNUSED-FACT", fact.place, fact.name, message, "用不着就删去，或留着等政策用")
