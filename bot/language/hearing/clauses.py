"""A message as clauses: which is a question, which is supposed only, and whom it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from bot.language.hearing.persons import WITH, named_at_head
from bot.language.remembering import Remembered

SELF = "self"
_REMEMBERED = 256

_SPLIT = re.compile(r"[，。；！？、\s]+")
_ASKS = re.compile(
    r"[吗么]$|[能给补领贷要得发报退].{0,3}几(?:万|千|百|十|个|年|块|成)|(?:不|没|没有)$|怎么(?!也|都)|怎样|如何|多少(?!有|也)|"
    r"哪[个些里种位天年月条款家类]?|什么(?!.{0,3}[也都])|谁(?!都|也)|几时|几点"
    r"|((?![房人家钱门证本店])[一-鿿])(?:不|没)\1|能不能|可不可以|可以不|是不是|有没有|有木有|算不算|给不给|够不够|要不要|"
    r"行不行|用不用|该不该|会不会|属不属于|符不符合|得不得|能否|是否|可否"
    r"|(?:算|是|能|现在|到底|一共|总共)(?:[一-鿿]{0,2})(?<![好十没百千])几(?:个|人|位|名|次)$"
    r"|^(?:能|可以|可|给|要|有).{0,12}(?:不|吗|没)$|几个(?:月|人|钱)(?:能|才|可以)"
)
_KNOWN_ENDS = ("没有", "没", "不")
_STATES = re.compile(
    r"(?:我|家|都|还|也|是|上|根本|从来|一个|压根儿?|没|真|并|肯定|当然|八成|多半|应该|可能|估计|大概|好像|什么呢|绝对)(?:没有|没|不)$|^(?:没有|没|不)$|都没$"
)
_SUPPOSE = re.compile(
    r"(?:如果|要是|假如|假设|假使|若是|倘若|(?<![一二两三四五六七八九十几\d])万一(?![千百块元二三四五六七八九])|比如说?|打个比方|(?<!不)若|^如(?![实期数今何意同约])|^(?:那)?(?:我)?要(?=.{2,14}呢$)|再招|将来|以后要)|(?:的话$)"
)
_SUPPOSES = re.compile("[如要假若万比打再将以话]")
"""One of these is in every supposition."""
_SELF_WORD = re.compile(
    r"(?:^|[，。；！？ ])(?:我|我们|本人|"
    r"自己)(?![妈爸爹娘哥姐弟妹儿女老媳妻丈婆爷奶舅姨姑叔伯婶孩家朋同邻对亲孙外侄表堂岳公徒室战])|"
    r"我(?:自己|今年|现在|也|这边|们?是|想|在|有|"
    r"[^妈爸爹娘哥姐弟妹儿女老媳妻丈婆爷奶舅姨姑叔伯婶孩家朋同邻对亲孙外侄表堂岳公徒室战的小]{1})"
)
# Beside the speaker, cared for by him, or hired by him: 雇了我嫂子.
_NOT_ABOUT = re.compile(
    r"(?:跟|和|与|同|陪|照顾|照看|听|伺候|找|(?:雇|请|招|带|叫|用|喊)(?:了|的是|着)?|[一两三二]个是)$"
)
_REPORTS = re.compile(
    r"(?:也)?(?:的(?:名|户头|卡|身份证|本)|名下|名义|听|说(?!不)|告诉|问|让|叫|催|喊|劝|给我|帮我|带我)"
)
# 我大学毕业 is no father (我大), 我大概 no uncle.
_WHOLE = r"(?<!我大(?=[学专概约中型三四二一半多前后部龄]))"
_WITH_ANOTHER = re.compile("[和跟与同]")
_HIM = "他"
_THIRD = re.compile(r"^(?:[她他]|人家)")


_SENT = re.compile(r"(?:让|叫|托|请|喊)我(?:来|给|帮|替)?[他她]?(?:问|咨询|打听|看看)")
"""我姨让我问，她55: the one who sends is the one asked for."""
_AND = re.compile(r"(?:和|跟|与|还有|、)?")
"""雇了我爸我妈: named one after the other."""
_STORY = 30
"""Characters without a mark from which a stretch is cut where the speaker turns to somebody else."""
_TURNS_TO_SELF = re.compile(
    r"(?<=.{4})(?<![给替帮跟和让叫听说带雇请于的])我(?=今年|现在|就|也是|是|想(?!问|咨询|知道|了解)|在|原来|以前|退休|自己|能|们?俩|[0-9]{2})"
)
_GONE = re.compile(r"去世|过世|不在了|病故|走得早|走的早|没了$")
"""Of the dead nothing is told that could count now."""
_OF_A_CHILD = re.compile(r"孩子|娃|儿子?|女儿|闺女|小子|姑娘|孙")
_SMALL = re.compile(
    r"上(?:了|着|幼儿园|小学|初中|高中|学)|幼儿园|小学|(?:个|一个|在)(?:初中|高中)|岁半|(?<![\d十])(?:\d|1[0-5]|十[一二三四五]?|[一二两三四五六七八九])岁|个月大|满月|读书"
)
"""孩子上小学了 tells of somebody who does nothing else that could be told here."""


_FOR = ("给", "替", "帮", "为")


class Clause(NamedTuple):
    """A stretch of a message between marks.

    start: where it begins in the message. asks: it is a question. supposed: it supposes something (如果…).
    subject: self, or the word for somebody else. headed: his name stood at the head, where 他 stands now.
    """

    text: str
    start: int
    asks: bool
    supposed: bool
    subject: str
    headed: bool = False

    @property
    def stop(self) -> int:
        """Where the clause ends in the message."""
        return self.start + len(self.text)


class Splitter:
    """Cuts messages into clauses, given the words for other people.

    split: the clauses of a text in order; several readers look at those of one message.
    """

    def __init__(self, relatives: Iterable[str]) -> None:
        words = sorted({word for word in relatives if word}, key=lambda word: (-len(word), word))
        # 媳妇 without 我 is somebody else too where it begins a clause.
        bare = sorted(
            {word[1:] for word in words if word[0] == "我" and len(word) > 2 and word[1] != "家"},
            key=lambda w: (-len(w), w),
        )
        self._relative = re.compile(f"(?:{'|'.join(map(re.escape, words))}){_WHOLE}") if words else None
        # Looked for first: few clauses hold the first two characters of a word, or begin like a bare one.
        self._pairs = re.compile("|".join(sorted({re.escape(word[:2]) for word in words}))) if words else None
        self._starts = tuple({word[0] for word in bare}.union("今去前现帮替给"))
        self.split = Remembered(self._split, _REMEMBERED)
        self._bare = (
            re.compile(rf"(?:今年|去年|前年|现在|帮|替|给)?({'|'.join(map(re.escape, bare))})") if bare else None
        )

    def _split(self, text: str) -> tuple[Clause, ...]:
        """The clauses of a text in order; whom one is about carries on until somebody else is named."""
        found: list[Clause] = []
        subject, at, supposed, beside = SELF, 0, False, ""
        pieces: list[tuple[int, str, str]] = []
        for mark in [*_SPLIT.finditer(text), None]:
            stop = mark.start() if mark else len(text)
            if stop > at:
                cuts = self._cuts(text, at, stop) if stop - at > _STORY else ()
                for first, last in pairwise((at, *cuts, stop)):
                    pieces.append((first, text[first:last], mark[0] if mark and last == stop else ""))
            at = mark.end() if mark else stop
        for start, piece, mark_text in pieces:
            before = subject
            beside = self._beside(piece) or beside
            third = beside if subject == SELF and _THIRD.match(piece) else ""
            head, end = named_at_head(piece)
            subject = head or third or self._subject(piece, subject)
            carried = supposed and not ("。" in mark_text or "！" in mark_text or "？" in mark_text)
            supposed = carried or (_SUPPOSES.search(piece) is not None and _SUPPOSE.search(piece) is not None)
            clause = Clause(piece, start, asks("？" in mark_text, piece), supposed, subject)
            if head:
                # what is told of a name is told as of 他; the end of the clause stays where it was
                clause = clause._replace(text=_HIM + piece[end:], start=start + end - len(_HIM), headed=True)
            found.append(clause)
            if subject not in (SELF, before) and (
                _GONE.search(piece) or (_OF_A_CHILD.search(subject) and _SMALL.search(piece))
            ):
                subject = before  # 孩子两岁半，今年29; 男人去世三年了，吃低保
        return tuple(found)

    def _cuts(self, text: str, start: int, stop: int) -> tuple[int, ...]:
        """Where a long stretch without marks turns to the speaker or to one of his people."""
        found = {one.start() for one in _TURNS_TO_SELF.finditer(text, start, stop)}
        if self._relative is not None:
            found |= {one.start() for one in self._named(self._relative, text, start, stop)}
        return tuple(sorted(found - {start}))

    @staticmethod
    def _named(relatives: re.Pattern[str], text: str, start: int, stop: int) -> Iterator[re.Match[str]]:
        """The people whom a stretch is about: none that is hired, cared for or quoted, nor who is named beside such."""
        skipped = -1
        for one in relatives.finditer(text, start, stop):
            beside = skipped >= 0 and _AND.fullmatch(text, skipped, one.start()) is not None
            if beside or _NOT_ABOUT.search(text[start : one.start()]):
                skipped = one.end()
            elif text.endswith(_FOR, start, one.start()) or not _REPORTS.match(text, one.end()):  # 想给我妈问
                yield one

    def _beside(self, piece: str) -> str:
        """Who is said to be in the same case as the one who writes, so that 他 means him: 我和我弟弟都没工作."""
        if self._relative is None or not (_WITH_ANOTHER.search(piece) or _SENT.search(piece)):
            return ""
        for named in self._relative.finditer(piece):
            if WITH.search(piece[: named.start()]) or _SENT.match(piece, named.end()):
                return named[0]
        return ""

    def _subject(self, piece: str, before: str) -> str:
        if self._relative is not None and self._pairs is not None and self._pairs.search(piece):
            for named in self._named(self._relative, piece, 0, len(piece)):
                return named[0]
        if self._bare is not None and piece.startswith(self._starts):
            named_bare = self._bare.match(piece)
            if named_bare and not _REPORTS.match(piece, named_bare.end()):
                return named_bare[1]
        if before == SELF or _THIRD.match(piece):
            return before
        return SELF if _SELF_WORD.search(piece) else before


def asks(marked: bool, piece: str) -> bool:
    """Whether a clause asks; 没有 and 不 at the end ask only after something that could be answered."""
    if piece.endswith(_KNOWN_ENDS) and (_STATES.search(piece) or len(piece) <= 3):
        return marked
    return marked or bool(_ASKS.search(piece))
