"""The sandboxed template engine: undefined names fail, nothing dangerous is reachable."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from jinja2 import DictLoader, StrictUndefined, TemplateSyntaxError, meta, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

SUFFIX = ".j2"


class _Engine(ImmutableSandboxedEnvironment):
    """Looks variables of views up at once: names that are not ASCII are never attributes of a dict."""

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 - as declared by the library
        """What a template means by a name behind a dot."""
        if obj.__class__ is dict and attribute in obj and not attribute.isascii():
            return obj[attribute]
        return super().getattr(obj, attribute)


def environment(sources: Mapping[str, str]) -> ImmutableSandboxedEnvironment:
    """An engine over templates by path without ending; imports between them use the full name."""
    engine = _Engine(
        loader=DictLoader({path + SUFFIX: text for path, text in sources.items()}),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        auto_reload=False,  # a snapshot never changes
        autoescape=False,  # replies are plain text; the channel escapes what it must
    )
    engine.globals.clear()
    return engine


def undeclared(source: str) -> frozenset[str]:
    """Variables a template uses without setting them. Raises TemplateFault with the line."""
    with _told():
        return frozenset(meta.find_undeclared_variables(environment({}).parse(source)))


def taken_in(source: str) -> tuple[tuple[str, int], ...]:
    """The templates a template takes in by name, each with the line. Raises TemplateFault."""
    kinds = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
    with _told():
        found = list(environment({}).parse(source).find_all(kinds))
    names = ((getattr(node, "template", None), node.lineno) for node in found)
    return tuple((str(name.value), line) for name, line in names if isinstance(name, nodes.Const))


@contextmanager
def _told() -> Iterator[None]:
    """Tell what the engine cannot read as a TemplateFault."""
    try:
        yield
    except TemplateSyntaxError as error:
        raise TemplateFault(error.lineno, error.message or "") from error


def written(source: str) -> tuple[tuple[int, str], ...]:
    """What a template says by itself: its text outside {{ }} and {% %} and the texts in quotes, line by line.

    Quoted texts of ASCII alone are names and numbers to compare with. Returns (line, text). Raises TemplateFault.
    """
    found: list[tuple[int, str]] = []
    with _told():
        for first, kind, text in environment({}).lex(source):
            if kind == "data" or (kind == "string" and not text.isascii()):
                found.extend((first + at, line) for at, line in enumerate(text.split("\n")) if line.strip())
    return tuple(found)


class Uses:
    """Which variables templates use; each template is read once."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self._sources = sources
        self._engine = environment({})
        self._read: dict[str, tuple[set[str], list[str]]] = {}

    def of(self, path: str) -> frozenset[str]:
        """What a template and those it takes in may use. Raises jinja2.TemplateError for what cannot be parsed."""
        found: set[str] = set()
        waiting, done = [path], set[str]()
        while waiting:
            name = waiting.pop()
            if name in self._sources and name not in done:
                done.add(name)
                variables, others = self._own(name)
                found |= variables
                waiting += others
        return frozenset(found)

    def _own(self, path: str) -> tuple[set[str], list[str]]:
        """The variables of one template, and the templates it takes in."""
        known = self._read.get(path)
        if known is None:
            tree = self._engine.parse(self._sources[path])
            others = [name.removesuffix(SUFFIX) for name in meta.find_referenced_templates(tree) if name is not None]
            known = self._read[path] = meta.find_undeclared_variables(tree), others
        return known


class TemplateFault(ValueError):
    """A template that cannot be parsed."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message, line)
        self.line = line
