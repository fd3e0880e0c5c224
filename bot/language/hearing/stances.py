"""How a word stands in its clause: denied, wished for, part of a benefit's name, said of oneself."""

from __future__ import annotations

import re

from bot.language.hearing.clauses import Clause

_DENIED = re.compile(
    r"(?:不是|没有|没得|没|不算|不属于|并非|停|断|非|未|无|不|甭)(?:啥|什么|个|一个|过|在|被|办过?|办理|吃|"
    r"去|做过?|上过?|念过?|是|去过|有|领|进行|真正|正经|那种|参加|(?:去|被|给)?(?:评定|认定|确认|界定|登记|评|认|列|划)(?:为|成|上|到)?|[评领办当上参报考交拿享受认定]{1,2}(?:过|上|到|成))?$"
)
_UNSAID = re.compile(r"(?:没|没有|未|不是|又没|可没)(?:跟你|和你)?说(?:过)?(?:是|我|我们|自己)*$")
"""我没说我没工作 says neither that one works nor that one does not."""
_COUNTS_AS = re.compile(r"(?:算(?!了|上|下来|起来)|属不属于|属于)[^，]{1,9}?(?:[吗不么]|还是[^，]{1,8}|呢)[？?]?$")
_WHETHER_AFTER = re.compile(r"(?:的|人|户|家庭)?(?:算不算|算吗|算不$)")
_TAKES_ON = re.compile(r"(?:要|想|愿意|准备|打算|来|找|联系)?(?:招|聘|录用|录取|雇)(?:我|人|工)")
"""有单位招我 is no job yet."""
_FAILED = re.compile(r"[^，]{0,3}(?:没|未)(?:考)?(?:过|通过|拿)")
_GOT = re.compile(r"(?:考|拿|取得|办|评|领)(?:了|的|过|到|下)*个$")
_SOMEBODY = re.compile(r"有(?:个|一个|些|几个|人)(?:在|去|从|到|叫|姓|上|念|读)[^，我]{0,6}$")
_HEADS = re.compile(r"了?[\d零一二两三四五六七八九十]+(?:个|名|位)?人")
_GONE = re.compile(r"(?:以后|之后|后来|后(?!面)|那年|那会儿?|的?那时候?|的时候)")
_LENGTH, _NEAR = re.compile(r"[\d一二两三四五半]+(?:个月|年)(?:多|半)?"), 6
_DENIED_AFTER = re.compile(
    r"(?:的|我们|我|倒|也|都|可|并|真|就)*(?:不是|不算|不属于|没有|没|算不上|谈不上)(?:的|了|啊|呀|吧|呢)*"
)
_DOUBLE = re.compile(r"(?:不是不|不是没|没有不|不能不|不得不|无不)$")
_WISHED = re.compile(
    r"(?:想要?|打算|准备|计划|考虑|希望|要不要|应该|应当|需要|必须|才能|怎么|怎样|如何|算不算|是不是|"
    r"属不属于|有没有|什么是|啥叫|什么叫|哪些|哪种|能不能|可不可以|不管|无论|还是|比如|像|等)"
    r"(?:被|去|算|当|成为|办|领|报|学|考|做|搞|开)?(?:个|一个|成|上|到)?$|(?<![只不主需重])要(?:被|去|"
    r"当|办|学|考|做|开)?$|(?:让|叫|逼着?)我们?(?:自己)?(?:签|写|填)(?:个|一个|的)?$|(?:给|让|招|雇|"
    r"用|收|录|收录|吸纳|招用|招聘|招收|介绍|输送|带动|针对|面向|扶持|帮助|支持)(?:了|的|过|个|些|"
    r"一些|几个|[\d一二两三四五六七八九十俩仨]+[个名位]?人?)?(?:的)?(?:.{0,4}的)?$"
)
_BENEFIT_NEXT = re.compile(
    r"(?:的|那|这)?(?:个|种)?(?:补贴|补助|补住|补帖|补款|待遇|金(?!融)|保险|险|贷|政策|扶持|服务|认定|"
    r"大赛|培训|登记|介绍|基地|园|税|贴息|资金|费|津贴|救助|奖励|资助|证怎么|手续|流程|办法|通知|文件|"
    r"条件|标准|名额|岗位|市场|优惠|担保|指导|项目|档案|报到)"
)
_BENEFIT = re.compile(r"补贴|补助|补帖|待遇|政策|扶持|资金|资助|津贴|奖励|优惠|标准|名额|返还|贴息|贷款|岗位|减免|认定")
_COPULA = re.compile(
    r"(?:是|属于|算是|算|身为|作为|当着?|叫)(?:个|一个|家|一家|那种|名|一名|村里的?|原来的?|以前的?|"
    r"正儿八经的?|普通|小)?$"
)
_HAS = re.compile(r"(?:有|吃|办|办了|办过|做了|做过|持|拿着|领着|得了|已办|已经)(?:着|了)?$")
_NOT_YET = re.compile(
    r"(?:隔三差五|隔三岔五|三天两头|经常|老是|时不时|动不动|断断续续|有时候?|偶尔|轮流|轮着|快要?|差点|怕|担心|听说|传|可能|马上|眼看|说是?要?|面临|迟早|早晚)(?:就|要|会|又|被|地|的|都|给)*$"
)
_COUNTED_AFTER = re.compile(
    r"(?:有|共|是|来了|要)?[\d一二两三四五六七八九十几]+(?:多|来)?(?:个(?!多?半?月|小时|季|星期|礼拜|钟头|年)|[名位人])"
)
_FROM_A_FIRM = re.compile(r"从[^，]{0,8}(?:厂|矿|公司|单位|店|局|站|社|上|里)$")
_OWN = re.compile(r"我|本人|家里|自己|咱")
_LASTING = re.compile(
    r"(?:了|都|快|有|已经|将近|差不多|大概|也)*[\d一二两三四五六七八九十半几]+个?(?:多|半|来)?(?:年|月|天|周|星期|礼拜)[^，]{0,2}了"
)
_MAY = re.compile(r"(?:能不能|可不可以|能|可以|可|应该|该)(?:再|也|都|先|继续|去|来|不|还|一起|同时)*$")
_OPENING = re.compile(
    r"(?:首次|头一[次回]|第一[次回]|回来|回村)?(?:自己)?(?:在[^，]{1,6}?)?"
    r"(?:开(?:了|个|家|间|店|公司|厂|饭|超|网|门)|办(?:了|个|厂|公司|企业)|创业$)[^，钱款给]{0,8}$"
)
_NOT_DONE = re.compile(r"(?:没有|没|未|没得)[^是算]{0,3}$")
_COUNTED = re.compile(
    r"(?:[一二两三四五六七八九十几\d]|多少)(?:个|名|位|户|家)(?:人)?(?:小|的|是)?$|[俩仨](?:小)?$|"
    r"(?:个|名|位|些)(?:小)?$|[一二两三四五六七八九十几\d](?:个|名|位)"
    r"(?:人|的)*(?:都?是|那[个种]|这[个种]|附近|本地|当地|大龄|年轻|刚毕业|应届|本村|村里|县里|农村|的)+$"
)
_PERSON = re.compile(r"(?:人|户|生|工|员|家庭|军人|师|企业)$")
_PERSON_NEXT = re.compile(
    r"(?:居民|人员|家庭|人|的人)?(?:咨询|想|能|有没有|有什么|怎么|可以|可不可以|算|给|享受|去|领|在|$)"
)
_WHETHER_NEXT = re.compile(r"(?:证|的)?(?:算不算|能不能|行不行|有没有|可不可以|可以吗|能补|算吗|行吗)")


_RULED = re.compile(
    r"率|(?:的话)?就(?:领|不|没|能|可以|给|算|得)|(?:的)?(?:总|在册|参保)?(?:人)?数|总共|一共|合计|共有"
)
"""What is said of everybody of a kind (自己走的就领不了) or counts people (职工总数) is nobody's own state."""


def denied(before: str) -> bool:
    """Whether what follows is denied by the words before it."""
    return bool(_DENIED.search(before)) and not _DOUBLE.search(before)


def denied_after(after: str) -> bool:
    """Whether what stands before is denied by the end of the clause: 大学生不是, 困难人员也不算."""
    return _DENIED_AFTER.fullmatch(after) is not None


def somebody(before: str) -> bool:
    """Whether people are told of who are not the speaker: 还有个在运城打工的."""
    return _SOMEBODY.search(before) is not None


def asked_whether(before: str, word: str, after: str) -> bool:
    """Whether it is asked if somebody counts as what the word names: 我算困难人员吗, 我这算个体户还是小微."""
    found = _COUNTS_AS.search(f"{before}{word}{after}")
    return found is not None and found.start() < len(before)


def not_stated(before: str, word: str, after: str) -> bool:
    """Whether a word is said of others, asked about, of what was tried in vain, or said not to have been said."""
    if _WHETHER_AFTER.match(after) or _TAKES_ON.match(after):
        return True
    failed = "考" in before and _FAILED.match(after) is not None
    return failed or unsaid(before) or somebody(before) or asked_whether(before, word, after)


def heads(after: str) -> bool:
    """Whether so many people follow, who are not the speaker: 裁员0人."""
    return _HEADS.match(after) is not None


def bygone(after: str) -> bool:
    """Whether what stands before came to pass then and may be over: 97年下岗后跟着老乡去深圳."""
    return _GONE.match(after) is not None


def surroundings(before: str, word: str, after: str) -> str:
    """The words round a word that may tell what it is about; 两年 is of what stands right beside it."""
    near = _LENGTH.fullmatch(word) is not None
    return f"{before[-_NEAR:]}\n{after[:_NEAR]}" if near else f"{before}\n{after}"


def unsaid(before: str) -> bool:
    """Whether somebody says not to have said what follows: 我没说我没工作."""
    return _UNSAID.search(before) is not None


def wished(before: str) -> bool:
    """Whether what follows is only wished for, asked about, or said of people to be hired or helped."""
    return bool(_WISHED.search(before))


def counted(before: str) -> bool:
    """Whether what follows is a number of other people: 俩小姑娘."""
    found = None if _GOT.search(before) else _COUNTED.search(before)
    return found is not None and (found[0].endswith("是") or not _COPULA.search(before))


def not_yet(before: str) -> bool:
    """Whether what follows happens only now and then, or is only feared: 隔三差五停产, 快失业了."""
    return bool(_NOT_YET.search(before))


def counted_after(word: str, after: str) -> bool:
    """Whether a word for people is followed by how many there are: 保育员6个."""
    return _PERSON.search(word) is not None and _COUNTED_AFTER.match(after) is not None


def is_said(before: str) -> bool:
    """Whether a copula stands before: 我是, 属于, 算是个."""
    return bool(_COPULA.search(before))


def has(before: str, after: str) -> bool:
    """Whether somebody is said to have or to be what the word names: 有残疾, 吃低保, 失业了, 返乡的."""
    return (
        bool(_HAS.search(before))
        or is_said(before)
        or own(before)
        or _FROM_A_FIRM.search(before) is not None
        or after.startswith(("了", "过", "的", "着", "在"))
        or lasting(after)
    )


def lasting(after: str) -> bool:
    """Whether what stands before has lasted so long already: 失业半年了."""
    return _LASTING.match(after) is not None


def opening(after: str) -> bool:
    """Whether the words tell of beginning a business: 返乡首次开店."""
    return _OPENING.match(after) is not None and _BENEFIT.search(after) is None


def may(before: str) -> bool:
    """Whether it is asked whether one may: 我能领失业金吗 tells nothing."""
    return _MAY.search(before) is not None


def not_done(before: str) -> bool:
    """Whether something did not happen, which does not say that another thing of its kind did: 没裁员."""
    return _NOT_DONE.search(before) is not None


def own(words: str) -> bool:
    """Whether somebody speaks of himself in these words."""
    return bool(_OWN.search(words))


def names_benefit(before: str, after: str) -> bool:
    """Whether the word is part of a benefit's name (返乡创业补贴) or describes whom a benefit is for."""
    if _BENEFIT_NEXT.match(after):
        return True
    return bool(_BENEFIT.search(after)) and not own(before) and not is_said(before) and "，" not in after


def whether(clause: Clause, before: str, word: str, after: str) -> bool:
    """Whether a question is about people or papers of one kind, most likely the asker's own: 残疾居民咨询…"""
    if own(before) or (not clause.asks and before):
        return False
    if _WHETHER_NEXT.match(after) and len(before) <= 2:
        return True
    return (
        len(before) <= 2
        and bool(_PERSON.search(word) or after.startswith(("居民", "人")))
        and bool(_PERSON_NEXT.match(after))
    )


def general(clause: Clause, before: str, after: str) -> bool:
    """Whether a kind of people is only the subject of a clause: 大学生想做文创."""
    return not before and len(after) > 1 and not own(clause.text)


def of_everybody(after: str) -> bool:
    """Whether what follows says a rule or a number of all people of a kind."""
    return _RULED.match(after) is not None
