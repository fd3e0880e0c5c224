"""HTML pages from template files: everything put into them is escaped, undefined names fail."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined


class Pages:
    """Renders the templates of one folder. common: what every page may use."""

    def __init__(self, folder: Path, common: dict[str, object] | None = None) -> None:
        self._engine = Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._engine.globals.update(common or {})

    def render(self, template: str, /, **variables: object) -> str:
        """One page or part of a page as HTML."""
        return self._engine.get_template(template).render(variables)
