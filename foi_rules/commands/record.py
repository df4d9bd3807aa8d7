"""`foi record CASE -o OUT`: how the request was decided, for the authority's own files."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from foi_rules.commands.common import decide_with_both, load_rules, open_case
from foi_rules.commands.letter import REFUSED, WRITTEN, load_checklist, target_of, told_of
from foi_rules.commands.shield import UNUSABLE, complain
from foi_rules.model.case import Case
from foi_rules.model.dates import exact_date
from foi_rules.model.decision import Decision

if TYPE_CHECKING:
    from foi_rules.casework.calendar import Calendar
    from foi_rules.notices.record.values import Clock

SUFFIXES = (".docx", ".html", ".json")
_OF_THE_AUTHORITY = ("authority.name", "authority.kind")


def run(case_path: str, out: str, rules: str, *, plain: bool, settings: str = "") -> int:
    """Write the record, whether or not the request is decided.

    Returns 0 written; 1 if the engines disagree (the record says so), or the settings are not filled in; 2 bad input.
    """
    del plain
    from foi_rules.casework.case_file import write_private
    from foi_rules.commands.settings import load_settings
    from foi_rules.notices.record.files import record_file
    from foi_rules.notices.record.gathering import record_of
    from foi_rules.notices.settings import filled, still_to_fill

    target = target_of(out, SUFFIXES, "record")
    if target is None:
        return UNUSABLE
    loaded = load_settings(settings)
    rulebook = load_rules(rules)
    case = open_case(rulebook, case_path)
    left = still_to_fill(loaded, case, _OF_THE_AUTHORITY)
    if left:
        return told_of(left, "record", target)
    case = filled(case, loaded.settings)
    decision, disagreements = decide_with_both(rulebook, case)
    record = record_of(rulebook, case, decision, load_checklist(), clocks_of(case, decision))
    write_private(record_file(replace(record, disagreements=disagreements), target.suffix), target)
    print(f"Written: {target}")
    for told in disagreements:
        complain(told)
    return REFUSED if disagreements else WRITTEN


def clocks_of(case: Case, decision: Decision) -> "Iterator[Clock]":
    """Yield the limit for the reply and, at review, that for its outcome, with what came of it.

    A letter before the answer (more time, a charge) is no reply. Sources: FOISA ss.10(1), (2), 21(1), (2); EIRs regs
    5(2)(a), 7(1), 16(4), where all that is relied on is of the Regulations.
    """
    from foi_rules.commands.clock import load_calendar

    calendar, law = load_calendar(), _law_prefix(case, decision)
    issued = exact_date(case.letter.on) if case.letter.on and not case.letter.kind else None
    received = case.received or case.made
    review = case.review.received if case.review else None
    first = case.review.first_answer.on if case.review else None
    if received:
        sent = issued if case.stage == "initial" else exact_date(first) if first else None
        yield _clock("Reply", f"{law}reply", exact_date(received), sent, calendar)
        if case.letter.kind == "extension":
            yield _clock("Reply, with the time extended", "eirs-extended-reply", exact_date(received), sent, calendar)
    if review:
        yield _clock("Outcome of the review", f"{law}review", exact_date(review), issued, calendar)


def _law_prefix(case: Case, decision: Decision) -> str:
    """Return how the calendar names the limits of this case: of the Regulations, of the Keeper, or of the Act."""
    if _under_the_regulations(decision):
        return "eirs-"
    return "keeper-" if case.letter.transferred == "yes" else ""


def _under_the_regulations(decision: Decision) -> bool:
    """Return whether every ground that is relied on is of the Regulations, or leads to them (FOISA s.39(2))."""
    grounds = {ground.id for one in (*decision.parts, *decision.items) for ground in one.grounds}
    return bool(grounds) and all(name.startswith("eirs.") or name == "foisa.s39-2" for name in grounds)


def _clock(what: str, limit: str, received: date, issued: date | None, calendar: "Calendar") -> "Clock":
    from foi_rules.casework.calendar import OutsideCalendar
    from foi_rules.casework.clock import due
    from foi_rules.notices.record.values import Clock

    rule = calendar.limit(limit)
    sent = issued.isoformat() if issued else ""
    try:
        last = due(limit, received, calendar).date
        taken = working_days_between(received, issued, calendar) if issued else None
    except OutsideCalendar:
        return Clock(what, rule.cite, received.isoformat(), rule.length, "", sent)
    late = bool(issued and issued > last)
    return Clock(what, rule.cite, received.isoformat(), rule.length, last.isoformat(), sent, taken, late)


def working_days_between(start: date, end: date, calendar: "Calendar") -> int:
    """Return how many working days there are from the day after `start` to `end`; `start` is day 0.

    Raises OutsideCalendar for days of a year that the calendar does not cover. Source: FOISA ss.10(1), 73.
    """
    from foi_rules.casework.clock import is_working_day

    days = (start + timedelta(days=number) for number in range(1, (end - start).days + 1))
    return sum(is_working_day(day, calendar) for day in days)
