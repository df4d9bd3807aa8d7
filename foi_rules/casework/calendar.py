"""Bank holidays and time limits as frozen values, and reading them from plain data.

The dates, the numbers and their sources live in rules/calendar-scotland.yaml; none of them is repeated here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal, get_args

from foi_rules.model.dates import exact_date
from foi_rules.model.working_days import WorkingDays

Unit = Literal["days", "calendar-days", "months"]

_FILE = "rules/calendar-scotland.yaml"
_KEYS = {
    "calendar": (("format", "id", "title", "sources", "limits", "years"), ()),
    "source": (("text",), ("url",)),
    "limit": (("cite", "title", "says"), get_args(Unit)),
    "day": (("date", "name", "source"), ()),
}


@dataclass(frozen=True, slots=True)
class BankHoliday:
    """A weekday that is a bank holiday in Scotland, its name, and in `source` the law that makes it one."""

    date: date
    name: str
    source: str


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit, such as 20 `days` (working days), 3 `calendar-days` or 6 `months`, and what sets it.

    `says` is a sentence or two with {start}, the day from which the limit runs, and {due}, its last day.
    """

    id: str
    number: int
    unit: Unit
    cite: str
    title: str
    says: str

    @property
    def length(self) -> str:
        """Return the limit in words, such as "20 working days"."""
        words = {"days": "working days", "calendar-days": "days", "months": "months"}
        return f"{self.number} {words[self.unit]}"


@dataclass(frozen=True)
class Calendar:
    """The bank holidays of the years from `first_year` to `last_year`, both included, and the time limits."""

    first_year: int
    last_year: int
    holidays: tuple[BankHoliday, ...]
    limits: tuple[Limit, ...]

    def holiday(self, day: date) -> BankHoliday | None:
        """Return the bank holiday on `day`, if it is one.

        Raises OutsideCalendar for a day of a year that is not covered.
        """
        if not self.first_year <= day.year <= self.last_year:
            raise OutsideCalendar(day, self)
        return self._by_day.get(day)

    def limit(self, name: str) -> Limit:
        """Return the limit called `name`. Raises CalendarError if the calendar has none."""
        for limit in self.limits:
            if limit.id == name:
                return limit
        raise _wrong("limits", f"nothing is called '{name}'; add it there")

    @cached_property
    def working_days(self) -> WorkingDays:
        """Return which days count, as the engine counts them."""
        return WorkingDays(self.first_year, self.last_year, frozenset(self._by_day))

    @cached_property
    def _by_day(self) -> Mapping[date, BankHoliday]:
        return {holiday.date: holiday for holiday in self.holidays}


class OutsideCalendar(ValueError):
    """A count needs a day of a year whose bank holidays are not listed."""

    def __init__(self, day: date, calendar: Calendar) -> None:
        self.day = day
        super().__init__(
            f"Bank holidays are known from {calendar.first_year} to {calendar.last_year}, and this count"
            f" needs {day.day} {day:%B %Y}; once they are known, add that year to {_FILE}."
        )


class CalendarError(ValueError):
    """The calendar's data cannot be used; the message says where and what to do."""


def calendar_from(data: Mapping[str, object]) -> Calendar:
    """Return the calendar in `data`: the content of rules/calendar-scotland.yaml, with every scalar as text.

    Raises CalendarError, in one sentence, for the first thing that is missing, unknown or misspelt.
    """
    top = _record(data, "calendar", "")
    if top["format"] != "1":
        raise _wrong("format", f"this is format '{top['format']}', and this version reads format 1")
    sources = {
        name: _text(_record(value, "source", f"sources, {name}"), "text", f"sources, {name}")
        for name, value in _mapping(top["sources"], "sources").items()
    }
    limits = tuple(_limit(name, value) for name, value in _mapping(top["limits"], "limits").items())
    years = {_year(name): days for name, days in _mapping(top["years"], "years").items()}
    _check_unbroken(years)
    holidays = [day for year, days in years.items() for day in _holidays(year, days, sources)]
    return Calendar(min(years), max(years), tuple(sorted(holidays, key=lambda day: day.date)), limits)


def _limit(name: str, value: object) -> Limit:
    place = f"limits, {name}"
    record = _record(value, "limit", place)
    units: list[Unit] = [unit for unit in get_args(Unit) if unit in record]
    if len(units) != 1:
        raise _wrong(place, f"give one of {', '.join(get_args(Unit))}")
    number = _text(record, units[0], place)
    if not (number.isascii() and number.isdigit() and int(number)):
        raise _wrong(place, f"'{number}' is not a number of {units[0]}; write it in digits")
    cite, title, says = (_text(record, key, place) for key in ("cite", "title", "says"))
    if "{due}" not in says:
        raise _wrong(place, "`says` must have {due}, the last day")
    return Limit(name, int(number), units[0], cite, title, says)


def _year(name: str) -> int:
    if not (name.isascii() and name.isdigit() and len(name) == 4):
        raise _wrong("years", f"'{name}' is not a year; write it as 2026")
    return int(name)


def _check_unbroken(years: Mapping[int, object]) -> None:
    if not years:
        raise _wrong("years", "no year is listed, so nothing can be counted")
    missing = sorted(set(range(min(years), max(years))) - set(years))
    if missing:
        raise _wrong("years", f"{missing[0]} is missing between {min(years)} and {max(years)}")


def _holidays(year: int, days: object, sources: Mapping[str, str]) -> list[BankHoliday]:
    if not isinstance(days, Sequence) or isinstance(days, str):
        raise _wrong(f"years, {year}", "write a list of days")
    found: dict[date, BankHoliday] = {}
    for value in days:
        holiday = _holiday(year, value, sources)
        if holiday.date in found:
            raise _wrong(f"years, {year}", f"{holiday.date} is listed twice; keep one of them")
        found[holiday.date] = holiday
    return list(found.values())


def _holiday(year: int, value: object, sources: Mapping[str, str]) -> BankHoliday:
    record = _record(value, "day", f"years, {year}")
    name, written, source = (_text(record, key, f"years, {year}") for key in ("name", "date", "source"))
    place = f"years, {year}, {name}"
    try:
        day = exact_date(written)
    except ValueError as error:
        raise _wrong(place, str(error)) from error
    if day.year != year:
        raise _wrong(place, f"{day} is in another year; move it to {day.year}")
    if day.weekday() >= 5:
        raise _wrong(place, f"{day} is a {day:%A}, which never counts; list the day in its place")
    if source not in sources:
        raise _wrong(place, f"no source is called '{source}'; use one of {', '.join(sources)}")
    return BankHoliday(day, name, sources[source])


def _record(value: object, kind: str, place: str) -> Mapping[str, object]:
    required, optional = _KEYS[kind]
    record = _mapping(value, place)
    for key in required:
        if key not in record:
            raise _wrong(place, f"`{key}:` is missing")
    for key in record:
        if key not in required and key not in optional:
            known = ", ".join((*required, *optional))
            raise _wrong(place, f"nothing is called `{key}:` here; use {known}")
    return record


def _mapping(value: object, place: str) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise _wrong(place, "write names and values, such as `name: value`")
    return value


def _text(record: Mapping[str, object], key: str, place: str) -> str:
    value = record[key]
    if not isinstance(value, str) or not value.strip():
        raise _wrong(place, f"`{key}:` has no text")
    return value


def _wrong(place: str, why: str) -> CalendarError:
    return CalendarError(": ".join(part for part in (_FILE, place, why) if part))
