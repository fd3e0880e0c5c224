"""Putting a question: about a fact, about the region, or about which measure is meant."""

from __future__ import annotations

from bot.dialogue.scene import Outcome, Scene, choice_list, system
from bot.model.copying import replace
from bot.model.decisions import ActKind, Ask, Choice, Say
from bot.model.facts import Fact, FactType
from bot.model.session import Pending
from bot.model.values import NO, YES

IN_FORCE = "现行"


def fact_choices(fact: Fact) -> tuple[tuple[str, str], ...]:
    """(text, value) of the options to offer; empty for numbers and days."""
    if fact.options:
        return tuple((option.text, option.value) for option in fact.options)
    return ((YES, YES), (NO, NO)) if fact.type is FactType.BOOL else ()


def ask_fact(
    scene: Scene, name: str, act: ActKind, *before: Say, measures: tuple[str, ...], counts: bool = True
) -> Outcome:
    """Ask for one fact after saying `before`. counts: not where the question is only put again after something else."""
    fact = scene.content.facts.by_name[name]
    options = fact_choices(fact)
    pending = scene.session.pending
    again = pending is not None and pending.kind == "fact" and pending.fact == name
    asked = pending.asked + 1 if again and pending is not None else 1
    times = {**scene.session.asked, name: scene.session.asked.get(name, 0) + (1 if counts else 0)}
    scene = scene.with_session(pending=Pending(kind="fact", fact=name, options=options, asked=asked), asked=times)
    choices = tuple(Choice(text, text) for text, _ in options)
    question = system("ask-fact", 事实名=name, 再问=again, 问谁=_whom(scene))
    session, decision = scene.finish(act, *before, question, measures=measures, choices=choices)
    return session, replace(decision, ask=Ask(fact=name, choices=choices, short=again))


def _whom(scene: Scene) -> str:
    return "" if scene.session.subject == "self" else scene.session.subject


def ask_region(scene: Scene, *before: Say, measures: tuple[str, ...]) -> Outcome:
    """Ask which county is meant; asked once, then answered for the counties we hold."""
    counties = {slug: region.name for slug, region in scene.content.regions.items() if region.status == IN_FORCE}
    choices, pending = choice_list(counties)
    scene = scene.with_session(pending=replace(pending, kind="region"))
    names = [scene.measure_name(slug) for slug in measures]
    block = system("ask-region", 事项列表=names, 地区列表=list(counties.values()))
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
