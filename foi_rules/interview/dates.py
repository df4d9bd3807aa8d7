"""Dates as people write them: 1 Sep 2021, Wed 1/9/21, yesterday, last Friday, spring 2019, 2019/20, only the year."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from difflib import get_close_matches
from typing import NamedTuple

from foi_rules.interview.words import NUMBERS
from foi_rules.model.dates import MONTHS, add_months, vague_date

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_COUNTS = {**NUMBERS, "a": 1, "an": 1, "a couple of": 2}
_WEEKDAY = r"(mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?"
_NAMED_DAY = re.compile(rf"(?:on |last |this )?{_WEEKDAY}\s*(?:the )?(?P<rest>.+)")
_NAMED_AFTER = re.compile(rf"(?P<rest>.*\d),? {_WEEKDAY}")
_DAY_ALONE = re.compile(
    rf"(?P<way>on|by|last|(?:this )?past|(?:this )?coming|this|next)?\s*{_WEEKDAY}\s*(?P<gone>past|gone)?"
)
_LED = re.compile(r"(?:(?:on|at|dated|made|received|in the year(?: of)?|in|the year|the|from)\s+)")
_ROUGHLY = re.compile(
    r"(?:(?:about|around|by|approximately|approx\.?|circa|ca\.?|c\.?|roughly|probably|some ?time|i think|i'd say|early"
    r"|late|mid|middle|start|beginning|end|spring|summer|autumn|winter|q[1-4]"
    r"|(?:first|second|third|last) (?:half|quarter))(?:\s+|(?<=\.)|(?<=\bc)(?=\d))(?:of\s+)?)"
)
_ROUGH_END = re.compile(r"(?:\s+(?:or so|or thereabouts|approx\.?|i think)|ish|\s*\?)$")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_RUN_TOGETHER = re.compile(r"(\d{4})(\d{2})(\d{2})")
_ISO_MONTH = re.compile(r"(\d{4})([-/])(\d{1,2})")
_IN_FIGURES = re.compile(r"(\d{1,2})\s*[/. -]\s*(\d{1,2})\s*[/. -]\s*'?(\d{4}|\d{2})|(\d{1,2})/(\d{1,2})")
_MONTH_IN_FIGURES = re.compile(r"(\d{1,2})[/.-](\d{4})")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s*(?:of\s)?([a-z]{3,})\.?,?(?:\s*(\d{4}|'?\d{2}))?")
_MONTH_FIRST = re.compile(r"([a-z]{3,})\.?\s+(?:the\s)?(\d{1,2})(?:st|nd|rd|th)?,?(?:\s+(\d{4}))?")
_MONTH_ALONE = re.compile(r"([a-z]{3,})\.?,?(?:\s*(?:of\s)?(\d{4}|'\d{2}))?")
_COUNTED = r"(?P<n>\d{1,3}|[a-z]+|a couple of) (?P<unit>day|week|fortnight|month|year)s?"
_AGO = re.compile(rf"{_COUNTED} (?:ago|(?P<ahead>from now))|(?P<within>in) {_COUNTED.replace('<', '<to_')}")
_LAST = re.compile(r"(?P<way>last|this|next) (?P<unit>month|year)")
_TWO_YEARS = re.compile(
    r"(?:(?:(?:fy|financial|tax|academic|school)\s)?(?:year|session)?\s*)?(\d{4})\s*[/-]\s*(\d{4}|\d{2})"
)
_BETWEEN = re.compile(r"\s*(?:\bto\b|\buntil\b|\band\b|-)\s*")
_DECADE = re.compile(r"(?:\d{3}|'?\d)0'?s|(?:nine|eigh|seven|six|fif|for|thir|twen)t?ies")
_OPEN = re.compile(r"(?:before|after|since|until|till|pre|post|prior to|up to|no later than|not before)\b.*\d.*")
_SHOWN, _LONGEST = 60, 200
_AHEAD, _SOON = 5, timedelta(days=92)
"""A date more years ahead than this may be a slip. A day without a year that is near may be one to come."""
HINT = "write it as 7 Sep 2026, 7/9/2026 or 2026-09-07"


class NoDate(ValueError):
    """A text that does not read as a date at all: said in one sentence."""


class Dated(NamedTuple):
    """A date as a case file writes it, and what was understood where it was guessed: "Understood as June 2019."."""

    written: str
    doubt: str = ""


class _Seen(NamedTuple):
    """A date seen in a text, whether it was guessed, and the next such day if it is near and has no year."""

    written: str
    guessed: bool = False
    following: str = ""


def day_in(text: str, today: date) -> Dated:
    """Return the one day that `text` names. A day without a year is the last such day, which is told back.

    Raises ValueError, in one sentence, if it names no day, or one that does not exist; NoDate if it is no date.
    """
    found = _one(text, today)
    if len(found.written) != 10:
        raise ValueError(f"I need the whole day here; {HINT}")
    return _told(found)


def dated_in(text: str, today: date) -> Dated:
    """Return the date that `text` names: a day, a month or a year; of two of them the later.

    Source: FOISA s.57(2): papers kept together take the date of the newest. Raises ValueError as `day_in` does.
    """
    try:
        return _told(_one(text, today))
    except NoDate:
        later = _later(_cleaned(text), today)
        if not later:
            raise
        return Dated(later, f"Understood as {_spoken(later)}, the later of the two.")


def vague_in(text: str, today: date) -> str:
    """Return the one date that `text` names as a case file writes it: 2019-06-30, 2019-06 or 2019.

    Raises ValueError, in one sentence, if it is no date or more than one.
    """
    return _one(text, today).written


def _told(found: _Seen) -> Dated:
    return Dated(found.written, f"Understood as {_spoken(found.written)}." if found.guessed else "")


def _spoken(written: str) -> str:
    """Return a date as people say it: 7 September 2026, September 2026, 2026."""
    year, *rest = (int(part) for part in written.split("-"))
    month = f"{MONTHS[rest[0] - 1].capitalize()} " if rest else ""
    return f"{rest[1]} {month}{year}" if len(rest) > 1 else f"{month}{year}"


def _cleaned(text: str) -> str:
    """Return the words with single spaces and plain dashes, "" where they are too many or too strange for a date."""
    if len(text) > _LONGEST:
        return ""
    plain = re.sub("[\N{EN DASH}\N{EM DASH}]", "-", text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    return " ".join(plain.split()).replace(" ,", ",").strip(" .,;") if plain.isascii() else ""


def _quoted(text: str) -> str:
    words = " ".join(text.split())
    return f"'{words if len(words) <= _SHOWN else words[:_SHOWN].rstrip() + '...'}'"


def _one(text: str, today: date) -> _Seen:
    words = _cleaned(text)
    found = _weekday_alone(words, today) or _with_weekday(words, today) or _read(words, today)
    if not found:
        _complain(words, text)
        raise NoDate(f"{_quoted(text)} does not read as a date; {HINT}")
    if not _exists(found.written):
        raise ValueError(f"{_quoted(text)} is no day of the calendar; please look at it again{_turned(words)}")
    return found._replace(guessed=found.guessed or int(found.written[:4]) > today.year + _AHEAD)


def _exists(written: str) -> bool:
    try:
        vague_date(written)
    except ValueError:
        return False
    return True


def _complain(words: str, text: str) -> None:
    """Raise ValueError for words that name a time, and yet no one date."""
    if _DECADE.fullmatch(_bare(words)[0]):
        raise ValueError(f"{_quoted(text)} is ten years; please give one of them, or unsure")
    if _OPEN.fullmatch(words):
        raise ValueError(f"{_quoted(text)} is open at one end; please give one date, or unsure")


def _turned(words: str) -> str:
    """Return what to write instead where a month over twelve shows that it was put first."""
    found = _IN_FIGURES.fullmatch(words)
    if found and found[3] and int(found[1]) <= 12 < int(found[2]) <= 31:
        return f", the day comes first: {found[2]}/{found[1]}/{found[3]}"
    return ""


# Days of the week


def _weekday(name: str) -> int:
    return next(number for number, day in enumerate(_DAYS) if day.startswith(name[:3]))


def _weekday_alone(words: str, today: date) -> _Seen | None:
    """Return the day that is named by its weekday alone. Raises ValueError if it may be today or a week ago."""
    found = _DAY_ALONE.fullmatch(words)
    if not found:
        return None
    number, way = _weekday(found[2]), found["way"] or ""
    name = _DAYS[number].capitalize()
    past = found["gone"] or way.endswith(("last", "past"))
    if number == today.weekday() and not past and way != "next":
        raise ValueError(f"Today is a {name}; please write today, or last {name}")
    if past or way in ("", "on"):
        return _Seen((today - timedelta((today.weekday() - number) % 7 or 7)).isoformat(), guessed=True)
    return _Seen((today + timedelta((number - today.weekday()) % 7 or 7)).isoformat(), guessed=True)


def _with_weekday(words: str, today: date) -> _Seen | None:
    """Return the day that is named with its weekday. Raises ValueError, naming the right one, if they do not fit."""
    match = _NAMED_DAY.fullmatch(words) or _NAMED_AFTER.fullmatch(words)
    found = _read(match["rest"], today) if match else None
    if not found or not match or len(found.written) != 10 or not _exists(found.written):
        return found
    number = _weekday(next(group for group in match.groups() if group and group != match["rest"]))
    fitting = [one for one in (found.written, found.following) if one and date.fromisoformat(one).weekday() == number]
    if not fitting:
        right = _DAYS[date.fromisoformat(found.written).weekday()].capitalize()
        said = _spoken(found.written)
        raise ValueError(f"{said} is a {right}, not a {_DAYS[number].capitalize()}; please look at the day again")
    return found._replace(written=fitting[0])


# One date


def _bare(words: str) -> tuple[str, bool]:
    """Return the words without what leads to a date and what makes it rough, and whether anything made it rough."""
    rough, before = False, ""
    while words != before:
        before = words
        words = _LED.sub("", words, count=1) if _LED.match(words) else words
        shorter = _ROUGH_END.sub("", words[found.end() :] if (found := _ROUGHLY.match(words)) else words)
        rough, words = rough or shorter != words, shorter
    return words, rough


def _read(words: str, today: date) -> _Seen | None:
    found = _counted(words, today)
    if found:
        return found
    # A dash beside a word is a space: 7-Sep-2026, mid-2019.
    bare, rough = _bare(re.sub(r"(?<=[\da-z])[-/](?=[a-z]{3,})|(?<=[a-z])[-/](?=\d)", " ", words))
    found = _counted(bare, today) or _figures(bare, today) or _words(bare, today)
    return found._replace(guessed=found.guessed or rough) if found else None


def _figures(words: str, today: date) -> _Seen | None:
    if found := _ISO.fullmatch(words) or _RUN_TOGETHER.fullmatch(words):
        return _Seen(_iso(*map(int, found.groups())), guessed=words.isdigit())
    if found := _IN_FIGURES.fullmatch(words):
        if not found[3]:
            return _last_such(int(found[5]), int(found[4]), today)
        year, guessed = _year(found[3], today)
        return _Seen(_iso(year, int(found[2]), int(found[1])), guessed)
    if found := _ISO_MONTH.fullmatch(words):
        return _year_and_month(int(found[1]), found[2], int(found[3]))
    if (found := _MONTH_IN_FIGURES.fullmatch(words)) and 1 <= int(found[1]) <= 12:
        return _Seen(f"{found[2]}-{int(found[1]):02}")
    return _Seen(words) if re.fullmatch(r"\d{4}", words) else None


def _year_and_month(year: int, dash: str, month: int) -> _Seen | None:
    """Return a month in figures, unless the two are years: 2009-10 may be either, 2009/10 is two years."""
    years = month == (year + 1) % 100
    if not 1 <= month <= 12 or (years and dash == "/"):
        return None
    return _Seen(f"{year:04}-{month:02}", guessed=years)


def _words(words: str, today: date) -> _Seen | None:
    if found := _DAY_FIRST.fullmatch(words):
        return _dated(found[1], found[2], found[3], today)
    if found := _MONTH_ALONE.fullmatch(words):
        return _month_of(found[1], found[2], today)
    found = _MONTH_FIRST.fullmatch(words)
    return _dated(found[2], found[1], found[3], today) if found else None


def _month_of(name: str, year: str | None, today: date) -> _Seen | None:
    month, slip = _month(name)
    if not month or (slip and not year):
        return None
    if year:
        number, guessed = _year(year.strip("'"), today)
        return _Seen(f"{number:04}-{month:02}", guessed or slip)
    return _Seen(f"{today.year - (month > today.month):04}-{month:02}", guessed=True)


def _dated(day: str, month_name: str, year: str | None, today: date) -> _Seen | None:
    month, slip = _month(month_name)
    if not month:
        return None
    if not year:
        return None if slip else _last_such(month, int(day), today)
    number, guessed = _year(year.strip("'"), today)
    return _Seen(_iso(number, month, int(day)), guessed or slip)


def _last_such(month: int, day: int, today: date) -> _Seen:
    """Return the last such day up to today, and the next if it is near."""
    back = [one for one in _such(month, day, today.year, -1) if one <= today.isoformat()]
    soon = (today + _SOON).isoformat()
    on = [one for one in _such(month, day, today.year, 1) if today.isoformat() < one <= soon]
    return _Seen(back[0] if back else _iso(today.year, month, day), guessed=True, following=on[0] if on else "")


def _such(month: int, day: int, year: int, step: int) -> Iterator[str]:
    # Eight years hold a 29 February, even around a year such as 2100.
    found = (_iso(year + step * number, month, day) for number in range(9))
    return (one for one in found if _exists(one))


def _month(text: str) -> tuple[int, bool]:
    """Return the number of a month, 0 if it is none, and whether a slip was put right."""
    number = next((number for number, name in enumerate(MONTHS, 1) if name.startswith(text)), 0)
    if text == "sept" or number:
        return number or 9, False
    close = get_close_matches(text, MONTHS, 1, 0.8) if len(text) > 4 else []
    return (MONTHS.index(close[0]) + 1, True) if close else (0, False)


def _year(text: str, today: date) -> tuple[int, bool]:
    """Return a year, and whether its century was guessed: two figures are of this century unless far ahead."""
    number = int(text)
    if len(text) > 2:
        return number, False
    old = number + 2000 > today.year + _AHEAD
    return number + (1900 if old else 2000), old


def _iso(year: int, month: int, day: int) -> str:
    return f"{year:04}-{month:02}-{day:02}"


# Dates told from today


def _counted(words: str, today: date) -> _Seen | None:
    """Return a date that is told from today: yesterday, 3 weeks ago, last month."""
    days = {"today": 0, "yesterday": 1, "the day before yesterday": 2, "tomorrow": -1}
    if words in days:
        return _Seen((today - timedelta(days[words])).isoformat())
    if found := _LAST.fullmatch(words):
        return _stepped(found["unit"], {"last": -1, "this": 0, "next": 1}[found["way"]], today)
    found = _AGO.fullmatch(words)
    if not found:
        return None
    count = found["n"] or found["to_n"]
    number = int(count) if count.isdigit() else _COUNTS.get(count, 0)
    ahead = found["ahead"] or found["within"]
    return _stepped(found["unit"] or found["to_unit"], number if ahead else -number, today) if number else None


def _stepped(unit: str, number: int, today: date) -> _Seen:
    if unit == "year":
        return _Seen(f"{today.year + number:04}", guessed=True)
    if unit == "month":
        return _Seen(f"{add_months(today, number):%Y-%m}", guessed=True)
    length = {"day": 1, "week": 7, "fortnight": 14}[unit]
    return _Seen((today + timedelta(number * length)).isoformat(), guessed=True)


# Two dates


def _later(words: str, today: date) -> str:
    """Return the later of two dates: 2019/20, 2018 to 2020, June to August 2019; "" if there are no two."""
    words = re.sub(r"^between ", "", _bare(words)[0])
    if found := _TWO_YEARS.fullmatch(words):
        first, last = int(found[1]), int(found[2])
        last += (first // 100 + (last <= first % 100)) * 100 if last < 100 else 0
        return f"{last:04}" if first < last <= first + 50 else ""
    for joint in _BETWEEN.finditer(words):
        second = _read(words[joint.end() :], today)
        if second and _exists(second.written) and _before(words[: joint.start()], words[joint.end() :], second, today):
            return second.written
    return ""


def _before(first: str, last: str, second: _Seen, today: date) -> bool:
    """Return whether `first` is a date up to the second, alone or with what ends that one: "June" to "August 2019"."""
    ends = [f"{first} {' '.join(last.split()[start:])}" for start in range(1, len(last.split()))]
    for text in (*ends, first):
        found = _read(text, today)
        if found and _exists(found.written):
            return vague_date(found.written).first <= vague_date(second.written).last
    return False
