"""From a decision to the messages a person reads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from bot.model.decisions import Choice, Decision, Say
from bot.model.library import Content
from bot.model.policies import Policy
from bot.model.wording import show_day
from bot.replying.environment import SUFFIX, Uses, environment
from bot.replying.links import menu_link
from bot.replying.remembered import REMEMBERED, Wanted
from bot.replying.split import LIMIT, size, split
from bot.replying.views import View, fact_view, policy_view, region_view, result_view

WECHAT = "wechat"
VIEWS = 512
"""Policies kept as templates see them, by day and aspect."""
_BLANKS = re.compile(r"[ \t]*\n\s*")


def tidy(text: str) -> str:
    """A rendered block without the empty lines that template statements leave."""
    return _BLANKS.sub("\n", text).strip()


class Replier:
    """Renders decisions with the templates of one content snapshot."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._engine = environment(content.replies)
        self.said = lru_cache(REMEMBERED)(self._say)
        self._uses = Uses(content.replies)
        self._views: dict[tuple[str, date, str | None], View] = {}
        self._paths: dict[tuple[str, str | None], tuple[str, frozenset[str]]] = {}

    def say(self, block: Say, on: date) -> str:
        """One block of a reply; the same block on the same day is rendered once."""
        named = (block.template, block.measure)
        found = self._paths.get(named)
        if found is None:
            path = self._template(block)
            found = self._paths[named] = path, self._uses.of(path)
        return self.said(Wanted(block, block.on or on, *found))

    def remembered(self) -> tuple[int, int, int]:
        """How many blocks had been rendered before when they were wanted, how many not, and how many are kept."""
        counts = self.said.cache_info()
        return counts.hits, counts.misses, counts.currsize

    def _say(self, wanted: Wanted) -> str:
        block, on, content = wanted.block, wanted.on, self._content
        measure = content.intents.measures.get(block.measure or "")
        aspect = content.intents.aspects.get(block.aspect or "")
        shown = block.results if wanted.shown else ()
        variables: dict[str, object] = {
            "事项": measure.name if measure else "",
            "方面": aspect.name if aspect else "",
            "地区": region_view(block.region, content),
            "结果": [result_view(result, content, on, block.aspect, self._policy_view) for result in shown],
            "今天": show_day(on),
            "事实": fact_view(content.facts.find(str(block.data.get("事实名", "")))),
            **block.data,
        }
        return tidy(self._engine.get_template(self._template(block) + SUFFIX).render(variables))

    def _policy_view(self, policy: Policy, content: Content, on: date, aspect: str | None) -> View:
        """What a policy looks like on a day; the same for everybody."""
        key = (policy.id, on, aspect)
        view = self._views.get(key)
        if view is None:
            if len(self._views) >= VIEWS:
                self._views.clear()
            view = self._views[key] = policy_view(policy, content, on, aspect)
        return view

    def _template(self, block: Say) -> str:
        """A measure's own wording where it has one, else the default."""
        if block.measure and block.template.startswith("_default/"):
            own = block.template.replace("_default", block.measure, 1)
            if own in self._content.replies:
                return own
        return block.template

    def plain(self, name: str, data: Mapping[str, object], on: date) -> str:
        """A stand-alone text such as the welcome message."""
        return self.say(Say(template=name, data=data), on)

    def render(self, decision: Decision, on: date, channel: str = "plain") -> tuple[str, ...]:
        """All messages of a decision, each within the channel's limit."""
        blocks = [self.say(block, on) for block in decision.says]
        choices = self._choices(decision.choices, channel)
        text = "\n\n".join(block for block in [*blocks, choices] if block)
        return split(text)

    def first_of(self, messages: tuple[str, ...], on: date) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The first message with a word that there is more, and what is left for 继续."""
        more = self.plain("_system/more", {}, on)
        whole = "\n\n".join(messages)
        first, *rest = split(whole, LIMIT - size(more) - 2)
        return (f"{first}\n\n{more}",), tuple(rest)

    @staticmethod
    def _choices(choices: tuple[Choice, ...], channel: str) -> str:
        lines = []
        for number, choice in enumerate(choices, 1):
            label = f"{number}. {choice.text}"
            lines.append(menu_link(label, choice.content, number) if channel == WECHAT else label)
        return "\n".join(lines)
