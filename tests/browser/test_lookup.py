"""Look-up and eligibility as a hotline agent uses them."""

from __future__ import annotations

import re

from playwright.sync_api import Page, Route, expect

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
    page.keyboard.press("g")
    expect(page.locator("#region")).to_be_focused()
    page.keyboard.press("Alt+d")
    expect(page.locator("#on")).to_be_focused()
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("jyjx")
    expect(first).to_contain_text("就业见习")
    page.keyboard.press("Alt+1")
    expect(page.locator("#card h2")).to_contain_text("就业见习")


def test_enter_opens_what_was_typed_not_what_was_listed_before(page: Page, server: Server) -> None:
    """Who types fast and presses Enter before the list has followed gets the policy of the whole question."""
    page.goto(f"{server.url}/console")
    page.keyboard.type("襄汾劳务品牌")
    expect(page.locator("#hits li").first).to_contain_text("劳务品牌")
    page.evaluate(
        "() => { const now = window.fetch;"
        " window.fetch = (...what) => new Promise((go) => { window.go = () => go(now(...what)); }); }"
    )
    page.locator("#q").fill("襄汾创业补贴")
    page.keyboard.press("Enter")
    page.wait_for_function("() => window.go")
    page.evaluate("() => window.go()")
    page.wait_for_function("() => document.querySelector('#hits').textContent.includes('创业')")
    page.evaluate("() => window.go()")
    expect(page.locator("#card h2")).to_contain_text("一次性创业补贴")


def test_the_card_holds_all_that_an_agent_is_asked(page: Page, server: Server) -> None:
    """Words to say and to send, conditions, clause, validity, what is left open, and neighbours to go to."""
    page.goto(f"{server.url}/console")
    page.keyboard.type("襄汾创业补贴")
    expect(page.locator("#hits li").first).to_contain_text("襄汾县")
    page.keyboard.press("Enter")
    card = page.locator("#card")
    for part in ("襄政发〔2024〕2号", "第6条", "条件", "文件没有写的", "出处", "2028年1月10日"):
        expect(card).to_contain_text(part)
    card.get_by_role("button", name=re.compile("稷山县：")).first.press("Enter")
    expect(page.locator("#card h2")).to_contain_text("稷山县")


def test_a_place_without_documents_is_said(page: Page, server: Server) -> None:
    """The agent sees that what is listed is from elsewhere, and a screen reader hears how much there is."""
    page.goto(f"{server.url}/console")
    page.keyboard.type("临猗创业补贴")
    expect(page.locator("#none")).to_have_text("没有临猗的文件，下面是别处的。")
    expect(page.locator("#count")).to_contain_text("第一项")
    page.locator("#q").fill("公积金怎么取")
    expect(page.locator("#none")).to_contain_text("请群众去问：住房公积金管理中心")


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
    page.get_by_role("radio", name="个体工商户").check()
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


def test_a_caller_is_asked_by_keyboard_alone(page: Page, server: Server) -> None:
    """Digits answer the open question, 0 is 不知道; the next one follows; facts go along to the next policy; n ends."""
    page.goto(f"{server.url}/console")
    page.keyboard.type("jsxcybt")
    expect(page.locator("#hits li").first).to_contain_text("一次性创业补贴")
    page.keyboard.press("Enter")
    expect(page.locator("#form fieldset.first")).to_be_visible()
    page.keyboard.press("e")
    page.keyboard.type("开了13个月了")
    page.keyboard.press("Enter")
    told = page.get_by_role("region", name="这位群众说过的")
    expect(told).to_contain_text("13个月")
    expect(page.locator("#form fieldset.first input").first).to_be_focused()
    page.keyboard.type("2")
    page.keyboard.press("Enter")
    expect(told.locator("fieldset")).to_have_count(2)
    question = page.locator("#form fieldset.first legend")
    asked = question.inner_text()
    page.keyboard.press("0")
    expect(question).not_to_have_text(asked)
    expect(told.locator("input[value=不知道]:checked")).to_have_count(1)
    page.keyboard.press("1")
    expect(told.locator("fieldset")).to_have_count(4)
    expect(page.locator("#heard")).not_to_be_empty()
    page.keyboard.press("Escape")
    page.keyboard.type("czbt")
    page.keyboard.press("Control+a")
    page.keyboard.type("场地租赁")
    expect(page.locator("#hits li").first).to_contain_text("创业场地租赁补贴")
    page.keyboard.press("Enter")
    expect(page.locator("#card h2")).to_contain_text("场地租赁")
    expect(told.locator("fieldset")).to_have_count(4)
    page.keyboard.press("p")
    expect(page.get_by_label("筛查个人")).to_be_checked()
    expect(told.locator("fieldset")).to_have_count(4)
    page.keyboard.press("r")
    expect(page.locator("#toast")).to_have_text("判断结果复制好了")
    page.keyboard.press("n")
    expect(page.locator("#q")).to_be_focused()
    expect(page.locator("#q")).to_have_value("")
    expect(told).to_have_count(0)
    page.locator("#card").focus()
    page.keyboard.press("u")
    expect(told.locator("fieldset")).to_have_count(4)
    expect(page.get_by_label("筛查个人")).to_be_checked()


def test_an_employer_is_screened(page: Page, server: Server) -> None:
    """Screening for employers lists what they may have, with when what is missing only in time begins."""
    page.goto(f"{server.url}/console")
    page.locator("#region").select_option("jishan")
    page.get_by_label("筛查单位").check()
    result = page.locator("#form .result")
    expect(result.first).to_be_visible()
    expect(page.locator("#form .results")).not_to_contain_text("就业见习补贴（个人）")
    result.get_by_role("button").first.click()
    expect(page.locator("#card h2")).to_be_visible()


def test_what_is_typed_while_deciding_is_not_lost(page: Page, server: Server) -> None:
    """A slow answer of the server does not wipe what the agent has typed meanwhile."""
    page.goto(f"{server.url}/console")
    page.keyboard.type("jsxcybt")
    expect(page.locator("#hits li").first).to_contain_text("一次性创业补贴")
    page.keyboard.press("Enter")
    months, jobs = page.locator("[name='fact.months_operating']"), page.locator("[name='fact.jobs_created']")
    expect(jobs).to_be_visible()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/console/form", hold)
    with page.expect_request("**/console/form"):
        months.fill("13个月")
        months.press("Enter")
    jobs.type("2")
    held[0].continue_()
    expect(page.get_by_role("region", name="这位群众说过的")).to_contain_text("经营时长")
    expect(jobs).to_have_value("2")
    expect(jobs).to_be_focused()
