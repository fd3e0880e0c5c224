"""A content file as a form: each value with its meaning and its own error, preview and check before saving."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from aiohttp import web

from bot.console.context import Console, fields, who
from bot.console.shelving import HOME, Shelving
from bot.console.working import Working
from bot.content import filling, forms
from bot.content.editing import CannotEdit
from bot.content.fields import kind_of
from bot.content.revising import put
from bot.content.shapes import MapOf
from bot.content.skeletons import policy_begun
from bot.content.spans import Mapping as Table
from bot.content.spans import read
from bot.desk.apart import Watch
from bot.desk.curate import Outcome
from bot.desk.history import difference
from bot.desk.preview import Preview, preview
from bot.desk.suggesting import suggestions
from bot.model.problems import Problem, Severity

PAGE = f"{HOME}/form"
VALUE, PICK = "v:", "pick:"


@dataclass(slots=True)
class Draft:
    """What is being edited. base: the file as it was opened. text: the file as it would be saved."""

    path: str
    entry: str
    base: str
    text: str
    problems: tuple[Problem, ...] = ()
    fault: str = ""
    why: str = ""
    found: Preview | None = None
    touched: tuple[str, ...] = ()

    @property
    def inside(self) -> tuple[str, ...]:
        """Where in the file the form begins."""
        return (self.entry,) if self.entry else ()


class Forming:
    """The pages of the form."""

    def __init__(self, console: Console, working: Working, shelving: Shelving) -> None:
        self._console = console
        self._working = working
        self._shelving = shelving

    def routes(self) -> list[web.RouteDef]:
        """Paths and what answers them."""
        return [web.get(PAGE, self.show), web.post(PAGE, self.decide)]

    async def show(self, request: web.Request) -> web.Response:
        """The form of a file, or the entries of a file that holds several."""
        path, entry = request.query.get("path", ""), request.query.get("entry", "")
        try:
            text = await asyncio.to_thread(self._console.curator.read, path)
            kind = kind_of(path)
            if kind is not None and isinstance(kind.shape, MapOf) and not entry:
                entries = _entries(text)
                return self._console.page(
                    request, "entries.html", path=path, entries=entries, title=kind.title, called=kind.shape.key
                )
            if kind is not None and isinstance(kind.shape, MapOf) and entry not in _entries(text):
                begun = put(text, (entry,), filling.blank(kind.shape.item))
                return await self._page(request, Draft(path, entry, text, begun))
            if kind is not None and kind.name == "policy" and not text:
                text = self._begun(path)
                return await self._page(request, Draft(path, "", "", text))
        except CannotEdit as error:
            return self._console.page(request, "notice.html", 404, text=str(error))
        problems = tuple(one for one in self._console.reloader.problems if one.place.path == path)
        return await self._page(request, Draft(path, entry, text, text, problems=problems))

    def _begun(self, path: str) -> str:
        """A new policy with what its path tells: what it is called, and the document where there is only one.

        Returns "" where no policy can be.
        """
        content = self._console.desk.snapshot.library.content
        _, region, name = path.removesuffix(".yaml").split("/")
        measure = content.intents.measures.get(name.partition("--")[0])
        if measure is None or region not in content.regions:
            return ""
        documents = [number for number, one in content.documents.items() if one.region == region]
        only = {"文件": documents[0]} if len(documents) == 1 else {}
        return policy_begun({"名称": measure.name, **only})

    async def decide(self, request: web.Request) -> web.Response:
        """Take over what was entered, then add, remove, check or save."""
        given = await fields(request)
        draft = Draft(
            given.get("path", ""), given.get("entry", ""), _unix(given.get("base", "")), _unix(given.get("text", ""))
        )
        draft.why = given.get("why", "")
        deed, _, name = given.get("deed", "check").partition(":")
        before = draft.text
        try:
            draft.text = _entered(draft, given, deed, name)
        except CannotEdit as error:
            draft.fault = str(error)
            return await self._page(request, draft)
        draft.touched = _new_parts(draft, before) if deed == "add" else ()
        if deed == "save":
            return await self._save(request, draft, given)
        if deed == "check":
            await self._check(draft)
        return await self._page(request, draft)

    async def _save(self, request: web.Request, draft: Draft, given: Mapping[str, str]) -> web.Response:
        name = who(request).name
        wished = {**given, "text": draft.text, "why": draft.why or "用表单改"}

        async def wish(watch: Watch) -> Outcome:
            return await self._shelving.keep(wished, name, watch)

        async def refused(again: web.Request, outcome: Outcome) -> web.Response:
            draft.problems = outcome.problems
            return await self._page(again, draft, outcome)

        raise await self._working.begin(request, f"改 {draft.path}", HOME, wish, refused)

    async def _check(self, draft: Draft) -> None:
        """The problems of the draft, what it changes, and what citizens would read."""
        found = await preview(self._console.curator, draft.path, draft.text, self._console.today())
        draft.problems, draft.found = found.problems, found

    async def _page(self, request: web.Request, draft: Draft, outcome: Outcome | None = None) -> web.Response:
        console = self._console
        shape = forms.shape_at(draft.path, draft.entry)
        try:
            group = forms.form(draft.text, shape, draft.inside) if shape is not None else None
        except CannotEdit as error:
            return console.page(request, "notice.html", 409, text=str(error), link=_text_link(draft.path))
        if group is None:
            fault = "这个文件不能用表单改，请改文字。"
            return console.page(request, "notice.html", 404, text=fault, link=_text_link(draft.path))
        mine = [one for one in draft.problems if one.place.path == draft.path]
        beside = forms.beside(group, mine, draft.text)
        shown = {problem for problems in beside.values() for problem in problems}
        base = forms.form(draft.base, shape, draft.inside) if shape is not None else None
        content = console.desk.snapshot.library.content
        return console.page(
            request,
            "form-edit.html",
            409 if outcome or draft.fault else 200,
            draft=draft,
            form=group,
            title=draft.entry or next((one.value for one in forms.inputs(group) if one.path == ("名称",)), ""),
            diff=difference(draft.base, draft.text) if draft.found else [],
            beside=beside,
            opened=forms.worth_opening(group, base, [*beside, *draft.touched]),
            elsewhere=[one for one in draft.problems if one not in shown and one.severity is Severity.ERROR],
            name_of=forms.name_of,
            suggestions=suggestions(content, draft.path, draft.text),
            outcome=outcome,
            names={slug: measure.name for slug, measure in content.intents.measures.items()},
        )


def _new_parts(draft: Draft, before: str) -> tuple[str, ...]:
    """The names of the parts that are in the draft and were not before: they are shown open, ready to be filled in."""
    shape = forms.shape_at(draft.path, draft.entry)
    made = [forms.form(text, shape, draft.inside) if shape is not None else None for text in (before, draft.text)]
    old, new = ([forms.name_of(one.path) for one in forms.groups(group)] if group is not None else [] for group in made)
    return tuple(name for name in new if name not in old)


def _entries(text: str) -> list[str]:
    """The names of what a file of several holds. Raises CannotEdit."""
    tree = read(text)
    return [pair.key for pair in tree.pairs] if isinstance(tree, Table) else []


def _entered(draft: Draft, given: Mapping[str, str], deed: str, name: str) -> str:
    """The text with what was entered and with the deed done. Raises CannotEdit."""
    shape = forms.shape_at(draft.path, draft.entry)
    group = forms.form(draft.text, shape, draft.inside) if shape is not None else None
    if shape is None or group is None:
        raise CannotEdit("这个文件不能用表单改，请改文字。")
    values = {key[len(VALUE) :]: value for key, value in given.items() if key.startswith(VALUE)}
    text = filling.fill(draft.text, group, values, tidy=deed in ("check", "save"))
    now = forms.form(text, shape, draft.inside)
    if now is None or deed not in ("add", "remove"):
        return text
    if deed == "remove":
        return filling.remove(text, now, name)
    return filling.add(text, now, name, given.get(PICK + name, ""))


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n")


def _text_link(path: str) -> tuple[str, str]:
    return f"{HOME}/edit?path={path}", "改文字"
