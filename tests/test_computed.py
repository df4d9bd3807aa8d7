"""What is worked out and never asked: periods, time limits and sums, each on both sides of its edge."""

from datetime import date
from decimal import Decimal

import pytest

from foi_rules.engine import costs
from foi_rules.engine.computed import FUNCTIONS
from foi_rules.engine.leaves import read_input
from foi_rules.model.case import CostLine
from foi_rules.model.truth import NO, UNKNOWN, YES, Truth
from foi_rules.model.working_days import WorkingDays
from foi_rules.rulebook.load import load_rulebook

DAYS = load_rulebook().working_days


def work_out(name: str, number: int | None, *inputs: str | None) -> Truth:
    """Return what the function comes to for dates as a case file writes them."""
    read = tuple(None if one is None else read_input(one, "date") for one in inputs)
    return FUNCTIONS[name](read, number, DAYS)


@pytest.mark.parametrize(
    ("name", "number", "inputs", "value"),
    [
        # FOISA s.57(1C): the letters of a Sovereign who died on 8 September 2022
        ("years-passed", 5, ("2022-09-08", "2027-09-07"), NO),
        ("years-passed", 5, ("2022-09-08", "2027-09-08"), YES),
        ("years-passed", 20, ("2004", "2024-06-01"), UNKNOWN),
        ("years-passed", 20, ("2004", "2025-01-01"), YES),
        ("years-passed", 1, ("2024-02-29", "2025-02-28"), NO),
        ("years-passed", 1, ("2024-02-29", "2025-03-01"), YES),
        # FOISA s.9(3): three months beginning with the day of the notice (the last day is 13 December)
        ("months-passed", 3, ("2026-09-14", "2026-12-13"), NO),
        ("months-passed", 3, ("2026-09-14", "2026-12-14"), YES),
        ("months-passed", 3, (None, "2026-12-14"), UNKNOWN),
        # EIRs reg 8(5): 60 working days that begin with the day of the notice
        ("working-days-passed", 60, ("2026-09-07", "2026-11-27"), NO),
        ("working-days-passed", 60, ("2026-09-07", "2026-12-01"), YES),
        # received on Monday 7 September 2026: the twentieth working day is Monday 5 October
        ("within-working-days", 20, ("2026-10-05", "2026-09-07"), YES),
        ("within-working-days", 20, ("2026-10-06", "2026-09-07"), NO),
        ("within-working-days", 20, ("2026-10", "2026-09-07"), UNKNOWN),
        ("within-working-days", 20, ("2026-10-05", "1999-09-07"), UNKNOWN),
        # 30 November is a bank holiday: received on 23 November 2026, due on 22 December
        ("within-working-days", 20, ("2026-12-22", "2026-11-23"), YES),
        ("within-working-days", 20, ("2026-12-23", "2026-11-23"), NO),
        # FOISA s.20(5): due on 5 October, so until 1 December; a late reply of 20 October gives until 16 December
        ("review-in-time", 40, ("2026-12-01", "2026-10-05", "2026-09-20"), YES),
        ("review-in-time", 40, ("2026-12-02", "2026-10-05", "2026-09-20"), NO),
        ("review-in-time", 40, ("2026-12-16", "2026-10-05", "2026-10-20"), YES),
        ("review-in-time", 40, ("2026-12-17", "2026-10-05", "2026-10-20"), NO),
        ("review-in-time", 40, ("2026-12-01", "2026-10-05", None), YES),
        ("review-in-time", 40, ("2026-12-16", "2026-10-05", None), UNKNOWN),
        ("review-in-time", 40, ("2026-12-16", None, "2026-10-20"), UNKNOWN),
        # FOISA s.27(1)(a): asked for on 7 September, so published by 30 November
        ("within-weeks", 12, ("2026-11-30", "2026-09-07"), YES),
        ("within-weeks", 12, ("2026-12-01", "2026-09-07"), NO),
        ("within-weeks", 12, ("2026-12", "2026-09-07"), NO),
        ("within-weeks", 12, ("2026-11", "2026-09-07"), YES),
        ("within-weeks", 12, ("2026", "2026-09-07"), UNKNOWN),
        ("within-weeks", 12, (None, "2026-09-07"), UNKNOWN),
    ],
)
def test_a_time_limit_on_both_sides_of_its_edge(
    name: str, number: int, inputs: tuple[str | None, ...], value: Truth
) -> None:
    assert work_out(name, number, *inputs) is value


def lines(*pounds: str) -> tuple[CostLine, ...]:
    """Return an estimate with one line of money for each amount."""
    return tuple(CostLine.model_validate({"what": "work", "cost": one}) for one in pounds)


@pytest.mark.parametrize(
    ("cost", "fee"),
    [("0", "0.00"), ("100", "0.00"), ("101", "0.10"), ("250", "15.00"), ("350", "25.00"), ("600", "50.00")],
)
def test_up_to_the_limit_a_tenth_of_what_is_over_a_hundred_pounds_may_be_charged(cost: str, fee: str) -> None:
    assert costs.fee_cap(Decimal(cost)) == Decimal(fee)
    assert costs.excess_fee_cap(Decimal(cost)) is None


def test_above_the_limit_there_is_no_such_fee_but_the_other_one() -> None:
    assert costs.fee_cap(Decimal("600.01")) is None
    assert costs.excess_fee_cap(Decimal(900)) == Decimal(350)


def test_the_rate_is_capped_and_the_work_is_records_times_minutes_or_hours() -> None:
    files = CostLine.model_validate({"what": "files", "records": "433", "minutes": "9", "rate": "13.20"})
    dear = CostLine.model_validate({"what": "a lawyer", "hours": "2", "rate": "90"})
    assert costs.line_cost(files) == Decimal("857.34")
    assert costs.line_cost(dear) == Decimal(30)
    assert costs.hours((files, dear, *lines("12"))) == Decimal("66.95")
    assert costs.total((files, dear, *lines("12"))) == Decimal("899.34")


@pytest.mark.parametrize(("pounds", "value"), [("600", NO), ("600.01", YES)])
def test_six_hundred_pounds_exactly_is_not_over_the_limit(pounds: str, value: Truth) -> None:
    assert FUNCTIONS["cost-more-than"]((lines(pounds),), 600, DAYS) is value
    assert FUNCTIONS["cost-more-than"]((None,), 600, DAYS) is UNKNOWN


@pytest.mark.parametrize(
    ("name", "fee", "cost", "value"),
    [
        ("within-fee-cap", "15", "250", YES),
        ("within-fee-cap", "15.01", "250", NO),
        ("within-fee-cap", "1", "700", NO),
        ("within-excess-fee-cap", "350", "900", YES),
        ("within-excess-fee-cap", "351", "900", NO),
        ("within-excess-fee-cap", "0", "600", NO),
    ],
)
def test_a_fee_is_no_more_than_may_be_charged(name: str, fee: str, cost: str, value: Truth) -> None:
    assert FUNCTIONS[name]((Decimal(fee), lines(cost)), None, DAYS) is value
    assert FUNCTIONS[name]((None, lines(cost)), None, DAYS) is UNKNOWN


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ({"what": "files"}, "the line 'files' of the estimate needs 'cost', or 'rate' with 'hours'"),
        ({"what": "files", "hours": "3"}, "needs 'cost', or 'rate'"),
        ({"what": "files", "cost": "3", "hours": "3", "rate": "2"}, "needs 'cost', or 'rate'"),
        ({"what": "files", "cost": "dear"}, "'dear' is not a number"),
        ({"what": "files", "cost": "-1"}, "'-1' is no amount of work or money"),
        ({"what": "files", "cost": "NaN"}, "'NaN' is no amount of work or money"),
    ],
)
def test_a_line_that_cannot_be_added_up_is_refused(line: dict[str, str], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        CostLine.model_validate(line)


def test_the_rulebook_knows_the_bank_holidays_of_its_calendar() -> None:
    assert (DAYS.first_year, DAYS.last_year) == (2002, 2027)
    assert date(2026, 6, 15) in DAYS.holidays
    assert DAYS.after(date(2026, 9, 7), 20) == date(2026, 10, 5)
    assert DAYS.after(date(2027, 12, 20), 20) is None
    assert WorkingDays().after(date(2026, 9, 7), 1) is None
