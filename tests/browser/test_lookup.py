"""Look-up and eligibility as a hotline agent uses them."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Server


def clipboard(page: Page) -> str:
    """What was copied."""
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_looking_up_needs_no_mouse(page: Page, server: Server) -> None:
    """Type initials, open, copy both wordings, ask for help: all by keyboard."""
    page.goto(f"{server.url}/console")
    page.keyboard.type("cybt")
    first = page.locator("#hits li").first
    expect(first).to_contain_text("一次性创业补贴")
    expect(first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.locator("#card h2")).to_contain_text("一次性创业补贴")
    page.keyboard.press("c")
    expect(page.locator("#toast")).to_have_text("书面文字复制好了")
    assert "依据：" in clipboard(page)
    page.keyboard.press("s")
    expect(page.locator("#toast")).to_have_text("口头的话复制好了")
    assert "依据：" not in clipboard(page)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()


def test_results_follow_question_number_amount_and_day(page: Page, server: Server) -> None:
    """A question, a document number and an amount find policies; a day before a policy began says so."""
    page.goto(f"{server.url}/console")
    for typed, wanted in (
        ("头一回开店能领多少钱", "按问法"),
        ("24号", "文号 稷政办发〔2023〕24号"),
        ("1000", "金额 1000元"),
    ):
        page.locator("#q").fill(typed)
        expect(page.locator("#hits li").first).to_contain_text(wanted)
    page.locator("#q").fill("创业补贴")
    expect(page.locator("#hits li").first).to_contain_text("一次性创业补贴")
    page.locator("#region").select_option("jishan")
    page.locator("#on").fill("2020-01-01")
    expect(page.locator("#hits li").first).to_contain_text("未开始")


def test_the_form_decides_with_every_answer(page: Page, server: Server) -> None:
    """Answers change verdict, amount and what is asked next; the outcome can be copied; screening beside it."""
    page.goto(f"{server.url}/console")
    page.locator("#region").select_option("jishan")
    page.locator("#q").fill("一次性创业补贴")
    expect(page.locator("#hits li").first).to_contain_text("一次性创业补贴")
    page.locator("#q").press("Enter")
    verdict = page.locator("#form .result strong").first
    expect(verdict).to_have_text("待补充信息")
    page.keyboard.press("e")
    expect(page.locator("#form fieldset.first input").first).to_be_focused()
    page.locator("[name='fact.months_operating']").fill("13个月")
    page.keyboard.press("Enter")
    page.locator("[name='fact.jobs_created']").fill("2")
    page.keyboard.press("Enter")
    page.locator("[name='fact.first_business']").first.check()
    page.locator("[name='fact.business_type']").select_option("个体工商户")
    returning = page.locator("#form fieldset", has_text=re.compile("返乡"))
    returning.locator("input").first.check()
    expect(verdict).to_have_text("符合")
    expect(page.locator("#form .sum").first).to_contain_text("2000元")
    expect(page.locator("#form")).to_contain_text("第（四）条")
    page.locator("#card").focus()
    page.keyboard.press("r")
    expect(page.locator("#toast")).to_have_text("判断结果复制好了")
    assert "2000元" in clipboard(page)
    page.get_by_label("筛查个人").check()
    expect(page.locator("#form .result").nth(1)).to_be_visible()
