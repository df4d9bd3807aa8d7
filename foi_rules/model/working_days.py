"""Which days count as working days in Scotland (FOISA s.73), as a frozen value that the engine can hold."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, timedelta

_DAY = timedelta(days=1)


def counts(day: date, holidays: Container[date]) -> bool:
    """Return whether `day` is a working day: no Saturday, Sunday, Christmas Day or bank holiday in Scotland.

    Source: FOISA s.73; the EIRs use the words in the same meaning.
    """
    return day.weekday() < 5 and (day.month, day.day) != (12, 25) and day not in holidays


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The bank holidays that fall on weekdays in the years from `first_year` to `last_year`, both included."""

    first_year: int = 0
    last_year: int = -1
    holidays: frozenset[date] = frozenset()

    def after(self, start: date, number: int) -> date | None:
        """Return the working day that is `number` after `start`, which is day 0 whatever day it is.

        None if the count needs a day of a year whose bank holidays are not known.
        """
        day, counted = start, 0
        while counted < number and self.first_year <= day.year <= self.last_year:
            day += _DAY
            counted += counts(day, self.holidays)
        known = self.first_year <= start.year and self.first_year <= day.year <= self.last_year
        return day if known else None
