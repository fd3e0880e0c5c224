"""A talk in the hands of an agent who only has a keyboard, and of two agents at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import resources

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESKTOP, NAME, PASSWORD, Server

AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
FAULTS = "async () => (await axe.run()).violations.map((one) => `${one.id}: ${one.nodes[0].html}`)"
QUESTION = "稷山一次性创业补贴能领多少"


def say(phone: Page, text: str) -> None:
    """One message of a citizen, and whatever comes back."""
    phone.locator("#text").fill(text)
    with phone.expect_response(re.compile("/api/chat$")):
        phone.keyboard.press("Enter")


@pytest.fixture
def phone(server: Server, chromium: Browser) -> Iterator[Page]:
    """The simulator, in a browser of its own, whose citizen waits for a person."""
    context = chromium.new_context(viewport=DESKTOP, locale="zh-CN")  # type: ignore[arg-type]  # a typed dictionary
    made = context.new_page()
    made.goto(f"{server.url}/simulator")
    say(made, QUESTION)
    say(made, "转人工")
    yield made
    context.close()


def opened(page: Page, server: Server) -> None:
    """The talk that came last, opened from the queue."""
    page.goto(f"{server.url}/console/handovers")
    link = page.locator("#waiting").get_by_role("link", name=QUESTION).last
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="我来接")).to_be_focused()


def test_talk_is_held_with_the_keyboard_alone(page: Page, server: Server, phone: Page) -> None:
    """Enter takes it, the words go with Ctrl+Enter, each time the box waits for the next; what comes in is added."""
    opened(page, server)
    page.keyboard.press("Enter")
    box = page.get_by_label("写给群众的话")
    expect(box).to_be_focused()
    page.keyboard.type("您好，我是坐席")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("发出去了。")).to_be_visible()
    expect(page.get_by_label("写给群众的话")).to_be_focused()
    page.evaluate(AXE)
    assert page.evaluate(FAULTS) == []
    expect(phone.locator("#talk")).to_contain_text("您好，我是坐席")
    page.keyboard.type("还没写完")
    say(phone, "我弟弟也能办吗")
    log = page.get_by_role("log")
    expect(log).to_contain_text("我弟弟也能办吗")
    expect(log.locator("li").last).to_be_in_viewport()
    expect(box).to_have_value("还没写完")
    expect(box).to_be_focused()


def test_pressing_twice_sends_once(page: Page, server: Server, phone: Page) -> None:
    """An agent whose finger is quick does not write the same to the citizen twice."""
    opened(page, server)
    page.keyboard.press("Enter")
    expect(page.get_by_label("写给群众的话")).to_be_focused()
    page.keyboard.type("只说一遍")
    for _ in range(3):
        page.keyboard.press("Control+Enter")
    expect(page.get_by_text("发出去了。")).to_be_visible()
    page.reload()
    expect(page.get_by_role("log").get_by_text("只说一遍")).to_have_count(1)
    expect(phone.locator("#talk").get_by_text("只说一遍")).to_have_count(1)


def test_giving_back_is_asked_about(page: Page, server: Server, phone: Page) -> None:
    """A slip on the button that ends the talk can be taken back before the citizen is told."""
    opened(page, server)
    page.keyboard.press("Enter")
    expect(page.get_by_label("写给群众的话")).to_be_focused()
    answers = [False, True]
    page.on("dialog", lambda one: one.accept() if answers.pop(0) else one.dismiss())
    page.get_by_role("button", name="办完了").press("Enter")
    expect(page.locator("#state")).to_contain_text("由您接手")
    page.get_by_role("button", name="办完了").press("Enter")
    expect(page.get_by_text("已交回机器人。")).to_be_visible()
    expect(phone.locator("#talk")).to_contain_text("接下来还是我")


def test_words_stay_when_the_sign_in_has_ended(page: Page, server: Server, phone: Page) -> None:
    """Neither the page that looks for news nor sending throws away what was written; after signing in it is sent."""
    opened(page, server)
    page.keyboard.press("Enter")
    box = page.get_by_label("写给群众的话")
    expect(box).to_be_focused()
    page.keyboard.type("您明天上午来三楼")
    page.context.clear_cookies()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert")).to_contain_text("登录过期了")
    expect(box).to_have_value("您明天上午来三楼")
    with page.context.expect_page() as fresh:
        page.get_by_role("link", name="在新的一页登录").press("Enter")
    other = fresh.value
    other.get_by_label("用户名").fill(NAME)
    other.get_by_label("密码").fill(PASSWORD)
    other.get_by_role("button", name="登录").click()
    expect(other.get_by_role("combobox").first).to_be_visible()
    other.close()
    box.focus()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("发出去了。")).to_be_visible()
    expect(phone.locator("#talk")).to_contain_text("您明天上午来三楼")
