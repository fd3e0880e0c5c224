"""襄政发〔2024〕2号, from the document alone: residents, employers and agencies."""

from __future__ import annotations

from datetime import date

from tests.oracle.outcome import ASK_OFFICE, ELSEWHERE, NO, OFFICE, YES, Outcome, Rule, between, pays
from tests.oracle.people import Person
from tests.oracle.spans import full, within

FIRST, LAST = date(2024, 2, 1), date(2028, 1, 10)
"""文末: issued on the first day, carried out until the last."""

MISSING = (
    "ui-refund",
    "ui-rate-cut",
    "stabilise-loan",
    "loan-extension",
    "graduate-startup-fund",
    "skill-upgrade-subsidy",
    "transport-subsidy",
    "job-search-subsidy",
    "registration-certificate",
    "grassroots-programs",
    "public-recruitment",
    "internship",
    "flexible-worker-insurance-subsidy",
)
"""What this county's document does not have at all; nothing is borrowed from the neighbour."""


def _hires_hard_to_employ(person: Person) -> bool:
    return person.hire_type == "就业困难人员" and person.hires > 0 and person.contract_months >= 12


def post_subsidy(person: Person, _on: date) -> Outcome:
    """第5条: small enterprises with people hard to employ on contracts of a year: 300 a head and month, 最多三年."""
    if not person.is_small or not _hires_hard_to_employ(person) or person.post_subsidy_months_received >= 36:
        return NO
    return pays(300 * person.hires, per="月")


def hiring_subsidy(person: Person, on: date) -> Outcome:
    """第5条: small enterprises, anybody taken on this year and steady for half a year: 1000, from 100 people 1500."""
    fits = person.is_small and person.hires > 0 and person.hired_this_year and full(person.hire_stable_months, 6, on)
    return pays((1000 if person.hires < 100 else 1500) * person.hires) if fits else NO


def social_insurance_subsidy(person: Person, on: date) -> Outcome:
    """第5条: any employer of people hard to employ, small enterprises also for recent graduates; no figure."""
    left = person.hire_graduation
    recent = person.hire_type == "高校毕业生" and (left.year == on.year or within(left, 2, on))
    group = person.hire_type == "就业困难人员" or (person.is_small and recent)
    fits = group and person.hires > 0 and person.contract_months >= 12 and person.social_insurance_paid
    return YES if fits else NO


def for_entrepreneurs(person: Person, _on: date) -> Outcome:
    """第6条: 符合条件的创业人员; neither conditions nor figures are written."""
    return ASK_OFFICE if person.is_entrepreneur else NO


def startup_loan_person(_person: Person, _on: date) -> Outcome:
    """第6条: 符合条件的个人 up to 300,000."""
    return pays(300_000, ceiling=True, verdict=OFFICE)


def startup_loan_employer(person: Person, _on: date) -> Outcome:
    """第6条: 符合条件的小微企业 up to 3 million."""
    return pays(3_000_000, ceiling=True, verdict=OFFICE) if person.business_type == "小微企业" else NO


def referral_subsidy(person: Person, _on: date) -> Outcome:
    """第7条: commercial human-resources agencies, up to 800 for everyone who really found work."""
    fits = person.agency_type == "人力资源服务机构" and person.placed_workers > 0
    return pays(800 * person.placed_workers, ceiling=True) if fits else NO


def public_welfare_post(person: Person, _on: date) -> Outcome:
    """第8条: people hard to employ who find no work on the market."""
    return ASK_OFFICE if person.is_hard_to_employ else NO


def ui_benefit(person: Person, _on: date) -> Outcome:
    """第8条: 符合条件的失业人员."""
    return ASK_OFFICE if person.is_out_of_work else NO


def nowhere(_person: Person, _on: date) -> Outcome:
    """The document does not have it, on any day."""
    return ELSEWHERE


def _all(rule: Rule) -> Rule:
    return between(FIRST, LAST, rule)


ELSEWHERE_RULES = {f"xiangfen/{measure}": nowhere for measure in MISSING}
RESIDENTS: dict[str, Rule] = {
    "xiangfen/startup-subsidy": _all(for_entrepreneurs),
    "xiangfen/venue-rent-subsidy": _all(for_entrepreneurs),
    "xiangfen/startup-loan": _all(startup_loan_person),
    "xiangfen/public-welfare-post": _all(public_welfare_post),
    "xiangfen/ui-benefit": _all(ui_benefit),
    **ELSEWHERE_RULES,
}
EMPLOYERS: dict[str, Rule] = {
    "xiangfen/post-subsidy": _all(post_subsidy),
    "xiangfen/hiring-subsidy": _all(hiring_subsidy),
    "xiangfen/social-insurance-subsidy": _all(social_insurance_subsidy),
    "xiangfen/startup-loan--small-business": _all(startup_loan_employer),
    "xiangfen/referral-subsidy": _all(referral_subsidy),
    **ELSEWHERE_RULES,
}
