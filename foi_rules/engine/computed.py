"""Facts that are worked out and never asked: every comparison of dates and every sum is one of these functions.

Each takes its inputs in the order of `of:`, the number of the rule file, and the working days of the rulebook. It
returns UNKNOWN when an input is missing, or is a date too vague to compare.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from foi_rules.engine import costs
from foi_rules.model.case import CostLine
from foi_rules.model.dates import VagueDate, add_months
from foi_rules.model.truth import NO, UNKNOWN, YES, Truth, truth_of
from foi_rules.model.working_days import WorkingDays

Input = VagueDate | Decimal | tuple[CostLine, ...] | None
Inputs = tuple[Input, ...]
Function = Callable[[Inputs, int | None, WorkingDays], Truth]
_DAY = timedelta(days=1)


def calendar_years_passed(inputs: Inputs, number: int | None, days: WorkingDays) -> Truth:
    """Return YES once `number` calendar years have run since the year of the first date.

    The years are counted from 1 January after the year of the first date: a record of year Y is out
    from 1 January of Y + number + 1, seen from the second date.
    Source: FOISA ss.57(1A), 57(1B), 58.
    """
    del days
    start, seen_from = _dates(inputs)
    if start is None or seen_from is None or number is None:
        return UNKNOWN
    if seen_from.first.year > start.last.year + number:
        return YES
    return NO if seen_from.last.year <= start.first.year + number else UNKNOWN


def years_passed(inputs: Inputs, number: int | None, days: WorkingDays) -> Truth:
    """Return YES once the period of `number` years that begins with the first date is over, seen from the second.

    Source: FOISA s.57(1C), (1D).
    """
    return months_passed(inputs, None if number is None else 12 * number, days)


def months_passed(inputs: Inputs, number: int | None, days: WorkingDays) -> Truth:
    """Return YES once the period of `number` months that begins with the first date is over, seen from the second.

    Source: FOISA s.9(3).
    """
    del days
    start, seen_from = _dates(inputs)
    if start is None or seen_from is None or number is None:
        return UNKNOWN
    if seen_from.first >= _over(start.last, number):
        return YES
    return NO if seen_from.last < _over(start.first, number) else UNKNOWN


def _over(start: date, months: int) -> date:
    """Return the first day after the months that begin with `start`."""
    end = add_months(start, months)
    # A month that has no such day ends the period with its last day.
    return end if end.day == start.day else end + _DAY


def working_days_passed(inputs: Inputs, number: int | None, days: WorkingDays) -> Truth:
    """Return YES once the `number` working days that begin with the first date are over, seen from the second.

    Source: EIRs reg 8(5).
    """
    start, seen_from = _dates(inputs)
    if start is None or seen_from is None or number is None:
        return UNKNOWN
    latest, earliest = days.after(start.last - _DAY, number), days.after(start.first - _DAY, number)
    if latest is not None and seen_from.first > latest:
        return YES
    return NO if earliest is not None and seen_from.last <= earliest else UNKNOWN


def within_working_days(inputs: Inputs, number: int | None, days: WorkingDays) -> Truth:
    """Return whether the first date is not later than the `number`th working day after the second.

    Source: EIRs reg 7(1), SSI 2004/467 reg 6; FOISA s.73 for what counts.
    """
    done, start = _dates(inputs)
    if done is None or start is None or number is None:
        return UNKNOWN
    earliest, latest = days.after(start.first, number), days.after(start.last, number)
    if earliest is not None and done.last <= earliest:
        return YES
    return NO if latest is not None and done.first > latest else UNKNOWN


def review_in_time(inputs: Inputs, number: int | None, days: WorkingDays) -> Truth:
    """Return whether a requirement for review was made in time: asked on, reply due on, reply received on.

    The time runs for `number` working days from the day by which the reply was due, or, if the reply came after
    that, from the day on which it was received. Source: FOISA s.20(5).
    """
    asked, due, reply = _dates(inputs)
    from_due = within_working_days((asked, due), number, days)
    if from_due is YES or due is None or reply is None:
        # A late reply only makes the time longer.
        return from_due if from_due is YES else UNKNOWN
    if reply.last <= due.first:
        return from_due
    from_reply = within_working_days((asked, reply), number, days)
    if reply.first > due.last or from_reply is from_due:
        return from_reply
    return UNKNOWN


def within_weeks(inputs: Inputs, number: int | None, days: WorkingDays) -> Truth:
    """Return whether the first date is not later than `number` weeks after the second.

    Source: FOISA s.27(1)(a).
    """
    del days
    one, start = _dates(inputs)
    if one is None or start is None or number is None:
        return UNKNOWN
    if one.last <= start.first + timedelta(weeks=number):
        return YES
    return NO if one.first > start.last + timedelta(weeks=number) else UNKNOWN


def later_than(inputs: Inputs, number: int | None, days: WorkingDays) -> Truth:
    """Return whether the first date is after the second. `number` is not used."""
    del number, days
    one, other = _dates(inputs)
    if one is None or other is None:
        return UNKNOWN
    if one.first > other.last:
        return YES
    return NO if one.last <= other.first else UNKNOWN


def cost_more_than(inputs: Inputs, number: int | None, days: WorkingDays) -> Truth:
    """Return whether the lines of an estimate come to more than `number` pounds.

    Source: SSI 2004/467 regs 3-5; FOISA s.12(1).
    """
    del days
    (lines,) = inputs
    if not isinstance(lines, tuple) or number is None:
        return UNKNOWN
    return truth_of(costs.total(lines) > number)


def within_fee_cap(inputs: Inputs, number: int | None, days: WorkingDays) -> Truth:
    """Return whether a fee in pounds is no more than may be charged for the estimate (SSI 2004/467 reg 4)."""
    del number, days
    return _no_more_than(inputs, costs.fee_cap)


def within_excess_fee_cap(inputs: Inputs, number: int | None, days: WorkingDays) -> Truth:
    """Return whether a fee in pounds is no more than may be charged above the limit (SSI 2004/376 reg 4)."""
    del number, days
    return _no_more_than(inputs, costs.excess_fee_cap)


def _no_more_than(inputs: Inputs, cap: Callable[[Decimal], Decimal | None]) -> Truth:
    fee, lines = inputs
    if not isinstance(fee, Decimal) or not isinstance(lines, tuple):
        return UNKNOWN
    most = cap(costs.total(lines))
    return truth_of(most is not None and fee <= most)


def _dates(inputs: Inputs) -> tuple[VagueDate | None, ...]:
    return tuple(one if isinstance(one, VagueDate) else None for one in inputs)


FUNCTIONS: Mapping[str, Function] = {
    "calendar-years-passed": calendar_years_passed,
    "years-passed": years_passed,
    "months-passed": months_passed,
    "working-days-passed": working_days_passed,
    "within-working-days": within_working_days,
    "review-in-time": review_in_time,
    "within-weeks": within_weeks,
    "later-than": later_than,
    "cost-more-than": cost_more_than,
    "within-fee-cap": within_fee_cap,
    "within-excess-fee-cap": within_excess_fee_cap,
}
"""Every function by the name that a rule file gives it."""
