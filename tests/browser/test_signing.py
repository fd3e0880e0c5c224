"""Getting in: the first administrator, wrong and right passwords, and staying out."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import NAME, PASSWORD, Server


def test_a_first_visitor_makes_the_first_administrator(
    first_visit: dict[str, object], page: Page, server: Server
) -> None:
    """On an empty database nobody has to edit anything to get in, and only once."""
    assert first_visit["heading"] == "建第一个管理员"
    page.goto(f"{server.url}/console/people")
    expect(page.get_by_role("rowheader", name=NAME)).to_be_visible()


def test_signing_in_asks_name_and_password(first_visit: dict[str, object], chromium: Browser, server: Server) -> None:
    """A stranger is led to sign in, a wrong password is refused, the right one leads to the page wanted."""
    with chromium.new_context(locale="zh-CN") as stranger:
        page = stranger.new_page()
        page.goto(f"{server.url}/console/figures")
        page.get_by_label("用户名").fill(NAME)
        page.get_by_label("密码").fill("wrong guess")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_have_text("用户名或密码不对。")
        page.get_by_label("密码").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{server.url}/console/figures")
        page.get_by_role("button", name="退出").click()
        page.goto(f"{server.url}/console")
        expect(page.get_by_role("heading", level=1)).to_have_text("登录工作台")
