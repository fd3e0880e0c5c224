"""Figures, people who wait, and pages that everybody can use."""

from __future__ import annotations

from importlib import resources

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server
from tests.small_content import ASKED

AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
PAGES = (
    "/console",
    "/console/inbox",
    "/console/content",
    "/console/content/policy?id=jishan/startup-subsidy",
    "/console/content/edit?path=intents/training.yaml",
    "/console/figures",
    "/console/handovers",
    "/console/people",
    "/console/audit",
    "/console/password",
    "/console/sign-in",
    "/simulator",
)

RUN = """async (options) => (await axe.run(document, options || {})).violations.map(
    (one) => [one.id, one.nodes.slice(0, 3).map((node) => node.html.slice(0, 90))])"""


def say(page: Page, server: Server, text: str, user: str) -> None:
    """One message through the service."""
    page.request.post(f"{server.url}/api/chat", data={"text": text, "user": user, "region": "jishan"})


def test_figures_show_what_was_asked(page: Page, server: Server) -> None:
    """Answers are counted by kind and measure, drawn, told as tables, narrowed by a click, and exported."""
    say(page, server, "一次性创业补贴怎么申请", "figures")
    page.goto(f"{server.url}/console/figures")
    chart = page.get_by_role("figure", name="每天的回答，按种类")
    expect(chart.get_by_role("img")).to_be_visible()
    chart.get_by_text("看成表").click()
    expect(chart.get_by_role("columnheader", name="没听懂")).to_be_visible()
    with page.expect_download() as download:
        chart.get_by_role("link", name="CSV").click()
    assert "没听懂" in download.value.path().read_text(encoding="utf-8-sig")
    page.get_by_role("figure", name="问得最多的事项").get_by_role("link", name="一次性创业补贴").click()
    expect(page.locator("[name=measure]")).to_have_value("startup-subsidy")
    expect(page.get_by_role("rowheader", name="一次性创业补贴").first).to_be_visible()


@pytest.mark.parametrize("path", ["figures?by=week", "content/policy?id=jishan/startup-subsidy"])
def test_pages_can_be_put_on_paper(page: Page, server: Server, path: str) -> None:
    """Printed on A4 nothing is wider than the paper, what is clicked stays away, and the days are told in words."""
    say(page, server, "一次性创业补贴怎么申请", "paper")
    page.set_viewport_size({"width": 695, "height": 1016})
    page.goto(f"{server.url}/console/{path}")
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation").first).to_be_hidden()
    expect(page.locator("main > form")).to_be_hidden()
    expect(page.locator(".paper")).to_contain_text("20")
    assert page.evaluate("document.documentElement.scrollWidth") <= 695
    assert page.evaluate("[...document.querySelectorAll('figure')].every((one) => one.scrollWidth <= one.clientWidth)")


def test_who_waits_for_a_person_is_taken_noted_and_given_back(page: Page, server: Server) -> None:
    """The agent sees the last turns, takes the talk, writes a note and gives it back."""
    say(page, server, "我去年开的店，创业补贴够不够条件", "waits")
    say(page, server, "转人工", "waits")
    page.goto(f"{server.url}/console/handovers")
    page.on("dialog", lambda asked: asked.accept())
    page.get_by_role("link", name="我去年开的店").last.click()
    expect(page.get_by_role("region", name="说过的话")).to_contain_text("我去年开的店")
    page.get_by_role("button", name="我来接").click()
    page.get_by_label("记一笔").fill("已电话说明")
    page.get_by_role("button", name="记下").click()
    expect(page.get_by_role("region", name="已知情况")).to_contain_text("已电话说明")
    page.get_by_role("button", name="办完了").click()
    expect(page.locator("main")).to_contain_text("现在没有人在等")


def test_somebody_of_the_office_answers_the_phone(page: Page, server: Server) -> None:
    """转人工 on the simulator's phone, taken and answered in the console: the words arrive, the bot keeps silent."""
    phone = page.context.new_page()
    phone.goto(f"{server.url}/simulator")

    def write(text: str) -> None:
        phone.locator("#text").fill(text)
        phone.locator("#text").press("Enter")

    write("转人工")
    expect(phone.locator("#talk")).to_contain_text("等人接")
    page.goto(f"{server.url}/console/handovers")
    page.on("dialog", lambda asked: asked.accept())
    page.locator("main").get_by_role("link", name="转人工").last.click()
    page.get_by_label("写给群众的话").fill("您带身份证来三楼")
    page.get_by_role("button", name="发给群众").click()
    expect(phone.locator("#talk")).to_contain_text("您带身份证来三楼")
    write("好的，几点上班")
    expect(phone.locator("#talk")).to_contain_text("机器人不说话")
    expect(page.get_by_role("region", name="说过的话")).to_contain_text("几点上班")
    page.get_by_role("button", name="办完了").click()
    expect(phone.locator("#talk")).to_contain_text("接下来还是我")
    phone.close()


def busy(page: Page, path: str) -> None:
    """Bring a page into the state in which it is used most."""
    if path == "/console":
        page.locator("#q").fill("创业补贴")
        page.locator("#hits li").first.click()
        expect(page.locator("#form fieldset").first).to_be_visible()
        page.keyboard.press("e")
        page.keyboard.type("不知道")
        page.keyboard.press("Enter")
        expect(page.locator(".told fieldset")).to_have_count(1)
    elif path == "/simulator":
        page.locator("#text").fill("一次性创业补贴能领多少")
        page.keyboard.press("Enter")
        expect(page.locator("#talk .choice").first).to_be_visible()
    page.evaluate("() => document.querySelectorAll('details').forEach((one) => { one.open = true; })")


def test_pages_have_no_accessibility_faults(page: Page, server: Server) -> None:
    """Axe finds nothing on any page by day, and nothing hard to read by night; no page is wider than a phone."""
    say(page, server, f"{ASKED}啊", "axe")
    found = {}
    for path in PAGES:
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 1366, "height": 768})
        page.goto(f"{server.url}{path}")
        busy(page, path)
        page.evaluate(AXE)
        faults = page.evaluate(RUN, None)
        page.emulate_media(color_scheme="dark")
        faults += page.evaluate(RUN, {"runOnly": ["color-contrast"]})
        page.set_viewport_size({"width": 390, "height": 844})
        wide = page.evaluate("document.documentElement.scrollWidth")
        faults += [f"{wide} pixels wide"] if wide > 390 else []
        if faults:
            found[path] = faults
    assert found == {}
