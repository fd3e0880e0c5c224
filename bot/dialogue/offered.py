"""A list of measures or counties was shown: somebody picks from it, or goes on talking without picking."""

from __future__ import annotations

from bot.dialogue import commands
from bot.dialogue.absorb import DONT_KNOW, absorb, employer_speaks, puts_right
from bot.dialogue.answering import pursue
from bot.dialogue.memory import SELF, learn
from bot.dialogue.naming import ASKING
from bot.dialogue.noting import readable
from bot.dialogue.option_words import having_option, options_said
from bot.dialogue.places import only_a_place
from bot.dialogue.questions import ask_measure
from bot.dialogue.relevance import asked_by_any, fitting
from bot.dialogue.scene import CHITCHAT, EMPLOYER, HUMAN, PERSON, SCREENING, Outcome, Scene, system
from bot.dialogue.several import waiting
from bot.model.copying import replace
from bot.model.facts import Known
from bot.model.session import Goal
from bot.model.understanding import Outcome as Sure
from bot.model.understanding import Reading
from bot.model.values import exactly

CHOICE = "choice"
MOST_SHOWN = 2
"""How often a list is shown while somebody tells other things; then the likeliest is taken, and said."""


def picked(scene: Scene) -> Outcome | None:
    """A choice among measures or regions, made by number, text or click."""
    pending, reply = scene.session.pending, scene.seen.reply
    if pending is None or pending.kind == "fact":
        return None
    slug: str | None = None
    if reply is not None and reply.picks and reply.picks[0] <= len(pending.options):
        slug = pending.options[reply.picks[0] - 1][1]
    for text, value in pending.options:
        if scene.seen.text.strip() == text:
            slug = value
    if slug is None:
        return None
    scene = absorb(scene).with_session(pending=None)
    if pending.kind == "region":
        scene = scene.with_session(region=slug)
        return waiting(scene) or pursue(scene)
    return _take(scene, slug)


def declined(scene: Scene) -> bool:
    """Whether none of what was offered is meant."""
    pending, reply = scene.session.pending, scene.seen.reply
    asked = pending is not None and pending.kind != "fact"
    return asked and reply is not None and reply.reading is Reading.NONE_OF_THESE


def amid_list(scene: Scene) -> Outcome | None:
    """Facts, a county or a side were told instead of a choice: keep them, and find out which is meant."""
    pending, seen = scene.session.pending, scene.seen
    if pending is None or pending.kind != CHOICE or not (_at_a_loss(scene) or _goes_on(scene)):
        return None
    slugs = tuple(slug for _, slug in pending.options)
    if _at_a_loss(scene):
        # 不知道选哪个: look through all of them
        goal = Goal(measure=SCREENING, region=None, audience=EMPLOYER if employer_speaks(scene) else PERSON)
        return pursue(scene.with_session(goals=(*scene.session.goals[-2:], goal), pending=None))
    scene, told = _with_options(scene, slugs)
    if not (told or seen.aspect or seen.regions or _only_tells(scene)):
        return None
    scene = scene.with_session(last_aspect=seen.aspect or scene.session.last_aspect)
    best = fitting(scene.content, slugs, scene.session.region, frozenset(told))
    if best is None and pending.asked >= MOST_SHOWN:
        best = SCREENING if SCREENING in slugs else slugs[0]
    noted = [words for name in told if name in scene.content.facts.by_name and (words := readable(scene, name))]
    if noted and not any(note.template == "_system/noted" for note in scene.notes):
        scene = scene.noting(
            system("noted", 记下=noted, 说谁="" if scene.session.subject == SELF else scene.session.subject)
        )
    if best is None:
        session, decision = ask_measure(scene, slugs)
        again = replace(session.pending, asked=pending.asked + 1) if session.pending else None
        return replace(session, pending=again), decision
    scene = scene.noting(system("taken-for", 事项名=scene.measure_name(best)))
    return _take(scene.with_session(pending=None), best, deciding=bool(told))


def _at_a_loss(scene: Scene) -> bool:
    """Whether somebody does not know what to choose."""
    reply = scene.seen.reply
    lost = reply is not None and reply.reading is Reading.DONT_KNOW
    return (lost or scene.seen.act == DONT_KNOW) and not scene.seen.heard


def _goes_on(scene: Scene) -> bool:
    """Whether the message is about the matter of the list rather than a command, chitchat or a new list."""
    seen = scene.seen
    if only_a_place(scene) or puts_right(scene):
        return True
    if seen.act in commands.ALWAYS or seen.act in commands.OTHERWISE or seen.elsewhere or seen.topic:
        return False
    return (
        seen.outcome is Sure.FALLBACK
        or _only_tells(scene)
        or (seen.outcome is not Sure.CHOOSE and not {match.measure for match in seen.matches} & {CHITCHAT, HUMAN})
        or bool(seen.heard)
    )


def _only_tells(scene: Scene) -> bool:
    """Whether a message that might be about several measures asks nothing: 没登记 instead of a choice."""
    seen = scene.seen
    return seen.outcome is Sure.CHOOSE and seen.aspect is None and ASKING.search(seen.text) is None


def _with_options(scene: Scene, slugs: tuple[str, ...]) -> tuple[Scene, list[str]]:
    """The facts told, and a bare option of a fact that the measures offered ask for: 小微."""
    told = list(dict.fromkeys([heard.fact for heard in scene.seen.heard]))
    if told:
        return scene, told
    possible = having_option(scene)
    if not possible:
        return scene, []
    policies = (policy for policy in scene.content.policies.values() if policy.measure in slugs)
    names = sorted(asked_by_any(scene.content, policies) & possible)
    said = {name: values[0] for name in names if len(values := options_said(scene, name)) == 1}
    if len(said) != 1:
        return scene, []
    ((name, value),) = said.items()
    known = Known(exactly(value), "stated", scene.seen.clean, scene.now.isoformat())
    session, _ = learn(scene.session, [(name, known)])
    return replace(scene, session=session), [name]


def _take(scene: Scene, slug: str, *, deciding: bool = False) -> Outcome:
    """Go on with a measure of the list."""
    aspect = scene.seen.aspect or scene.session.last_aspect
    goal = Goal(measure=slug, region=None, aspect=aspect, deciding=deciding)
    return pursue(scene.with_session(goals=(*scene.session.goals[-2:], goal)))
