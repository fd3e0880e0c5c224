"""Whether an answer takes up what was asked: 没有开店 does not answer whether one has been recognised."""

from __future__ import annotations

import re

from bot.model.facts import Fact

_LONGEST = 3
"""Characters of a word whose characters may stand in another order in the question (新招, 招新人)."""
# What may stand round a yes or no without telling about anything: people, time, degree, and verbs that
# stand for whatever was asked (办, 弄, 申请).
_EMPTY = re.compile(
    r"没空|没时间|没功夫|从没|取消|注销|作废|过期|有效|拖了?|断断续续|全员|全体|大家|所有人|落下|没欠过?|漏|没钱|哪敢|敢不|过几个月|欠着|欠费|"
    r"我们|我家|俺们|咱们|他们|她们|人家|家里|家|单位|公司|厂里|老板|村里给|社区给?|政府|窗口|银行|会计|[我俺咱你您他她它]|"
    r"不是|没有|不算|不属于|不符合|符合|属于|满足|算是|没错|[是有没不未无非算对嗯中甭木]|"
    r"一直|从来|根本|压根|已经|早就|早已|早|刚刚|刚|正在|正|目前|现在|暂时|当时|那会儿?|前几年|前年|去年|今年|上个?月|本月|"
    r"这几年|年年|每年|每个?月|月月|按时|按月|按年|按期|足额|正常|如数|全额|全部|大概|可能|应该|差不多|好像|估计|确实|当然|"
    r"肯定|必须|真的|真|其实|反正|以前|之前|后来|来得及|得及|顾得?上|可以|这么说|那么说|能|会|要|想|"
    r"这个|那个|这些|那些|这种|那种|这事|那事|这样|那样|这|那|东西|手续|任何|什么|一次|一回|一天|一点|一个|半点|"
    r"原来|原先|本来|早先|勉强|觉得|工人|员工|愿意|乐意|不肯|不让|不给|说|少|网上|手机上?|镇上?|村里|村上|乡里|县里|街道|大厅|在|"
    r"申请|办理|办下来|办|弄|搞|整|做|参加|享受|落实|提交|手里|[上去来得到给过着了的呢啊吧呀嘛吗哦么哈啦咧哩都也还就又才只但在全齐满"
    r"好够下完成起拿被把过全停断起月年天号初底\d一二两三四五六七八九十半多几个]"
)


def asked_of(fact: Fact) -> str:
    """What is said of a fact: names, cue words, options; behind a line break its question and other wordings."""
    named = [fact.name, *fact.aliases, *fact.words, *(option.text for option in fact.options)]
    wordings = [word for option in fact.options for word in (*option.synonyms, *option.replies)]
    return "，".join(named) + "\n" + "，".join([fact.question, *wordings])


def takes_up(clause: str, asked: str) -> bool:
    """Whether what a clause says beside yes or no is nothing, or is about what was asked.

    asked: what asked_of gives. Two characters in a row must be among it, or all characters of short words
    among the names, cue words and options.
    """
    pieces = [piece for piece in _EMPTY.split(clause) if piece]
    if any(piece[at : at + 2] in asked for piece in pieces for at in range(len(piece) - 1)):
        return True
    if any(len(piece) > _LONGEST for piece in pieces):
        return False
    named = asked.partition("\n")[0]
    return all(char in named for piece in pieces for char in piece)
