"""The simulator: talk, tap, speak, be several people, hand over, and keep what was tried."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import Page, expect

from bot.cli.shelf import cache_folder
from bot.content.transcripts import read_transcripts
from bot.desk.build import build, read_folder
from bot.desk.playback import play
from bot.language.cache import FolderCache
from tests.browser.conftest import Server

LONG = "一次性吸纳就业补贴（小微企业）详细说说"
"""A question whose answer is longer than one message of WeChat."""


def say(page: Page, text: str) -> None:
    """Type a message and send it."""
    page.locator("#text").fill(text)
    with page.expect_response("**/api/chat"):
        page.keyboard.press("Enter")


def test_a_choice_can_be_tapped(page: Page, server: Server) -> None:
    """A question without a county offers counties to tap; the tap is answered, the trace says why in Chinese."""
    page.goto(f"{server.url}/simulator")
    say(page, "一次性创业补贴能领多少")
    trace = page.locator("#trace")
    expect(trace).to_contain_text("凭这些字")
    expect(trace).to_contain_text("一次性创业补贴（startup-subsidy）")
    expect(trace).to_contain_text("其次像")
    page.get_by_role("button", name="稷山县").click()
    expect(page.locator("#talk")).to_contain_text("稷政办发〔2023〕24号")
    expect(trace).to_contain_text("接着问什么，为什么")
    expect(trace).to_contain_text("先问这一项")
    page.get_by_role("button", name="一次性创业补贴能领多少").click()
    expect(trace).to_contain_text("各县的政策不一样")


def test_test_citizens_are_apart(page: Page, server: Server) -> None:
    """Each has a talk of their own and finds it again; what one told, the other is asked."""
    page.goto(f"{server.url}/simulator")
    say(page, "我在稷山，店开了13个月")
    expect(page.locator("#trace")).to_contain_text("13个月")
    page.get_by_label("测试群众").select_option("测试市民乙")
    expect(page.locator("#talk li")).to_have_count(0)
    say(page, "一次性创业补贴能领多少")
    expect(page.get_by_role("button", name="稷山县")).to_be_visible()
    expect(page.locator("#trace")).not_to_contain_text("13个月")
    page.get_by_label("测试群众").select_option("测试市民甲")
    expect(page.locator("#talk")).to_contain_text("店开了13个月")
    say(page, "一次性创业补贴我够不够")
    expect(page.locator("#trace")).to_contain_text("稷山县")


def test_voice_arrives_as_the_platform_recognised_it(page: Page, server: Server) -> None:
    """A voice message is answered like its text; one that was not recognised gets the prepared reply of WeChat."""
    page.goto(f"{server.url}/simulator")
    page.locator("#text").fill("稷山一次性创业补贴能领多少。")
    page.get_by_role("button", name="语音").click()
    expect(page.locator("#talk .mine")).to_contain_text("语音：")
    expect(page.locator("#talk")).to_contain_text("稷政办发〔2023〕24号")
    page.get_by_role("button", name="语音", exact=True).click()
    expect(page.locator("#talk li").last).to_contain_text("没能转成文字")
    page.get_by_label("发别的").select_option("subscribe")
    expect(page.locator("#talk li").last).to_contain_text("欢迎")


def test_what_else_a_phone_does(page: Page, server: Server) -> None:
    """From the bare address: a menu click, a picture, a position by its coordinates, two days away, leaving."""
    page.goto(server.url)
    expect(page).to_have_url(f"{server.url}/simulator")
    other, last, mine = page.get_by_label("发别的"), page.locator("#talk li").last, page.locator("#talk .mine").last
    for kind, typed, shown, told in (
        ("click", "一次性创业补贴能领多少", "［点菜单］一次性创业补贴能领多少", "哪个县"),
        ("location", "35.60, 110.98", "［位置］35.60, 110.98", "稷山县"),
        ("image", "不跟着发", "［图片］", "请不要发身份证"),
    ):
        page.locator("#text").fill(typed)
        other.select_option(kind)
        expect(mine).to_have_text(shown)
        expect(last).to_contain_text(told)
    expect(page.locator("#trace")).to_contain_text("备好的话")
    other.select_option("away")
    expect(last).to_contain_text("两天过去了")
    other.select_option("unsubscribe")
    expect(last).to_contain_text("已取消关注")
    say(page, "一次性创业补贴能领多少")
    expect(last).to_contain_text("哪个县")


def test_a_long_answer_goes_on(page: Page, server: Server) -> None:
    """What does not fit into one message of WeChat follows on 继续, as on the phone."""
    page.goto(f"{server.url}/simulator")
    say(page, "稷山")
    say(page, LONG)
    first = page.locator("#talk li").last
    expect(first).to_contain_text("继续")
    before = first.inner_text()
    say(page, "继续")
    expect(page.locator("#talk li").last).not_to_have_text(before)
    expect(page.locator("#talk .mine")).to_have_count(3)


def test_handing_over_is_seen(page: Page, server: Server) -> None:
    """The tester sees that a person is wanted, and finds the talk in the console."""
    page.goto(f"{server.url}/simulator")
    say(page, "转人工")
    expect(page.locator("#talk .note")).to_contain_text("等人接")
    page.get_by_role("link", name="去看").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("人接")
    page.on("dialog", lambda asked: asked.accept())
    page.locator("main").get_by_role("link", name="转人工").last.click()
    page.get_by_role("button", name="办完了").click()
    expect(page.get_by_role("status").first).to_contain_text("交回")


def test_the_day_asked_about_counts(page: Page, server: Server) -> None:
    """Another day begins the talks anew and is answered as of that day."""
    page.goto(f"{server.url}/simulator")
    say(page, "稷山一次性创业补贴能领多少")
    page.get_by_label("按哪天答").fill("2020-01-01")
    expect(page.locator("#talk")).to_contain_text("从头开始，按 2020-01-01 答")
    say(page, "稷山一次性创业补贴能领多少")
    expect(page.locator("#trace")).to_contain_text("未开始")


def test_a_talk_is_kept_as_a_transcript(page: Page, server: Server) -> None:
    """The saved file is accepted by the player, goes the same way, and does not when the answers change."""
    page.goto(f"{server.url}/simulator?on=2026-11-20")
    for text in (
        "我在稷山，能享受哪些政策",
        "先看结果",
        LONG,
        "继续",
        '店名叫"好:日子"',
        "一次性创业补贴我够不够",
        "13个月",
    ):
        say(page, text)
    with page.expect_download() as download:
        page.get_by_role("button", name="存成对话文件").click()
    data = download.value.path().read_bytes()
    transcripts, problems = read_transcripts({"simulated.yaml": data})
    snapshot, _ = build(read_folder(server.content), FolderCache(cache_folder()))
    assert problems == ()
    assert transcripts[0].on == date(2026, 11, 20)
    assert [one.said for one in transcripts[0].exchanges].count("继续") == 0
    assert play(transcripts[0], snapshot) == ()
    bent = data.replace("经营时长".encode(), "学历".encode())
    assert play(read_transcripts({"bent.yaml": bent})[0][0], snapshot)
