"""稷政办发〔2023〕24号 for employers and agencies, from the document alone."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from tests.oracle.jishan import FIRST, LAST, YEAR_END
from tests.oracle.outcome import ASK_OFFICE, ELIGIBLE, NO, OFFICE, YES, Outcome, Rule, between, pays
from tests.oracle.people import Person
from tests.oracle.spans import full, within


def post_subsidy(person: Person, _on: date) -> Outcome:
    """第（一）条: enterprises that take on 符合条件劳动者, as the rules provide: 300 a head and month, three years."""
    if not person.is_enterprise or person.hires == 0 or person.post_subsidy_months_received >= 36:
        return NO
    return pays(300 * person.hires, per="月", verdict=OFFICE)


def social_insurance_subsidy(person: Person, _on: date) -> Outcome:
    """第（一）条: the same enterprises, up to two thirds of what the employer really paid."""
    if not person.is_enterprise or person.hires == 0 or not person.social_insurance_paid:
        return NO
    return pays(Fraction(2, 3) * person.employer_premium_month, ceiling=True, per="月", verdict=OFFICE)


def ui_refund(person: Person, _on: date) -> Outcome:
    """第（二）条: insured enterprises with few layoffs get a share of last year's premiums back."""
    limit = Fraction(20, 100) if person.employees <= 30 else Fraction(55, 1000)
    if not person.employer_ui_insured or person.layoff_rate > limit:
        return NO
    if person.is_enterprise:
        share = Fraction(30, 100) if person.company_size == "大型企业" else Fraction(60, 100)
        return pays(share * person.ui_premium_last_year)
    likewise = person.business_type in {"个体工商户", "社会组织", "律所会计所"}
    return YES if likewise else NO  # 参照实施: which share is not written


def stabilise_loan(person: Person, _on: date) -> Outcome:
    """第（三）条: a bank may grant small enterprises and sole traders up to 30 million."""
    return pays(30_000_000, ceiling=True, verdict=OFFICE) if person.is_own_small_business else NO


def startup_loan(person: Person, _on: date) -> Outcome:
    """第（四）条: 符合条件的小微企业 up to 3 million."""
    return pays(3_000_000, ceiling=True, verdict=OFFICE) if person.business_type == "小微企业" else NO


def referral_subsidy(person: Person, _on: date) -> Outcome:
    """第（六）条: 300, 500 or 800 for everyone who really found work, by where."""
    if not person.agency_qualified or person.referral_group == "其他人" or person.placed_workers == 0:
        return NO
    each = {"本县": 300, "县外省内": 500, "跨省": 800}[person.province_move]
    listed = person.agency_type != "其他机构"  # 等市场主体: the list is not closed
    return pays(each * person.placed_workers, verdict=ELIGIBLE if listed else OFFICE)


def hiring_subsidy_small(person: Person, on: date) -> Outcome:
    """第（八）条: small enterprises with young people in steady work for half a year.

    Up to what age 青年群体 reaches is not written, and the sum is left to 按规定.
    """
    fits = person.is_small and person.hires > 0 and full(person.hire_stable_months, 6, on)
    return ASK_OFFICE if fits else NO


def hiring_subsidy_large(person: Person, on: date) -> Outcome:
    """第（八）条: 1000 a head to medium and large enterprises with contracts of a year."""
    left, this_year = person.hire_graduation, person.hire_graduation.year == on.year
    graduate = this_year or (within(left, 2, on) and person.hire_was_unemployed)
    group = (person.hire_type == "高校毕业生" and graduate) or person.hire_type == "登记失业青年"
    large = person.company_size in {"中型企业", "大型企业"}
    fits = large and group and person.contract_months >= 12 and person.hires > 0
    return pays(1000 * person.hires) if fits else NO


def hiring_subsidy_registered(person: Person, on: date) -> Outcome:
    """第（十三）条: 1000 a head for people registered as unemployed for half a year, on contracts of a year."""
    registered = person.hire_type != "其他" and full(person.unemployed_months, 6, on)
    fits = person.is_enterprise and registered and person.contract_months >= 12 and person.hires > 0
    return pays(1000 * person.hires) if fits else NO


def public_welfare_post(person: Person, _on: date) -> Outcome:
    """第（十三）条: employers with posts the government runs; as much as the minimum wage, without a figure."""
    fits = person.welfare_post_kind == "政府公益岗" and person.hire_type == "就业困难人员"
    return _for_three_years(person) if fits else NO


def half_wage_post(person: Person, _on: date) -> Outcome:
    """第（十三）条: former state staff on contracts of two years, or posts of the community; up to half of it."""
    if person.welfare_post_kind == "原国企大龄困难人员":
        return _for_three_years(person) if person.contract_months >= 24 else NO
    return _for_three_years(person) if person.welfare_post_kind == "社区公益岗" else NO


def _for_three_years(person: Person) -> Outcome:
    """最长不超过3年; longer only near retirement or when placed again, which the office must say."""
    return YES if person.welfare_post_months_received < 36 else ASK_OFFICE


def _all(rule: Rule) -> Rule:
    return between(FIRST, LAST, rule)


EMPLOYERS = {
    "jishan/post-subsidy": _all(post_subsidy),
    "jishan/social-insurance-subsidy": _all(social_insurance_subsidy),
    "jishan/ui-refund": between(FIRST, YEAR_END, ui_refund),
    "jishan/stabilise-loan": _all(stabilise_loan),
    "jishan/startup-loan--small-business": _all(startup_loan),
    "jishan/referral-subsidy": _all(referral_subsidy),
    "jishan/hiring-subsidy--small-business": _all(hiring_subsidy_small),
    "jishan/hiring-subsidy--large": between(FIRST, YEAR_END, hiring_subsidy_large),
    "jishan/hiring-subsidy--registered-unemployed": between(FIRST, YEAR_END, hiring_subsidy_registered),
    "jishan/public-welfare-post--unit-subsidy": _all(public_welfare_post),
    "jishan/public-welfare-post--half-wage": _all(half_wage_post),
}
