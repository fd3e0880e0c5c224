"""Field table of intents/: measures, aspects, acts, lexicon, calibration."""

from __future__ import annotations

from bot.content.shapes import Field, ListOf, MapOf, Part, Table
from bot.content.words import NAME, NUMBER, SLUG, TEXT, TEXT_OR_EMPTY

MEASURE = Table(
    "事项",
    "群众会问的一个事项，文件名是它的代号",
    (
        Field("名称", TEXT, "事项的名称，全省统一的叫法", "某项补贴", required=True),
        Field("简称", TEXT, "按钮上用，不超过八个字", "某补贴", required=True),
        Field("说明", TEXT, "这个事项包括什么", "这项补贴怎么领、领多少", required=True),
        Field("叫法", ListOf(NAME), "单说这个词就是指这个事项", "[某项补贴, 某补]"),
        Field("提示词", ListOf(NAME), "听到这些词，很可能是这个事项", "[带动就业]"),
        Field("数字", ListOf(TEXT), "代指这个事项的数字", "[800]"),
        Field("近邻", ListOf(SLUG), "容易弄混的事项", "[venue-rent-subsidy]"),
        Field("例句", ListOf(TEXT), "至少三十句各不相同的问法", "[开店有没有补贴]", required=True),
        Field("主题", MapOf("主题名", Part("主题")), "只用于无关问题：别的部门管的事", "见「主题」"),
    ),
)

TOPIC = Table(
    "主题",
    "别的部门管的一类事",
    (
        Field("去问", TEXT, "大致去问谁，不写电话", "医保部门", required=True),
        Field("关键词", ListOf(NAME), "听到就知道是这类事", "[医保报销]"),
        Field("例句", ListOf(TEXT), "问法", "[住院能报多少]"),
    ),
)

ASPECT = Table(
    "方面",
    "事项的一个侧面，键是代号",
    (
        Field("名称", TEXT, "中文名，政策文件的「说明」里用", "多少钱", required=True),
        Field("说法", ListOf(TEXT), "听到这些词就是问这个侧面", "[多少钱, 能领多少]", required=True),
    ),
)

ACT = Table(
    "动作",
    "不是提问而是做一件事的话，键是代号",
    (
        Field("名称", TEXT, "中文名", "感谢", required=True),
        Field("说法", ListOf(TEXT), "听到这些词就是这个动作", "[谢谢, 多谢]"),
        Field("例句", ListOf(TEXT), "整句的说法", "[谢谢你啊]"),
    ),
)

LEXICON = Table(
    "词汇",
    "与单个事项无关的词",
    (
        Field("同义词", MapOf("标准词", ListOf(NAME)), "一个词的其他说法", "{申请: [申办, 报名]}"),
        Field("方言", MapOf("方言词", TEXT_OR_EMPTY), "方言或口语换成普通话", "{咋: 怎么}"),
        Field("填充词", ListOf(TEXT), "说了等于没说的词", "[那个, 请问]"),
        Field("表情", MapOf("表情", TEXT_OR_EMPTY), "微信表情的意思，没有意思就留空引号", '{"[微笑]": ""}'),
        Field("外地", ListOf(NAME), "我们没有资料的地方", "[太原, 北京]"),
        Field("归属", MapOf("省", ListOf(NAME)), "外地的地名里哪些在这个省；没写的当作外省", "{山西: [太原]}"),
        Field("亲属", ListOf(NAME), "说的是别人", "[我妈, 我儿子]"),
        Field("旁事", MapOf("话题", Part("旁事")), "答着一件事时说起的别的事，里头的数字、是否不算回答", "见「旁事」"),
    ),
)

SIDELINE = Table(
    "旁事",
    "与所问的事无关的一个话题",
    (
        Field("词", ListOf(NAME), "听到这些词就是在说这件事", "[结婚, 离婚]", required=True),
        Field("属", ListOf(NAME), "事实的名称、提示词、问法里有这些字，话题就是它自己的；不写就用「词」", "[残疾]"),
        Field("答", ListOf(NAME), "只在答这些类型的事实时看；不写就都看", "[时长, 日期]"),
        Field("除非", ListOf(NAME), "同一句里有这些字就不算", "[帮忙]"),
    ),
)

CALIBRATION = Table(
    "校准",
    "由命令算出，不手工改",
    (
        Field("回答", NUMBER, "有多大把握就直接回答", "0.5", required=True),
        Field("差距", NUMBER, "比第二名至少高多少", "0.15", required=True),
        Field("可选", NUMBER, "有多大把握才列为选项", "0.12", required=True),
        Field("温度", NUMBER, "把分数变成把握的温度", "1.0", required=True),
        Field("其他", MapOf("名称", NUMBER), "别的参数", "{}"),
    ),
)

HANDING = Table(
    "转接",
    "什么事转给人，怎么从人工回到机器人",
    (
        Field("回来", ListOf(NAME), "人工接手期间，整条消息是这几个字之一，就回到机器人", "[回到机器人]"),
        Field(
            "事项",
            MapOf("事项代号", ListOf(NAME)),
            "问到这个事项的这些方面，答完照文件能答的，再转给人；写 全部 就是不论哪个方面",
            "{labour-rights: [怎么办]}",
        ),
    ),
)

MIXED = Table(
    "牵涉",
    "牵涉几个事项的问法",
    (
        Field("含混", ListOf(Part("混句")), "听不出是哪一个，给出选项让人挑", "[{句: 贴息, 事项: [甲, 乙]}]"),
        Field("一句多问", ListOf(Part("混句")), "几件事都问到了，都要答", "[{句: …, 事项: [甲, 乙]}]"),
    ),
)

MIXED_LINE = Table(
    "混句",
    "一句问法和它牵涉的事项",
    (
        Field("句", TEXT, "照人说的写", "社保补贴", required=True),
        Field("事项", ListOf(SLUG), "至少两个，最可能的或最先问的在前", "[startup-loan, agri-loan]", required=True),
    ),
)

INTENT_TABLES = (MEASURE, TOPIC, ASPECT, ACT, LEXICON, SIDELINE, CALIBRATION, HANDING, MIXED, MIXED_LINE)
