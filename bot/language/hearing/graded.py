"""Grades that belong to something else than a certificate: 我有残疾，四级."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from bot.model.facts import Fact

GRADE = re.compile(r"[一二三四五六七八九\d]级")
_GRADED = re.compile(rf"(?:{GRADE.pattern})?([^级]{{2,}}?)(?:{GRADE.pattern})?")
_OF_ANOTHER = re.compile(r"的?(?:士官|军士|警士|警督|警司|甲等|医院|公路|保密|风险|地震|大风)")
"""三级士官 holds no certificate."""
_IMPAIRED = re.compile("[聋盲哑瘸拐残]|智障|伤残")
_CERTIFIED = re.compile(r"考|证书|技能|职业")
_NEAR = 12
"""Characters before a grade in which what it grades may stand."""


class Graded:
    """What has grades, by the wordings of facts that hold one: 残疾 in 残疾二级."""

    def __init__(self, facts: Iterable[Fact], plain: Callable[[str], str]) -> None:
        self._owners: dict[str, str] = {}
        for fact in facts:
            for word in [word for option in fact.options for word in option.synonyms]:
                found = _GRADED.fullmatch(plain(word)) if GRADE.search(word) and not _CERTIFIED.search(word) else None
                if found is not None:
                    self._owners[found[1]] = fact.name

    def of_other(self, fact: Fact, before: str, after: str) -> bool:
        """Whether a grade that stands between these texts is of something named there that is no matter of the fact."""
        if _OF_ANOTHER.match(after) or any(
            owner != fact.name and after.removeprefix("的").startswith(word) for word, owner in self._owners.items()
        ):
            return True
        near = before[-_NEAR:]
        if _IMPAIRED.search(near) and not any("残" in word for word in fact.words):
            return True
        for named, owner in self._owners.items():
            at = near.rfind(named)
            if at >= 0 and owner != fact.name and not _CERTIFIED.search(near, at):
                return True
        return False
