"""People told apart by a name or a household: 张三2021年毕业，李四2024年毕业; 一户是脱贫户，另一户不是.

Only at the head of what is told of them, where it can be nothing but somebody's name; whoever is hired or only
mentioned in passing is not.
"""

from __future__ import annotations

import re

_WHOSE = (
    r"(?:我|我们|俺们?|咱们?)?(?:村里?|队里?|组里?|隔壁|邻居)?的?"
    r"(?:还|再|另外|比如|像)?(?:有个?|有一个)?(?:叫)?"
)
_FAMILY = (
    "王李张刘陈杨赵吴徐孙胡朱郭罗郑梁谢宋韩冯邓曹彭萧田董袁潘蔡蒋杜魏吕"
    "丁卢姚沈姜崔谭陆范汪廖贾韦付邹熊孟秦邱侯尹薛闫雷陶贺郝龚邵覃钱戴孔"
)
# 徐州, 郑州 and 孔家庄 are places, 张老板 and 王主任 are of a talk with somebody else.
_NO_NAME = "州城县市区镇乡村庄山江港口河湖桥店家老总师工主经书医"
_NAME = (
    rf"[小老][{_FAMILY}](?=.{{2}})|[{_FAMILY}][一二三四五六七八九某]|"
    rf"[{_FAMILY}](?![{_NO_NAME}])[一-鿿]{{1,2}}?(?<![{_NO_NAME}])"
)
_SAID = (
    r"(?:今年|现在|去年|也|都|就|已经|刚|还|家里?)*"
    r"(?:\d{2}(?!个|人|万|块|元)|[12]\d{3}年?|[二三四五六]十|是(?!不是|谁|哪|什么)|不是|没工作|没上班|没活|有残疾|残疾|低保|脱贫|下岗|失业|毕业|"
    r"初中|高中|大专|本科|中专|大学|返乡|在外|在家|外出|开[了个]|[去到上](?:了|过)?[一-鿿]{2}打工)"
)
_NAMED = re.compile(rf"{_WHOSE}(?P<who>{_NAME})(?={_SAID})")
_HOUSEHOLD = re.compile(
    r"(?:其中|还有|另外)?(?P<who>第[一二三四五六七八九十\d]+户|(?:一|另一|另外一)户(?:人家)?|(?<=还有)一户|(?:另|下)一个人)"
    r"(?=的|人|家|是|不是|没|也|有|，|今年|去年|去|在|脱贫|低保|$)"
)
_MORE_OF_THEM = re.compile(r"(?:还有|另外)一户")
WITH = re.compile(r"(?:和|跟|与|同)$")


def named_at_head(piece: str) -> tuple[str, int]:
    """The name or household at the head of a clause that tells something of it, and where the name ends.

    Empty and 0 where there is none.
    """
    further = _MORE_OF_THEM.match(piece)
    if further is not None:
        return further[0], further.end()
    found = _NAMED.match(piece) or _HOUSEHOLD.match(piece)
    return (found["who"], found.end("who")) if found is not None else ("", 0)
