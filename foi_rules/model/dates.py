"""Dates as people know them: a day, a month, or only a year."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

# As letters and officers write them, whatever the language of the machine.
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_SHAPE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


class NotADate(ValueError):
    """A text is no date, no day that exists, or not exact enough: said in one sentence."""


@dataclass(frozen=True, slots=True)
class VagueDate:
    """A date known to the day, the month or the year: the first and the last day that it can be."""

    first: date
    last: date

    @property
    def years(self) -> tuple[int, int]:
        """Return the earliest and the latest year that the date can fall in."""
        return self.first.year, self.last.year

    def __str__(self) -> str:
        if self.first == self.last:
            return self.first.isoformat()
        if self.first.month == self.last.month:
            return f"{self.first:%Y-%m}"
        return f"{self.first:%Y}"


def vague_date(text: str) -> VagueDate:
    """Return the date that `text` names: 2019-06-30, 2019-06 or 2019.

    Raises NotADate, in one sentence, for any other text and for days that do not exist.
    """
    found = _SHAPE.fullmatch(text.strip())
    if not found:
        raise NotADate(f"'{text}' is not a date; write 2019-06-30, 2019-06 or only the year, 2019")
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    try:
        if month is None:
            return VagueDate(date(year, 1, 1), date(year, 12, 31))
        if day is None:
            return VagueDate(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
        return VagueDate(date(year, month, day), date(year, month, day))
    except ValueError as error:
        raise NotADate(f"'{text}' is no day of the calendar") from error


def add_months(start: date, months: int) -> date:
    """Return the same date so many calendar months later, or the month's last day if it has no such date."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def exact_date(text: str) -> date:
    """Return the day that `text` names, written 2019-06-30.

    Raises NotADate, in one sentence, if it is not one day.
    """
    found = vague_date(text)
    if found.first != found.last:
        raise NotADate(f"'{text}' is not one day; write the whole date, such as {found.first}")
    return found.first
