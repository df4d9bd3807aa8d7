"""What the cases of every kind of letter share: answers once for the authority and the request, small tools, dates."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from test_notices_more_world import GREEN, UNDER_REGULATIONS
from test_notices_world import AUTHORITY, case_data, item

from foi_rules.notices.notice import LetterDates

Data = dict[str, Any]


DATES = LetterDates(
    received=date(2026, 9, 7),
    reply_due=date(2026, 10, 5),
    issued=date(2026, 10, 2),
    review_request_due=date(2026, 12, 1),
    eirs_review_request_due=date(2026, 11, 27),
    eirs_extended_due=date(2026, 11, 2),
    charge_due=date(2026, 12, 29),
)
REVIEW_DATES = replace(
    DATES,
    issued=date(2026, 11, 10),
    review_due=date(2026, 11, 16),
    commissioner_due=date(2027, 5, 10),
    review_request_due=None,
    eirs_review_request_due=None,
)

# What is answered once for the authority, for the request, and for each item that nothing on the lists is about.
ONCE = {
    "screening.enforcement-body": "no",
    "foisa.s3.listed": "yes",
    "foisa.s3.limited": "no",
    "eirs.r3.makes-law-or-judges": "no",
}
COUNCIL = AUTHORITY | {"answers": ONCE}
LISTS = {
    "screening.environment": "none",
    "screening.say-so": "no",
    "screening.applicant": "none",
    "screening.found": "all",
}
ABOUT_THE_BURN = LISTS | {
    "screening.environment": "all",
    "foisa.s39.answered-there": "yes",
    "foisa.s39.named-in-reply": "yes",
}
NONE = dict.fromkeys((f"screening.{name}" for name in ("people", "given", "barred", "danger", "died")), "no")


def yes(**texts: str) -> Data:
    """Return a yes with its texts (underscores in their names stand for hyphens)."""
    return {"is": "yes", **{name.replace("_", "-"): text for name, text in texts.items()}}


def no(**texts: str) -> Data:
    """Return a no with its texts."""
    return yes(**texts) | {"is": "no"}


def plain(*items: Mapping[str, Any], answers: Mapping[str, Any] | None = None, **more: Any) -> Data:
    """Return a case under the Act about which nothing on the lists of the request was ticked."""
    data = {"kinds": [], "authority": COUNCIL, "answers": LISTS | dict(answers or {})}
    return case_data(*items, **(data | more))


def green(*items: Mapping[str, Any], answers: Mapping[str, Any] | None = None, **more: Any) -> Data:
    """Return a case about the environment."""
    return plain(*items, answers=ABOUT_THE_BURN | dict(answers or {}), **more)


MINUTES = item("minutes", "The minutes of May", NONE, kinds=[])
WATER = item(
    "figures", "The figures of June", NONE | GREEN, kinds=[], public_interest={"foisa.s39-2": UNDER_REGULATIONS}
)
