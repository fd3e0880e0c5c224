"""A small library for the tests of language: four measures, one topic next door, a few acts and aspects."""

from __future__ import annotations

from bot.language.understand import Reader, build_understander
from bot.model.facts import Facts
from bot.model.intents import Act, Aspect, Calibration, Intents, Lexicon, Measure, Topic
from bot.model.places import Region, Regions
from bot.model.problems import Place

PLACE = Place("test.yaml")


def _measure(slug: str, name: str, names: str, numbers: str, examples: str) -> Measure:
    return Measure(
        slug=slug,
        name=name,
        short=name,
        covers=name,
        place=PLACE,
        names=tuple(names.split()),
        numbers=tuple(numbers.split()),
        examples=tuple(examples.split()),
    )


def _act(slug: str, examples: str, cues: str) -> Act:
    return Act(slug, slug, tuple(examples.split()), tuple(cues.split()), PLACE)


def _aspect(slug: str, cues: str) -> Aspect:
    return Aspect(slug, slug, tuple(cues.split()), PLACE)


OUTSIDE = Measure(
    slug="out-of-scope",
    name="无关问题",
    short="其他",
    covers="其他",
    place=PLACE,
    examples=("今天天气怎么样", "明天下雨吗", "附近有什么好吃的", "推荐个电影", "怎么减肥", "股票行情", "考驾照多少钱"),
    topics=(Topic("公积金", "公积金中心", ("公积金怎么提取", "公积金能贷多少", "提取住房公积金"), ("公积金",), PLACE),),
)

MEASURES = (
    _measure(
        "ui-benefit",
        "失业保险待遇",
        "失业金 失业保险金",
        "",
        "失业金怎么领 被辞退了能领钱吗 失业金领多久 失业保险金多少钱一个月 厂里不要我了每月能领几个钱 失业了怎么领钱",
    ),
    _measure(
        "startup-loan",
        "创业担保贷款",
        "创业贷 创业贷款 创业担保贷款",
        "",
        "创业贷款怎么申请 想贷款开店 贷款最高多少 没有担保人能贷款吗 创业贷款要什么材料 贷款利率多少 想借钱开超市",
    ),
    _measure(
        "job-search-subsidy",
        "求职创业补贴",
        "求职补贴 求职创业补贴",
        "1200",
        "毕业生求职补贴怎么申请 低保家庭大学生求职补贴 求职补贴什么时候发 困难毕业生补贴 那个1200怎么领",
    ),
    _measure(
        "internship",
        "就业见习",
        "见习 就业见习",
        "",
        "见习怎么报名 见习补贴多少 去单位见习几个月 见习单位有哪些 见习生交社保吗 毕业后想去单位锻炼",
    ),
    _measure("small-talk", "寒暄", "", "", "你好 谢谢 在吗 辛苦了 你真笨"),
    _measure("human-handoff", "转人工", "转人工", "", "转人工 人工客服 找真人"),
)

INTENTS = Intents(
    measures={measure.slug: measure for measure in (*MEASURES, OUTSIDE)},
    aspects={
        one.slug: one
        for one in (
            _aspect("how-much", "多少钱 多少 最高多少"),
            _aspect("how", "怎么领 怎么申请 怎么办"),
            _aspect("duration", "领多久 几个月"),
            _aspect("papers", "什么材料 要什么材料"),
        )
    },
    acts={
        one.slug: one
        for one in (
            _act("greet", "你好 在吗", "你好"),
            _act("restart", "重新开始", "重新开始"),
            _act("human", "转人工 找真人", "转人工"),
            _act("correct", "我说错了", "说错了"),
            _act("thanks", "谢谢", "谢谢"),
        )
    },
    lexicon=Lexicon(synonyms={"失业金": ("失保金",)}, dialect={"咋": "怎么", "啥": "什么"}, fillers=("那个",)),
    calibration=Calibration(answer=0.35, margin=0.02, choose=0.1, extra={"outside": 0.3, "further": 0.5}),
)

REGIONS: Regions = {
    "jishan": Region("jishan", "稷山县", None, "现行", PLACE, ("稷山",)),
    "xiangfen": Region("xiangfen", "襄汾县", None, "现行", PLACE, ("襄汾",)),
}


def reader() -> Reader:
    """An understander of the small library, trained anew."""
    return build_understander(INTENTS, Facts({}), REGIONS)
