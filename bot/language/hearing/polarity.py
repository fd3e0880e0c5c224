"""Yes and no in their many forms: 对对对, 必须的, 木有, 没交过, 算吧, 不算吧, 交着呢, 还没给他们上."""

from __future__ import annotations

import re

from bot.language.hearing.asked import takes_up

_TAIL = r"(?:的|了|啊|呀|吧|呢|嘛|哦|噢|喔|哈|诶|哎|哇|咯|嘞|哩|滴|哒|呐|喽|啦|么|吗|唉|欸)*+"
_YES_WORD = (
    "是的|是|就是|正是|确实|的确|确是|对头|对着|对|嗯嗯|嗯|恩|昂|有|有的|算|算是|算吧|符合|没错|"
    "没问题|错不了|不错|没毛病|可不是|可不|当然|必须|肯定|那是|那肯定|那当然|那还用说|那必须|自然|好|"
    "好的|行|可以|成|中|得嘞|要|要的|需要"
    "|yes|yep|yeah|ok|okay|y|shi|dui|en|1|√|✓|满足|达到|属于|在|在的|同意|确认|答对了|说对了|正确|"
    "说有也有|说是也是|应该|八成|那还有假|是这么回事|差不离|不假|一点不假|没说的|没得说|你说对了|咋不是|准确|真的|是真的|还真是|妥|妥妥|一点没错|照办|都是|全是|都有|都交|如实|怎么不是|怎么没有|"
    "哪能没有|咋没有|是这样|就这样|是这么回事|有呢|办了|交了|登了|签了|领了|干着|交着"
)
_NO_WORD = (
    "不是|不对|不|没有|没|无|否|不算|不属于|不符合|不满足|非也|非|没得|没有过|没呢|未|不曾|未曾|"
    "从来没有|从来没|从没|从未|哪有|哪里有|哪儿有|上哪有|哪来的|不可能|怎么可能|并没有|并不是|并没|并不|没这回事|"
    "没那事|没影的事|没那条件|哪有那条件|条件不够|不够条件|没达到|没满足|还差点|没够|哪有那个|还不算|不太算|哪里会有|怎么会有|哪会有|没听过|不沾|没那福气|没那命|轮不到我?|哪轮得到我?|还没轮到|没轮到|没份|没我的份|够不上|不够格|"
    "还没|还没有|还没呢|暂时没有|暂无|目前没有|早着呢|差得远|差远了"
    "|no|nope|not|n|×|x|bu|mei|meiyou|bushi|没办|没交|没登|不在|不够|不要|不用|不行|不成|不可以|不好|"
    "免了|错了|错|一个没有|一点没有|一次没有|压根没有|根本没有|根本不是|没戏|不沾边|不搭边|别提了|"
    "毛都没有|啥都没有|什么都没有|没资格"
)
_LEAD = (
    r"(?:那|哦|噢|喔|啊|哎|唉|诶|嗨|这个|这|那个|我|我们|我们家|俺们家|俺家|咱家|我家|我这|俺|咱|他|她|他们|人家|家里|单位|"
    r"公司|目前|现在|暂时|好像|应该|估计|大概|可能|差不多|其实|确实|的确|也|就|都|还|真|真的|倒|倒是|"
    r"确定|百分百|百分之百|绝对|我记得|记得|八成|多半|压根儿|压根|根本|说什么呢|我觉得|我感觉|我看|我想|我寻思|感觉|觉得|勉强|当然|肯定|一直|以前|之前|早就|已经|反正|当时|那会儿|前面|刚才|本来|原来|老师|你好|您好|回老师|"
    r"说实话|实话说|老实说|不瞒你说){0,6}"
)
# Each word with its particles is taken whole, so that 是的是的是的 cannot be cut in many ways.


def _longest_first(words: str) -> str:
    """Alternatives in an order in which none hides a longer one: 没影的事 before 没."""
    return "|".join(sorted(words.split("|"), key=len, reverse=True))


_YES = re.compile(rf"{_LEAD}(?>(?:(?:还|咋|怎么|哪)?能没有?|{_longest_first(_YES_WORD)}){_TAIL}){{1,8}}")
_NO = re.compile(rf"{_LEAD}(?>(?:{_longest_first(_NO_WORD)}){_TAIL}){{1,8}}")
_KEEPS = re.compile(
    r"(?:没|没有|不|未)(?:断|停|欠|落|少|漏|错|问题|毛病|耽误|间断|中断|断过|停过|落下|跑)|不是没|"
    r"没有不|不能不|没少|不光|不但|不仅|不止|不然|不错|没的说|不敢不|不得不|(?:哪能|谁家|谁|不可能|不会|怎么会|怎么能)(?:没有?|不)|哪敢不|敢不|哪能没|能没有|能不|怎么没|怎么不|"
    r"怎么能没"
)
_DENIES = re.compile(
    r"没(?!错|问题|毛病)|(?<!要)(?<!是)不(?!过|光|但|仅|止|然|错|少|断|知|清|同意)|未(?!来|婚)|甭|"
    r"从无|毫无|^无(?!论|所|固定)|哪有|哪来|哪里有|哪儿有|谁给|早着|断断?[了缴交着]|停[了缴交]|欠着|欠费|取消|注销|吊销|作废|过期|没了|刚停|退了|黄了|缴停"
)
_DOES = re.compile(
    r"(?:[交缴上买办登领签开认有是在属算拿考当做干报弄参享受持注册录租贷欠吃雇招住])(?:的|了|过|着|上|"
    r"完|齐|全|满|好|够|下|到|呢)|(?:认定|登记|注册|申请|参保)(?:的|了|过)|(?:下来|到手|通过)了?$|着呢|着的|了的|正在|"
    r"在(?:交|领|办|上班|干|读)|(?:都|全)(?:交|有|是|上|办|签|齐)|^(?:就|也|应该|肯定|确实|还)?(?:是|"
    r"有|算|属于)|^(?:我|就|也|都|还|正)?在(?=[交缴领办登册职岗保])|(?:齐|齐全|正常|按时|足额|一直).{0,4}(?:交|缴|上|办|报)?|(?:也|都|就)是(?:的|啊|"
    r"呀|呢)?$|[办交登领签考上开贷注册过]了$"
)
_BELONGS = re.compile(r"(?:我|我们|也|应该|算)*属于(.{3,})")
_LAPSED = re.compile(r"^(?:早|都|已经|去年|后来|就|也)*(?:断|停|退)了")
_PAID = re.compile(r"[交缴领断停]|经营")
"""What can lapse: 断了 says nothing of a first business."""
_PAYS, _OF_PAYING = re.compile(r"[交缴](?:的|了|过|着)"), re.compile(r"[交缴保费租]")
"""厂里给交的 answers only a question about paying or insurance, whatever else its words share with the question."""
_WENT = re.compile(r"(?:没|没有|未|不)(?:出)?去(?:成|过|了)*$|去(?:了|过)$")
_OF_GOING = re.compile(r"去|外|办|登记|认定")
"""今年没去 answers only a question about going somewhere or having something done, not 您家是不是脱贫户."""
_FORMERLY = re.compile(r"(?:我|我们|倒是|也)?(?:以前|之前|原来|原先|本来|过去|前几年|早先|早几年)")
_WAS = re.compile(r"前[一二两三几]年|[交缴办领登签]过|[了过](?:几|一|两|三|好|半)|以前|原来|原先|之前|本来|没有|还没")
_NOW = re.compile(r"现在|目前|如今|今年")
_DOING = re.compile("[交登签领]")
_TURN = re.compile(
    r"(?:哦|噢|啊|唉|哎)?(?:不对|说错了|搞错了|错了|打错了|弄错了|记错了|等等|等一下)(?:，|是|应该|其实|我)"
    r"|(?<=，)(?:哦|噢|啊|唉|哎|诶|哎呀|呃)?(?:不是|不{1,4})，"
)
_PLAN = re.compile(
    r"^(?:我|正|还|就|也|倒|都)*(?:准备|打算|计划|正要|想|想着|下个?月|下周|过两天|过几天|过一阵|明天|后天|回头|年后|以后|改天|"
    r"有空|等[^，]{1,6})(?:再|就|才|要|去|着)*(?:从[^，]{1,6}(?:开始|起))?(?:[办交缴登认弄报上签领]|申请)"
)
"""What somebody is only going to do: 下个月去办, 打算办还没办."""
_IN_FACT = re.compile(r"已经|早就|办了|办过|交了|登了|交着")
_BOTH = re.compile(
    r"就差.{1,4}没|^(?:我|我们)?(?:正|正在|还在|在)(?:办|走流程|审|弄|申请|排队|走手续)(?:着|呢|理|中)*$|也是也不是|半是半不是|算也不算|又算又不算|说不是[^，]{0,3}也|员工([交上缴])(?:了|着)?.{1,6}(?:没|不)(?:给)?\1|([交上缴])(?:了|着)?(?:别的|其他|其余).{0,2}没|^(?:也)?不(?:完全|全|都|一定|光)(?:是|算|对)?(?:吧|的)*$|"
    r"一半一半|有的有|有的[交上办]|看情况|有时候"
)
"""Neither yes nor no."""
_CONCEDED = re.compile(r"^([一-鿿])(?:倒|也)?是\1(?:着|了|过|的)?(?!.*(?:过期|作废|停|断(?!断)|退|取消))")
_SCOFFED = re.compile(r"^([一-鿿])(?:什么\1|甚\1|个屁|个毛)")
_PAYING = re.compile(r"^(?!.*(?:想|打算|准备|让|应该|怎么|多少|不|没|要|哪)).*([交缴])(?:着|了|的|一部分)*(?:呢|的)*$")
_DOUBLE = re.compile(
    r"(?:我|这|那)?(?:不可能|不会|哪能|哪会|怎么会|怎么能|谁家|谁)(?:没有?|不(?:是|有|[交缴办上登签])?)(?:啊|呀|呢|的)*"
)
_RESUMED = re.compile(r"又?(?:接着?|续|恢复|补)(?:上|交|缴|办)+了")
_NOT_UNDONE = re.compile(
    r"(?:不是|不敢|不得|不能)(?:没|不(?!是))[有交缴办上登签领]+(?:的|啊|呀)*|没有不[交缴办上登签领](?:的|啊|呀)*"
)
_EXCEPT = re.compile(
    r"^(?:有|是|交|办)(?:是有|是|倒是有|了|的)?，?(?:但是?|就是|不过|可是?|只是)[^，]{0,4}(?:过期|作废|断了|停|取消|吊销|没[交办])"
)
_SOMEBODY = re.compile(
    r"(?:那|还|也|我们|村里|咱|这|又)*有(?:那么)?(?:一|几|两|[二三四五六七八九十\d])*(?:家|户|口|个人|人)"
)
"""有一家三口都去了 tells of others, and is no yes."""
_SINCE_THEN = re.compile(r"^.{2,}?，?((?:后来|现在|目前|如今|今年|(?<=，)去年|这两年|前段时间)(?:就|又|也|都|才)?.+)$")
"""以前没有，今年有了: how things came to stand."""


NOT_DONE = re.compile(
    r"(?:我|俺|也|都|还|可|从来|根本|压根)*(?:没有?|未)(?:去)?(?:办理?|登记?|认定?|申请)(?:过|了|的|呢|啊|呀|哩)*"
)
"""没办过, which answers only what can be done at an office."""
DONE_AT_OFFICE = re.compile("[办登认证照险保户签领贷申]")


def plain_polarity(text: str) -> bool | None:
    """True or False where a whole clause is nothing but yes or no."""
    if _YES.fullmatch(text):
        return True
    if _NO.fullmatch(text):
        return False
    return None


def undecided(text: str) -> bool:
    """Whether somebody says neither yes nor no: 不完全是, 一半一半."""
    return _BOTH.search(text) is not None or _EXCEPT.match(text) is not None


def now_said(text: str) -> str:
    """The part of an answer that says how things stand now, where it tells of earlier times too."""
    turned = _SINCE_THEN.match(text)
    return turned[1] if turned and (_FORMERLY.match(text) or _WAS.search(text[: turned.start(1)])) else text


def polarity_of(text: str, asked: str) -> bool | None:
    """What plain_polarity tells, but 交了, 登了, 签了 and 领了 only where the question is about that."""
    if _DOUBLE.fullmatch(text) or _NOT_UNDONE.fullmatch(text) or _RESUMED.search(text):
        return True
    conceded, scoffed, paying = _CONCEDED.match(text), _SCOFFED.match(text), _PAYING.search(text)
    if conceded and (conceded[1] in asked or conceded[1] in "是有"):
        return True
    if scoffed and (scoffed[1] in asked or scoffed[1] in "是有"):
        return False
    if _PLAN.match(text) and not _IN_FACT.search(text):
        return False
    if paying and paying[1] in asked and not _DENIES.search(text):
        return True
    doing = _DOING.search(text)
    return None if doing and doing[0] not in asked else plain_polarity(text)


def polarity(clauses: list[str], asked: str) -> bool | None:
    """Yes or no from the clauses of an answer, the first that tells decides; None when none does.

    asked: the question with its cue words; a longer answer counts only when it takes up a word of it
    or speaks of doing or not doing something.
    """
    for clause in clauses:
        told = polarity_of(clause, asked)
        if told is not None:
            return told
    return taken_up(clauses, asked)


def taken_up(clauses: list[str], asked: str) -> bool | None:
    """Yes or no from clauses of which none is nothing but that; what polarity tells after polarity_of told nothing."""
    # 以前交过，现在不交了: how things stand now decides.
    for clause in sorted(clauses, key=lambda said: bool(_FORMERLY.match(said)) - bool(_NOW.search(said))):
        told = _predicate(clause, asked) if takes_up(clause, asked) and not _foreign(clause, asked) else None
        if told is not None:
            return told
    return None


def denied_after(rest: list[str], asked: str) -> bool:
    """Whether what follows a yes, or a mere 嗯 or 好的, denies what was asked: 嗯，没办过."""
    for clause in rest:
        said = polarity_of(clause, asked)
        said = taken_up([clause], asked) if said is None else said
        if said is not None:
            return not said
    return False


def _foreign(clause: str, asked: str) -> bool:
    """Whether a clause says to belong to something, to have gone somewhere, that something lapsed or was paid.

    None of that is what was asked.
    """
    if _WENT.search(clause) and not _OF_GOING.search(asked):
        return True
    named = _BELONGS.match(clause)
    if named and named[1] not in asked:
        return True
    return bool(_LAPSED.search(clause) and not _PAID.search(asked)) or bool(
        _PAYS.search(clause) and not _OF_PAYING.search(asked)
    )


def _predicate(clause: str, asked: str) -> bool | None:
    shared = any(char in asked for char in clause if char not in "的了吗您有没是不我在们过个一这么还都就也")
    if (len(clause) > 14 and not shared) or _SOMEBODY.match(clause):
        return None
    kept = _KEEPS.sub("", clause)
    begun = _NO.match(clause)
    if _DENIES.search(kept) and (shared or len(clause) <= 8 or begun):
        return False
    if kept != clause and _KEEPS.search(clause):
        return True
    if _DOES.search(clause) and (shared or len(clause) <= 7):
        return True
    begun = _YES.match(clause)
    if begun and begun.end() >= 2 and len(clause) <= 12:
        return True
    return None


def of_now(clauses: list[str]) -> list[str]:
    """The clauses that say how things stand now, where others say how they were: 以前在上海，今年在县里."""
    now = [clause for clause in clauses if not (_FORMERLY.match(clause) or clause.startswith(("去年", "前年")))]
    return now if any(_NOW.search(clause) for clause in now) else clauses


def last_word(text: str) -> str:
    """What stands after somebody takes back what he said (没有，哦不对，有), or the whole text."""
    found = list(_TURN.finditer(text))
    if found and found[-1].end() < len(text) and found[-1].start() > 0:
        return text[found[-1].end() :]
    return text
