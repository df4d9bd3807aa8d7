"""`foi letter CASE -o OUT`: the notice for a decided case, or the reasons why there is none yet."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foi_rules.commands.common import decide_with_both, load_rules, open_case
from foi_rules.commands.shield import UNUSABLE, complain
from foi_rules.model.case import Case
from foi_rules.model.dates import exact_date
from foi_rules.model.decision import Decision
from foi_rules.model.rulebook import Rulebook

if TYPE_CHECKING:
    from foi_rules.notices.checklist import Checklist
    from foi_rules.notices.notice import LetterDates

WRITTEN, REFUSED = 0, 1
SUFFIXES = (".docx", ".html", ".md", ".txt")


def run(case_path: str, out: str, rules: str, *, plain: bool) -> int:
    """Write the letter. Returns 0 written; 1 refused, with the reasons, and nothing written; 2 bad input."""
    del plain
    target = Path(out)
    if target.suffix.lower() not in SUFFIXES:
        complain(f"'{out}' does not say which kind of letter: end the name in {', '.join(SUFFIXES[:-1])} or .txt.")
        return UNUSABLE
    if not target.parent.is_dir():
        complain(f"There is no folder '{target.parent}' to write the letter to; make it first.")
        return UNUSABLE
    if target.is_dir():
        complain(f"'{out}' is a folder; name a file in it.")
        return UNUSABLE
    rulebook = load_rules(rules)
    refused = write_letter(rulebook, open_case(rulebook, case_path), target)
    if refused:
        complain("No letter was written:")
        for reason in refused:
            complain(f"  - {reason}")
        return REFUSED
    print(f"Written: {target}")
    return WRITTEN


def write_letter(rulebook: Rulebook, case: Case, target: Path) -> tuple[str, ...]:
    """Write the letter for the case to `target`, for its owner's eyes alone. Returns why it was refused, or ()."""
    decision, disagreements = decide_with_both(rulebook, case)
    if disagreements:
        return disagreements
    refused = refusal_of(rulebook, case, decision)
    if refused:
        return refused
    from foi_rules.casework.case_file import write_private
    from foi_rules.notices.gate import require_silent_name
    from foi_rules.notices.notice import NoticeRefused
    from foi_rules.notices.render import render

    try:
        notice, checklist = _notice(rulebook, case, decision)
        require_silent_name(notice, checklist, target.name)
        data = render(notice, checklist, target.suffix.lower())
    except NoticeRefused as refusal:
        return refusal.reasons
    write_private(data, target)
    return ()


def draft_of(rulebook: Rulebook, case: Case, today: date) -> tuple[str, ...]:
    """Return the letter as it would be now, line by line: about the pieces that are settled, dated today if it has
    no date. Where no letter can be written yet, what it lacks. Nothing is written to a file.
    """
    from foi_rules.engine.decide import decide
    from foi_rules.notices.notice import NoticeRefused
    from foi_rules.notices.render import render

    decision = decide(rulebook, case)
    open_ = {one.id for one in decision.items if not one.settled}
    settled = tuple(item for item in case.items if item.id not in open_)
    letter = case.letter.model_copy(update={"on": case.letter.on or today.isoformat()})
    now = case.model_copy(update={"letter": letter, "items": settled or case.items})
    left_out = [str(number) for number, item in enumerate(case.items, 1) if item.id in open_]
    head = f"Draft without what is not settled: piece {', '.join(left_out)}." if left_out and settled else "Draft."
    try:
        notice, checklist = _notice(rulebook, now, decide(rulebook, now))
    except NoticeRefused as refusal:
        return ("There can be no letter yet.", *(f"- {reason}" for reason in refusal.reasons))
    return (head, "", *render(notice, checklist, ".txt").decode("utf-8").splitlines())


def refusal_of(rulebook: Rulebook, case: Case, decision: Decision) -> tuple[str, ...]:
    """Return the reasons why there can be no letter on this decision, or () if there can."""
    from foi_rules.notices.notice import NoticeRefused

    try:
        _notice(rulebook, case, decision)
    except NoticeRefused as refusal:
        return refusal.reasons
    return ()


def _notice(rulebook: Rulebook, case: Case, decision: Decision) -> "tuple[Any, Checklist]":
    from foi_rules.engine.decide import law_for
    from foi_rules.notices.build import build_notice

    checklist = load_checklist()
    return build_notice(case, decision, law_for(rulebook, case), checklist, letter_dates(case)), checklist


def load_checklist() -> "Checklist":
    """Return what each letter must hold, from rules/notices.yaml."""
    from foi_rules.notices.checklist import checklist_from
    from foi_rules.rulebook.home import rules_folder
    from foi_rules.rulebook.yaml_text import read_plain

    data = read_plain(rules_folder() / "notices.yaml", "rules/notices.yaml")
    assert isinstance(data, dict)
    return checklist_from(data)


def letter_dates(case: Case) -> "LetterDates":
    """Return the dates of the letter, worked out from the case; None where the case does not give what they need.

    Sources: FOISA ss.10(1), 20(5), 21(1), 47(4); EIRs reg 16(2).
    """
    from foi_rules.casework.clock import (
        commissioner_due,
        eirs_review_request_due,
        reply_due,
        review_due,
        review_request_due,
    )
    from foi_rules.commands.clock import load_calendar
    from foi_rules.notices.notice import LetterDates

    calendar = load_calendar()
    received = _day(case.received or case.made)
    issued = _day(case.letter.on)
    review_received = _day(case.review.received) if case.review else None
    reply = reply_due(received, calendar).date if received else None
    review_by = review_due(review_received, calendar).date if review_received else None
    last = review_by if case.stage == "review" else reply
    late = bool(issued and last and issued > last)
    late_reply = issued if late and case.stage == "initial" else None
    asked = review_request_due(reply, calendar, late_reply=late_reply).date if reply else None
    to_commissioner = commissioner_due(review_by, calendar, outcome=issued).date if review_by and issued else None
    return LetterDates(
        received=received,
        reply_due=reply,
        issued=issued,
        review_request_due=asked,
        review_due=review_by,
        commissioner_due=to_commissioner,
        late=late,
        eirs_review_request_due=eirs_review_request_due(reply, calendar, issued).date if reply and issued else None,
    )


def _day(text: str | None) -> date | None:
    return exact_date(text) if text else None
