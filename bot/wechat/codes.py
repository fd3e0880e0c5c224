"""The platform's error codes by what they mean for us, and what the officer can do about each."""

from __future__ import annotations

from enum import StrEnum

TOO_LATE, USED_UP = 45015, 45047
"""What is refused of a customer-service message: the time to send it is over, or so many were sent."""


class Meaning(StrEnum):
    """What an error calls for."""

    TOKEN = "token"  # noqa: S105 - a kind, not a secret
    BUSY = "busy"
    QUOTA = "quota"
    SETTING = "setting"
    RIGHT = "right"
    REQUEST = "request"
    UNKNOWN = "unknown"


_CODES: dict[int, tuple[Meaning, str]] = {
    -1: (Meaning.BUSY, "平台繁忙，稍后再试"),
    40001: (Meaning.TOKEN, "access_token 无效或 AppSecret 不对；反复出现时请核对 JIUYE_WECHAT_APP_SECRET"),
    40002: (Meaning.SETTING, "平台不认识这个请求：请核对 JIUYE_WECHAT_API_URL"),
    40003: (Meaning.REQUEST, "openid 不属于本公众号"),
    40013: (Meaning.SETTING, "AppID 不对：请核对 JIUYE_WECHAT_APP_ID"),
    40014: (Meaning.TOKEN, "access_token 无效"),
    40016: (Meaning.REQUEST, "菜单按钮的个数不对：一级一到三个"),
    40017: (Meaning.REQUEST, "菜单按钮的类型不对：按「type」写了平台没有的类型"),
    40018: (Meaning.REQUEST, "菜单按钮的「名称」太长或是空的"),
    40019: (Meaning.REQUEST, "菜单按钮的「点击」太长或是空的"),
    40020: (Meaning.REQUEST, "菜单按钮的「网址」太长或是空的"),
    40023: (Meaning.REQUEST, "子菜单按钮的个数不对：一到五个"),
    40024: (Meaning.REQUEST, "子菜单按钮的类型不对：按「type」写了平台没有的类型"),
    40025: (Meaning.REQUEST, "子菜单按钮的「名称」太长或是空的"),
    40026: (Meaning.REQUEST, "子菜单按钮的「点击」太长或是空的"),
    40027: (Meaning.REQUEST, "子菜单按钮的「网址」太长或是空的"),
    40033: (Meaning.REQUEST, "请求里有不允许的字符"),
    40054: (Meaning.REQUEST, "子菜单按钮的「网址」不合法：要以 http:// 或 https:// 开头，核对域名"),
    40055: (Meaning.REQUEST, "菜单按钮的「网址」不合法：要以 http:// 或 https:// 开头，核对域名"),
    40119: (Meaning.RIGHT, "公众号不能用这种类型的菜单按钮"),
    40120: (Meaning.RIGHT, "公众号不能用这种类型的子菜单按钮"),
    40125: (Meaning.SETTING, "AppSecret 不对：请到公众平台「基本配置」重置后更新 JIUYE_WECHAT_APP_SECRET"),
    40164: (Meaning.SETTING, "本机的出口 IP 不在白名单：请到公众平台「基本配置—IP 白名单」加入错误信息中的 IP"),
    40200: (Meaning.RIGHT, "未认证的公众号不能发菜单消息"),
    40243: (Meaning.SETTING, "AppSecret 已被冻结：请到公众平台解冻"),
    41001: (Meaning.SETTING, "平台没有收到 access_token：请核对 JIUYE_WECHAT_API_URL，看中间的代理有没有删改网址"),
    41002: (Meaning.SETTING, "缺少 AppID：请设置 JIUYE_WECHAT_APP_ID"),
    41004: (Meaning.SETTING, "缺少 AppSecret：请设置 JIUYE_WECHAT_APP_SECRET"),
    42001: (Meaning.TOKEN, "access_token 过期"),
    43004: (Meaning.REQUEST, "对方没有关注公众号"),
    45002: (Meaning.REQUEST, "文字超过长度限制"),
    45009: (Meaning.QUOTA, "今天的接口调用次数已用完，明天零点恢复；可在公众平台申请清零"),
    45011: (Meaning.QUOTA, "接口调用过于频繁，请一分钟后再试"),
    TOO_LATE: (Meaning.QUOTA, "对方 48 小时内没有来过消息，不能主动发送"),
    USED_UP: (Meaning.QUOTA, "给此人的客服消息条数已用完，要等对方再来消息"),
    45064: (Meaning.SETTING, "菜单里的小程序没有和公众号关联：请到公众平台「小程序管理」关联"),
    45072: (Meaning.REQUEST, "输入状态的命令不对"),
    45080: (Meaning.QUOTA, "对方 30 秒内没有来过消息，不能显示输入状态"),
    45081: (Meaning.QUOTA, "已经在显示输入状态"),
    46003: (Meaning.REQUEST, "平台上还没有菜单"),
    48001: (Meaning.RIGHT, "公众号没有这项接口权限：多数接口要先完成微信认证"),
    48004: (Meaning.RIGHT, "接口被平台封禁：请登录公众平台查看通知"),
    48006: (Meaning.QUOTA, "调用次数清零的机会本月已用完"),
    50002: (Meaning.RIGHT, "公众号受限：请登录公众平台查看通知"),
    50004: (Meaning.RIGHT, "公众号被禁止取 access_token：请登录公众平台查看通知"),
    50007: (Meaning.RIGHT, "公众号已被冻结：请登录公众平台查看通知"),
    61004: (Meaning.SETTING, "来源 IP 未登记：请到公众平台检查 IP 白名单"),
    65400: (Meaning.RIGHT, "公众号没有开通客服功能：要用微信自带的客服，请到公众平台「客服功能」开通"),
    89501: (Meaning.SETTING, "此 IP 正等管理员在微信里确认"),
    89503: (Meaning.SETTING, "此 IP 调用需要管理员在微信里确认"),
    89506: (Meaning.SETTING, "管理员两次拒绝了此 IP：24 小时以后才能再请他确认"),
    89507: (Meaning.SETTING, "管理员拒绝了此 IP：一小时以后才能再请他确认"),
}


def meaning(code: int) -> Meaning:
    """What the code calls for."""
    return _CODES.get(code, (Meaning.UNKNOWN, ""))[0]


def remedy(code: int) -> str:
    """What to do about it, in a sentence for the officer."""
    return _CODES.get(code, (Meaning.UNKNOWN, "未收录的错误码：请查公众平台「全局返回码说明」"))[1]
