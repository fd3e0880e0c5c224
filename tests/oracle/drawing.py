"""Draws people who crowd at the thresholds of the two documents."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from tests.oracle.people import Person
from tests.oracle.spans import after

DAYS = {
    region: tuple(date.fromisoformat(day) for day in days)
    for region, days in {
        "jishan": (
            *("2023-08-22", "2023-08-23", "2023-08-31", "2023-09-30", "2023-10-01", "2023-11-15", "2023-12-30"),
            *("2023-12-31", "2023-12-31", "2024-01-01", "2024-02-29", "2024-12-31", "2025-01-01", "2026-02-28"),
            *("2026-08-31", "2026-11-20", "2028-02-29", "2028-08-22", "2028-08-23"),
        ),
        "xiangfen": (
            *("2024-01-31", "2024-02-01", "2024-02-29", "2024-12-31", "2025-01-01", "2025-12-31", "2026-02-28"),
            *("2026-08-31", "2026-11-20", "2026-12-31", "2027-06-30", "2028-01-10", "2028-01-11", "2028-08-22"),
        ),
    }.items()
}
"""First and last days of documents and of single measures, ends of months, leap days."""
COUNTS = (0, 1, 2, 4, 5, 6, 99, 100, 101)
STAFF = "30/0 30/6 30/7 31/1 31/2 31/6 200/11 200/12 1000/55 1000/56 20000/1101 5/1 10/2 10/3 1/0 1/1 29/6 500/0 36/2"
"""Insured staff and those laid off among them: around 30 people, 5.5 % and 20 %."""
MONTHS = (0, 5, 6, 11, 12, 13, 23, 24, 36)
LICENSED = frozenset({"个体工商户", "小微企业", "大中型企业"})
"""What nobody is without a business licence."""
SIZES = {"小微企业": "小微企业", "大中型企业": "中型企业"}


def some_day(rng: Random, region: str) -> date:
    """A day to decide on: an edge of the region's document, or one of some days around."""
    if rng.random() < 0.8:
        return rng.choice(DAYS[region])
    return date(2023, 7, 1) + timedelta(days=131 * rng.randrange(15))


def _near(rng: Random, on: date, months: int) -> date:
    """A day about so many months ago: the day before, on or after, or some weeks off."""
    day = after(on, -months) + timedelta(days=rng.choice((-1, 0, 1, -40, 40)))
    return min(day, on) if months == 0 else day


def _since(rng: Random, on: date) -> date:
    return min(on, _near(rng, on, rng.choice(MONTHS)))


def _left_school(rng: Random, on: date) -> date:
    """Graduation: around two or five years ago, these days, in this calendar year, to come, or long ago."""
    kind = rng.random()
    if kind < 0.3:
        return _near(rng, on, 60)
    if kind < 0.55:
        return _near(rng, on, 24)
    if kind < 0.65:
        return on + timedelta(days=rng.choice((-1, 0, 1)))
    if kind < 0.85:
        return date(on.year, rng.randint(1, 12), rng.randint(1, 28))
    return date(on.year + rng.choice((-12, -3, -1, -1, 1)), rng.choice((1, 7, 12)), rng.choice((1, 28, 31)))


def draw(region: str, seed: int, count: int) -> Iterator[tuple[Person, date]]:
    """So many people, each with the day to decide on; the same for the same seed."""
    rng = Random(seed)
    for _ in range(count):
        on = some_day(rng, region)
        yield one(rng, on), on


def one(rng: Random, on: date) -> Person:
    """One person; whatever must hold between facts holds."""

    def likely(share: float = 0.6) -> bool:
        return rng.random() < share

    is_graduate = likely()
    schools = ("大专", "本科", "研究生") if is_graduate else ("初中及以下", "高中", "中专", "职高", "技校", "大专")
    education = rng.choice(schools)
    status = rng.choice(("employee", "ui", "registered", "idle", "owner", "owner", "owner", "other"))
    is_entrepreneur = status == "owner"
    business = rng.choice(
        ("个体工商户", "小微企业", "小微企业", "大中型企业", "大中型企业", "社会组织", "律所会计所", "其他单位")
    )
    size = SIZES.get(business, "不是企业")
    if size == "中型企业" and likely(0.5):
        size = "大型企业"
    employees, layoffs = map(int, rng.choice(STAFF.split()).split("/"))
    hires = rng.choice(COUNTS)
    hire_type = rng.choice(("高校毕业生", "就业困难人员", "登记失业青年", "登记失业人员", "其他")) if hires else "其他"
    posts = ("政府公益岗", "社区公益岗", "都不是", *(["原国企大龄困难人员"] if hire_type == "就业困难人员" else []))
    registered = status in {"registered", "ui"} or hire_type.startswith("登记失业")
    stable_since = _since(rng, on) if hires else on
    return Person(
        is_graduate=is_graduate,
        graduation_year=_left_school(rng, on),
        education=education,
        is_full_time_student=likely(),
        school_in_province=likely(),
        is_overseas_graduate=education in {"大专", "本科", "研究生"} and likely(0.2),
        age=after(on, -12 * rng.choice((15, 16, 17, 24, 25, 35, 50, 59))) + timedelta(days=rng.choice((-1, 0, 1))),
        gender=rng.choice(("男", "女")),
        is_poverty_household=likely(),
        is_low_income=likely(0.2),
        is_disabled=likely(0.1),
        is_zero_job_household=likely(0.1),
        is_hard_to_employ=likely(0.4),
        is_returning_migrant=is_entrepreneur and likely(0.4),
        is_migrant_worker=likely(0.4),
        household_workers=rng.randrange(4),
        is_out_of_work=status in {"ui", "registered", "idle"},
        is_registered_unemployed=status == "registered" or (status == "ui" and likely(0.8)),
        unemployed_months=_since(rng, on) if registered else on,
        receives_ui=status == "ui",
        ui_months=_since(rng, on),
        is_enterprise_employee=status == "employee",
        quit_type=rng.choice(("协商解除", "裁员关停", "被辞退", "自己辞职", "合同到期")),
        province_move=rng.choice(("跨省", "县外省内", "本县")),
        worked_away_this_year=likely(),
        organised_labour_export=likely(),
        certificate_level=rng.choice(("初级", "中级", "高级", "技师", "其他")),
        certificate_name=rng.choice(("电工", "焊工", "教师资格证", "其他证书")),
        is_entrepreneur=is_entrepreneur,
        first_business=is_entrepreneur and likely(0.8),
        business_type=business,
        is_registered_business=likely(0.8) or business in LICENSED,
        has_tax_record=likely(0.8),
        months_operating=_since(rng, on) if is_entrepreneur else on,
        jobs_created=rng.choice(COUNTS),
        is_institution_researcher=is_entrepreneur and likely(0.3),
        rent_per_year=rng.choice((0, 1, 2999, 3000, 3001, 24000)),
        loan_amount=rng.choice((50_000, 300_000, 300_001, 3_000_000, 30_000_001)),
        startup_subsidy_received=rng.choice((0, 0, 0, 1, 500, 2500, 5000)) if is_entrepreneur else 0,
        venue_rent_years_received=rng.choice((0, 0, 1, 2, 3, 4)) if is_entrepreneur else 0,
        skill_subsidies_this_year=rng.choice((0, 0, 0, 1, 2, 3, 4)),
        has_startup_loan=likely(),
        hardship_by_disaster=likely(),
        social_insurance_paid=likely(0.7),
        premium_paid=rng.choice((0, 6000, 12000)),
        amount_owed=rng.choice((0, 5000)),
        company_size=size,
        employees=employees,
        layoffs=layoffs,
        employer_ui_insured=likely(0.8),
        ui_premium_last_year=rng.choice((0, 1, 3333, 10_000, 1_000_000)),
        employer_premium_month=rng.choice((0, 1000, 1001, 30_000)) if hires else 0,
        hires=hires,
        hire_type=hire_type,
        hire_graduation=_left_school(rng, on),
        hire_was_unemployed=likely(),
        hire_stable_months=stable_since,
        hired_this_year=hires > 0 and (stable_since.year == on.year if likely(0.7) else likely(0.5)),
        contract_months=rng.choice((0, 6, 11, 12, 18, 24, 36)) if hires else 0,
        welfare_post_kind=rng.choice(posts),
        post_subsidy_months_received=rng.choice((0, 0, 0, 1, 35, 36, 37)) if hires else 0,
        welfare_post_months_received=rng.choice((0, 0, 0, 1, 35, 36, 37)),
        agency_type=rng.choice(("人力资源服务机构", "职业培训机构", "家政服务企业", "劳务经纪人", "其他机构")),
        agency_qualified=likely(0.8),
        referral_group=rng.choice(("城镇登记失业人员", "进城求职农村劳动者", "其他人")),
        placed_workers=rng.choice(COUNTS),
    )
