"""A policy edited in a form: each value with its own error, a preview, what it would break, saving and taking back."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server

AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
FAULTS = "async () => (await axe.run()).violations.map((one) => `${one.id}: ${one.nodes[0].html}`)"
PATH = "knowledge/jishan/venue-rent-subsidy.yaml"
LONG = 90_000
"""Milliseconds that trying everything may take on a busy machine."""


@pytest.fixture
def file(server: Server) -> Iterator[Path]:
    """The policy's file, put back as it was."""
    found = server.content / PATH
    before = found.read_bytes()
    yield found
    found.write_bytes(before)


def opened(page: Page, server: Server) -> Page:
    """The form of the policy."""
    page.goto(f"{server.url}/console/content/policy?id=jishan/venue-rent-subsidy")
    page.get_by_role("link", name="用表单改").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("创业场地租赁补贴")
    return page


def test_a_value_is_edited_checked_previewed_saved_and_undone(page: Page, server: Server, file: Path) -> None:
    """By keyboard: a mistake is told beside its field and not saved; what is right is previewed, saved, taken back."""
    before = file.read_text(encoding="utf-8")
    opened(page, server)
    page.get_by_label("文件 必填").fill("没有〔2020〕9号")
    page.keyboard.press("Control+Enter")
    field = page.locator(".field", has=page.get_by_label("文件 必填"))
    expect(field).to_contain_text("没有登记「没有〔2020〕9号」")
    expect(page.get_by_label("文件 必填")).to_be_focused()
    page.keyboard.press("Control+s")
    expect(page.get_by_role("alert").first).to_contain_text("没有存", timeout=LONG)
    expect(page.locator(".field", has=page.get_by_label("文件 必填"))).to_contain_text("没有登记")
    assert file.read_text(encoding="utf-8") == before
    opened(page, server)
    summary = page.get_by_label("概述 必填").input_value()
    page.get_by_label("概述 必填").fill(f"{summary}，改过一次")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#found .plus")).to_contain_text("改过一次")
    expect(page.locator("#found")).to_contain_text("结论都与写的一样")
    expect(page.locator("#found")).to_contain_text("群众会看到")
    page.keyboard.press("Control+s")
    expect(page.get_by_role("status").first).to_contain_text("已经生效", timeout=LONG)
    assert file.read_text(encoding="utf-8") == before.replace(summary, f"{summary}，改过一次")
    change = page.locator(".changes > li", has_text=PATH).first
    expect(change).to_contain_text("用表单改")
    change.get_by_role("button", name="撤销").click()
    expect(page.get_by_role("status").first).to_contain_text("撤销了")
    assert file.read_text(encoding="utf-8") == before


def test_what_changes_a_case_is_refused_until_it_is_meant(page: Page, server: Server, file: Path) -> None:
    """An amount that a written case contradicts is refused and shown; saved only with a tick, which is noted."""
    before = file.read_text(encoding="utf-8")
    opened(page, server)
    page.locator("details.part", has=page.locator('[name="v:待遇|0|基数"]')).locator("summary").click()
    page.locator('[name="v:待遇|0|基数"]').fill("3001")
    page.keyboard.press("Control+s")
    expect(page.get_by_role("alert")).to_contain_text("案例的结论会变", timeout=LONG)
    assert file.read_text(encoding="utf-8") == before
    page.get_by_label("本来就该跟着变").check()
    page.keyboard.press("Control+s")
    expect(page.get_by_role("status").first).to_contain_text("已经生效", timeout=LONG)
    assert file.read_text(encoding="utf-8") == before.replace("基数: 3000", "基数: 3001")
    expect(page.locator(".changes > li").first).to_contain_text("明知")
    page.locator(".changes > li").first.get_by_role("button", name="撤销").click()
    expect(page.get_by_role("status").first).to_contain_text("撤销了")


def test_parts_are_added_and_removed(page: Page, server: Server, file: Path) -> None:
    """A case is added with its required values empty, each told as such, and removed again without a trace."""
    before = file.read_text(encoding="utf-8")
    opened(page, server)
    fields = page.locator('[name^="v:案例|"][name$="|结论"]')
    count = fields.count()
    page.get_by_role("button", name="案例里加一项").click()
    expect(fields).to_have_count(count + 1)
    page.locator("#check").click()
    expect(page.locator(f'.field.bad:has([name="v:案例|{count}|结论"])')).to_contain_text("值是空的")
    page.locator(f'button[value="remove:案例|{count}"]').click()
    expect(fields).to_have_count(count)
    assert page.locator('textarea[name="text"]').input_value().strip() == before.strip()


def test_a_new_policy_is_written_without_a_path(page: Page, server: Server) -> None:
    """Two choices, a form, a condition among several; leaving with unsaved values asks; saved it is answered from."""
    page.goto(f"{server.url}/console/content")
    page.locator("select[name=region]").select_option(label="襄汾县")
    page.locator("select[name=measure]").select_option(label="技能提升补贴")
    page.get_by_role("button", name="写新政策").click()
    expect(page.get_by_label("名称 必填")).to_have_value("技能提升补贴")
    page.locator("[name='v:性质']").select_option("服务")
    page.locator("[name='v:对象']").select_option("个人")
    page.get_by_label("依据 必填").fill("第3条")
    page.get_by_label("概述 必填").fill("考下技能等级证书的人可以来问")
    page.once("dialog", lambda asked: asked.dismiss())
    with page.expect_event("dialog") as asked:
        page.get_by_role("link", name="不改了").click(no_wait_after=True)
    assert asked.value.type == "beforeunload"
    expect(page.get_by_label("概述 必填")).to_have_value("考下技能等级证书的人可以来问")
    page.locator("[name='pick:']").select_option("条件")
    page.get_by_role("button", name="加上").last.click()
    page.locator("[name='v:条件|全部|0|编号']").fill("核验")
    page.locator("[name='v:条件|全部|0|事实']").fill("没有这种情况")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".field.bad")).to_contain_text(["没有登记"])
    page.locator("button[value='remove:条件|全部|0']").click()
    expect(page.locator("[name='v:条件|全部|0|编号']")).to_have_count(0)
    page.keyboard.press("Control+s")
    expect(page.get_by_role("status").first).to_contain_text("已经生效", timeout=LONG)
    page.goto(f"{server.url}/console")
    page.locator("#region").select_option("xiangfen")
    page.locator("#q").fill("技能提升补贴")
    expect(page.locator("#hits li").first).to_contain_text("考下技能等级证书")
    page.goto(f"{server.url}/console/content")
    page.locator(".changes > li").first.get_by_role("button", name="撤销").click()
    expect(page.get_by_role("status").first).to_contain_text("撤销了")
    assert not (server.content / "knowledge/xiangfen/skill-upgrade-subsidy.yaml").exists()


def test_the_pages_can_be_read_by_everybody(page: Page, server: Server) -> None:
    """The accessibility checker finds nothing on the pages of the inbox and of the content."""
    for path in (
        "inbox",
        "inbox/new?ids=",
        "content",
        "content/policy?id=jishan/venue-rent-subsidy",
        f"content/form?path={PATH}",
        "content/form?path=knowledge/_facts.yaml",
        "handbook?region=jishan",
        f"content/edit?path={PATH}",
    ):
        page.goto(f"{server.url}/console/{path}")
        page.evaluate(AXE)
        assert page.evaluate(FAULTS) == [], path
