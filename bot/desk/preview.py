"""What a changed file would lead to, before anything is written: problems, written cases, what citizens would read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.desk.curate import Curator
from bot.desk.lookup import replies_of
from bot.desk.overview import Tried, try_cases
from bot.model.problems import Problem, Severity

PREVIEWED = 3
"""So many policies of one file have their replies shown."""


@dataclass(frozen=True, slots=True)
class Preview:
    """ok: it could be saved as far as the checks go. replies: (policy, its replies by aspect). cases: those touched."""

    ok: bool
    problems: tuple[Problem, ...]
    replies: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    cases: tuple[Tried, ...] = ()


async def preview(curator: Curator, path: str, text: str, on: date) -> Preview:
    """The outcome of writing this text there. Raises CannotEdit."""
    draft, problems = await curator.draft(path, text)
    mine = tuple(one for one in problems if one.place.path == path)
    if draft is None:
        # what keeps it from being saved comes first, wherever it stands; reminders about other files help nobody here
        wrong = [one for one in problems if one.severity is Severity.ERROR]
        wrong.sort(key=lambda one: one.place.path != path)
        return Preview(False, (*wrong, *(one for one in mine if one not in wrong)))
    touched = [one for one in draft.library.content.policies.values() if one.place.path == path]
    return Preview(
        True,
        mine,
        tuple((one.title, replies_of(draft, one.id, on)) for one in touched[:PREVIEWED]),
        tuple(tried for one in touched for tried in try_cases(draft, one)),
    )
