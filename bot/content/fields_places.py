"""Field table of what a county declares about its staff's hours and about where it lies."""

from __future__ import annotations

from bot.content.shapes import Field, Table
from bot.content.words import CLOCK, DATE, LATITUDE, LONGITUDE, NUMBER, WEEKDAY, WEEKDAYS

SHIFT = Table(
    "时段",
    "一段有人接转人工的时间；上午下午分两段写",
    (
        Field("星期", WEEKDAYS, "周几", "周一至周五", required=True),
        Field("从", CLOCK, "几点开始", "8:30", required=True),
        Field("到", CLOCK, "几点结束", "12:00", required=True),
    ),
)

MADE_UP = Table(
    "调休",
    "休息日补班，时间照一周里的哪一天",
    (
        Field("日期", DATE, "哪天上班", "2026-10-10", required=True),
        Field("按", WEEKDAY, "照周几的人工时间；不写就照平常工作日，周一到周五时间不一样的必须写", "周五"),
    ),
)

SPOT = Table(
    "坐标",
    "县城中心的大致位置，一般地理知识，不是政策依据",
    (
        Field("纬度", LATITUDE, "北纬多少度", "35.60", required=True),
        Field("经度", LONGITUDE, "东经多少度", "110.98", required=True),
        Field("半径", NUMBER, "周围多少公里之内肯定还是这个县；不写就是 8", "8"),
    ),
)
