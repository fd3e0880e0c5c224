"""The simulator: talk and tap."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import Server


def test_a_choice_can_be_tapped(page: Page, server: Server) -> None:
    """A question without a county offers counties to tap; the tap is answered, the trace says why."""
    page.goto(f"{server.url}/simulator")
    page.locator("#text").fill("一次性创业补贴能领多少")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="稷山县").click()
    expect(page.locator("#talk li").last).to_contain_text("稷政办发〔2023〕24号")
    expect(page.locator("#trace")).to_contain_text("startup-subsidy")
