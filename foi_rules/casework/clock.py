"""The working-day clock: the last day for each step of a request, with the bank holidays passed over.

The day of receipt is day 0 and the next working day is day 1. Nothing here reads today's date. The numbers of
days are those of the calendar's `limits:`, so that a solicitor finds them beside their sections.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from foi_rules.casework.calendar import BankHoliday, Calendar, Limit, OutsideCalendar
from foi_rules.model.dates import add_months
from foi_rules.model.working_days import counts

Day = date  # a field that is called date hides the type

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DueDate:
    """The last day of a time limit: `start` is day 0, `skipped` the bank holidays that were not counted."""

    date: Day
    start: Day
    limit: Limit
    skipped: tuple[BankHoliday, ...] = ()

    @property
    def days(self) -> int:
        """Return how many were counted, in the limit's own unit: working days, days or months."""
        return self.limit.number

    @property
    def cite(self) -> str:
        """Return the provision that sets the limit, such as "FOISA s.10(1)"."""
        return self.limit.cite

    @property
    def sentence(self) -> str:
        """Return in plain English what must happen by when, and from when the time runs."""
        return self.limit.says.replace("{due}", in_words(self.date)).replace("{start}", in_words(self.start))


def in_words(day: date) -> str:
    """Return a day as people write it, such as "Monday 7 September 2026"."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def is_working_day(day: date, calendar: Calendar) -> bool:
    """Return whether `day` is a working day: no Saturday, Sunday, Christmas Day or bank holiday in Scotland.

    Raises OutsideCalendar for a year that the calendar does not cover.
    Source: FOISA s.73; the EIRs use the words in the same meaning.
    """
    holiday = calendar.holiday(day)
    return counts(day, () if holiday is None else (day,))


def add_working_days(start: date, n: int, calendar: Calendar) -> date:
    """Return the `n`th working day after `start`; `start` is day 0, whatever day it is.

    Raises OutsideCalendar if the count starts in or reaches a year that the calendar does not cover, and
    ValueError if `n` is negative.
    """
    if n < 0:
        raise ValueError(f"working days are counted forwards, and {n} is less than none")
    day = calendar.working_days.after(start, n)
    if day is None:
        known = calendar.first_year <= start.year <= calendar.last_year
        raise OutsideCalendar(date(calendar.last_year + 1, 1, 1) if known else start, calendar)
    return day


def skipped(start: date, end: date, calendar: Calendar) -> tuple[BankHoliday, ...]:
    """Return the bank holidays after `start` and up to `end`, in order, to check a count by."""
    return tuple(holiday for holiday in calendar.holidays if start < holiday.date <= end)


def due(limit_name: str, start: date, calendar: Calendar) -> DueDate:
    """Return the last day of a limit of the calendar that runs from `start`, day 0.

    Raises OutsideCalendar if working days are counted into a year that is not covered; months and calendar
    days need no bank holidays. Raises CalendarError if there is no such limit.
    """
    limit = calendar.limit(limit_name)
    if limit.unit == "months":
        return DueDate(add_months(start, limit.number), start, limit)
    if limit.unit == "calendar-days":
        return DueDate(start + limit.number * _DAY, start, limit)
    end = add_working_days(start, limit.number, calendar)
    return DueDate(end, start, limit, skipped(start, end, calendar))


# FOISA


def reply_due(received: date, calendar: Calendar) -> DueDate:
    """Return the last day on which the authority may reply in time to a request received on `received`.

    Counted in working days. Source: FOISA s.10(1).
    """
    return due("reply", received, calendar)


def clarified_reply_due(answered: date, calendar: Calendar) -> DueDate:
    """Return the last day for the reply once the further information asked for was received, on `answered`.

    The count starts afresh, in working days. Source: FOISA s.10(1)(b), with s.1(3).
    """
    return due("clarified-reply", answered, calendar)


def review_request_due(reply_by: date, calendar: Calendar, late_reply: date | None = None) -> DueDate:
    """Return the last day on which the applicant may make a requirement for review.

    Counted in working days from `reply_by`, the last day for the reply, even if the reply came sooner; or, if
    the reply was late, from `late_reply`, the day on which the applicant received it. Source: FOISA s.20(5).
    """
    if late_reply is not None and late_reply > reply_by:
        return due("review-request-late", late_reply, calendar)
    return due("review-request", reply_by, calendar)


def review_due(received: date, calendar: Calendar) -> DueDate:
    """Return the last day for the outcome of a review whose requirement was received on `received`.

    Counted in working days. Source: FOISA s.21(1).
    """
    return due("review", received, calendar)


def commissioner_due(review_by: date, calendar: Calendar, outcome: date | None = None) -> DueDate:
    """Return the last day on which the applicant may apply to the Commissioner.

    Counted in calendar months (see `add_months`) from `outcome`, the day on which the applicant received the
    review outcome; if none came, from `review_by`, the last day for it. Source: FOISA s.47(4).
    """
    if outcome is not None:
        return due("commissioner", outcome, calendar)
    return due("commissioner-no-outcome", review_by, calendar)


def presumed_receipt(posted: date, calendar: Calendar) -> DueDate:
    """Return the day on which something posted is presumed to be received, counted in calendar days.

    An earlier day that is known is the safe start of a clock. Source: FOISA s.74(2)(a); not for the EIRs.
    """
    return due("post", posted, calendar)


# EIRs


def eirs_reply_due(received: date, calendar: Calendar) -> DueDate:
    """Return the last day for the reply to a request for environmental information.

    Counted in working days. Source: EIRs reg 5(2)(a).
    """
    return due("eirs-reply", received, calendar)


def eirs_extended_reply_due(received: date, calendar: Calendar) -> DueDate:
    """Return the last day for that reply if the time was validly extended.

    Counted in working days from receipt; the notice of extension must go out by the day that `eirs_reply_due`
    gives. Source: EIRs reg 7(1).
    """
    return due("eirs-extended-reply", received, calendar)


def eirs_review_request_due(reply_by: date, calendar: Calendar, reply: date | None = None) -> DueDate:
    """Return the last day for representations that ask for a review.

    Counted in working days from `reply`, the day on which the applicant received the reply, early or late; if
    none came, from `reply_by`, the last day for it. Source: EIRs reg 16(2).
    """
    if reply is not None:
        return due("eirs-review-request", reply, calendar)
    return due("eirs-review-request-no-reply", reply_by, calendar)


def eirs_review_due(received: date, calendar: Calendar) -> DueDate:
    """Return the last day for the outcome of a review under the EIRs; this time cannot be extended.

    Counted in working days. Source: EIRs reg 16(4).
    """
    return due("eirs-review", received, calendar)


def eirs_commissioner_due(review_by: date, calendar: Calendar, outcome: date | None = None) -> DueDate:
    """Return the last day to apply to the Commissioner after a review under the EIRs; see `commissioner_due`.

    Source: EIRs reg 17, with FOISA s.47(4).
    """
    if outcome is not None:
        return due("eirs-commissioner", outcome, calendar)
    return due("eirs-commissioner-no-outcome", review_by, calendar)
