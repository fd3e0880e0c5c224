"""Looking through what there is for somebody who tells about himself and names no measure."""

from __future__ import annotations

from bot.dialogue.absorb import employer_speaks
from bot.dialogue.answering import pursue
from bot.dialogue.closed import of_agency
from bot.dialogue.scene import EMPLOYER, SCREENING, Outcome, Scene
from bot.dialogue.screening import side_spoken_for
from bot.dialogue.telling import speaks_for_a_firm, to_be_looked_through
from bot.model.session import Goal


def screening(scene: Scene) -> Outcome | None:
    """Somebody tells about themselves without a question: see what there is for them."""
    if not scene.seen.regions and not scene.seen.heard:
        return None
    return _look_through(scene)


def story(scene: Scene) -> Outcome | None:
    """A story without a question, before anything is guessed from its words."""
    return _look_through(scene) if to_be_looked_through(scene) else None


def _look_through(scene: Scene) -> Outcome:
    side = EMPLOYER if speaks_for_a_firm(scene) or employer_speaks(scene) else side_spoken_for(scene)
    goal = of_agency(scene) or Goal(measure=SCREENING, region=None, audience=side)
    return pursue(scene.with_session(goals=(goal,)))
