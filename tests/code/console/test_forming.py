"""The form over the real content: every kind of file opens, and what is handed in unchanged changes nothing."""

from __future__ import annotations

import html
import re

import pytest
from aiohttp import FormData

from tests.code.console.conftest import NAME, Office

FORM = "/console/content/form"
_INPUT = re.compile(
    r'<(input|textarea|select)\b[^>]*?name="([^"]+)"([^>]*)>(.*?)(?=<(?:input|textarea|select|button)\b|$)', re.DOTALL
)


def handed_in(page: str) -> dict[str, str]:
    """What a browser would post: the value of every input, area and list of the form."""
    inside = page[page.index('id="form"') : page.index("</form>", page.index('id="form"'))]
    found: dict[str, str] = {}
    for kind, name, rest, after in _INPUT.findall(inside):
        if kind == "textarea":
            found[html.unescape(name)] = html.unescape(after.split("</textarea>")[0]).removeprefix("\n")
        elif kind == "select":
            chosen = re.search(r"<option(?: value=\"([^\"]*)\")? selected>([^<]*)", after)
            found[html.unescape(name)] = html.unescape((chosen[1] or chosen[2]) if chosen else "")
        elif 'type="checkbox"' not in rest:
            value = re.search(r'value="([^"]*)"', rest)
            found[html.unescape(name)] = html.unescape(value[1]) if value else ""
    return found


async def post(office: Office, given: dict[str, str]) -> tuple[int, str]:
    """Post the form as its page says: in parts, since a large file would else be too long."""
    data = FormData(quote_fields=False)
    for name, value in given.items():
        data.add_field(name, value, content_type="text/plain; charset=utf-8")
    headers = {"Origin": office.origin, "Sec-Fetch-Site": "same-origin"}
    async with office.browser.post(FORM, data=data, headers=headers, allow_redirects=False) as found:
        return found.status, await found.text()


@pytest.mark.parametrize(
    "where",
    [
        "path=knowledge/jishan/startup-subsidy.yaml",
        "path=intents/out-of-scope.yaml",
        "path=intents/_lexicon.yaml",
        "path=knowledge/_facts.yaml&entry=经营时长",
        "path=knowledge/jishan/_documents.yaml&entry=稷政办发〔2023〕24号",
    ],
)
async def test_a_form_handed_in_unchanged_changes_nothing(office: Office, where: str) -> None:
    """Every kind of file opens as a form; checked as it is, there is no error and no difference."""
    await office.enter(NAME, "officer")
    status, page = await office.get(f"{FORM}?{where}")
    assert status == 200
    status, page = await post(office, {**handed_in(page), "deed": "check"})
    assert status == 200
    assert "没有错误，可以存" in page
    assert "改了哪里" not in page


async def test_a_mistake_is_told_beside_its_field(office: Office) -> None:
    """The message stands with the input it is about, and the input says that it is wrong."""
    await office.enter(NAME, "officer")
    _, page = await office.get(f"{FORM}?path=knowledge/jishan/startup-subsidy.yaml")
    given = {**handed_in(page), "v:待遇|0|基数": "一千", "deed": "check"}
    _, page = await post(office, given)
    field = page[page.index('name="v:待遇|0|基数"') :][:900]
    assert 'aria-invalid="true"' in field
    assert "一千" in field.split("field-fault")[1]


async def test_what_is_no_form_is_told(office: Office) -> None:
    """Templates, unknown files and places outside the content have no form, and say so."""
    await office.enter(NAME, "officer")
    for path in (
        "replies/_system/help.j2",
        "knowledge/jishan/nothing.yaml",
        "../secret.yaml",
        "knowledge/x/../../y.yaml",
    ):
        assert (await office.get(f"{FORM}?path={path}"))[0] == 404, path
    _, page = await office.get(f"{FORM}?path=knowledge/_facts.yaml")
    assert "经营时长" in page
    status, page = await office.post(
        FORM, path="knowledge/_facts.yaml", entry="没有", text="甲: {}", base="", deed="add:x"
    )
    assert (status, "不能用表单改" in page) == (404, True)
