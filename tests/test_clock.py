"""The working-day clock: the calendar of bank holidays, the counts, and `foi clock`.

Due dates are worked out by hand; the comment beside a row says which days are passed over.
"""

import copy
import json
import re
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from foi_rules.casework import clock
from foi_rules.casework.calendar import BankHoliday, Calendar, CalendarError, OutsideCalendar, calendar_from
from foi_rules.commands import clock as command

RULES = Path(__file__).parent.parent / "rules"
DATA = yaml.load((RULES / "calendar-scotland.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)
CALENDAR = calendar_from(DATA)
DAY = timedelta(days=1)

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)


def on(text: str) -> date:
    return date.fromisoformat(text)


def names(step: clock.DueDate) -> list[str]:
    return [f"{holiday.date:%d %b %Y} {holiday.name}" for holiday in step.skipped]


# The calendar


@pytest.mark.parametrize(
    ("year", "listed"),
    [
        (2026, "01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28"),
        (2027, "01-01 01-04 03-26 05-03 05-31 08-02 11-30 12-27 12-28"),
    ],
)
def test_the_table_of_the_law_files(year: int, listed: str) -> None:
    assert [f"{h.date:%m-%d}" for h in CALENDAR.holidays if h.date.year == year] == listed.split()


def test_covers_2002_to_2027_and_lists_no_weekend() -> None:
    assert (CALENDAR.first_year, CALENDAR.last_year) == (2002, 2027)
    assert {holiday.date.year for holiday in CALENDAR.holidays} == set(range(2002, 2028))
    assert [holiday for holiday in CALENDAR.holidays if holiday.date.weekday() in (SAT, SUN)] == []


def test_every_source_is_used_and_every_day_has_one() -> None:
    used = {day["source"] for days in DATA["years"].values() for day in days}
    assert used == set(DATA["sources"])
    world_cup = CALENDAR.holiday(on("2026-06-15"))
    assert world_cup is not None
    assert "proclamation" in world_cup.source


# Left out on purpose; the reasons are at the head of rules/calendar-scotland.yaml.
ONLY_IN_THE_PACKAGE = {
    on("2006-11-30"),  # before the Act that added St Andrew's Day
    on("2010-01-04"),  # 2 January was a Saturday, and nothing was proclaimed
    on("2011-01-04"),  # 1 January was a Saturday, and nothing was proclaimed
}


def test_agrees_with_the_holidays_package_but_for_three_days() -> None:
    holidays = pytest.importorskip("holidays")
    years = range(CALENDAR.first_year, CALENDAR.last_year + 1)
    package = {
        day
        for day in holidays.country_holidays("GB", subdiv="SCT", years=years)
        if day.weekday() < SAT and day.year in years
    }
    ours = {holiday.date for holiday in CALENDAR.holidays}
    assert package - ours == ONLY_IN_THE_PACKAGE
    assert ours - package == set()


@pytest.mark.parametrize(
    "day",
    [
        "2002-05-27",  # the spring holiday moved for the Golden Jubilee
        "2006-11-30",
        "2010-01-04",
        "2011-01-04",
        "2012-05-28",  # moved for the Diamond Jubilee
        "2020-05-04",  # moved to 8 May
        "2022-05-30",  # moved for the Platinum Jubilee
        "2026-04-06",  # Easter Monday
        "2026-08-31",  # the last Monday in August: England and Wales only
        "2026-07-13",  # Northern Ireland only
    ],
)
def test_working_days_that_look_like_holidays(day: str) -> None:
    assert clock.is_working_day(on(day), CALENDAR)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2002-06-03", "Golden Jubilee"),
        ("2002-06-04", "Spring holiday (moved for the Golden Jubilee)"),
        ("2005-01-03", "2nd January (substitute day)"),  # the 2nd was a Sunday
        ("2005-01-04", "New Year's Day (substitute day)"),  # the 1st was a Saturday
        ("2007-11-30", "St Andrew's Day"),
        ("2011-04-29", "Wedding of Prince William"),
        ("2012-06-05", "Diamond Jubilee"),
        ("2016-12-26", "Christmas Day (substitute day)"),  # a Sunday, moved by the Act
        ("2016-12-27", "Boxing Day (substitute day)"),
        ("2017-01-02", "2nd January"),
        ("2017-01-03", "New Year's Day (substitute day)"),  # the 1st was a Sunday
        ("2019-12-02", "St Andrew's Day (substitute day)"),  # a Saturday
        ("2020-05-08", "Early May holiday (moved for the 75th anniversary of VE Day)"),
        ("2022-06-03", "Platinum Jubilee"),
        ("2022-09-19", "State funeral of Queen Elizabeth II"),
        ("2023-05-08", "Coronation of King Charles III"),
        ("2026-06-15", "Scotland at the World Cup"),
    ],
)
def test_bank_holidays_by_name(day: str, name: str) -> None:
    holiday = CALENDAR.holiday(on(day))
    assert holiday is not None
    assert holiday.name == name
    assert not clock.is_working_day(on(day), CALENDAR)


def test_christmas_day_is_excluded_by_the_act_itself() -> None:
    unlisted = Calendar(2026, 2026, (), CALENDAR.limits)
    assert not clock.is_working_day(on("2026-12-25"), unlisted)
    assert clock.is_working_day(on("2026-12-28"), unlisted)


# FOISA: the vectors of the law files (request, reply due, last day for a requirement for review)


@pytest.mark.parametrize(
    ("received", "reply_by", "review_by"),
    [
        ("2026-09-07", "2026-10-05", "2026-12-01"),
        ("2026-11-23", "2026-12-22", "2027-02-22"),
        ("2026-12-05", "2027-01-07", "2027-03-04"),  # a Saturday
        ("2026-12-18", "2027-01-21", "2027-03-18"),
        ("2026-12-25", "2027-01-27", "2027-03-24"),  # Christmas Day
        ("2026-04-06", "2026-05-05", "2026-07-02"),  # Easter Monday
        ("2026-05-29", "2026-06-29", "2026-08-25"),
    ],
)
def test_reply_and_requirement_for_review(received: str, reply_by: str, review_by: str) -> None:
    first = clock.reply_due(on(received), CALENDAR)
    assert (first.date, first.days, first.cite) == (on(reply_by), 20, "FOISA s.10(1)")
    then = clock.review_request_due(first.date, CALENDAR)
    assert (then.date, then.days, then.cite) == (on(review_by), 40, "FOISA s.20(5)")


def test_a_posted_request() -> None:
    arrived = clock.presumed_receipt(on("2026-10-01"), CALENDAR)
    assert (arrived.date, arrived.days, arrived.cite) == (on("2026-10-04"), 3, "FOISA s.74(2)(a)")
    reply = clock.reply_due(arrived.date, CALENDAR)
    assert reply.date == on("2026-10-30")
    request = clock.review_request_due(reply.date, CALENDAR)
    assert request.date == on("2026-12-30")
    assert names(request) == [
        "30 Nov 2026 St Andrew's Day",
        "25 Dec 2026 Christmas Day",
        "28 Dec 2026 Boxing Day (substitute day)",
    ]


def test_a_clarified_request_starts_afresh() -> None:
    reply = clock.clarified_reply_due(on("2026-09-21"), CALENDAR)
    assert (reply.date, reply.cite) == (on("2026-10-19"), "FOISA s.10(1)(b)")


def test_a_late_reply_moves_the_requirement_for_review() -> None:
    late = clock.review_request_due(on("2026-10-05"), CALENDAR, on("2026-10-20"))
    assert late.date == on("2026-12-16")
    assert "The reply was late" in late.sentence


@pytest.mark.parametrize("reply", ["2026-09-10", "2026-10-05"])
def test_a_reply_in_time_does_not_move_it(reply: str) -> None:
    step = clock.review_request_due(on("2026-10-05"), CALENDAR, on(reply))
    assert (step.date, step.limit.id) == (on("2026-12-01"), "review-request")


def test_review_outcome() -> None:
    outcome = clock.review_due(on("2026-11-16"), CALENDAR)
    assert (outcome.date, outcome.days, outcome.cite) == (on("2026-12-15"), 20, "FOISA s.21(1)")
    assert names(outcome) == ["30 Nov 2026 St Andrew's Day"]


def test_the_keeper_has_thirty_days() -> None:
    reply = clock.due("keeper-reply", on("2026-09-07"), CALENDAR)
    assert (reply.date, reply.cite) == (on("2026-10-19"), "FOISA s.10(2)")
    assert clock.due("keeper-review", on("2026-09-07"), CALENDAR).date == on("2026-10-19")


@pytest.mark.parametrize(
    ("outcome", "last"),
    [
        ("2026-12-15", "2027-06-15"),
        ("2026-08-31", "2027-02-28"),  # no 31 February
        ("2023-08-31", "2024-02-29"),
        ("2026-03-31", "2026-09-30"),
        ("2027-09-01", "2028-03-01"),  # months need no bank holidays, so the calendar's end is no obstacle
    ],
)
def test_commissioner(outcome: str, last: str) -> None:
    step = clock.commissioner_due(on("2026-01-01"), CALENDAR, on(outcome))
    assert (step.date, step.days, step.cite) == (on(last), 6, "FOISA s.47(4)")


def test_commissioner_without_an_outcome_runs_from_the_day_it_was_due() -> None:
    step = clock.commissioner_due(on("2026-12-15"), CALENDAR)
    assert step.date == on("2027-06-15")
    assert step.sentence.startswith("If no review outcome comes by Tuesday 15 December 2026,")


# The founding case: received 1 September 2021, review answered 9 November 2021


def test_the_founding_case() -> None:
    reply = clock.reply_due(on("2021-09-01"), CALENDAR)
    assert (reply.date, names(reply)) == (on("2021-09-29"), [])  # four weeks, no bank holiday
    request = clock.review_request_due(reply.date, CALENDAR)
    assert (request.date, names(request)) == (on("2021-11-24"), [])  # eight weeks, no bank holiday
    assert clock.review_due(on("2021-10-12"), CALENDAR).date == on("2021-11-09")
    assert clock.commissioner_due(on("2021-11-09"), CALENDAR, on("2021-11-09")).date == on("2022-05-09")


@pytest.mark.parametrize(
    ("received", "reply", "passed_over"),
    [
        (
            "2020-12-31",
            "2021-02-01",
            ["01 Jan 2021 New Year's Day", "04 Jan 2021 2nd January (substitute day)"],
        ),
        ("2021-04-01", "2021-04-30", ["02 Apr 2021 Good Friday"]),  # Easter Monday, 5 April, is counted
        ("2021-04-06", "2021-05-05", ["03 May 2021 Early May holiday"]),
        ("2021-05-17", "2021-06-15", ["31 May 2021 Spring holiday"]),
        ("2021-07-15", "2021-08-13", ["02 Aug 2021 Summer holiday"]),
        ("2021-08-11", "2021-09-08", []),  # 30 August is no holiday in Scotland
        ("2021-11-22", "2021-12-21", ["30 Nov 2021 St Andrew's Day"]),
        (
            "2021-11-26",  # day 19 is Friday 24 December, day 20 Wednesday 29 December
            "2021-12-29",
            [
                "30 Nov 2021 St Andrew's Day",
                "27 Dec 2021 Christmas Day (substitute day)",
                "28 Dec 2021 Boxing Day (substitute day)",
            ],
        ),
        (
            "2021-12-23",
            "2022-01-26",
            [
                "27 Dec 2021 Christmas Day (substitute day)",
                "28 Dec 2021 Boxing Day (substitute day)",
                "03 Jan 2022 2nd January (substitute day)",
                "04 Jan 2022 New Year's Day (substitute day)",
            ],
        ),
        ("2009-12-31", "2010-01-29", ["01 Jan 2010 New Year's Day"]),  # 4 January 2010 is counted
        (
            "2020-05-01",  # 4 May 2020 is counted
            "2020-06-02",
            [
                "08 May 2020 Early May holiday (moved for the 75th anniversary of VE Day)",
                "25 May 2020 Spring holiday",
            ],
        ),
        (
            "2022-05-16",  # 30 May 2022 is counted
            "2022-06-15",
            [
                "02 Jun 2022 Spring holiday (moved for the Platinum Jubilee)",
                "03 Jun 2022 Platinum Jubilee",
            ],
        ),
        (
            "2023-04-28",
            "2023-05-31",
            [
                "01 May 2023 Early May holiday",
                "08 May 2023 Coronation of King Charles III",
                "29 May 2023 Spring holiday",
            ],
        ),
    ],
)
def test_counts_by_hand_with_the_days_passed_over(received: str, reply: str, passed_over: list[str]) -> None:
    step = clock.reply_due(on(received), CALENDAR)
    assert step.date == on(reply)
    assert names(step) == passed_over


# EIRs


def test_eirs() -> None:
    received = on("2026-09-07")
    reply = clock.eirs_reply_due(received, CALENDAR)
    assert (reply.date, reply.cite) == (on("2026-10-05"), "EIRs reg 5(2)(a)")
    extended = clock.eirs_extended_reply_due(received, CALENDAR)
    assert (extended.date, extended.cite) == (on("2026-11-02"), "EIRs reg 7(1)")
    review = clock.eirs_review_due(on("2026-11-16"), CALENDAR)
    assert (review.date, review.cite) == (on("2026-12-15"), "EIRs reg 16(4)")
    apply = clock.eirs_commissioner_due(review.date, CALENDAR, on("2026-12-01"))
    assert (apply.date, apply.cite) == (on("2027-06-01"), "EIRs reg 17 with FOISA s.47(4)")
    assert clock.eirs_commissioner_due(review.date, CALENDAR).date == on("2027-06-15")


def test_eirs_representations_run_from_receipt_of_the_reply_even_if_it_came_early() -> None:
    early = clock.eirs_review_request_due(on("2026-10-05"), CALENDAR, on("2026-09-14"))
    assert (early.date, early.cite) == (on("2026-11-09"), "EIRs reg 16(2)")
    none = clock.eirs_review_request_due(on("2026-10-05"), CALENDAR)
    assert none.date == on("2026-12-01")
    assert none.sentence.startswith("If no reply comes by Monday 5 October 2026,")


# Sentences and limits


def test_a_due_date_says_what_must_happen_and_from_when() -> None:
    assert clock.reply_due(on("2026-09-07"), CALENDAR).sentence == (
        "The reply must go out promptly, and by Monday 5 October 2026 at the latest."
        " The request was received on Monday 7 September 2026."
    )


@pytest.mark.parametrize("limit", CALENDAR.limits, ids=lambda limit: limit.id)
def test_no_sentence_keeps_a_gap(limit: object) -> None:
    sentence = clock.due(limit.id, on("2026-09-07"), CALENDAR).sentence  # type: ignore[attr-defined]
    assert not set("{}") & set(sentence)
    assert "Monday 7 September 2026" in sentence


def test_an_unknown_limit_is_named() -> None:
    with pytest.raises(CalendarError, match=re.escape("limits: nothing is called 'repyl'; add it there")):
        clock.due("repyl", on("2026-09-07"), CALENDAR)


# Years that are not covered


@pytest.mark.parametrize(
    ("received", "needed"),
    [("2001-12-31", "31 December 2001"), ("2027-12-20", "1 January 2028"), ("2030-05-01", "1 May 2030")],
)
def test_a_count_stops_at_the_edge_of_the_calendar(received: str, needed: str) -> None:
    with pytest.raises(OutsideCalendar) as caught:
        clock.reply_due(on(received), CALENDAR)
    assert str(caught.value) == (
        f"Bank holidays are known from 2002 to 2027, and this count needs {needed};"
        " once they are known, add that year to rules/calendar-scotland.yaml."
    )
    assert isinstance(caught.value, ValueError)


def test_the_last_request_that_can_be_counted() -> None:
    assert clock.reply_due(on("2027-12-01"), CALENDAR).date == on("2027-12-31")
    with pytest.raises(OutsideCalendar):
        clock.reply_due(on("2027-12-02"), CALENDAR)


def test_counting_backwards_is_refused() -> None:
    with pytest.raises(ValueError, match="counted forwards, and -1 is less than none"):
        clock.add_working_days(on("2026-09-07"), -1, CALENDAR)


# Laws of counting

starts = st.dates(on("2002-01-01"), on("2027-09-01"))
counts = st.integers(0, 60)


def working_days_in(first: date, last: date) -> int:
    """Count by weekday numbers and set difference, another way than the clock does."""
    days = {first + i * DAY for i in range((last - first).days + 1)}
    weekdays = {day for day in days if day.isoweekday() not in (6, 7)}
    return len(weekdays - {holiday.date for holiday in CALENDAR.holidays})


@given(starts, counts)
def test_exactly_n_working_days_lie_between(start: date, n: int) -> None:
    end = clock.add_working_days(start, n, CALENDAR)
    assert working_days_in(start + DAY, end) == n


@given(starts, st.integers(1, 60))
def test_the_last_day_is_a_working_day(start: date, n: int) -> None:
    assert clock.is_working_day(clock.add_working_days(start, n, CALENDAR), CALENDAR)


@given(starts, starts, counts)
def test_an_earlier_start_is_never_due_later(one: date, other: date, n: int) -> None:
    first, second = sorted((one, other))
    assert clock.add_working_days(first, n, CALENDAR) <= clock.add_working_days(second, n, CALENDAR)


@given(starts, counts, counts)
def test_counts_add_up(start: date, n: int, m: int) -> None:
    halfway = clock.add_working_days(start, n, CALENDAR)
    if halfway <= on("2027-09-01"):
        assert clock.add_working_days(halfway, m, CALENDAR) == clock.add_working_days(start, n + m, CALENDAR)


@given(starts)
def test_every_skipped_day_is_inside_and_is_no_working_day(start: date) -> None:
    step = clock.reply_due(start, CALENDAR)
    assert all(start < holiday.date < step.date for holiday in step.skipped)
    assert not any(clock.is_working_day(holiday.date, CALENDAR) for holiday in step.skipped)
    weekdays = sum((start + i * DAY).weekday() < SAT for i in range(1, (step.date - start).days + 1))
    assert weekdays == 20 + len(step.skipped)


@given(st.dates(on("2002-01-01"), on("2027-12-31")), st.integers(0, 24))
def test_months_keep_the_date_or_end_the_month(start: date, months: int) -> None:
    end = clock.add_months(start, months)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day == start.day or (end.day < start.day and (end + DAY).day == 1)


# Data that cannot be used


def broken(path: str, value: object) -> dict[str, object]:
    data: dict[str, object] = {
        "format": "1",
        "id": "calendar-scotland",
        "title": "Bank holidays",
        "sources": {"schedule": {"text": "The Act"}},
        "limits": {"reply": {"days": "20", "cite": "FOISA s.10(1)", "title": "Reply due", "says": "By {due}."}},
        "years": {"2026": [{"date": "2026-01-01", "name": "New Year's Day", "source": "schedule"}]},
    }
    where: dict[str, object] = data
    *way, last = path.split("/")
    for step in way:
        where = where[step]  # type: ignore[assignment]
    if value is None:
        del where[last]
    else:
        where[last] = value
    return data


NEW_YEAR = {"date": "2026-01-01", "name": "New Year's Day", "source": "schedule"}


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("format", "2", "format: this is format '2', and this version reads format 1"),
        ("years", None, "rules/calendar-scotland.yaml: `years:` is missing"),
        ("yaers", {}, "nothing is called `yaers:` here; use format, id, title, sources, limits, years"),
        ("sources", [], "sources: write names and values, such as `name: value`"),
        ("sources/schedule", {"url": "x"}, "sources, schedule: `text:` is missing"),
        ("limits/reply/days", "0", "limits, reply: '0' is not a number of days; write it in digits"),
        (
            "limits/reply/days",
            "twenty",
            "limits, reply: 'twenty' is not a number of days; write it in digits",
        ),
        ("limits/reply/days", None, "limits, reply: give one of days, calendar-days, months"),
        ("limits/reply/months", "6", "limits, reply: give one of days, calendar-days, months"),
        ("limits/reply/cite", "", "limits, reply: `cite:` has no text"),
        ("limits/reply/cite", ["s.10"], "limits, reply: `cite:` has no text"),
        ("limits/reply/says", "Soon.", "limits, reply: `says` must have {due}, the last day"),
        ("years", {}, "years: no year is listed, so nothing can be counted"),
        ("years", {"26": []}, "years: '26' is not a year; write it as 2026"),
        ("years", {"2026": [], "2028": []}, "years: 2027 is missing between 2026 and 2028"),
        ("years/2026", "none", "years, 2026: write a list of days"),
        ("years/2026", [NEW_YEAR, NEW_YEAR], "years, 2026: 2026-01-01 is listed twice; keep one of them"),
        (
            "years/2027",
            [NEW_YEAR],
            "years, 2027, New Year's Day: 2026-01-01 is in another year; move it to 2026",
        ),
        (
            "years/2026",
            [NEW_YEAR | {"date": "2026-12-26", "name": "Boxing Day"}],
            "2026, Boxing Day: 2026-12-26 is a Saturday, which never counts; list the day in its place",
        ),
        (
            "years/2026",
            [NEW_YEAR | {"date": "2026-02-30"}],
            "years, 2026, New Year's Day: '2026-02-30' is no day of the calendar",
        ),
        (
            "years/2026",
            [NEW_YEAR | {"source": "shedule"}],
            "years, 2026, New Year's Day: no source is called 'shedule'; use one of schedule",
        ),
        (
            "years/2026",
            [NEW_YEAR | {"note": "x"}],
            "years, 2026: nothing is called `note:` here; use date, name, source",
        ),
    ],
)
def test_a_broken_calendar_is_refused(path: str, value: object, message: str) -> None:
    with pytest.raises(CalendarError) as caught:
        calendar_from(broken(path, value))
    assert str(caught.value).startswith("rules/calendar-scotland.yaml: ")
    assert str(caught.value).endswith(message)


def test_reading_leaves_the_data_alone_and_is_repeatable() -> None:
    before = copy.deepcopy(DATA)
    assert calendar_from(DATA) == CALENDAR
    assert hash(calendar_from(DATA)) == hash(CALENDAR)
    assert before == DATA


def test_the_source_of_a_day_is_the_text_not_its_short_name() -> None:
    calendar = calendar_from(broken("title", "x"))
    assert calendar.holidays == (BankHoliday(on("2026-01-01"), "New Year's Day", "The Act"),)


# The command


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "rules_folder", lambda: RULES)
    monkeypatch.delenv("NO_COLOR", raising=False)


def ask(text: str, **options: object) -> int:
    usual: dict[str, object] = {
        "eirs": False, "review": False, "posted": False, "replied": None, "plain": False, "as_json": False,
    }  # fmt: skip
    return command.run(text, **usual | options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "2026-09-07", "2026-9-7", "7/9/2026", "07/09/2026", "7.9.2026", "7-9-2026", "7 Sep 2026",
        "7 Sept 2026", "7 September 2026", "7th september 2026", " 7  SEP 2026 ", "7 Sep. 2026",
    ],
)  # fmt: skip
def test_days_as_people_type_them(text: str) -> None:
    assert command.day_from(text) == on("2026-09-07")


@pytest.mark.parametrize("number", range(1, 13))
def test_every_month_by_name(number: int) -> None:
    day = date(2026, number, 3)
    assert command.day_from(f"{day:3 %B %Y}") == command.day_from(f"{day:3 %b %Y}") == day


@pytest.mark.parametrize("text", ["soon", "", "7 Sxp 2026", "7/9/26", "Sep 2026", "2026-09", "7 Ju 2026", "7 9 2026"])
def test_what_is_no_day_gets_one_sentence(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(text) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == f"'{text}' cannot be read as a day; write 2026-09-07, 7/9/2026 or 7 September 2026.\n"


@pytest.mark.parametrize("text", ["31/9/2026", "2026-02-29", "0 Sep 2026", "7/13/2026", "2026-00-10", "1/1/0000"])
def test_a_day_that_does_not_exist(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(text) == 2
    assert capsys.readouterr().err == f"There is no such day as '{text}'; please look at it again.\n"


def test_plain_output(capsys: pytest.CaptureFixture[str]) -> None:
    assert ask("7/9/2026", plain=True) == 0
    assert (
        capsys.readouterr().out
        == """\
Request received: Monday 7 September 2026

Reply due: Monday 5 October 2026
  The reply must go out promptly, and by Monday 5 October 2026 at the latest. \
The request was received on Monday 7 September 2026.
  20 working days, FOISA s.10(1). Bank holidays skipped: none.

Last day for a requirement for review: Tuesday 1 December 2026
  The applicant may require a review until Tuesday 1 December 2026. \
The time runs from the last day for the reply, Monday 5 October 2026, even if the reply came sooner.
  40 working days, FOISA s.20(5). Bank holidays skipped: Mon 30 Nov 2026 St Andrew's Day.

After a review the applicant has 6 months to apply to the Commissioner (FOISA s.47(4)). \
To count them, give the day on which the requirement for review arrived, with --review.
"""
    )


def test_json_output(capsys: pytest.CaptureFixture[str]) -> None:
    assert ask("16 Nov 2026", review=True, as_json=True) == 0
    told = json.loads(capsys.readouterr().out)
    assert list(told) == ["format", "law", "from", "due", "notes"]
    assert told["from"] == {
        "what": "Requirement for review received",
        "date": "2026-11-16",
        "weekday": "Monday",
    }
    outcome, apply = told["due"]
    assert outcome.pop("sentence").startswith("The review outcome must go out promptly, and by Tuesday 15 Dec")
    assert outcome == {
        "id": "review",
        "title": "Review outcome due",
        "date": "2026-12-15",
        "weekday": "Tuesday",
        "counted_from": "2026-11-16",
        "counted": {"number": 20, "unit": "days"},
        "cite": "FOISA s.21(1)",
        "skipped": [
            {
                "date": "2026-11-30",
                "name": "St Andrew's Day",
                "source": DATA["sources"]["st-andrew"]["text"],
            }
        ],
    }
    assert (apply["id"], apply["date"]) == ("commissioner-no-outcome", "2027-06-15")
    assert told["notes"] == []


def due_dates(capsys: pytest.CaptureFixture[str]) -> list[tuple[str, str, str]]:
    told = json.loads(capsys.readouterr().out)
    return [(step["id"], step["date"], step["cite"]) for step in told["due"]]


def test_posted(capsys: pytest.CaptureFixture[str]) -> None:
    assert ask("1 October 2026", posted=True, as_json=True) == 0
    assert due_dates(capsys) == [
        ("post", "2026-10-04", "FOISA s.74(2)(a)"),
        ("reply", "2026-10-30", "FOISA s.10(1)"),
        ("review-request", "2026-12-30", "FOISA s.20(5)"),
    ]


def test_replied_late(capsys: pytest.CaptureFixture[str]) -> None:
    assert ask("2026-09-07", replied="20/10/2026", as_json=True) == 0
    assert due_dates(capsys)[1] == ("review-request-late", "2026-12-16", "FOISA s.20(5)")


def test_review_outcome_received(capsys: pytest.CaptureFixture[str]) -> None:
    assert ask("2026-11-16", review=True, replied="2026-12-01", as_json=True) == 0
    assert due_dates(capsys)[1] == ("commissioner", "2027-06-01", "FOISA s.47(4)")


def test_eirs_request_and_review(capsys: pytest.CaptureFixture[str]) -> None:
    assert ask("2026-09-07", eirs=True, replied="14 Sep 2026", as_json=True) == 0
    assert due_dates(capsys) == [
        ("eirs-reply", "2026-10-05", "EIRs reg 5(2)(a)"),
        ("eirs-extended-reply", "2026-11-02", "EIRs reg 7(1)"),
        ("eirs-review-request", "2026-11-09", "EIRs reg 16(2)"),
    ]
    assert ask("2026-11-16", eirs=True, review=True, as_json=True) == 0
    assert due_dates(capsys) == [
        ("eirs-review", "2026-12-15", "EIRs reg 16(4)"),
        ("eirs-commissioner-no-outcome", "2027-06-15", "EIRs reg 17 with FOISA s.47(4)"),
    ]


@pytest.mark.parametrize(
    ("text", "options", "message"),
    [
        (
            "7/9/2026",
            {"eirs": True, "posted": True},
            "The EIRs presume nothing about post; give the day on which it arrived, without --posted.",
        ),
        (
            "7/9/2026",
            {"replied": "6/9/2026"},
            "The reply (Sunday 6 September 2026) comes before the request (Monday 7 September 2026);"
            " please look at both days again.",
        ),
        (
            "16/11/2026",
            {"review": True, "replied": "1/11/2026"},
            "The review outcome (Sunday 1 November 2026) comes before the requirement for review"
            " (Monday 16 November 2026); please look at both days again.",
        ),
        (
            "7/9/2026",
            {"replied": "later"},
            "'later' cannot be read as a day; write 2026-09-07, 7/9/2026 or 7 September 2026.",
        ),
        (
            "31/12/9999",
            {"posted": True},
            "Bank holidays are known from 2002 to 2027, and this count needs 31 December 9999;"
            " once they are known, add that year to rules/calendar-scotland.yaml.",
        ),
    ],
)
def test_options_that_do_not_go_together(
    text: str, options: dict[str, object], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(text, **options) == 2
    assert capsys.readouterr() == ("", message + "\n")


def test_at_the_edge_what_can_be_counted_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert ask("22 Nov 2027", as_json=True) == 0
    told = json.loads(capsys.readouterr().out)
    assert [step["id"] for step in told["due"]] == ["reply"]
    assert told["notes"][0].startswith("Bank holidays are known from 2002 to 2027, and this count needs 1 January")


def test_a_posted_request_past_the_edge_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert ask("30 Dec 2027", posted=True) == 2
    assert "needs 2 January 2028" in capsys.readouterr().err


def test_a_terminal_gets_a_table(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("TERM", "xterm-256color")
    assert ask("23 Nov 2026") == 0
    out = capsys.readouterr().out
    assert "\x1b[1m" in out
    lines = [" ".join(line.split()) for line in re.sub(r"\x1b\[[0-9;]*m", "", out).splitlines()]
    assert "Reply due Tue 22 Dec 2026 20 working days FOISA s.10(1)" in lines
    assert "Last day for a requirement for review Mon 22 Feb 2027 40 working days FOISA s.20(5)" in lines
    assert "Reply due skips Mon 30 Nov 2026 St Andrew's Day." in lines


@pytest.mark.parametrize(("plain", "no_color"), [(True, ""), (False, "1")])
def test_no_colour_when_asked(
    plain: bool, no_color: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("NO_COLOR", no_color)
    assert ask("23 Nov 2026", plain=plain) == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "Bank holidays skipped: Mon 30 Nov 2026 St Andrew's Day." in out


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "rules/calendar-scotland.yaml: missing-file: there is no such file"),
        ("format: [", "rules/calendar-scotland.yaml:"),
        ("format: 1", "rules/calendar-scotland.yaml: `id:` is missing"),
        ("", "rules/calendar-scotland.yaml: empty-file:"),
        ("- a", "rules/calendar-scotland.yaml holds no calendar; install foi-rules again."),
    ],
)
def test_a_calendar_that_is_missing_or_broken(
    content: str | None,
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(command, "rules_folder", lambda: tmp_path)
    if content is not None:
        (tmp_path / "calendar-scotland.yaml").write_text(content, "utf-8")
    assert ask("7/9/2026") == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(message)
    assert "Traceback" not in err


def test_the_command_loads_nothing_heavy_before_it_is_used() -> None:
    check = "import sys, foi_rules.commands.clock; print({'rich', 'yaml', 'json'} & set(sys.modules))"
    told = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True, cwd=RULES.parent)
    assert told.stdout == "set()\n"
