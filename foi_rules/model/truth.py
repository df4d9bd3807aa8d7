"""Truth in three values, after Kleene: YES, NO and UNKNOWN."""

from collections.abc import Iterable
from enum import Enum


class Truth(Enum):
    """YES, NO or UNKNOWN.

    UNKNOWN covers a question not asked, an answer of "not sure", an answer without the reasons that
    it needs, and a date too vague to compare (docs/deciding.md). It is never None: None could also
    mean that somebody forgot.
    """

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    def __str__(self) -> str:
        return self.value


YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN


def negated(value: Truth) -> Truth:
    """Return YES for NO, NO for YES, and UNKNOWN for UNKNOWN."""
    if value is UNKNOWN:
        return UNKNOWN
    return NO if value is YES else YES


def all_of(values: Iterable[Truth]) -> Truth:
    """Return NO if any value is NO, else UNKNOWN if any is UNKNOWN, else YES (YES for none)."""
    result = YES
    for value in values:
        if value is NO:
            return NO
        if value is UNKNOWN:
            result = UNKNOWN
    return result


def any_of(values: Iterable[Truth]) -> Truth:
    """Return YES if any value is YES, else UNKNOWN if any is UNKNOWN, else NO (NO for none)."""
    result = NO
    for value in values:
        if value is YES:
            return YES
        if value is UNKNOWN:
            result = UNKNOWN
    return result


def truth_of(flag: bool) -> Truth:
    """Return YES for True and NO for False."""
    return YES if flag else NO
