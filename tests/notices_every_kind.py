"""One complete letter of every kind, N00 to N22, from a case file's data and the shipped rules.

The cases are in `notices_kinds_act.py`, `notices_kinds_regulations.py` and `notices_kinds_review.py`: each is what an
officer answered, and both engines decide it. `every_letter` is for whoever wants all of them.
"""

from collections.abc import Callable, Mapping
from functools import cache

import notices_kinds_act as act
import notices_kinds_regulations as regulations
import notices_kinds_review as review
from notices_kinds import DATES, REVIEW_DATES, Data
from test_notices_more_world import rulebook
from test_notices_world import checklist

from foi_rules.engine.decide import decide, law_for
from foi_rules.model.case import Case
from foi_rules.model.decision import Decision
from foi_rules.model.rulebook import Law
from foi_rules.notices.build import build_notice
from foi_rules.notices.notice import LetterDates, Notice

Made = tuple[Case, Decision, Law, LetterDates]


CASES: Mapping[str, Callable[[], Data]] = {
    "N01 full-release": act.full_release,
    "N01 another form": act.another_form,
    "N02 partial-release": act.partial_release,
    "N03 refusal": act.refusal,
    "N04 cost": act.cost,
    "N05 vexatious": act.vexatious,
    "N06 repeated": act.repeated,
    "N07 not-held": act.not_held,
    "N08 neither": act.neither,
    "N09 fees": act.fees,
    "N10 clarification": act.clarification,
    "N11 review-outcome": review.review_outcome,
    "N11b several-review, cost": review.review_of_cost,
    "N11b several-review, neither": review.review_of_silence,
    "N11b several-review, both laws": review.mixed_review,
    "N12 not-reviewed": review.not_reviewed,
    "N13 environmental": regulations.environmental,
    "N13 another form": regulations.environmental_form,
    "N13b unreasonable": regulations.unreasonable,
    "N13b too general": regulations.too_general,
    "N14 extension": regulations.extension,
    "N15 charge": regulations.charge,
    "N15 too general": regulations.clarification_eirs,
    "N16 own-data": act.own_data,
    "N16b environmental-own-data": regulations.environmental_own_data,
    "N17 published-for-all": act.published_for_all,
    "N18 invalid": act.invalid,
    "N18b review-invalid": review.review_invalid,
    "N19 environmental-review": review.environmental_review,
    "N19 complied": review.review_complied,
    "N19 a fault and a remedy": review.review_faults_only,
    "N21 not-covered": act.not_covered,
    "N21 not-covered, Regulations": regulations.court_work,
    "N22 unpaid": act.unpaid,
    "N22 unpaid, Regulations": regulations.charge_unpaid,
    "N20 environmental-neither": regulations.environmental_neither,
    "N00 several-parts": regulations.several_parts,
    "N00 several-parts, both laws for one item": regulations.both_laws,
}


def made(data: Data, dates: LetterDates | None = None) -> Made:
    """Return the case of a file's data, the decision of both engines under the shipped law, the law, and the dates."""
    case = Case.model_validate(data)
    decision = decide(rulebook(), case, engines=("kleene", "durable"))
    return case, decision, law_for(rulebook(), case), dates or (REVIEW_DATES if case.stage == "review" else DATES)


def letter(data: Data, dates: LetterDates | None = None) -> Notice:
    """Return the letter on a case of a file's data."""
    case, decision, law, when = made(data, dates)
    return build_notice(case, decision, law, checklist(), when)


@cache
def every_letter() -> list[tuple[str, Notice]]:
    """Return a complete letter of every kind, each with its number, its kind and what is particular about it."""
    return [(name, letter(data())) for name, data in CASES.items()]
