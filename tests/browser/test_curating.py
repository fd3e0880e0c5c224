"""Not understood, accepted, answered; and the acceptance that would break something."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import Server
from tests.small_content import ASKED, GUARDED

LONG = 90_000
"""Milliseconds that training may take on a busy machine."""


MORE = (ASKED, "热灶饷怎么拿", "摆摊的热灶饷给多少", "我摆摊能拿热灶饷不")

ALIKE = (GUARDED, "热火棚能批吗", "热火棚给批不", "热火棚咋批", "热火棚批不批", "热火棚能不能批给我")


def ask(page: Page, server: Server, text: str) -> tuple[str, list[str]]:
    """Ask in the simulator; the kind of answer and what it is about."""
    page.goto(f"{server.url}/simulator")
    page.locator("#text").fill(text)
    with page.expect_response("**/api/chat") as answered:
        page.keyboard.press("Enter")
    found = answered.value.json()
    return str(found["act"]), list(found["measures"])


def accept(page: Page, server: Server, text: str, measure: str, lines: str = "") -> None:
    """Accept the pile that holds this text into a measure."""
    page.goto(f"{server.url}/console/inbox")
    pile = page.locator("form.pile", has_text=text)
    pile.get_by_label("收进").select_option(measure)
    if lines:
        pile.get_by_label("要收的话").fill(lines)
    pile.get_by_role("button", name="收进例句").click()


def test_what_was_not_understood_is_answered_after_accepting(page: Page, server: Server) -> None:
    """Asked, not understood, accepted, answered right without a restart; and taken back again."""
    file = server.content / "intents" / "startup-subsidy.yaml"
    before = file.read_bytes()
    assert ask(page, server, ASKED)[0] == "fallback"
    accept(page, server, ASKED, "startup-subsidy", "\n".join(MORE))
    expect(page.get_by_role("status").first).to_contain_text("已经生效", timeout=LONG)
    assert file.read_bytes() == before + "".join(f"  - {one}\n" for one in MORE).encode()
    assert ask(page, server, ASKED)[1] == ["startup-subsidy"]
    page.goto(f"{server.url}/console/inbox")
    page.locator(".changes li", has_text=ASKED).get_by_role("button", name="撤销").click()
    expect(page.locator("form.pile", has_text=ASKED)).to_be_visible(timeout=LONG)
    assert file.read_bytes() == before


def test_what_would_break_a_conversation_is_refused(page: Page, server: Server) -> None:
    """A transcript that must keep working keeps an acceptance out, and is named."""
    file = server.content / "intents" / "venue-rent-subsidy.yaml"
    before = file.read_bytes()
    assert ask(page, server, GUARDED)[0] == "fallback"
    accept(page, server, GUARDED, "venue-rent-subsidy", "\n".join(ALIKE))
    expect(page.get_by_role("alert")).to_contain_text("没有这个棚，不能当成别的", timeout=LONG)
    assert file.read_bytes() == before
    page.locator("form.pile", has_text=GUARDED).get_by_role("button", name="不处理").click()
    expect(page.get_by_role("status").first).to_contain_text("不处理")
    expect(page.locator("form.pile", has_text=GUARDED)).to_have_count(0)
