"""稷政办发〔2023〕24号 for residents, from the document alone."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from tests.oracle.outcome import ASK_OFFICE, NO, OFFICE, YES, Outcome, Rule, between, pays
from tests.oracle.people import Person
from tests.oracle.spans import full, within, years_old

FIRST, LAST = date(2023, 8, 23), date(2028, 8, 22)
"""文末: in force from the day it was issued, for five years."""
YEAR_END = date(2023, 12, 31)
"""第（二）（五）（八）（十二）（十三）条: single measures that end before their document."""
VOCATIONAL = frozenset({"中专", "职高", "技校"})


def _new_graduate(person: Person, on: date) -> bool:
    """毕业年度."""
    return person.is_graduate and person.graduation_year.year == on.year


def _left_lately(person: Person, on: date, years: int) -> bool:
    """离校若干年内: has left."""
    return person.is_graduate and within(person.graduation_year, years, on)


def startup_subsidy(person: Person, on: date) -> Outcome:
    """第（四）条: per job up to 1000, together up to 5000; half of it after six months.

    The half is 先行申领 of the same money, so that what was drawn comes off what is due.
    """
    group = (
        _new_graduate(person, on)
        or _left_lately(person, on, 5)
        or person.is_returning_migrant
        or person.is_hard_to_employ
    )
    founder = group and person.first_business and person.is_own_small_business
    scientist = person.is_institution_researcher and person.is_entrepreneur
    if not (founder or scientist) or person.jobs_created == 0 or not full(person.months_operating, 6, on):
        return NO
    whole = Fraction(min(1000 * person.jobs_created, 5000))
    due = whole if full(person.months_operating, 12, on) else whole / 2
    return pays(max(due - person.startup_subsidy_received, Fraction(0)), ceiling=True)


def venue_rent_subsidy(person: Person, on: date) -> Outcome:
    """第（四）条: up to 3000 a year; graduates after six months, returners after a year in their first business.

    期限最长3年: nothing after three years of it.
    """
    if person.venue_rent_years_received >= 3:
        return NO
    graduate = _left_lately(person, on, 5) and person.is_entrepreneur and full(person.months_operating, 6, on)
    returner = (
        person.is_returning_migrant
        and person.first_business
        and person.is_own_small_business
        and full(person.months_operating, 12, on)
    )
    return pays(3000, ceiling=True, per="年") if graduate or returner else NO


def startup_loan(_person: Person, _on: date) -> Outcome:
    """第（四）条: 符合条件的个人 up to 300,000; who qualifies is not written."""
    return pays(300_000, ceiling=True, verdict=OFFICE)


def loan_extension(person: Person, _on: date) -> Outcome:
    """第（四）条: borrowers in difficulty because of a disaster or major emergency may apply."""
    return YES if person.has_startup_loan and person.hardship_by_disaster else NO


def graduate_startup_fund(person: Person, on: date) -> Outcome:
    """第（十二）条: this year's graduates, after graduating, with one job or more, registered, taxed and insured."""
    fits = (
        _new_graduate(person, on)
        and person.graduation_year <= on
        and person.is_entrepreneur
        and person.jobs_created >= 1
        and person.is_registered_business
        and person.has_tax_record
        and person.social_insurance_paid
    )
    return pays(15_000) if fits else NO


def transport_subsidy(person: Person, _on: date) -> Outcome:
    """第（六）条: people lifted out of poverty; beyond the province this year, or organised within it."""
    if not person.is_poverty_household:
        return NO
    if person.province_move == "跨省" and person.worked_away_this_year:
        return pays(1500, ceiling=True)
    if person.province_move == "县外省内" and person.organised_labour_export:
        return pays(600, ceiling=True)
    return NO


def skill_upgrade_subsidy(person: Person, on: date) -> Outcome:
    """第（五）条: staff insured for a year, or people drawing unemployment insurance, by certificate.

    每人每年最多不超过3次: a fourth time in a year there is nothing.
    """
    if person.skill_subsidies_this_year >= 3:
        return NO
    group = (person.is_enterprise_employee and full(person.ui_months, 12, on)) or person.receives_ui
    sums = {"初级": 1000, "中级": 1500, "高级": 2000}
    if group and person.certificate_level == "技师":
        return ASK_OFFICE  # a certificate, but none of the levels that have a standard
    return pays(sums[person.certificate_level]) if group and person.certificate_level in sums else NO


def job_search_subsidy(person: Person, _on: date) -> Outcome:
    """第（十三）条: 符合条件的 full-time graduates of the province's colleges and of secondary vocational schools."""
    college = person.is_graduate and person.school_in_province
    if person.is_full_time_student and (college or person.education in VOCATIONAL):
        return pays(1200, verdict=OFFICE)
    return NO


def internship(person: Person, on: date) -> Outcome:
    """第（十一）条: out of work within two years of leaving school, young unemployed, returned students.

    31 December 2023 is when the bodies were to have found the places, not the end of a policy; whether there are
    places is for them to say.
    """
    school = person.is_graduate or person.education in VOCATIONAL
    leaver = school and within(person.graduation_year, 2, on) and person.is_out_of_work
    young = person.is_out_of_work and 16 <= years_old(person.age, on) <= 24
    return ASK_OFFICE if leaver or young or person.is_overseas_graduate else NO


def public_welfare_post(person: Person, _on: date) -> Outcome:
    """第（十三）条: people hard to employ who find no work on the market."""
    return ASK_OFFICE if person.is_hard_to_employ else NO


def ui_benefit(person: Person, _on: date) -> Outcome:
    """第（十四）条: 符合条件的失业人员."""
    return ASK_OFFICE if person.is_out_of_work else NO


def _all(rule: Rule) -> Rule:
    return between(FIRST, LAST, rule)


RESIDENTS = {
    "jishan/startup-subsidy": _all(startup_subsidy),
    "jishan/venue-rent-subsidy": _all(venue_rent_subsidy),
    "jishan/startup-loan": _all(startup_loan),
    "jishan/loan-extension": _all(loan_extension),
    "jishan/graduate-startup-fund": between(FIRST, YEAR_END, graduate_startup_fund),
    "jishan/transport-subsidy": _all(transport_subsidy),
    "jishan/skill-upgrade-subsidy": between(FIRST, YEAR_END, skill_upgrade_subsidy),
    "jishan/job-search-subsidy": _all(job_search_subsidy),
    "jishan/internship": _all(internship),
    "jishan/public-welfare-post": _all(public_welfare_post),
    "jishan/ui-benefit": _all(ui_benefit),
}
