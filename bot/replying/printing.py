"""Pages for paper: the templates under replies/_print, with everything put into them escaped."""

from __future__ import annotations

from collections.abc import Mapping

from bot.replying.environment import SUFFIX, environment
from bot.replying.render import tidy

FOLDER = "_print/"


class Printer:
    """Renders the print templates of one content snapshot; undefined names fail."""

    def __init__(self, replies: Mapping[str, str]) -> None:
        self._plain = environment(replies)
        self._pages = self._plain.overlay(autoescape=True)

    def text(self, name: str, **variables: object) -> str:
        """A line or two of plain text."""
        return tidy(self._plain.get_template(FOLDER + name + SUFFIX).render(variables))

    def page(self, name: str, **variables: object) -> str:
        """A page of HTML, or a drawing."""
        return self._pages.get_template(FOLDER + name + SUFFIX).render(variables).lstrip()
