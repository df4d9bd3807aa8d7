"""Times in a letter: "40 working days", "six months", "half a year"."""

import re

_NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "ten": 10,
    "twelve": 12,
    "fourteen": 14,
    "twenty": 20,
    "twenty-eight": 28,
    "thirty": 30,
    "forty": 40,
    "sixty": 60,
    "half a": 6,
    "a": 1,
}
SPAN = re.compile(
    r"\b(?P<number>\d{1,3}(?:th)?|half a|"
    + "|".join(sorted(_NUMBERS, key=len, reverse=True))
    + r")(?: \(\d{1,3}\)| \([a-z]+\))?[ -](?P<kind>(?:working|calendar|business|clear)[ "
    r"-])?(?P<unit>days?|weeks?|months?|years?)\b"
)
_HALF_A_YEAR = 6


def times_in(text: str) -> tuple[str, ...]:
    """Return the times that a plain text names, as they stand."""
    return tuple(hit.group() for hit in SPAN.finditer(text))


def amount(words: str) -> tuple[int, str, bool]:
    """Return the number, the unit ("day", "month") and whether working days are meant, of a time as it stands."""
    hit = SPAN.search(words)
    assert hit is not None
    figures = hit["number"].removesuffix("th")
    number, unit = int(figures) if figures.isdigit() else _NUMBERS[hit["number"]], hit["unit"].rstrip("s")
    if hit["number"] == "half a" and unit == "year":
        number, unit = _HALF_A_YEAR, "month"
    return number, unit, (hit["kind"] or "").strip(" -") == "working"
