"""Messages that are the very words of an option of some fact: 小微, 我们是个体户."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.dialogue.scene import Scene
from bot.model.library import Content

SAID_TO_BE = re.compile(r"^(?:我们?|俺们?|咱们?)(?:是|就是|属于|算是)(?:个|一个|家|一家)?")
NONE: frozenset[str] = frozenset()


def having_option(scene: Scene) -> frozenset[str]:
    """The facts of which the message names an option and nothing else."""
    words, known = scene.seen.clean.strip("，。！？ "), scene.content.once(_by_option)
    bare = SAID_TO_BE.sub("", words)
    return known.get(words, NONE) if bare == words else known.get(words, NONE) | known.get(bare, NONE)


def _by_option(content: Content) -> Mapping[str, frozenset[str]]:
    """The facts that have an option of this text or synonym."""
    found: dict[str, frozenset[str]] = {}
    for fact in content.facts.by_name.values():
        for word in {word for option in fact.options for word in (option.text, *option.synonyms)}:
            found[word] = found.get(word, NONE) | {fact.name}
    return found


def options_said(scene: Scene, name: str) -> list[str]:
    """The options of a fact that the message names and nothing else."""
    words = scene.seen.clean.strip("，。！？ ")
    fact = scene.content.facts.by_name[name]
    said = {words, SAID_TO_BE.sub("", words)}
    return [option.value for option in fact.options if said & {option.text, *option.synonyms}]
