"""Putting a question: about a fact, about the region, or about which measure is meant."""

from __future__ import annotations

from collections.abc import Mapping

from bot.dialogue.scene import Outcome, Scene, choice_list, system
from bot.model.copying import replace
from bot.model.decisions import ActKind, Ask, Choice, Say
from bot.model.facts import Fact, FactType
from bot.model.library import Content
from bot.model.session import Pending
from bot.model.values import NO, YES

IN_FORCE = "现行"
Options = tuple[tuple[str, str], ...]


def fact_choices(fact: Fact) -> Options:
    """(text, value) of the options to offer; empty for numbers and days."""
    if fact.options:
        return tuple((option.text, option.value) for option in fact.options)
    return ((YES, YES), (NO, NO)) if fact.type is FactType.BOOL else ()


def _offered(content: Content) -> Mapping[str, tuple[Options, tuple[Choice, ...]]]:
    """The options of each fact, and what is clicked for them."""
    found = {name: fact_choices(fact) for name, fact in content.facts.by_name.items()}
    return {name: (options, tuple(Choice(text, text) for text, _ in options)) for name, options in found.items()}


def ask_fact(
    scene: Scene, name: str, act: ActKind, *before: Say, measures: tuple[str, ...], counts: bool = True
) -> Outcome:
    """Ask for one fact after saying `before`. counts: not where the question is only put again after something else."""
    options, choices = scene.content.once(_offered)[name]
    pending = scene.session.pending
    again = pending is not None and pending.kind == "fact" and pending.fact == name
    asked = pending.asked + 1 if again and pending is not None else 1
    times = {**scene.session.asked, name: scene.session.asked.get(name, 0) + (1 if counts else 0)}
    scene = scene.with_session(pending=Pending(kind="fact", fact=name, options=options, asked=asked), asked=times)
    question = system("ask-fact", 事实名=name, 再问=again, 问谁=_whom(scene))
    session, decision = scene.finish(act, *before, question, measures=measures, choices=choices)
    return session, replace(decision, ask=Ask(fact=name, choices=choices, short=again))


def _whom(scene: Scene) -> str:
    return "" if scene.session.subject == "self" else scene.session.subject


def _counties(content: Content) -> tuple[tuple[str, ...], tuple[Choice, ...], Pending]:
    """The names of the counties we hold, what is clicked for them, and the question for one."""
    counties = {slug: region.name for slug, region in content.regions.items() if region.status == IN_FORCE}
    choices, pending = choice_list(counties)
    return tuple(counties.values()), choices, replace(pending, kind="region")


def ask_region(scene: Scene, *before: Say, measures: tuple[str, ...]) -> Outcome:
    """Ask which county is meant; asked once, then answered for the counties we hold."""
    counties, choices, pending = scene.content.once(_counties)
    scene = scene.with_session(pending=pending)
    names = [scene.measure_name(slug) for slug in measures]
    block = system("ask-region", 事项列表=names, 地区列表=list(counties))
    session, decision = scene.finish(ActKind.ASK, *before, block, measures=measures, choices=choices)
    return session, replace(decision, ask=Ask(fact="地区", choices=choices))


def ask_measure(scene: Scene, slugs: tuple[str, ...]) -> Outcome:
    """Offer the measures that may be meant, and none of them."""
    known = scene.content.intents.measures
    choices, pending = choice_list({slug: known[slug].short or known[slug].name for slug in slugs})
    scene = scene.with_session(pending=pending)
    none = Choice("都不是", "都不是")
    return scene.finish(ActKind.CHOOSE, system("choose"), measures=slugs, choices=(*choices, none))


def keep_asking(scene: Scene, act: ActKind, block: Say, measures: tuple[str, ...]) -> Outcome:
    """Say the block and put the open question again, so that the talk is not lost."""
    pending = scene.session.pending
    if pending is not None and pending.kind == "fact" and pending.fact:
        return ask_fact(scene, pending.fact, act, block, measures=measures)
    return scene.finish(act, block, measures=measures)
