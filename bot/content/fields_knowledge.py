"""Field table of knowledge/_regions, _facts, _constraints and _documents."""

from __future__ import annotations

from bot.content.fields_places import MADE_UP, SHIFT, SPOT
from bot.content.shapes import Either, Field, ListOf, MapOf, Part, Table
from bot.content.words import (
    CODE,
    DATE,
    INTEGER,
    LOOSE_DATE,
    NAME,
    NUMBER,
    SLUG,
    TEXT,
    TEXT_OR_EMPTY,
    YEAR,
    YES_NO,
    choice,
)
from bot.model.facts import FactType

HOURS = "[{星期: 周一至周五, 从: 8:30, 到: 12:00}]"

REGION = Table(
    "地区",
    "一个县、市或省，或者一条新闻说到的地方",
    (
        Field("名称", TEXT, "全称", "样县", required=True),
        Field("上级", SLUG, "上一级地区的代号；没有就不写", "upper-city"),
        Field(
            "状态",
            choice("现行", "报道", "上级"),
            "现行＝有现行文件；报道＝只有新闻报道；上级＝自己没有内容",
            "现行",
            required=True,
        ),
        Field("别名", ListOf(NAME), "还有哪些叫法", "[样城]"),
        Field("乡镇", ListOf(NAME), "听到这些乡镇就知道是这个县", "[东镇, 西镇]"),
        Field("去问", TEXT, "大致去哪里问，不写电话地址", "县人社局或所在乡镇的就业服务站"),
        Field("机构", ListOf(Part("机构")), "办事机构；由县里填写，没有就空着", "[]"),
        Field("人工时间", ListOf(Part("时段")), "什么时候有人接转人工；由县里填写，不写就不说上不上班", HOURS),
        Field("放假", ListOf(DATE), "没人接转人工的日子，例如法定节假日", "[2026-10-01, 2026-10-02]"),
        Field(
            "调休上班",
            ListOf(Either(DATE, Part("调休"))),
            "周末补班、有人接转人工的日子；只写日期就照平常工作日的时间",
            "[2026-09-20, {日期: 2026-10-10, 按: 周五}]",
        ),
        Field("坐标", Part("坐标"), "县城大致在哪里，只用来认群众发来的位置", "{纬度: 35.60, 经度: 110.98}"),
    ),
)

OFFICE = Table(
    "机构",
    "一个办事机构；除名称外都可以先空着",
    (
        Field("名称", TEXT, "机构名称", "县就业服务中心", required=True),
        Field("电话", TEXT_OR_EMPTY, "对外公布的电话", '""'),
        Field("地址", TEXT_OR_EMPTY, "对外公布的地址", '""'),
        Field("时间", TEXT_OR_EMPTY, "办公时间", '""'),
        Field("网址", TEXT_OR_EMPTY, "官方网址或小程序名", '""'),
    ),
)

FACT = Table(
    "事实",
    "可以向群众或单位问到的一件事，所有政策共用",
    (
        Field("代号", CODE, "英文代号，对外接口用", "jobs_created", required=True),
        Field("类型", choice(*(kind.value for kind in FactType)), "回答是什么样子的", "数量", required=True),
        Field("问", TEXT, "完整的问句，一次只问一件事，用「您」；有推导的可不写", "您带动了几个人就业？"),
        Field("再问", TEXT, "再次问时的短句；不写就是问句", "带动了几个人？"),
        Field("说明", TEXT, "怎样回答，举个例子", "不算您自己，交了社保的人数"),
        Field("为何", TEXT, "为什么要问", "补贴按带动人数计算"),
        Field("证明", TEXT, "哪张纸能证明、到哪里查；群众说不知道时用", "劳动合同和工资流水"),
        Field("单位", TEXT, "数目的单位", "人"),
        Field("对象", choice("个人", "单位", "都可以"), "谁来回答；不写就是个人", "个人"),
        Field("别名", ListOf(NAME), "别的叫法", "[带动人数]"),
        Field("选项", ListOf(Part("选项")), "类型为选项时的全部选项；是非可写 是、否 的同义说法", "见「选项」"),
        Field("范围", Part("范围"), "数目的可能范围；比率按百分数，年龄按岁，时长按月数写", "{最小: 0, 最大: 1000}"),
        Field("先验", ListOf(Part("先验")), "各种回答大致占多少，用来决定先问什么", "见「先验」"),
        Field("难度", choice("1", "2", "3"), "1 张口就答，2 要查一查，3 不好意思说", "1"),
        Field("未说时", INTEGER, "数量、金额：没说起就先当作这么多（没领过），回答里会讲明；不会专门去问", "0"),
        Field("未说时说", TEXT, "这样当作时讲给人听的一句", "上面按还没领过算，领过的告诉我"),
        Field("有效天数", INTEGER, "回答过多少天要重新问；不写就一直有效", "90"),
        Field("推导", Part("推导"), "由两个数量相除得到的比率", "{分子: 裁员人数, 分母: 参保职工人数}"),
        Field("提示词", ListOf(NAME), "一句话里挨着这些词的数字或是否，说的是这件事", "[带动, 雇了]"),
    ),
)

JARGON = MapOf("词", TEXT)
"""Words of offices, each with what to say instead."""

OPTION = Table(
    "选项",
    "一个事实的一个选项",
    (
        Field("值", TEXT, "记下来的值", "个体工商户", required=True),
        Field("说", TEXT, "给群众看的说法；不写就是值", "个体户（小店、小摊）"),
        Field("同义", ListOf(NAME), "群众还会怎么说", "[个体户, 小卖部]"),
        Field("答话", ListOf(NAME), "只有正问着这件事时才算是这个意思的说法，平时说起不算", "[理发店, 摆摊]"),
    ),
)

RANGE = Table(
    "范围",
    "数目的可能范围，两头都算",
    (Field("最小", NUMBER, "最小可能的数", "0"), Field("最大", NUMBER, "最大可能的数", "1000")),
)

PRIOR = Table(
    "先验",
    "一种回答的份量。数目写从、到；日期和时长按距今的月数写，将来为负；年龄按岁，比率按百分数",
    (
        Field("选项", TEXT, "是、否，或选项的值", "是"),
        Field("从", INTEGER, "从多少", "0"),
        Field("到", INTEGER, "到多少", "30"),
        Field("权重", NUMBER, "份量，不必加起来等于一", "0.6", required=True),
    ),
)

RATIO = Table(
    "推导",
    "比率由哪两个数量相除",
    (
        Field("分子", TEXT, "被除的事实", "裁员人数", required=True),
        Field("分母", TEXT, "除以的事实", "参保职工人数", required=True),
    ),
)

CONSTRAINT = Table(
    "约束",
    "事实之间必然的关系：若成立，则必成立",
    (
        Field("说明", TEXT, "用一句话说", "离校两年内一定离校五年内", required=True),
        Field("若", Part("条件"), "前提", "{事实: 登记失业, 是: 是}", required=True),
        Field("则", Part("条件"), "结论", "{事实: 在职, 是: 否}", required=True),
        Field("通常", YES_NO, "写是：不是必然，只是多半；没人另说就先这样当作，少问一句，回答里讲明", "是"),
    ),
)

DOCUMENT = Table(
    "文件登记",
    "一份文件或一版报纸，键是文号",
    (
        Field("名称", TEXT, "文件标题或报道名称", "样县稳就业实施方案", required=True),
        Field("性质", choice("文件", "报道"), "报道只说明当年，不给予待遇", "文件", required=True),
        Field("发布机构", TEXT, "谁发的", "样县人民政府办公室", required=True),
        Field("发布日期", LOOSE_DATE, "哪天发的；报道可只写年月", "2024-03-01", required=True),
        Field("施行日期", DATE, "从哪天起执行；不写就是发布日期", "2024-03-01"),
        Field("截止日期", DATE, "执行到哪天；没有规定就不写", "2029-02-28"),
        Field("期限依据", TEXT, "哪一条写了截止日期", "文末"),
        Field("解读单位", TEXT, "由谁解读", "县人社局"),
        Field("上位依据", ListOf(TEXT), "依据的上级文件", "[上政发〔2023〕9号]"),
        Field("原文", TEXT, "原文的文件名", "plan.txt", required=True),
        Field("年份", YEAR, "说的是哪一年；报道必填", "2023"),
        Field("备注", TEXT, "给同事看的话", "附件未公开"),
        Field("条款", MapOf("条款名", Part("条款")), "可以引用的每一条", "见「条款」", required=True),
    ),
)

CLAUSE = Table(
    "条款",
    "一条：在原文里从哪里起，到哪里止",
    (
        Field("标题", TEXT, "二至十二字的标题", "创业带动就业", required=True),
        Field("起", TEXT, "原文这一条开头的六至十五个字，照印的写", "（二）支持创业带动", required=True),
        Field("止", TEXT, "后面那一条开头的几个字；到文件末尾就不写", "（三）开展技能培训"),
    ),
)

KNOWLEDGE_TABLES = (
    REGION,
    OFFICE,
    SHIFT,
    MADE_UP,
    SPOT,
    DOCUMENT,
    CLAUSE,
    FACT,
    OPTION,
    RANGE,
    PRIOR,
    RATIO,
    CONSTRAINT,
)
