"""Checks a set-up from the settings to the callback, and says what to do about each finding."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.model.errors import JiuyeError, SettingsError
from bot.model.settings import Settings
from bot.wechat.client import ApiError, Client, Unreachable
from bot.wechat.codes import Meaning
from bot.wechat.gate import make_gate
from bot.wechat.menu import NO_MENU

_TOKEN = re.compile(r"[A-Za-z0-9]{3,32}")
"""What the platform takes as Token."""

CLOCK_SECONDS = 60
"""Far below the age window of callbacks, so that a drifting clock is seen in time."""


class Level(StrEnum):
    """How a finding is to be taken."""

    FINE = "正常"
    NOTE = "提醒"
    FAULT = "故障"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how it is, and what to do."""

    level: Level
    subject: str
    detail: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"[{self.level}] {self.subject}：{self.detail}" + (f"。{self.remedy}" if self.remedy else "")


def check_settings(settings: Settings) -> Iterator[Finding]:
    """What can be seen without asking the platform."""
    try:
        gate = make_gate(settings)
    except SettingsError as error:
        yield Finding(Level.FAULT, "设置", "消息接口的设置不能用", str(error))
        gate = None
    if not settings.wechat_token:
        yield Finding(
            Level.FAULT, "令牌", "没有设置", "请设置 JIUYE_WECHAT_TOKEN，与公众平台「服务器配置」的 Token 相同"
        )
    elif _TOKEN.fullmatch(settings.wechat_token) is None:
        yield Finding(
            Level.FAULT,
            "令牌",
            "公众平台不收",
            "令牌是 3 到 32 个英文字母或数字：请改 JIUYE_WECHAT_TOKEN 和公众平台的 Token",
        )
    elif gate is not None:
        yield Finding(Level.FINE, "令牌", "已设置")
    if settings.wechat_aes_key and gate is not None:
        yield Finding(Level.FINE, "加密", "安全模式，明文一律不收")
    if settings.wechat_aes_key and settings.wechat_aes_key_previous:
        yield Finding(Level.NOTE, "加密", "旧密钥还留着", "换好一天以后，把 JIUYE_WECHAT_AES_KEY_PREVIOUS 清掉")
    if not settings.wechat_aes_key:
        yield Finding(
            Level.NOTE,
            "加密",
            "明文模式",
            "建议在公众平台选「安全模式」，并设置 JIUYE_WECHAT_AES_KEY 和 JIUYE_WECHAT_APP_ID",
        )
    if not (settings.wechat_app_id and settings.wechat_app_secret):
        yield Finding(
            Level.NOTE,
            "主动接口",
            "没有设置",
            "要用菜单、客服消息，请设置 JIUYE_WECHAT_APP_ID 和 JIUYE_WECHAT_APP_SECRET",
        )


Probe = Callable[[], Awaitable[str]]
"""Calls the callback; returns "" or what to do."""


async def doctor(settings: Settings, client: Client | None, probe: Probe | None = None) -> tuple[Finding, ...]:
    """All findings, in the order in which to mend them; client None: the platform is not asked."""
    findings = list(check_settings(settings))
    if probe is not None and not any(each.level is Level.FAULT for each in findings):
        fault = await probe()
        findings.append(
            Finding(Level.FAULT, "本服务的回调", "走不通", fault)
            if fault
            else Finding(Level.FINE, "本服务的回调", "走通了")
        )
    if client is None:
        return tuple(findings)
    steps: tuple[tuple[str, Callable[[Client], Awaitable[str]]], ...] = (
        ("access_token 与 IP 白名单", _check_token),
        ("本机时钟", _check_clock),
        ("平台到回调的网络", _check_callback),
        ("客服消息权限", _check_service),
        ("自定义菜单", _check_menu),
    )
    for subject, step in steps:
        try:
            findings.append(Finding(Level.FINE, subject, await step(client)))
        except WrongClock as error:
            findings.append(Finding(Level.FAULT, subject, "不准", str(error)))
        except ApiError as error:
            without = _WITHOUT.get(step, "") if error.meaning is Meaning.RIGHT else ""
            if without and not (step is _check_service and settings.wechat_handover == "wechat"):
                findings.append(Finding(Level.NOTE, subject, without, str(error)))
                continue
            findings.append(Finding(Level.FAULT, subject, f"错误 {error.code}", str(error)))
            if step is _check_token:
                break
        except Unreachable as error:
            findings.append(Finding(Level.FAULT, subject, "平台没有答复", str(error)))
            break
    return tuple(findings)


async def _check_token(client: Client) -> str:
    await client.token()
    return "取到了"


class WrongClock(JiuyeError):
    """This machine's clock is off."""


async def _check_clock(client: Client) -> str:
    ahead = client.ahead
    if ahead is None:
        return "平台没有说时间，没法核对"
    if abs(ahead) > CLOCK_SECONDS:
        way = "快" if ahead > 0 else "慢"
        raise WrongClock(
            f"比平台{way} {abs(ahead):.0f} 秒：请打开时间同步（timedatectl set-ntp true），差多了回调会被拒收"
        )
    return "与平台相差不到一分钟"


async def _check_callback(client: Client) -> str:
    answer = await client.post(
        "/cgi-bin/callback/check", {"action": "all", "check_operator": "DEFAULT"}, repeatable=True
    )
    lost = [str(each.get("package_loss", "")) for each in _rows(answer, "ping")]
    return f"解析 {len(_rows(answer, 'dns'))} 个地址" + (f"，丢包 {'、'.join(lost)}" if any(lost) else "")


async def _check_service(client: Client) -> str:
    answer = await client.get("/cgi-bin/customservice/getonlinekflist")
    return f"可用，微信客服在线 {len(_rows(answer, 'kf_online_list'))} 人"


async def _check_menu(client: Client) -> str:
    try:
        answer = await client.get("/cgi-bin/get_current_selfmenu_info")
    except ApiError as error:
        if error.code == NO_MENU:
            return "还没有菜单"
        raise
    return "已开启" if answer.get("is_menu_open") else "未开启"


def _rows(answer: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """The objects in a list of the answer."""
    found = answer.get(name)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


_WITHOUT: dict[Callable[[Client], Awaitable[str]], str] = {
    _check_service: "用不了。群众照样能问；来不及答的和坐席发的话，等对方下次来消息时给",
    _check_menu: "用不了。群众照样能问，只是没有菜单",
}
"""What the bot can do without, and what follows from it."""
