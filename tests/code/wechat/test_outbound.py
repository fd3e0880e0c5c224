"""Calls to the platform: one token holder, bounded retries, quota; menu and doctor."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestServer, unused_port

from bot.model.settings import load
from bot.wechat import menu
from bot.wechat.client import ApiError, Client, Unreachable
from bot.wechat.codes import Meaning, meaning, remedy
from bot.wechat.doctor import Level, doctor
from bot.wechat.late import Sending
from bot.wechat.service import CustomerService, Quota
from bot.wechat.standin import Platform
from bot.wechat.standin_quota import TOO_LATE, TOO_MANY, Allowed

SEND = "message/custom/send"


@pytest.fixture
async def platform() -> AsyncIterator[Platform]:
    """The stand-in, with one person who wrote."""
    platform = Platform("", "token")
    platform.allowed.came({"FromUserName": "oA"})
    async with TestServer(platform.application()) as server:
        platform.callback = str(server.make_url("/"))
        yield platform


@pytest.fixture
async def client(platform: Platform) -> AsyncIterator[Client]:
    """A client of the stand-in."""
    async with aiohttp.ClientSession() as http:
        yield Client(http, platform.callback, platform.app_id, platform.secret, timeout_seconds=0.3, pause=0)


async def test_many_at_once_fetch_one_token(platform: Platform, client: Client) -> None:
    """However many calls start together, one token is asked for."""
    await asyncio.gather(*(client.get("/cgi-bin/customservice/getonlinekflist") for _ in range(20)))
    assert platform.calls.count("stable_token") == 1


async def test_refused_token_is_renewed_once(platform: Platform, client: Client) -> None:
    """A refused token leads to one new one and one more try, never to a loop."""
    await client.token()
    platform.tokens.append("rotated elsewhere")
    assert (await client.get("/cgi-bin/customservice/getonlinekflist"))["errcode"] == 0
    platform.faults[SEND] = [42001] * 5
    with pytest.raises(ApiError) as refused:
        await client.post(f"/cgi-bin/{SEND}", {"touser": "oA"})
    assert refused.value.meaning is Meaning.TOKEN
    assert platform.calls.count(SEND) == 2


@pytest.mark.parametrize(
    ("code", "meant", "outcome"),
    [
        (40001, Meaning.TOKEN, Sending.SENT),
        (40014, Meaning.TOKEN, Sending.SENT),
        (42001, Meaning.TOKEN, Sending.SENT),
        (45047, Meaning.QUOTA, Sending.REFUSED),
        (45015, Meaning.QUOTA, Sending.REFUSED),
        (45009, Meaning.QUOTA, Sending.REFUSED),
        (48001, Meaning.RIGHT, Sending.REFUSED),
        (43004, Meaning.REQUEST, Sending.REFUSED),
        (40164, Meaning.SETTING, Sending.REFUSED),
        (-1, Meaning.BUSY, Sending.REFUSED),
        (99999, Meaning.UNKNOWN, Sending.REFUSED),
    ],
)
async def test_error_codes_are_taken_by_meaning(
    code: int, meant: Meaning, outcome: Sending, platform: Platform, client: Client
) -> None:
    """A dead token is renewed and the text sent; whatever else is refused is not tried again, and says what to do."""
    platform.faults[SEND] = [code]
    service = CustomerService(client, Quota())
    sent, why = await service.say("oA", "x")
    assert (meaning(code), sent) == (meant, outcome)
    assert platform.calls.count(SEND) == (2 if meant is Meaning.TOKEN else 1)
    assert why == "" if outcome is Sending.SENT else str(code) in why and remedy(code) in why


async def test_busy_platform_is_asked_three_times_at_most(platform: Platform, client: Client) -> None:
    """Reading is tried again while the platform is busy, and given up after the third time."""
    platform.faults["menu/get"] = [-1, -1]
    assert await menu.pull(client) == []
    platform.faults["menu/get"] = [-1] * 9
    with pytest.raises(ApiError):
        await menu.pull(client)
    assert platform.calls.count("menu/get") == 6


async def test_nothing_waits_for_ever(platform: Platform, client: Client) -> None:
    """A call that gets no answer ends by itself; a dead address says where to look."""
    await client.token()
    platform.faults[SEND] = [5.0]
    with pytest.raises(Unreachable) as silent:
        await client.post(f"/cgi-bin/{SEND}", {})
    assert silent.value.maybe_done
    async with aiohttp.ClientSession() as http:
        dead = Client(http, f"http://127.0.0.1:{unused_port()}", "a", "s", pause=0)
        with pytest.raises(Unreachable, match="JIUYE_WECHAT_API_URL") as refused:
            await dead.token()
    assert not refused.value.maybe_done


async def test_sends_stay_inside_the_quota(platform: Platform, client: Client) -> None:
    """Five texts after a message, three within a minute after a click; beyond that the platform is not even asked."""
    now = [0.0]
    quota = Quota(lambda: now[0])
    service = CustomerService(client, quota)
    service.wrote("oA")
    outcomes = [await service.send_text("oA", "x") for _ in range(6)]
    assert outcomes == [Sending.SENT] * 5 + [Sending.REFUSED]
    assert platform.calls.count(SEND) == 5
    service.acted("oB")
    assert [quota.take("oB") for _ in range(4)] == [True, True, True, False]
    service.acted("oB")
    now[0] = 61
    assert not quota.take("oB")
    service.wrote("oB")
    now[0] += 48 * 3600 - 1
    assert quota.take("oB")
    now[0] += 2
    assert not quota.take("oB")


async def test_why_nothing_may_be_sent_is_told(platform: Platform, client: Client) -> None:
    """Sends that are used up and 48 hours that are over are told apart, by the bot's own count and by the platform."""
    now = [0.0]
    service = CustomerService(client, Quota(lambda: now[0]))
    service.wrote("oA")
    platform.allowed.came({"FromUserName": "oA", "Event": "CLICK"})
    told = [(await service.say("oA", "x"))[1] for _ in range(6)]
    assert "条数已用完" in told[-1]
    service.acted("oA")
    assert [(await service.say("oA", "x"))[0] for _ in range(3)] == [Sending.SENT] * 3
    now[0] = 120
    assert "条数已用完" in (await service.say("oA", "x"))[1]
    now[0] = 48 * 3600
    assert "48 小时" in (await service.say("oA", "x"))[1]
    assert platform.calls.count(SEND) == 8
    assert "45047" in (await CustomerService(client, Quota()).say("oA", "x"))[1]
    assert "45015" in (await CustomerService(client, Quota()).say("oB", "x"))[1]


def test_stand_in_keeps_the_rule_of_the_platform() -> None:
    """Five sends in 48 hours after a message, three in a minute after an act; hours pass as fast as is wanted."""
    now = [0.0]
    allowed = Allowed(lambda: now[0], hour=10.0)
    allowed.came({"FromUserName": "oA", "Event": "unsubscribe"})
    assert allowed.use("oA") == TOO_LATE
    allowed.came({"FromUserName": "oA"})
    now[0] = 479.9
    assert [allowed.use("oA") for _ in range(6)] == [0] * 5 + [TOO_MANY]
    allowed.came({"FromUserName": "oA", "Event": "CLICK"})
    assert [allowed.use("oA") for _ in range(4)] == [0] * 3 + [TOO_MANY]
    now[0] = 480.1
    assert allowed.use("oA") == TOO_LATE
    allowed.came({"FromUserName": "oA"})
    allowed.came({"FromUserName": "oA", "Event": "SCAN"})
    assert [allowed.use("oA") for _ in range(9)] == [0] * 8 + [TOO_MANY]
    assert allowed.use("oB") == TOO_LATE


async def test_a_refused_token_is_never_given_again(client: Client) -> None:
    """Where the platform insists on the token that it has just refused, a new one is forced."""
    first = await client.token()
    assert await client.token() == first
    assert await client.token(stale=first) != first


async def test_cut_off_send_is_unsure_and_refused_one_is_not(platform: Platform, client: Client) -> None:
    """A send without answer is unsure and not repeated; one that the platform refuses is refused."""
    service = CustomerService(client, Quota())
    platform.faults[SEND] = [0.0, 45047]
    assert await service.send_text("oA", "x") is Sending.UNSURE
    assert await service.send_text("oA", "x") is Sending.REFUSED
    assert await service.send_text("oA", "补贴") is Sending.SENT
    assert [one["text"]["content"] for one in platform.sent] == ["x", "补贴"]


BUTTONS: list[dict[str, Any]] = [
    {
        "名称": "查政策",
        "子菜单": [{"名称": "创业补贴", "点击": "一次性创业补贴"}, {"名称": "官网", "网址": "https://example.com"}],
    },
    {"名称": "找人工", "点击": "人工"},
]


async def test_menu_goes_there_and_back(client: Client) -> None:
    """What is pushed is what is pulled, and the difference is told before pushing."""
    assert menu.problems(BUTTONS) == ()
    assert await menu.pull(client) == []
    await menu.push(client, BUTTONS)
    assert await menu.pull(client) == BUTTONS
    assert menu.differences(BUTTONS, BUTTONS) == ()
    changed = [BUTTONS[0], {"名称": "找人工", "点击": "转人工"}]
    assert menu.differences(changed, BUTTONS) == ("~ 找人工: 点击 人工 → 点击 转人工",)


@pytest.mark.parametrize(
    ("buttons", "wrong"),
    [
        ([], "至少一个"),
        (BUTTONS[1:] * 4, "最多 3 个"),
        ([{"名称": "一二三四五六", "点击": "x"}], "16 字节"),
        ([{"名称": "甲", "子菜单": BUTTONS[1:] * 6}], "最多 5 个"),
        ([{"名称": "甲", "子菜单": [{"名称": "乙", "子菜单": BUTTONS[1:]}]}], "只能有一层"),
        ([{"名称": "甲"}], "中的一个"),
        ([{"名称": "甲", "点击": "x" * 129}], "128 字节"),
        ([{"名称": "甲", "网址": "ftp://x"}], "https://"),
        ([{"名称": "甲", "点击": "x", "颜色": "红"}], "颜色"),
        ([{"名称": "甲", "小程序": "wx"}], "页面"),
        ([{"名称": " ", "点击": "x"}], "缺少「名称」"),
        ([{"名称": "甲\n乙", "点击": "x"}], "看不见"),
        ([{"名称": "甲", "点击": " "}], "应是文字"),
        (None, "至少一个"),
        (["甲"], "名称"),
    ],
)
def test_menu_limits_are_checked_beforehand(buttons: object, wrong: str) -> None:
    """What the platform would refuse is said first, in words."""
    assert any(wrong in problem for problem in menu.problems(buttons))


SETTINGS = {"JIUYE_WECHAT_TOKEN": "token", "JIUYE_WECHAT_APP_ID": "wxstandin", "JIUYE_WECHAT_APP_SECRET": "secret"}


async def test_doctor_finds_nothing_in_a_sound_setup(client: Client) -> None:
    """Everything in order: no fault, only the advice to encrypt."""
    findings = await doctor(load(SETTINGS), client)
    assert [str(each) for each in findings if each.level is Level.FAULT] == []
    assert len(findings) == 7


@pytest.mark.parametrize(
    ("environment", "path", "code", "remedy"),
    [
        ({}, "", 0, "JIUYE_WECHAT_TOKEN"),
        (SETTINGS | {"JIUYE_WECHAT_AES_KEY": "short"}, "", 0, "43 个"),
        (SETTINGS, "stable_token", 40164, "IP 白名单"),
        (SETTINGS, "stable_token", 40125, "JIUYE_WECHAT_APP_SECRET"),
        (SETTINGS | {"JIUYE_WECHAT_HANDOVER": "wechat"}, "customservice/getonlinekflist", 48001, "微信认证"),
        (SETTINGS | {"JIUYE_WECHAT_TOKEN": "我的令牌"}, "", 0, "3 到 32 个"),
        (SETTINGS | {"JIUYE_WECHAT_AES_KEY_PREVIOUS": "A" * 43}, "", 0, "却没有 JIUYE_WECHAT_AES_KEY"),
        (SETTINGS, "stable_token", 89506, "24 小时"),
        (SETTINGS, "callback/check", 45009, "明天零点"),
    ],
)
async def test_doctor_says_what_to_do(
    environment: dict[str, str], path: str, code: int, remedy: str, platform: Platform, client: Client
) -> None:
    """Each fault comes with the step that mends it."""
    if code:
        platform.faults[path] = [code]
    faults = [str(each) for each in await doctor(load(environment), client) if each.level is Level.FAULT]
    assert any(remedy in fault for fault in faults)


@pytest.mark.parametrize(
    ("path", "code", "told"),
    [
        ("customservice/getonlinekflist", 48001, "群众照样能问"),
        ("customservice/getonlinekflist", 65400, "客服功能"),
        ("get_current_selfmenu_info", 48001, "没有菜单"),
        ("get_current_selfmenu_info", 46003, "还没有菜单"),
    ],
)
async def test_what_the_bot_can_do_without_is_no_fault(
    path: str, code: int, told: str, platform: Platform, client: Client
) -> None:
    """An account without the right to send or without a menu answers all the same: said, with what follows from it."""
    platform.faults[path] = [code]
    findings = await doctor(load(SETTINGS), client)
    assert [each for each in findings if each.level is Level.FAULT] == []
    assert any(told in str(each) for each in findings)


async def test_buttons_of_other_kinds_go_there_and_back(platform: Platform, client: Client) -> None:
    """What we do not write ourselves is pulled as it is and can be pushed again unchanged."""
    scan = {"name": "扫一扫", "type": "scancode_push", "key": "k", "sub_button": []}
    platform.menu = {"button": [scan, {"name": "图", "type": "media_id", "media_id": "m"}]}
    pulled = await menu.pull(client)
    assert menu.problems(pulled) == ()
    await menu.push(client, pulled)
    assert platform.menu["button"][0] == {key: value for key, value in scan.items() if key != "sub_button"}
    assert menu.differences(pulled, await menu.pull(client)) == ()


@pytest.mark.parametrize(
    "answer",
    [{}, {"access_token": None}, {"access_token": 7}, {"errcode": "abc"}, {"errcode": [1]}, {"access_token": ""}],
)
async def test_answer_without_a_token_is_no_answer(
    answer: dict[str, object], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Something between us and the platform that answers in its place is told as such, and nothing was done."""
    monkeypatch.setattr(Platform, "_stable_token", lambda *_: answer)
    with pytest.raises(Unreachable) as missing:
        await client.token()
    assert not missing.value.maybe_done
    (*_, last) = await doctor(load(SETTINGS), client)
    assert (last.level, last.subject) == (Level.FAULT, "access_token 与 IP 白名单")


async def test_odd_lists_are_empty_ones(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists that are none neither break the doctor nor count as agents."""
    odd = {"dns": "x", "ping": [1], "kf_online_list": {"a": 1}, "access_token": "t"}
    monkeypatch.setattr(Platform, "_answer", lambda *_: odd)
    assert await CustomerService(client, Quota()).online_agents() == ()
    assert [each for each in await doctor(load(SETTINGS), client) if each.level is Level.FAULT] == []
