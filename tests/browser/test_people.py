"""Accounts as an administrator and a new colleague use them."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESKTOP, NAME, Server

WHO, GIVEN, OWN = "xiaozhao", "given at first", "chosen by herself"


def sign_in(page: Page, server: Server, password: str) -> None:
    """Fill the form at the door, and wait until it was looked at."""
    page.goto(f"{server.url}/console/sign-in")
    page.get_by_label("用户名").fill(WHO)
    page.get_by_label("密码").fill(password)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_an_account_from_its_first_day_to_its_last(page: Page, server: Server, chromium: Browser) -> None:
    """Added, signed in with what the role allows, password changed, role raised, shut out; all of it in the audit."""
    page.goto(f"{server.url}/console/people")
    page.locator("[name=deed][value=add] ~ label [name=name]").fill(WHO)
    page.locator("[name=deed][value=add] ~ label [name=password]").fill(GIVEN)
    page.get_by_role("button", name="加账号").click()
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=WHO))
    expect(row).to_be_visible()
    with chromium.new_context(viewport=DESKTOP, locale="zh-CN") as context:  # type: ignore[arg-type]
        hers = context.new_page()
        sign_in(hers, server, GIVEN)
        expect(hers.get_by_role("link", name="查政策")).to_be_visible()
        for hidden in ("没听懂的", "内容", "数字", "账号", "记录"):
            expect(hers.get_by_role("link", name=hidden)).to_have_count(0)
        answer = hers.goto(f"{server.url}/console/people")
        assert answer is not None
        assert answer.status == 403
        hers.goto(f"{server.url}/console/password")
        hers.get_by_label("现在的密码").fill(GIVEN)
        hers.get_by_label("新密码（至少 8 位）").fill(OWN)
        hers.get_by_label("再输一遍").fill(OWN)
        hers.keyboard.press("Enter")
        expect(hers.get_by_role("status")).to_contain_text("请重新登录")
        sign_in(hers, server, GIVEN)
        expect(hers.get_by_role("alert")).to_have_text("用户名或密码不对。")
        sign_in(hers, server, OWN)
        row.get_by_role("combobox").select_option("officer")
        row.get_by_role("button", name="改角色").click()
        expect(page.get_by_role("status")).to_contain_text(f"改好了：{WHO}")
        sign_in(hers, server, OWN)
        expect(hers.get_by_role("link", name="数字")).to_be_visible()
        row.get_by_role("button", name="停用").click()
        expect(row).to_contain_text("启用")
        hers.goto(f"{server.url}/console")
        expect(hers.get_by_role("heading", level=1)).to_have_text("登录工作台")
    page.goto(f"{server.url}/console/audit")
    page.get_by_label("对什么").fill(WHO)
    page.get_by_role("button", name="看", exact=True).click()
    table = page.get_by_role("table")
    for deed in ("加账号", "改角色", "停用或启用"):
        expect(table).to_contain_text(deed)
    expect(table.get_by_role("cell", name=NAME, exact=True).first).to_be_visible()
