"""Residents and employers about whom everything is known.

A field bears the code of the fact it stands for (knowledge/_facts.yaml). What the product keeps as an elapsed
time or an age is a day here, so that a person lies exactly on, before or after an anniversary.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from fractions import Fraction

from tests.oracle.spans import years_old


@dataclass(frozen=True, slots=True)
class Person:
    """One person together with the employer or agency the person speaks for."""

    is_graduate: bool
    graduation_year: date
    education: str
    is_full_time_student: bool
    school_in_province: bool
    is_overseas_graduate: bool
    age: date
    gender: str
    is_poverty_household: bool
    is_low_income: bool
    is_disabled: bool
    is_zero_job_household: bool
    is_hard_to_employ: bool
    is_returning_migrant: bool
    is_migrant_worker: bool
    household_workers: int
    is_out_of_work: bool
    is_registered_unemployed: bool
    unemployed_months: date
    receives_ui: bool
    ui_months: date
    is_enterprise_employee: bool
    quit_type: str
    province_move: str
    worked_away_this_year: bool
    organised_labour_export: bool
    certificate_level: str
    certificate_name: str
    is_entrepreneur: bool
    first_business: bool
    business_type: str
    is_registered_business: bool
    has_tax_record: bool
    months_operating: date
    jobs_created: int
    is_institution_researcher: bool
    rent_per_year: int
    loan_amount: int
    startup_subsidy_received: int
    venue_rent_years_received: int
    skill_subsidies_this_year: int
    has_startup_loan: bool
    hardship_by_disaster: bool
    social_insurance_paid: bool
    premium_paid: int
    amount_owed: int
    company_size: str
    employees: int
    layoffs: int
    employer_ui_insured: bool
    ui_premium_last_year: int
    employer_premium_month: int
    hires: int
    hire_type: str
    hire_graduation: date
    hire_was_unemployed: bool
    hire_stable_months: date
    hired_this_year: bool
    contract_months: int
    welfare_post_kind: str
    post_subsidy_months_received: int
    welfare_post_months_received: int
    agency_type: str
    agency_qualified: bool
    referral_group: str
    placed_workers: int

    @property
    def layoff_rate(self) -> Fraction:
        """Last year's layoffs as a share of the insured staff."""
        return Fraction(self.layoffs, self.employees)

    @property
    def is_small(self) -> bool:
        """小微企业."""
        return self.company_size == "小微企业"

    @property
    def is_enterprise(self) -> bool:
        """An enterprise of any size; sole traders and other bodies are none."""
        return self.company_size in {"小微企业", "中型企业", "大型企业"}

    @property
    def is_own_small_business(self) -> bool:
        """小微企业 or 个体工商户."""
        return self.business_type in {"个体工商户", "小微企业"}


SHARED = frozenset(
    (
        *("unemployed_months", "province_move", "business_type", "loan_amount", "has_startup_loan"),
        *("hardship_by_disaster", "social_insurance_paid"),
    )
)
"""What residents and employers are both asked."""


def contract_words(months: int) -> str:
    """The option of the fact 劳动合同期限 for a contract of so many months; 0 for none."""
    if months == 0:
        return "没签"
    if months < 12:
        return "不满1年"
    return "1年以上不满2年" if months < 24 else "2年以上"


def as_facts(person: Person, on: date, *, employer: bool) -> dict[str, object]:
    """All of the resident, or all of the employer, in the product's facts JSON, by fact code."""
    names = [field.name for field in fields(person)]
    first = names.index("company_size")  # from here on the fields are about the employer
    values = {
        name: getattr(person, name) for at, name in enumerate(names) if (at >= first) is employer or name in SHARED
    }
    found: dict[str, object] = {
        name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()
    }
    if not employer:
        return found | {"age": years_old(person.age, on)}
    del found["contract_months"]
    found["contract_term"] = contract_words(person.contract_months)
    rate = person.layoff_rate * 100
    if (rate * 100).denominator == 1:  # else it follows from the two counts
        found["layoff_rate"] = f"{float(rate):.2f}%"
    return found
