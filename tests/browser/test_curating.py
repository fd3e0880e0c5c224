"""Not understood, accepted, answered; and the acceptance that would break something."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import Server
from tests.small_content import ASKED, GUARDED

LONG = 90_000
"""Milliseconds that training may take on a busy machine."""


def ask(page: Page, server: Server, text: str) -> str:
    """Ask in the simulator and return the kind of answer."""
    page.goto(f"{server.url}/simulator")
    page.locator("#text").fill(text)
    with page.expect_response("**/api/chat") as answered:
        page.keyboard.press("Enter")
    return str(answered.value.json()["act"])


def accept(page: Page, server: Server, text: str, measure: str) -> None:
    """Accept the pile that holds this text into a measure."""
    page.goto(f"{server.url}/console/inbox")
    pile = page.locator("form.pile", has_text=text)
    pile.get_by_label("收进").select_option(measure)
    pile.get_by_role("button", name="收进例句").click()


def test_what_was_not_understood_is_answered_after_accepting(page: Page, server: Server) -> None:
    """Asked, not understood, accepted, answered right without a restart; and taken back again."""
    file = server.content / "intents" / "startup-subsidy.yaml"
    before = file.read_bytes()
    assert ask(page, server, ASKED) == "fallback"
    accept(page, server, ASKED, "startup-subsidy")
    expect(page.get_by_role("status").first).to_contain_text("已经生效", timeout=LONG)
    assert file.read_bytes() == before + f"  - {ASKED}\n".encode()
    assert ask(page, server, f"稷山的{ASKED}") == "answer"
    page.goto(f"{server.url}/console/inbox")
    page.locator(".changes li", has_text=ASKED).get_by_role("button", name="撤销").click()
    expect(page.locator("form.pile", has_text=ASKED)).to_be_visible(timeout=LONG)
    assert file.read_bytes() == before


def test_what_would_break_a_conversation_is_refused(page: Page, server: Server) -> None:
    """A transcript that must keep working keeps an acceptance out, and is named."""
    file = server.content / "intents" / "venue-rent-subsidy.yaml"
    before = file.read_bytes()
    assert ask(page, server, GUARDED) == "fallback"
    accept(page, server, GUARDED, "venue-rent-subsidy")
    expect(page.get_by_role("alert")).to_contain_text("没有这个棚，不能当成别的", timeout=LONG)
    assert file.read_bytes() == before
    page.locator("form.pile", has_text=GUARDED).get_by_role("button", name="不处理").click()
    expect(page.get_by_role("status").first).to_contain_text("不处理")
    expect(page.locator("form.pile", has_text=GUARDED)).to_have_count(0)
