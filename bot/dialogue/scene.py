"""One turn's view of the world: the session as it stands, the library, the clock, the reading."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from msgspec import Struct

from bot.model.copying import replace
from bot.model.decisions import ActKind, Choice, Decision, Say
from bot.model.library import Content, Library
from bot.model.session import Goal, Pending, Session
from bot.model.understanding import Understanding

SCREENING = "which-policies"
CHITCHAT = "small-talk"
HUMAN = "human-handoff"
NOT_OURS = "out-of-scope"
PERSON, EMPLOYER, ANYBODY = "个人", "单位", "都可以"
"""Whom a policy or a fact is for, as the content says it."""
ENTITLEMENT = "待遇"
"""The kind of policy that gives somebody something, unlike a rule or a service."""
SOCIAL = frozenset({CHITCHAT, HUMAN, NOT_OURS})

Outcome = tuple[Session, Decision]


class Scene(Struct, frozen=True):
    """What every step of a turn is given; steps hand on a changed copy.

    attended: whether an agent of the platform is online; None: not known, or the talk goes to the console.
    """

    session: Session
    library: Library
    now: datetime
    seen: Understanding
    notes: tuple[Say, ...] = ()
    attended: bool | None = None

    @property
    def on(self) -> date:
        """The day everything is decided for."""
        return self.now.date()

    @property
    def content(self) -> Content:
        """The snapshot of all content."""
        return self.library.content

    @property
    def goal(self) -> Goal | None:
        """What is being talked about."""
        return self.session.goals[-1] if self.session.goals else None

    @property
    def region(self) -> str | None:
        """The county talked about: that of the goal, else that of the talk."""
        return (self.goal.region if self.goal else None) or self.session.region

    def with_session(self, **changes: object) -> Scene:
        """A copy whose session has these fields changed."""
        return replace(self, session=replace(self.session, **changes))  # type: ignore[arg-type]  # names are checked by replace

    def noting(self, *says: Say) -> Scene:
        """A copy that will say these blocks before anything else."""
        return replace(self, notes=(*self.notes, *says))

    def measure_name(self, slug: str) -> str:
        """The measure's name for people."""
        measure = self.content.intents.measures.get(slug)
        return measure.name if measure else slug

    def finish(
        self,
        act: ActKind,
        *says: Say,
        measures: tuple[str, ...] = (),
        choices: tuple[Choice, ...] = (),
    ) -> Outcome:
        """End the turn with these blocks after the notes."""
        decision = Decision(
            act=act,
            measures=measures,
            region=self.session.region,
            says=(*self.notes, *says),
            choices=choices,
            understanding=self.seen,
        )
        return self.session, decision


def system(name: str, **data: object) -> Say:
    """A block from replies/_system."""
    return Say(template=f"_system/{name}", data=data)


def choice_list(pairs: Mapping[str, str]) -> tuple[tuple[Choice, ...], Pending]:
    """Choices and the matching open question from slug -> text."""
    options = tuple((text, slug) for slug, text in pairs.items())
    return tuple([Choice(text, text) for text, _ in options]), Pending(kind="choice", options=options)
