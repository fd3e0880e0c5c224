"""Places named in a message: counties, towns, by-names, misspellings that sound alike, and places not held."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from bot.language.hearing.vocabulary import Vocabulary
from bot.language.words import Words
from bot.model.places import Regions

_LETTERS = re.compile(r"[a-z]{5,}")
_UNIT = re.compile(r"(?:省|市|县|区|镇|乡|街道)$")
_NEXT = re.compile(
    r"县|市|区|人|的|这|那|这边|那边|本地|老家|就业|人社|创业|稳岗|公益|公岗|失业|贷款|社保|补贴|小微|"
    r"灵活|见习|招聘|零工|$|[，。？！]|[去在有能什怎咋哪]"
)
# Words that sound like a place but are everyday words.
_EVERYDAY = frozenset(
    {
        "中央", "重阳", "中药", "零散", "领取", "为难", "未来", "落难", "集散", "技散", "大通", "大桐", "包机", "报机",
        "报集", "保级", "真把", "阵把", "镇吧", "针吧", "善习", "三西", "山溪", "运程", "云程", "运成", "云层", "几三",
        "集善", "想分", "向分", "响分", "相反", "商难", "伤难", "上难", "同传", "通传", "童船", "白睡", "百岁", "汗中",
        "旱中", "韩中", "和中", "河中", "尿毒", "要读",
    }
)  # fmt: skip
_LEFT = re.compile(r"(?:老家|户口|户籍|籍贯|人在|在|是|去|从|回|到|来自|我|咱|那|就|，|。|^|和|跟|家)$")

_LEFT_BEHIND = re.compile(r"(?:以前|原来|之前|原先|过去|早先)(?:是|在|住|户口在)*$")
_AND = re.compile(r"和|跟|与|、|及|还有|以及")
_NOT_HERE = re.compile(r"(?:不是|不在)$")

_SCHOOL = re.compile(
    r"(?:省|市|县|区)?[一-鿿]{0,4}?(?:大学|学院|学校|技校|职校|职高|职中|中专|大专|高中|中学|一中|医专|师专|师范|[农财科师医工]大|"
    r"医院|煤矿|矿上|电厂|钢厂|厂里|工地)|(?:大学|交大|[农财科师医工]大)"
)
_AWAY = re.compile(r"(?:在|到|去|往|从|回)(?:了)?(?:外省|外地)?的?$")
_OTHERS = re.compile(r"(?:学校|单位|厂子?|公司|工地)(?:[是在]|是在|就在)$|毕业于$")
_DOING = re.compile(
    r"(?:省|市|县|区|那边|那儿|那里|这边)?(?:里|城里)?(?:[一二三四五六七八九十两几半\d]+年|一直|边|给人|的?[一-鿿]{0,3}?)?"
    r"(?:打工|打零工|务工|上班|干活|干过|干了|做工|上学|上的学|上大学|上高|上初|上小学|上幼|上技校|上卫校|住院|看病|住着|照顾|伺候|帮人|帮忙|给人|读书|读大|读研|念书|念大|当兵|服役|"
    r"送外卖|送快递|跑车|跑网约|开车|挖煤|下井|搬砖|进厂|学手艺|带孩子|看孩子|买的?房|租的?房)"
)
_STORY = 30
_BUSINESS = re.compile(
    r"(?:省|市|县城|县|区|那边|城里|这边|这儿|里|上|[一-鿿]{1,3}镇)*(?:自己|也|又|就|给)?"
    r"(?:[开办注登租弄搞摆种养经营创盖]|有|能|可以|领|申请|的?(?:补|政策|就业局|人社)|$|[，。？])"
)
"""What follows a place that is the point of a story: a business there, or what one can get there."""
_CHINESE = "".join(map(chr, range(ord("一"), ord("鿿") + 1)))

Sound = Callable[[str], Sequence[str]]


class Places:
    """Finds places; sound gives the syllables of a text without tones, one a character."""

    def __init__(self, regions: Regions, elsewhere: Iterable[str], plain: Callable[[str], str], sound: Sound) -> None:
        self._sound = sound
        entries: list[tuple[str, str]] = []
        towns: list[tuple[str, str]] = []
        pairs: dict[str, str] = {}
        for slug, region in regions.items():
            short = _UNIT.sub("", region.name)
            names = [region.name, short, *region.aliases] if len(short) > 1 else [region.name, *region.aliases]
            entries += [(plain(name), slug) for name in names]
            towns += [(plain(town), slug) for town in region.towns]
            for name in dict.fromkeys((short, *(_UNIT.sub("", alias) for alias in region.aliases))):
                if len(name) == 2:
                    pairs.setdefault(name, slug)
        self._here = Vocabulary([*entries, *towns])
        self._parents = {slug: region.parent for slug, region in regions.items()}
        self._pairs = pairs
        self._slugs = {slug.replace("-", ""): slug for slug in regions}
        known = {word for word, _ in entries}
        self._there = Vocabulary((plain(name), name) for name in elsewhere if plain(name) not in known)
        self._named = Words([*self._here.words, *self._there.words])

    def find(self, text: str) -> tuple[tuple[str, ...], str | None]:
        """Slugs of the places named, those people ask about before wider ones; and a place not held."""
        if self._named.inside(text):
            return self._by_words(text)
        if self._likely.search(text) is None:
            return (), None
        return self._narrow(self._by_letters(text) or self._by_sound(text, ()), ()), None

    def in_passing(self, text: str) -> bool:
        """Whether all places named only say where somebody works or learns: 我在运城打工, 山西大学的."""
        found = [(at, at + len(word)) for place in (self._here, self._there) for at, word, _ in place.find(text)]
        story = len(text) > _STORY
        return bool(found) and all(
            _SCHOOL.match(text, stop)
            or (story and _AWAY.search(text[:at]) and not _BUSINESS.match(text, stop))
            or _OTHERS.search(text[:at])
            or (_AWAY.search(text[:at]) and _DOING.match(text, stop))
            for at, stop in found
        )

    def _by_words(self, text: str) -> tuple[tuple[str, ...], str | None]:
        slugs: list[str] = []
        taken: list[tuple[int, int]] = []
        left: list[str] = []
        beside: set[str] = set()
        for at, word, meant in self._here.find(text):
            if taken and _AND.fullmatch(text[taken[-1][1] : at]):
                beside.update(slugs[-1:])
            taken.append((at, at + len(word)))
            if _LEFT_BEHIND.search(text[:at]) or _NOT_HERE.search(text[:at]):
                left += meant
                continue
            slugs += [slug for slug in dict.fromkeys(meant) if slug not in slugs]
        there = None
        for at, word, names in self._there.find(text):
            inside = any(start < at + len(word) and at < stop for start, stop in taken)
            if not inside and (len(word) > 2 or _separate(text, at, word)):
                if there is not None and taken[-1][1] != at:
                    break
                # 甘肃天水 is one place.
                there = (there or "") + names[0]
                taken.append((at, at + len(word)))
        slugs += [slug for slug in dict.fromkeys(left) if slug not in slugs and not (slugs or there)]
        if not slugs:
            slugs += self._by_letters(text) or self._by_sound(text, taken)
        return self._narrow(slugs, beside), there

    def _narrow(self, slugs: list[str], beside: Collection[str]) -> tuple[str, ...]:
        """运城稷山 is one place: a region that only says where another lies is left out.

        beside: regions named as places of their own (临汾和尧都).
        """
        if not slugs:
            return ()
        above: set[str] = set()
        for slug in slugs:
            parent = self._parents.get(slug)
            while parent is not None and parent not in above:
                above.add(parent)
                parent = self._parents.get(parent)
        return tuple(slug for slug in slugs if slug not in above or slug in beside)

    @cached_property
    def _spoken(self) -> Mapping[tuple[str, str], str]:
        """How the names sound; made when first needed, since the table of sounds is slow to load."""
        sounds = ((self._sound(name), slug) for name, slug in reversed(self._pairs.items()))
        return {(sound[0], sound[1]): slug for sound, slug in sounds}

    @cached_property
    def _likely(self) -> re.Pattern[str]:
        """What tells that a name may be written in letters or by its sound: most texts hold neither."""
        chars: dict[str, list[str]] = {}
        for char, sound in zip(_CHINESE, self._sound(_CHINESE), strict=True):
            chars.setdefault(sound, []).append(char)
        one, other = ("".join("".join(chars.get(sound[at], ())) for sound in self._spoken) for at in (0, 1))
        return re.compile(f"{_LETTERS.pattern}|[{one}][{other}]" if one and other else _LETTERS.pattern)

    def _by_letters(self, text: str) -> list[str]:
        """A place written in pinyin letters (jishan), as people without a keyboard for characters do."""
        found = [self._slugs.get(run) for run in _LETTERS.findall(text)]
        return [slug for slug in found if slug][:1]

    def _by_sound(self, text: str, taken: Collection[tuple[int, int]]) -> list[str]:
        """A misspelt place at the beginning or where a place is likely to stand."""
        for at, sound in enumerate(pairwise(self._sound(text))):
            slug = self._spoken.get(sound)
            if slug is None or any(start < at + 2 and at < stop for start, stop in taken):
                continue
            pair = text[at : at + 2]
            if pair in _EVERYDAY or not ("一" <= pair[0] <= "鿿" and "一" <= pair[1] <= "鿿"):
                continue
            # A message or a clause seldom begins with a misspelt word that is no name.
            first = at == 0 or text[at - 1] in "，。！？ "
            if first or (_LEFT.search(text[:at]) and _NEXT.match(text, at + 2)):
                return [slug]
            if text.startswith(("县", "市"), at + 2):
                return [slug]
        return []


def _separate(text: str, at: int, word: str) -> bool:
    """Whether a two-character place name is not part of another word (兴县 in 复兴县城)."""
    return not (word[-1] == "县" and at > 0 and "一" <= text[at - 1] <= "鿿" and not _LEFT.search(text[:at]))
