"""The sandboxed template engine: undefined names fail, nothing dangerous is reachable."""

from __future__ import annotations

from collections.abc import Mapping

from jinja2 import DictLoader, StrictUndefined, TemplateSyntaxError, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment

SUFFIX = ".j2"


def environment(sources: Mapping[str, str]) -> ImmutableSandboxedEnvironment:
    """An engine over templates by path without ending; imports between them use the full name."""
    engine = ImmutableSandboxedEnvironment(
        loader=DictLoader({path + SUFFIX: text for path, text in sources.items()}),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        autoescape=False,  # replies are plain text; the channel escapes what it must
    )
    engine.globals.clear()
    return engine


def undeclared(source: str) -> frozenset[str]:
    """Variables a template uses without setting them. Raises TemplateFault with the line."""
    try:
        return frozenset(meta.find_undeclared_variables(environment({}).parse(source)))
    except TemplateSyntaxError as error:
        raise TemplateFault(error.lineno, error.message or "") from error


class TemplateFault(ValueError):
    """A template that cannot be parsed."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
