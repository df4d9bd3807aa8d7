"""`foi clock DATE`: the last day for each step, with its section and the bank holidays passed over."""

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from foi_rules.casework import clock
from foi_rules.casework.calendar import BankHoliday, Calendar, CalendarError, OutsideCalendar, calendar_from
from foi_rules.casework.clock import DueDate, in_words
from foi_rules.model.dates import MONTHS
from foi_rules.rulebook.home import rules_folder

_YEAR_FIRST = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})")
_IN_WORDS = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>[a-z]{3,})\.?,?\s+(?P<year>\d{4})")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was typed, understood: the day counted from, and what that day is."""

    typed: date
    eirs: bool
    review: bool
    posted: bool
    replied: date | None

    @property
    def what(self) -> str:
        """Return what happened on the day that was typed."""
        arrived = "posted" if self.posted else "received"
        if not self.review:
            return f"Request {arrived}"
        return f"{'Representations' if self.eirs else 'Requirement for review'} {arrived}"


@dataclass(frozen=True, slots=True)
class _Answer:
    asked: _Asked
    due: tuple[DueDate, ...]
    notes: tuple[str, ...]


def run(  # noqa: PLR0913  one argument for each option of the command
    date_text: str,
    *,
    eirs: bool,
    review: bool,
    posted: bool,
    replied: str | None,
    plain: bool,
    as_json: bool,
) -> int:
    """Print the due dates that follow from one day; return 0, or 2 if that day cannot be used.

    `date_text` is the day on which the request arrived, or with `review` the requirement for review; with
    `posted`, the day on which it was posted. `replied` is the day on which the applicant received the reply,
    or with `review` the outcome. With `eirs`, the limits are those of the EIRs. Errors go to stderr.
    """
    try:
        asked = _Asked(day_from(date_text), eirs, review, posted, day_from(replied) if replied else None)
        answer = _answer(asked, load_calendar())
    except (ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    if as_json:
        _print_json(answer)
    elif plain or os.environ.get("NO_COLOR") or not sys.stdout.isatty():
        _print_plain(answer)
    else:
        _print_table(answer)
    return 0


def day_from(text: str) -> date:
    """Return the day that a person typed: 2026-09-07, 7/9/2026, 7 Sep 2026 or 7 September 2026.

    In figures the day comes before the month. Raises ValueError, in one sentence, for any other text and for
    days that do not exist.
    """
    for shape in (_YEAR_FIRST, _DAY_FIRST, _IN_WORDS):
        found = shape.fullmatch(text.strip().lower())
        if found and (month := _month(found["month"])) is not None:
            try:
                return date(int(found["year"]), month, int(found["day"]))
            except ValueError as error:
                raise ValueError(f"There is no such day as '{text}'; please look at it again.") from error
    raise ValueError(f"'{text}' cannot be read as a day; write 2026-09-07, 7/9/2026 or 7 September 2026.")


def load_calendar() -> Calendar:
    """Return the calendar that is shipped with the rules.

    Raises CalendarError, Refused or FileNotFoundError, each in plain words, if it is missing or broken.
    """
    from foi_rules.rulebook.yaml_text import read_plain

    data = read_plain(rules_folder() / "calendar-scotland.yaml", "rules/calendar-scotland.yaml")
    if not isinstance(data, dict):
        raise CalendarError("rules/calendar-scotland.yaml holds no calendar; install foi-rules again.")
    return calendar_from(data)


def _month(text: str) -> int | None:
    """Return the number of a month, given as digits (not checked) or as a name that may be cut short."""
    if text.isdigit():
        return int(text)
    named = [number for number, name in enumerate(MONTHS, 1) if name.startswith(text)]
    return named[0] if named else None


def _answer(asked: _Asked, calendar: Calendar) -> _Answer:
    _check(asked)
    calendar.holiday(asked.typed)
    steps: list[DueDate] = []
    notes: list[str] = []
    try:
        if asked.posted:
            steps.append(clock.presumed_receipt(asked.typed, calendar))
        received = steps[0].date if steps else asked.typed
        for step in (_after_review if asked.review else _after_request)(asked, received, calendar):
            steps.append(step)
    except OutsideCalendar as error:
        if len(steps) <= asked.posted:
            raise
        notes.append(str(error))
    return _Answer(asked, tuple(steps), (*notes, *_notes(asked, calendar)))


def _check(asked: _Asked) -> None:
    """Raise ValueError, in one sentence, for options that do not go together."""
    if asked.eirs and asked.posted:
        raise ValueError("The EIRs presume nothing about post; give the day on which it arrived, without --posted.")
    if asked.replied and asked.replied < asked.typed:
        first, then = ("requirement for review", "review outcome") if asked.review else ("request", "reply")
        raise ValueError(
            f"The {then} ({in_words(asked.replied)}) comes before the {first} ({in_words(asked.typed)});"
            " please look at both days again."
        )


def _after_request(asked: _Asked, received: date, calendar: Calendar) -> Iterator[DueDate]:
    """Yield what follows from a request, soonest first, so that what can be counted is shown."""
    if not asked.eirs:
        reply = clock.reply_due(received, calendar)
        yield reply
        yield clock.review_request_due(reply.date, calendar, asked.replied)
        return
    reply = clock.eirs_reply_due(received, calendar)
    yield reply
    yield clock.eirs_extended_reply_due(received, calendar)
    yield clock.eirs_review_request_due(reply.date, calendar, asked.replied)


def _after_review(asked: _Asked, received: date, calendar: Calendar) -> Iterator[DueDate]:
    outcome = (clock.eirs_review_due if asked.eirs else clock.review_due)(received, calendar)
    yield outcome
    apply = clock.eirs_commissioner_due if asked.eirs else clock.commissioner_due
    yield apply(outcome.date, calendar, asked.replied)


def _notes(asked: _Asked, calendar: Calendar) -> list[str]:
    if asked.review:
        return []
    limit = calendar.limit("eirs-commissioner" if asked.eirs else "commissioner")
    return [
        f"After a review the applicant has {limit.length} to apply to the Commissioner ({limit.cite})."
        " To count them, give the day on which the requirement for review arrived, with --review."
    ]


def _short(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b %Y}"


def _passed_over(step: DueDate) -> str:
    return ", ".join(f"{_short(holiday.date)} {holiday.name}" for holiday in step.skipped)


def _print_plain(answer: _Answer) -> None:
    print(f"{answer.asked.what}: {in_words(answer.asked.typed)}")
    for step in answer.due:
        print(f"\n{step.limit.title}: {in_words(step.date)}")
        print(f"  {step.sentence}")
        print(f"  {step.limit.length}, {step.cite}.{_skipped_line(step)}")
    for note in answer.notes:
        print(f"\n{note}")


def _skipped_line(step: DueDate) -> str:
    if step.limit.unit != "days":
        return ""
    return f" Bank holidays skipped: {_passed_over(step) or 'none'}."


def _print_table(answer: _Answer) -> None:
    from rich.console import Console
    from rich.padding import Padding
    from rich.table import Table

    console = Console(highlight=False)
    console.print(f"{answer.asked.what}: [bold]{in_words(answer.asked.typed)}[/]")
    table = Table(box=None, show_header=False, padding=(0, 3, 0, 0))
    for step in answer.due:
        table.add_row(step.limit.title, f"[bold]{_short(step.date)}[/]", step.limit.length, step.cite)
    console.print(Padding(table, (1, 0, 1, 2)))
    for step in answer.due:
        if step.skipped:
            console.print(f"{step.limit.title} skips {_passed_over(step)}.\n", style="dim")
    for note in answer.notes:
        console.print(note, style="dim")


def _print_json(answer: _Answer) -> None:
    import json

    asked = answer.asked
    whole = {
        "format": 1,
        "law": "EIRs" if asked.eirs else "FOISA",
        "from": {"what": asked.what, **_day(asked.typed)},
        "due": [_step(step) for step in answer.due],
        "notes": list(answer.notes),
    }
    print(json.dumps(whole, indent=2, ensure_ascii=False))


def _day(day: date) -> dict[str, str]:
    return {"date": day.isoformat(), "weekday": f"{day:%A}"}


def _step(step: DueDate) -> dict[str, object]:
    return {
        "id": step.limit.id,
        "title": step.limit.title,
        **_day(step.date),
        "counted_from": step.start.isoformat(),
        "counted": {"number": step.days, "unit": step.limit.unit},
        "cite": step.cite,
        "sentence": step.sentence,
        "skipped": [_holiday(holiday) for holiday in step.skipped],
    }


def _holiday(holiday: BankHoliday) -> dict[str, str]:
    return {"date": holiday.date.isoformat(), "name": holiday.name, "source": holiday.source}
