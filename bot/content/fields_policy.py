"""Field table of one policy file."""

from __future__ import annotations

from bot.content.shapes import Either, Field, ListOf, MapOf, Part, Raw, Table
from bot.content.words import (
    DATE,
    MONTHS,
    NAME,
    NUMBER,
    PERIOD,
    POLICY_ID,
    SHARE,
    TEXT,
    YEAR,
    YES_NO,
    choice,
)
from bot.model.wording import VERDICTS

CASE_VERDICTS = {words: verdict for verdict, words in VERDICTS.items()}

POLICY = Table(
    "政策",
    "一个文件一项政策，文件名是事项代号，同一事项有几种时写 事项--种类.yaml",
    (
        Field("名称", TEXT, "政策的名称", "某项补贴", required=True),
        Field(
            "性质",
            choice("待遇", "服务", "规定", "报道"),
            "待遇＝可以判断能不能领；服务＝可以去用；规定＝规则或通知；报道＝往年新闻",
            "待遇",
            required=True,
        ),
        Field("对象", choice("个人", "单位", "机构"), "给谁的", "个人", required=True),
        Field("文件", TEXT, "文号，在文件登记里", "样政发〔2024〕1号", required=True),
        Field("依据", TEXT, "哪一条，在文件登记的条款里", "第（二）条", required=True),
        Field("概述", TEXT, "一句话说清，用自己的话", "按人数给的一次性补贴", required=True),
        Field("有效", Part("有效"), "自己的期限；不写就是文件的", "{起: 2024-03-01, 止: 2024-12-31, 依据: 第（二）条}"),
        Field("以何日为准", TEXT, "申请，或一个日期类事实；不写就是申请", "申请"),
        Field("年份", YEAR, "报道说的是哪一年", "2020"),
        Field("责任单位", ListOf(NAME, single=True), "文件写明由谁负责", "[县人社局, 县财政局]"),
        Field("参与筛查", YES_NO, "我能享受哪些政策里要不要列出；不写时待遇为是，其余为否", "是"),
        Field("不可同享", ListOf(POLICY_ID), "文件写明不能同时享受的政策", "[sample/post-subsidy]"),
        Field("接替", POLICY_ID, "文件写明由哪项政策接替", "sample/hiring-subsidy"),
        Field("条件", Part("条件"), "要满足什么；不写就是人人可以", "见「条件」"),
        Field("待遇", ListOf(Part("待遇")), "给什么", "见「待遇」"),
        Field("说明", MapOf("方面名", ListOf(Part("说明"))), "文件对各方面怎么说", "见「说明」"),
        Field("未明确", ListOf(Part("未明确")), "群众会问而文件没有说的", "见「未明确」"),
        Field("案例", ListOf(Part("案例")), "举几个人，看判断得对不对", "见「案例」"),
    ),
)

VALIDITY = Table(
    "有效",
    "从哪天到哪天，两头都算；必须写出自哪一条",
    (
        Field("起", DATE, "第一天；不写就是文件的施行日期", "2024-03-01"),
        Field("止", DATE, "最后一天；不写就是文件的截止日期", "2024-12-31"),
        Field("依据", TEXT, "哪一条写了这个期限", "第（二）条"),
    ),
)

CONDITION = Table(
    "条件",
    "一个条件：几个条件合起来（全部、任一、都不、至少加其中），或一个事实加比较方式，或部门核验",
    (
        Field("全部", ListOf(Part("条件")), "里面的条件都要满足", "[…]"),
        Field("任一", ListOf(Part("条件")), "满足一个就行", "[…]"),
        Field("都不", ListOf(Part("条件")), "一个都不能满足", "[…]"),
        Field("其中", ListOf(Part("条件")), "与「至少」一起用：里面至少满足几个", "[…]"),
        Field("编号", TEXT, "短名，一个文件里不重复", "首次创业"),
        Field("事实", TEXT, "在事实登记里的名字", "首次创业"),
        Field("部门核验", YES_NO, "写是：只有部门才能核实，聊天里不判断", "是"),
        Field("说法", TEXT, "给群众看的说法", "头一回创业"),
        Field("依据", TEXT, "哪一条；不写就是政策的", "第（二）条"),
        Field("是", ListOf(TEXT, single=True), "是非、选项：是这个，或这几个之一：[小微企业, 个体工商户]", "是"),
        Field("不是", ListOf(TEXT, single=True), "是非、选项：不是这个，也不是这几个", "大中型企业"),
        Field("至少", TEXT, "数目不少于；比率按百分数。也用作「至少几个」", "20"),
        Field("至多", TEXT, "数目不多于", "7.5%"),
        Field("多于", TEXT, "数目多于", "0"),
        Field("少于", TEXT, "数目少于；单位是个月或年的数目可写 3年", "50"),
        Field("满", PERIOD, "日期、时长、年龄：已满这么久", "9个月"),
        Field("未满", PERIOD, "还不到这么久", "30岁"),
        Field("不超过", PERIOD, "这么久以内，满的那一天还算", "4年"),
        Field("当年", TEXT, "写是：与办理日同一年；写 -1：前一年", "是"),
        Field("不早于", DATE, "这一天或以后", "2023-01-01"),
        Field("不晚于", DATE, "这一天或以前", "2024-12-31"),
    ),
)

BENEFIT = Table(
    "待遇",
    "一笔钱：比例 × （基数 × 各个数目，不超过封顶）",
    (
        Field("编号", TEXT, "短名，一个文件里不重复", "全额", required=True),
        Field("名称", TEXT, "这笔钱叫什么", "某项补贴", required=True),
        Field("条件", Part("条件"), "另有什么条件才给这一笔；可以不写编号和说法", "{事实: 经营时长, 满: 9个月}"),
        Field(
            "口径",
            choice("定额", "上限", "原则上", "参照", "未定"),
            "定额＝就是这么多；上限＝不超过、最高；参照＝按别的标准；未定＝文件没给数",
            "上限",
            required=True,
        ),
        Field("基数", TEXT, "一个数，或一个金额类事实；参照、未定时可不写", "800"),
        Field("基数说明", TEXT, "基数是什么，用文字说", "上年平均工资"),
        Field("乘", ListOf(NAME, single=True), "再乘以哪些数量类事实", "[带动就业人数]"),
        Field("每", TEXT, "基数按什么算", "每多雇1人"),
        Field("比例", SHARE, "给几成", "50%"),
        Field("比例说明", TEXT, "为什么是这个比例", "先领一部分"),
        Field("封顶", NUMBER, "总额最多多少", "4000"),
        Field("减去", NAME, "以前已经领了多少，是一个金额类事实；算出的数减去它", "已领补贴"),
        Field("单位", TEXT, "元、次、人等；不写就是元", "元"),
        Field("周期", TEXT, "一次、每月、每年、每人每月、每人每年；文件没有写就不写", "每月"),
        Field("最长", MONTHS, "最多给多久", "24个月"),
        Field("说明", TEXT, "别的限制，用文字说", "每年最多2次"),
        Field("依据", TEXT, "哪一条；不写就是政策的", "第（二）条"),
        Field("有效", Part("有效"), "这一笔自己的期限", "{止: 2024-12-31, 依据: 第（二）条}"),
    ),
)

STATEMENT = Table(
    "说明",
    "文件说了的一句话，用自己的话写",
    (
        Field("内容", TEXT, "一句话", "随时可以申报", required=True),
        Field("依据", TEXT, "哪一条；不写就是政策的", "第（二）条"),
        Field("有效", Part("有效"), "这句话自己的期限", "{止: 2024-12-31, 依据: 第（二）条}"),
    ),
)

OPEN_POINT = Table(
    "未明确",
    "群众会问而文件没有说的",
    (
        Field("方面", TEXT, "方面的名称", "材料", required=True),
        Field("内容", TEXT, "一句话说文件没有说什么", "文件没有列出申请材料", required=True),
        Field("依据", TEXT, "看的是哪一条；不写就是政策的", "第（二）条"),
    ),
)

CASE = Table(
    "案例",
    "一个人在某一天的情况和应有的结论",
    (
        Field("名称", TEXT, "一句话说这个人", "开店13个月带动2人", required=True),
        Field("日期", DATE, "哪一天来问", "2026-11-20", required=True),
        Field(
            "事实",
            MapOf("事实名", Raw("事实的值")),
            "知道的事实；选项可写几个里的一个：[甲, 乙]",
            "{首次创业: 是, 经营时长: 13个月}",
            required=True,
        ),
        Field("结论", choice(*CASE_VERDICTS), "应得的结论", "符合", required=True),
        Field("金额", Either(NUMBER, Part("金额范围")), "应得的金额", "{最低: 0, 最高: 1600}"),
    ),
)

AMOUNT = Table(
    "金额范围",
    "缺信息时金额在哪两个数之间",
    (Field("最低", NUMBER, "最少", "0", required=True), Field("最高", NUMBER, "最多", "1600", required=True)),
)

POLICY_TABLES = (POLICY, VALIDITY, CONDITION, BENEFIT, STATEMENT, OPEN_POINT, CASE, AMOUNT)
