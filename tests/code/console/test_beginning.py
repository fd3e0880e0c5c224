"""What an officer begins or takes away without knowing where files lie or what they are called."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote

import pytest

from bot.content.forms import form, inputs, shape_at
from bot.content.tree import FOLDERS, read_tree
from bot.desk.build import BESIDE
from bot.desk.history import History
from tests.code.console.conftest import NAME, Office
from tests.code.console.test_forming import FORM, handed_in, post

NEW = "/console/content/new"


async def test_a_policy_begins_with_two_choices(office: Office) -> None:
    """Region and measure lead to a form with the name and the only document filled in; nothing is written yet."""
    await office.enter(NAME, "officer")
    _, page = await office.get("/console/content")
    assert '<option value="xiangfen">襄汾县</option>' in page
    status, where = await office.get(f"{NEW}?region=xiangfen&measure=skill-upgrade-subsidy")
    assert status == 303
    _, page = await office.get(unquote(where[where.index("/console") :]))
    given = handed_in(page)
    assert given["v:名称"] == "技能提升补贴"
    assert given["v:文件"] == "襄政发〔2024〕2号"
    _, page = await post(office, {**given, "deed": "check"})
    for key in ("性质", "对象", "依据", "概述"):
        assert f"「{key}」" in page or f'name="v:{key}" aria-invalid="true"' in page, key
    assert not (BESIDE / "knowledge/xiangfen/skill-upgrade-subsidy.yaml").exists()


async def test_several_conditions_can_be_added_to_it(office: Office) -> None:
    """The first condition added is one of several that must all hold, so that a second has a place beside it."""
    await office.enter(NAME, "officer")
    _, page = await office.get(f"{FORM}?path=knowledge/xiangfen/skill-upgrade-subsidy.yaml")
    _, page = await post(office, {**handed_in(page), "pick:": "条件", "deed": "add:"})
    _, page = await post(office, {**handed_in(page), "deed": "add:条件|全部"})
    text = handed_in(page)["text"]
    shape = shape_at("knowledge/a/b.yaml", "")
    assert shape is not None
    made = form(text, shape)
    assert made is not None
    assert {one.path[:3] for one in inputs(made) if one.path[0] == "条件"} == {("条件", "全部", 0), ("条件", "全部", 1)}


async def test_what_is_there_already_is_told(office: Office) -> None:
    """A second policy of a measure needs a kind, whose characters become its file name."""
    await office.enter(NAME, "officer")
    status, page = await office.get(f"{NEW}?region=jishan&measure=startup-subsidy")
    assert (status, "已经有了" in page) == (409, True)
    status, where = await office.get(f"{NEW}?region=jishan&measure=startup-subsidy&kind=小微企业")
    assert status == 303
    assert unquote(where).endswith("path=knowledge/jishan/startup-subsidy--xiao-wei-qi-ye.yaml")
    for query in ("region=nowhere&measure=startup-subsidy", "region=jishan", "region=jishan&measure=x&kind=！"):
        assert (await office.get(f"{NEW}?{query}"))[0] == 400, query


@pytest.mark.parametrize(
    ("path", "entry", "key"),
    [
        ("knowledge/jishan/_documents.yaml", "稷政办发〔2026〕9号", "发布日期"),
        ("knowledge/_facts.yaml", "养殖规模", "代号"),
        ("knowledge/_regions.yaml", "quwo", "名称"),
    ],
)
async def test_one_more_of_several_is_added_in_a_form(office: Office, path: str, entry: str, key: str) -> None:
    """A document, a fact and a region are added without touching text; all others keep every character."""
    await office.enter(NAME, "officer")
    _, page = await office.get(f"{FORM}?path={path}")
    assert "加一项" in page
    _, page = await office.get(f"{FORM}?path={path}&entry={entry}")
    given = handed_in(page)
    assert given[f"v:{entry}|{key}"] == ""
    assert given["text"].startswith((BESIDE / path).read_text(encoding="utf-8").rstrip("\n"))
    _, page = await post(office, {**given, f"v:{entry}|{key}": "一个值", "deed": "check"})
    added = re.findall(r'<span class="plus">\+(.*)</span>', page)
    assert any("一个值" in line for line in added), added


async def test_the_handbook_is_printed_from_the_console(office: Office) -> None:
    """Agents open it too; it keeps its style, scripts are not allowed in it; a county without documents is told."""
    await office.enter(NAME, "agent")
    async with office.browser.get("/console/handbook?region=jishan") as found:
        assert found.status == 200
        assert "稷山县" in await found.text()
        policy = found.headers["Content-Security-Policy"]
    assert "style-src 'sha256-" in policy
    assert "script-src 'none'" in policy
    assert "unsafe" not in policy
    assert (await office.get("/console/handbook?region=nowhere"))[0] == 404


async def test_all_content_can_be_taken_away(office: Office, tmp_path: Path) -> None:
    """The archive unpacks into a folder that is the same content, with the transcripts that guard it."""
    await office.enter("agent", "agent")
    assert (await office.get("/console/content/export"))[0] == 403
    await office.enter(NAME, "officer")
    async with office.browser.get("/console/content/export") as found:
        assert "content-" in found.headers["Content-Disposition"]
        packed = await found.read()
    zipfile.ZipFile(io.BytesIO(packed)).extractall(tmp_path / "out")
    assert read_tree(tmp_path / "out") == read_tree(BESIDE)
    assert {one.name for one in (tmp_path / "out").iterdir()} == {*FOLDERS, "tests"}
    (deed,) = await office.console.audit.last(1, "导出内容")
    assert deed.who == NAME


async def test_an_older_version_is_opened_to_be_saved_again(office: Office, tmp_path: Path) -> None:
    """What a file was before one of many changes is put into the editor; saving it goes through every check."""
    await office.enter(NAME, "officer")
    path = "knowledge/jishan/startup-subsidy.yaml"
    kept = History(tmp_path / "history", tmp_path / "elsewhere")
    (tmp_path / "elsewhere/knowledge/jishan").mkdir(parents=True)
    (tmp_path / "elsewhere" / path).write_text("名称: 头一版\n", encoding="utf-8")
    first = kept.save(path, "名称: 第二版\n".encode(), "a", "改", datetime(2026, 11, 20, 8, tzinfo=UTC))
    kept.save(path, "名称: 第三版\n".encode(), "a", "改", datetime(2026, 11, 20, 9, tzinfo=UTC))
    _, page = await office.get(f"/console/content/edit?path={path}&version={first.id}")
    assert "名称: 头一版" in page
    assert "还没有存" in page
    assert "名称: 一次性创业补贴" in page, "what it is compared with is the file of now"
    _, page = await office.get("/console/content")
    assert f"version={first.id}" in page
    for other in (f"{path}&version=000000000000001", f"knowledge/_facts.yaml&version={first.id}"):
        assert (await office.get(f"/console/content/edit?path={other}"))[0] == 404
