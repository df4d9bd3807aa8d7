"""Facts that are worked out and never asked: every comparison of dates is one of these functions.

Each takes its inputs in the order of `of:` and the number of the rule file, and returns UNKNOWN when a
date is missing or too vague to compare.
"""

from collections.abc import Callable, Mapping

from foi_rules.model.dates import VagueDate
from foi_rules.model.truth import NO, UNKNOWN, YES, Truth

Inputs = tuple[VagueDate | None, ...]


def calendar_years_passed(inputs: Inputs, number: int | None) -> Truth:
    """Return YES once `number` calendar years have run since the year of the first date.

    The years are counted from 1 January after the year of the first date: a record of year Y is out
    from 1 January of Y + number + 1, seen from the second date.
    Source: FOISA ss.57(1A), 57(1B), 58.
    """
    start, seen_from = inputs
    if start is None or seen_from is None or number is None:
        return UNKNOWN
    if seen_from.first.year > start.last.year + number:
        return YES
    return NO if seen_from.last.year <= start.first.year + number else UNKNOWN


def later_than(inputs: Inputs, number: int | None) -> Truth:
    """Return whether the first date is after the second. `number` is not used."""
    del number
    one, other = inputs
    if one is None or other is None:
        return UNKNOWN
    if one.first > other.last:
        return YES
    return NO if one.last <= other.first else UNKNOWN


FUNCTIONS: Mapping[str, Callable[[Inputs, int | None], Truth]] = {
    "calendar-years-passed": calendar_years_passed,
    "later-than": later_than,
}
