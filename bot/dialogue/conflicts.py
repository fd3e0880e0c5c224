"""What was told cannot all be true: pointed out, and what was said last counts."""

from __future__ import annotations

from collections.abc import Mapping

from bot.dialogue.memory import facts_of, with_facts
from bot.dialogue.noting import readable
from bot.dialogue.scene import Scene, system
from bot.model.copying import replace
from bot.model.values import Value


def reconcile(scene: Scene, fresh: set[str]) -> Scene:
    """Point out what cannot both be true; what was said last counts, so the earlier fact is forgotten."""
    known = dict(facts_of(scene.session))
    values = {name: item.value for name, item in known.items() if item.value is not None}
    found = scene.library.engine.conflicts(values, scene.on)
    if not found:
        return scene
    kept = without_conflicts(scene, values, fresh)
    dropped = [name for name in values if name not in kept]
    before = [words for name in dropped if (words := readable(scene, name))]
    now = [words for name in sorted(fresh & set(values)) if (words := readable(scene, name))]
    settled = not scene.library.engine.conflicts(kept, scene.on)
    for text in found:
        scene = scene.noting(system("contradiction", 说明=text, 按后说=settled, 前面=before, 刚才=now))
    rest = {name: item for name, item in known.items() if name not in dropped}
    return replace(scene, session=with_facts(scene.session, rest))


def without_conflicts(scene: Scene, values: Mapping[str, Value], fresh: set[str]) -> dict[str, Value]:
    """The values without those told earlier that contradict the fresh ones."""
    conflicts = scene.library.engine.conflicts
    kept = dict(values)
    for name in [name for name in values if name not in fresh]:
        rest = {other: value for other, value in kept.items() if other != name}
        if len(conflicts(rest, scene.on)) < len(conflicts(kept, scene.on)):
            kept = rest
    return kept
