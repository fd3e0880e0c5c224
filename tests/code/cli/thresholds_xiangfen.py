"""襄政发〔2024〕2号: people on both sides of every threshold; see thresholds_jishan for the form."""

from __future__ import annotations

from tests.code.cli.thresholds import Block

NOW = "2026-11-20"
POST = {"经营类型": "小微企业", "招用对象": "就业困难人员", "劳动合同期限": "1年以上不满2年", "招用人数": 2}
HIRING = {"经营类型": "小微企业", "当年新招": "是", "稳定就业时长": "6个月", "招用人数": 99}
INSURED = {"经营类型": "小微企业", "招用对象": "高校毕业生", "劳动合同期限": "2年以上", "缴纳社保": "是"}

BLOCKS: tuple[Block, ...] = (
    (  # 第5条 每人每月300元、最多三年；合同1年以上
        *("xiangfen/post-subsidy", NOW, POST),
        (
            ({}, "E", 600),
            ({"劳动合同期限": "不满1年"}, "I", None),
            ({"经营类型": "大中型企业"}, "I", None),
            ({"招用对象": "高校毕业生"}, "I", None),
            ({"已领岗位补贴月数": 35}, "E", 600),
            ({"已领岗位补贴月数": 36}, "I", None),
            ({"on": "2024-01-31"}, "N", None),
            ({"on": "2024-02-01"}, "E", 600),
            ({"on": "2028-01-10"}, "E", 600),
            ({"on": "2028-01-11"}, "X", None),
        ),
    ),
    (  # 第5条 100人以下每人1000元，100人（含）以上每人1500元；稳定半年以上
        *("xiangfen/hiring-subsidy", NOW, HIRING),
        (
            ({}, "E", 99_000),
            ({"招用人数": 100}, "E", 150_000),
            ({"招用人数": 101}, "E", 151_500),
            ({"招用人数": 1}, "E", 1000),
            ({"稳定就业时长": "5个月"}, "I", None),
            ({"稳定就业时长": "2026-05-20"}, "E", 99_000),
            ({"稳定就业时长": "2026-05-21"}, "I", None),
            ({"当年新招": "否"}, "I", None),
            ({"经营类型": "个体工商户"}, "I", None),
        ),
    ),
    (  # 第5条 社会保险补贴：毕业年度、毕业2年内；合同1年以上、足额缴费；没有写数
        *("xiangfen/social-insurance-subsidy", NOW, INSURED),
        (
            ({"招用毕业生毕业时间": "2024-11-20"}, "E", None),
            ({"招用毕业生毕业时间": "2024-11-19"}, "I", None),
            ({"招用毕业生毕业时间": "2026-12-31"}, "E", None),
            ({"招用毕业生毕业时间": "2027-01-01"}, "I", None),
            ({"招用毕业生毕业时间": "2025-07-01", "经营类型": "大中型企业"}, "I", None),
            ({"招用对象": "就业困难人员", "经营类型": "大中型企业"}, "E", None),
            ({"招用对象": "就业困难人员", "劳动合同期限": "不满1年"}, "I", None),
            ({"招用对象": "就业困难人员", "缴纳社保": "否"}, "I", None),
        ),
    ),
    *(  # 第6条
        ("xiangfen/startup-subsidy", NOW, {}, (({"创业人员": "是"}, "O", None), ({"创业人员": "否"}, "I", None))),
        ("xiangfen/venue-rent-subsidy", NOW, {}, (({"创业人员": "是"}, "O", None), ({"创业人员": "否"}, "I", None))),
        ("xiangfen/startup-loan", NOW, {}, (({}, "O", 300_000),)),
        (
            "xiangfen/startup-loan--small-business",
            NOW,
            {},
            (({"经营类型": "小微企业"}, "O", 3_000_000), ({"经营类型": "个体工商户"}, "I", None)),
        ),
    ),
    (  # 第7条 最高每人800元
        *("xiangfen/referral-subsidy", NOW, {"机构类型": "人力资源服务机构"}),
        (
            ({"介绍就业人数": 1}, "E", 800),
            ({"介绍就业人数": 0}, "I", None),
            ({"介绍就业人数": 1, "机构类型": "劳务经纪人"}, "I", None),
        ),
    ),
    *(  # 第8条
        (
            "xiangfen/public-welfare-post",
            NOW,
            {},
            (({"就业困难人员": "是"}, "O", None), ({"就业困难人员": "否"}, "I", None)),
        ),
        ("xiangfen/ui-benefit", NOW, {}, (({"目前未就业": "是"}, "O", None), ({"目前未就业": "否"}, "I", None))),
    ),
    # what the document does not have, another county's document does not give
    *(
        (f"xiangfen/{measure}", NOW, {}, (({}, "-", None),))
        for measure in (
            "ui-refund",
            "skill-upgrade-subsidy",
            "transport-subsidy",
            "loan-extension",
            "job-search-subsidy",
        )
    ),
)
