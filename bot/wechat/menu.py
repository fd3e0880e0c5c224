"""The account's menu: from what officers write to what the platform takes, and back.

Written as a list of buttons: 名称 with either 子菜单 (a list of buttons) or one of 点击 (the text that a click
sends), 网址, or 小程序 with 页面 and 网址. Other kinds (scanning, sending a picture …) have the platform's own fields
beside their type, as they are pulled.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.wechat.client import ApiError, Client

_TOP, _SUB = 3, 5
_TOP_BYTES, _SUB_BYTES = 16, 60
_KEY_BYTES, _URL_BYTES = 128, 1024
NO_MENU = 46003
_KINDS = ("点击", "网址", "小程序", "type")
_FIELDS = {"名称", "子菜单", "点击", "网址", "小程序", "页面"}

Buttons = Sequence[Mapping[str, Any]]


def problems(buttons: object) -> tuple[str, ...]:
    """Everything the platform would refuse, each with how to write it instead; empty when it can be pushed."""
    if not isinstance(buttons, list) or not buttons:
        return ("菜单应是按钮的列表，至少一个按钮",)
    return tuple(_check(buttons, "", _TOP, _TOP_BYTES))


def _check(buttons: Sequence[object], where: str, most: int, longest: int) -> Iterator[str]:
    if len(buttons) > most:
        yield f"{where or '一级菜单'}有 {len(buttons)} 个按钮，最多 {most} 个"
    for number, button in enumerate(buttons, 1):
        spot = f"{where}第 {number} 个按钮"
        if not isinstance(button, dict):
            yield f"{spot}应写成「名称: …」和「点击: …」这样的几行"
            continue
        yield from _check_button(button, spot, longest)
        under = button.get("子菜单")
        if under is None:
            continue
        if where or not isinstance(under, list) or not under:
            yield f"{spot}的「子菜单」应是按钮的列表，且只能有一层"
        else:
            yield from _check(under, spot + "下的", _SUB, _SUB_BYTES)


def _check_button(button: Mapping[str, Any], spot: str, longest: int) -> Iterator[str]:
    name = button.get("名称")
    if not isinstance(name, str) or not name.strip():
        yield f"{spot}缺少「名称」"
    elif not name.isprintable():
        yield f"{spot}的「名称」里有换行或看不见的字符"
    elif (size := len(name.encode())) > longest:
        yield f"{spot}「{name}」的名称有 {size} 字节，最多 {longest} 字节（{longest // 3} 个汉字）"
    for unknown in sorted(set(button) - _FIELDS) if "type" not in button else ():
        yield f"{spot}有不认识的字段「{unknown}」"
    yield from _check_deed(button, spot)


def _check_deed(button: Mapping[str, Any], spot: str) -> Iterator[str]:
    """What the button does when it is pressed."""
    given = [kind for kind in _KINDS if kind in button and not (kind == "网址" and "小程序" in button)]
    if "子菜单" in button:
        if given:
            yield f"{spot}有子菜单，就不能再有「{given[0]}」"
    elif len(given) != 1:
        yield f"{spot}要写「点击」「网址」「小程序」中的一个"
    elif not isinstance(button[given[0]], str) or not button[given[0]].strip():
        yield f"{spot}的「{given[0]}」应是文字"
    elif given[0] == "点击" and len(button["点击"].encode()) > _KEY_BYTES:
        yield f"{spot}的「点击」超过 {_KEY_BYTES} 字节（约 42 个汉字）"
    url = button.get("网址")
    if url is not None and (
        not isinstance(url, str) or not url.startswith(("http://", "https://")) or len(url.encode()) > _URL_BYTES
    ):
        yield f"{spot}的「网址」要以 https:// 或 http:// 开头，最多 {_URL_BYTES} 字节"
    if "小程序" in button and not ("页面" in button and "网址" in button):
        yield f"{spot}是小程序，还要写「页面」和「网址」（旧版微信打开网址）"


def to_platform(buttons: Buttons) -> list[dict[str, Any]]:
    """The buttons in the platform's form; the list must be free of problems."""
    made: list[dict[str, Any]] = []
    for button in buttons:
        base = {"name": button["名称"]}
        if "子菜单" in button:
            made.append(base | {"sub_button": to_platform(button["子菜单"])})
        elif "点击" in button:
            made.append(base | {"type": "click", "key": button["点击"]})
        elif "type" in button:
            made.append(base | {key: value for key, value in button.items() if key != "名称"})
        elif "小程序" in button:
            app = {"appid": button["小程序"], "pagepath": button["页面"], "url": button["网址"]}
            made.append(base | {"type": "miniprogram"} | app)
        else:
            made.append(base | {"type": "view", "url": button["网址"]})
    return made


def from_platform(buttons: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The platform's buttons as officers write them; kinds we do not write keep the platform's fields."""
    made: list[dict[str, Any]] = []
    for button in buttons:
        base: dict[str, Any] = {"名称": button.get("name", "")}
        if button.get("sub_button"):
            made.append(base | {"子菜单": from_platform(button["sub_button"])})
        elif button.get("type") == "click":
            made.append(base | {"点击": button.get("key", "")})
        elif button.get("type") == "view":
            made.append(base | {"网址": button.get("url", "")})
        elif button.get("type") == "miniprogram":
            app = {"小程序": button.get("appid", ""), "页面": button.get("pagepath", ""), "网址": button.get("url", "")}
            made.append(base | app)
        else:
            made.append(base | {key: value for key, value in button.items() if key not in {"name", "sub_button"}})
    return made


def differences(ours: Buttons, theirs: Buttons) -> tuple[str, ...]:
    """What pushing ours would change, line by line; empty when both are the same."""
    left, right = dict(_lines(theirs, "")), dict(_lines(ours, ""))
    gone = [f"- {path}: {left[path]}" for path in left if path not in right]
    new = [f"+ {path}: {right[path]}" for path in right if path not in left]
    changed = [
        f"~ {path}: {left[path]} → {right[path]}" for path in left if path in right and left[path] != right[path]
    ]
    order = list(left) != list(right) and not (gone or new)
    return (*gone, *changed, *new, *(["~ 顺序不同"] if order else []))


def _lines(buttons: Buttons, prefix: str) -> Iterator[tuple[str, str]]:
    for button in buttons:
        path = f"{prefix}{button.get('名称', '')}"
        yield path, "、".join(f"{key} {value}" for key, value in button.items() if key not in {"名称", "子菜单"})
        yield from _lines(button.get("子菜单", ()), f"{path}/")


async def pull(client: Client) -> list[dict[str, Any]]:
    """The menu as it is on the platform; empty when there is none. Raises ApiError, Unreachable."""
    try:
        answer = await client.get("/cgi-bin/menu/get")
    except ApiError as error:
        if error.code == NO_MENU:
            return []
        raise
    return from_platform((answer.get("menu") or {}).get("button") or [])


async def push(client: Client, buttons: Buttons) -> None:
    """Put the menu on the platform; phones show it within minutes. Raises ApiError, Unreachable."""
    await client.post("/cgi-bin/menu/create", {"button": to_platform(buttons)}, repeatable=True)
