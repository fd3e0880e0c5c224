"""Content that breaks changes no answer; content that is mended goes live; edits are checked before they are saved."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import Server

QUESTION = {"text": "一次性创业补贴能领多少", "region": "jishan"}


def answer(page: Page, server: Server) -> str:
    """What is answered now."""
    return "".join(page.request.post(f"{server.url}/api/ask", data=QUESTION).json()["reply"])


def test_a_broken_file_changes_no_answer_and_shows_its_line(page: Page, server: Server) -> None:
    """Saved broken during traffic: same answers, file and line on the page. Mended: live, without a restart."""
    file = server.content / "knowledge" / "jishan" / "startup-subsidy.yaml"
    text = file.read_text(encoding="utf-8")
    before = answer(page, server)
    page.goto(f"{server.url}/console/content")
    line = next(at for at, one in enumerate(text.splitlines(), 1) if one.startswith("概述:"))
    file.write_text(text.replace("概述:", "概述："), encoding="utf-8")
    expect(page.locator("#status")).to_contain_text(f"startup-subsidy.yaml:{line}")
    assert answer(page, server) == before
    file.write_text(text.replace("不超过1000元", "最多补到1000元"), encoding="utf-8")
    expect(page.locator("#status")).to_contain_text("没有错误")
    expect(page.locator("#status")).to_contain_text("换过")
    page.goto(f"{server.url}/console/content/policy?id=jishan/startup-subsidy")
    expect(page.locator("main")).to_contain_text("最多补到1000元")
    file.write_text(text, encoding="utf-8")


def test_an_edit_is_checked_previewed_saved_and_undone(page: Page, server: Server) -> None:
    """The editor names the line of a mistake, refuses to save it, previews what is right, and can take it back."""
    path = "knowledge/jishan/venue-rent-subsidy.yaml"
    file = server.content / path
    text = file.read_text(encoding="utf-8")
    summary = next(one for one in text.splitlines() if one.startswith("概述:"))
    page.goto(f"{server.url}/console/content/edit?path={path}")
    box = page.get_by_label("文件内容")
    box.fill(text.replace("性质: 待遇", "性质: 待玉"))
    box.press("Control+Enter")
    expect(page.locator("#found")).to_contain_text("有错误，不能存")
    page.get_by_role("button", name="存下并生效").click()
    expect(page.get_by_role("alert")).to_contain_text("没有存")
    assert file.read_text(encoding="utf-8") == text
    page.get_by_label("文件内容").fill(text.replace(summary, f"{summary}，改过一次"))
    page.get_by_label("文件内容").press("Control+Enter")
    expect(page.locator("#found .plus")).to_contain_text("改过一次")
    expect(page.locator("#found")).to_contain_text("群众会看到")
    page.get_by_label("文件内容").press("Control+s")
    expect(page.get_by_role("status").first).to_contain_text("已经生效")
    assert "改过一次" in file.read_text(encoding="utf-8")
    page.locator(".changes > li", has_text=path).first.get_by_role("button", name="撤销").click()
    expect(page.get_by_role("status").first).to_contain_text("撤销了")
    assert file.read_text(encoding="utf-8") == text
