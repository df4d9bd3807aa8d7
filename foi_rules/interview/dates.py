"""Dates as people write them: 1 Sep 2021, Wed 1/9/21, yesterday, September 2019, only the year."""

import re
from datetime import date, timedelta

from foi_rules.model.dates import vague_date

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_WEEKDAYS = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_IN_FIGURES = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d{2})")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([a-z]{3,})\.?,?(?:\s+(\d{4}|'?\d{2}))?")
_MONTH_FIRST = re.compile(r"([a-z]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?(?:\s+(\d{4}))?")
_MONTH_ALONE = re.compile(r"([a-z]{3,})\.?,?\s+(?:of\s+)?(\d{4})")
_YEAR = re.compile(r"(?:about|around|circa|c\.?|in|the year)?\s*(\d{4})")
HINT = "write it as 7 Sep 2026, 7/9/2026 or 2026-09-07"


def day_in(text: str, today: date) -> date:
    """Return the one day that `text` names. A day without a year is the last such day.

    Raises ValueError, in one sentence, if it names no day, or one that does not exist.
    """
    found = _written(text, today)
    if len(found) != 10:
        raise ValueError(f"I need the whole day here; {HINT}")
    return date.fromisoformat(found)


def vague_in(text: str, today: date) -> str:
    """Return the date that `text` names as a case file writes it: 2019-06-30, 2019-06 or 2019.

    Raises ValueError, in one sentence, if it is no date.
    """
    return _written(text, today)


def _written(text: str, today: date) -> str:
    words = re.sub(_WEEKDAYS, "", " ".join(text.lower().split()).strip(" ."), count=1)
    if words in ("today", "yesterday"):
        return (today - timedelta(days=words == "yesterday")).isoformat()
    found = _figures(words) or _words(words, today)
    if not found:
        raise ValueError(f"'{text.strip()}' does not read as a date; {HINT}")
    try:
        vague_date(found)
    except ValueError:
        raise ValueError(f"'{text.strip()}' is no day of the calendar; please look at it again") from None
    return found


def _figures(words: str) -> str:
    if re.fullmatch(r"\d{4}-\d{1,2}(-\d{1,2})?", words):
        return "-".join(part.zfill(2) for part in words.split("-"))
    if found := _IN_FIGURES.fullmatch(words):
        return _iso(_year(found[3]), int(found[2]), int(found[1]))
    found = _YEAR.fullmatch(words)
    return found[1] if found else ""


def _words(words: str, today: date) -> str:
    if found := _DAY_FIRST.fullmatch(words):
        return _dated(found[1], found[2], found[3], today)
    if (found := _MONTH_ALONE.fullmatch(words)) and (month := _month(found[1])):
        return f"{found[2]}-{month:02}"
    found = _MONTH_FIRST.fullmatch(words)
    return _dated(found[2], found[1], found[3], today) if found else ""


def _dated(day: str, month_name: str, year: str | None, today: date) -> str:
    month = _month(month_name)
    if not month:
        return ""
    if year:
        return _iso(_year(year), month, int(day))
    this_year = _iso(today.year, month, int(day))
    return this_year if this_year <= today.isoformat() else _iso(today.year - 1, month, int(day))


def _month(text: str) -> int:
    return next((number for number, name in enumerate(_MONTHS, 1) if name.startswith(text)), 0)


def _year(text: str) -> int:
    number = int(text.strip("'"))
    return number + 2000 if number < 100 else number


def _iso(year: int, month: int, day: int) -> str:
    return f"{year:04}-{month:02}-{day:02}"
