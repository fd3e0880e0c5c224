"""Not understood, accepted, answered; a measure that begins in the inbox; and what would break something is refused."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Server
from tests.small_content import ASKED, GUARDED, LABELLED

LONG = 90_000
"""Milliseconds that training may take on a busy machine."""

WAYS = ("咋换", "给多少", "在哪办", "要啥手续", "还有没有", "几时开始", "能换几回", "贴钱不")
TRADE = [f"电驴子换新{rest}" for rest in WAYS]


def ask(page: Page, server: Server, text: str) -> tuple[str, list[str]]:
    """Ask in the simulator; the kind of answer and what it is about."""
    page.goto(f"{server.url}/simulator")
    page.locator("#text").fill(text)
    with page.expect_response("**/api/chat") as answered:
        page.keyboard.press("Enter")
    found = answered.value.json()
    return str(found["act"]), list(found["measures"])


def pile_of(page: Page, server: Server, text: str) -> Locator:
    """The pile in the inbox that holds this text."""
    page.goto(f"{server.url}/console/inbox")
    return page.locator("form.pile", has_text=text)


def accept(page: Page, server: Server, text: str, measure: str) -> None:
    """Accept the pile that holds this text into a measure, by keyboard."""
    pile = pile_of(page, server, text)
    pile.get_by_label("收进").select_option(measure)
    pile.get_by_role("button", name="收进例句").focus()
    page.keyboard.press("Enter")


def test_what_was_not_understood_is_answered_after_accepting(page: Page, server: Server) -> None:
    """Asked, not understood, one sentence accepted, answered right without a restart; and taken back again."""
    file = server.content / "intents" / "startup-subsidy.yaml"
    before = file.read_bytes()
    assert ask(page, server, ASKED)[0] == "fallback"
    accept(page, server, ASKED, "startup-subsidy")
    expect(page.get_by_role("status").first).to_contain_text("已经生效", timeout=LONG)
    assert file.read_bytes() == before + f"  - {ASKED}\n".encode()
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
    accept(page, server, GUARDED, "venue-rent-subsidy")
    expect(page.get_by_role("alert")).to_contain_text("没有这个棚，不能当成别的", timeout=LONG)
    assert file.read_bytes() == before
    page.locator("form.pile", has_text=GUARDED).get_by_role("button", name="不处理").click()
    expect(page.get_by_role("status").first).to_contain_text("不处理")
    expect(page.locator("form.pile", has_text=GUARDED)).to_have_count(0)


def test_what_would_break_a_labelled_question_is_refused(page: Page, server: Server) -> None:
    """A question that is understood and would not be any more keeps an acceptance out: shown with what it becomes."""
    file = server.content / "intents" / "ui-benefit.yaml"
    before = file.read_bytes()
    assert ask(page, server, LABELLED)[0] == "fallback"
    accept(page, server, LABELLED, "ui-benefit")
    row = page.get_by_role("alert").get_by_role("row", name=LABELLED)
    expect(row.get_by_role("cell")).to_have_text(["无关问题", "无关问题", "失业保险待遇"], timeout=LONG)
    assert file.read_bytes() == before
    page.goto(f"{server.url}/console/inbox")
    expect(page.locator("form.pile", has_text=LABELLED)).to_be_visible()


def test_an_acceptance_can_be_cancelled(page: Page, server: Server) -> None:
    """Progress is shown and other pages go on meanwhile; once it is cancelled, nothing is written."""
    file = server.content / "intents" / "venue-rent-subsidy.yaml"
    before = file.read_bytes()
    ask(page, server, ASKED)
    accept(page, server, ASKED, "venue-rent-subsidy")
    expect(page.locator("#progress")).to_contain_text("秒", timeout=LONG)
    assert page.request.get(f"{server.url}/readyz").ok
    page.get_by_role("button", name="取消").click()
    expect(page.get_by_role("alert")).to_contain_text("已取消", timeout=LONG)
    assert file.read_bytes() == before


def test_a_new_measure_begins_in_the_inbox(page: Page, server: Server) -> None:
    """What no measure is about becomes one: refused with too few words, then live, then taken back."""
    file = server.content / "intents" / "dian-lv-zi-huan-xin.yaml"
    assert ask(page, server, TRADE[0])[1] != ["dian-lv-zi-huan-xin"]
    pile_of(page, server, TRADE[0]).get_by_role("button", name="新建事项").click()
    page.get_by_label("名称", exact=True).fill("电驴子换新")
    expect(page.get_by_label("例句")).to_have_value(TRADE[0])
    page.get_by_role("button", name="检查并新建").click()
    expect(page.get_by_role("alert")).to_contain_text("只有 1 句例句")
    page.get_by_label("例句").fill("\n".join(TRADE))
    page.get_by_role("button", name="检查并新建").click()
    expect(page.get_by_role("status").first).to_contain_text("已经生效", timeout=LONG)
    assert "名称: 电驴子换新" in file.read_text(encoding="utf-8")
    assert ask(page, server, TRADE[0])[1] == ["dian-lv-zi-huan-xin"]
    page.goto(f"{server.url}/console/inbox")
    page.locator(".changes li", has_text="dian-lv-zi-huan-xin").get_by_role("button", name="撤销").click()
    expect(page.get_by_role("status").first).to_contain_text("撤销了", timeout=LONG)
    assert not file.exists()


def test_the_inbox_tells_why_and_can_be_filtered(page: Page, server: Server) -> None:
    """A wrong answer that was called one waits under 答非所问, with what it was taken for."""
    ask(page, server, "失业金能领几个月")
    page.locator("#text").fill("答非所问")
    with page.expect_response("**/api/chat"):
        page.keyboard.press("Enter")
    page.goto(f"{server.url}/console/inbox")
    page.get_by_role("link", name="说答非所问").click()
    pile = page.locator("form.pile", has_text="失业金能领几个月")
    expect(pile).to_contain_text("当时当成：失业")
    expect(page.locator("form.pile .why-unanswered")).to_have_count(0)
