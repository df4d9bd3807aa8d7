"""`foi letter CASE -o OUT`: the notice for a decided case, or the reasons why there is none yet."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from foi_rules.commands.common import decide_with_both, load_rules, open_case
from foi_rules.commands.shield import UNUSABLE, complain
from foi_rules.model.case import Case
from foi_rules.model.dates import exact_date
from foi_rules.model.decision import Decision
from foi_rules.model.rulebook import Rulebook

if TYPE_CHECKING:
    from foi_rules.notices.checklist import Checklist
    from foi_rules.notices.notice import LetterDates, Notice
    from foi_rules.notices.render.docx_template import Letterhead
    from foi_rules.notices.settings import Loaded

WRITTEN, REFUSED = 0, 1
SUFFIXES = (".docx", ".html", ".md", ".txt")


@dataclass(frozen=True)
class Desk:
    """What an authority brings to all of its letters: its settings, and its own Word document."""

    loaded: "Loaded"
    letterhead: "Letterhead | None" = None


def run(  # noqa: PLR0913  one argument for each option of the command
    case_path: str, out: str, rules: str, *, plain: bool, settings: str = "", template: str = ""
) -> int:
    """Write the letter. Returns 0 written; 1 refused, with the reasons, and nothing written; 2 bad input."""
    del plain
    from foi_rules.commands.settings import letterhead_of, load_settings

    target = target_of(out, SUFFIXES, "letter")
    if target is None:
        return UNUSABLE
    in_word = target.suffix.lower() == ".docx"
    if template and not in_word:
        complain(f"A template is for a letter in Word, and '{out}' is none; end the name in .docx.")
        return UNUSABLE
    loaded = load_settings(settings)
    desk = Desk(loaded, letterhead_of(loaded, template) if in_word else None)
    rulebook = load_rules(rules)
    code = told_of(write_letter(rulebook, open_case(rulebook, case_path), target, desk), "letter", target)
    if code == WRITTEN:
        look_over(target)
    return code


def look_over(target: Path) -> None:
    """Say what `foi check` finds in a letter that was just written: what the officer's own words brought into it.

    A name among the reasons, a factor that does not count. The letter is complete; a person looks again.
    Source: FOISA s.16(3).
    """
    from foi_rules.notices.checking.api import check_letter

    for one in check_letter(target).defects:
        where = f"{one.place}: " if one.place else ""
        complain(f"Look again: {where}{one.message} ({one.cite})")


def target_of(out: str, suffixes: tuple[str, ...], what: str) -> Path | None:
    """Return the file to write, or None, having said why, if it cannot be one."""
    target = Path(out)
    if target.suffix.lower() not in suffixes:
        kinds = f"{', '.join(suffixes[:-1])} or {suffixes[-1]}" if len(suffixes) > 1 else suffixes[0]
        complain(f"'{out}' does not say which kind of {what}: end the name in {kinds}.")
        return None
    if not target.parent.is_dir():
        complain(f"There is no folder '{target.parent}' to write the {what} to; make it first.")
        return None
    if target.is_dir():
        complain(f"'{out}' is a folder; name a file in it.")
        return None
    return target


def told_of(refused: tuple[str, ...], what: str, target: Path) -> int:
    """Say that a file was written, or why not. Returns the exit code."""
    if refused:
        complain(f"No {what} was written:")
        for reason in refused:
            complain(f"  - {reason}")
        return REFUSED
    print(f"Written: {target}")
    return WRITTEN


def write_letter(rulebook: Rulebook, case: Case, target: Path, desk: Desk | None = None) -> tuple[str, ...]:
    """Write the letter for the case to `target`, for its owner's eyes alone. Returns why it was refused, or ().

    What the case leaves out comes from the desk, if there is one.
    """
    from foi_rules.notices.settings import filled, still_to_fill

    left = still_to_fill(desk.loaded, case) if desk else ()
    if left:
        return left
    case = filled(case, desk.loaded.settings) if desk else case
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
    from foi_rules.notices.settings import unfilled_in

    try:
        notice, checklist = notice_of(rulebook, case, decision, desk.loaded if desk else None)
        if unfilled_in(notice):
            return unfilled_in(notice)
        require_silent_name(notice, checklist, target.name)
        data = render(notice, checklist, target.suffix.lower(), _letterhead(desk, case))
    except NoticeRefused as refusal:
        return refusal.reasons
    write_private(data, target)
    return ()


def _letterhead(desk: Desk | None, case: Case) -> "Letterhead | None":
    """Return the Word document of the authority, with the contact that it shows."""
    from foi_rules.notices.notice import one_line

    if desk is None or desk.letterhead is None:
        return None
    return replace(desk.letterhead, contact=one_line(case.authority.contact))


def draft_of(rulebook: Rulebook, case: Case, today: date) -> tuple[str, ...]:
    """Return the letter as it would be now, line by line: about the pieces that are settled, dated today if it has
    no date. Where no letter can be written yet, what it lacks. Nothing is written to a file.
    """
    from foi_rules.engine.decide import decide
    from foi_rules.notices.notice import NoticeRefused
    from foi_rules.notices.render import render
    from foi_rules.notices.settings import filled

    decision = decide(rulebook, case)
    open_ = {one.id for one in decision.items if not one.settled}
    settled = tuple(item for item in case.items if item.id not in open_)
    loaded = _settings_or_none()
    case = filled(case, loaded.settings)
    letter = case.letter.model_copy(update={"on": case.letter.on or today.isoformat()})
    now = case.model_copy(update={"letter": letter, "items": settled or case.items})
    left_out = [str(number) for number, item in enumerate(case.items, 1) if item.id in open_]
    head = f"Draft without what is not settled: piece {', '.join(left_out)}." if left_out and settled else "Draft."
    try:
        notice, checklist = notice_of(rulebook, now, decide(rulebook, now), loaded)
    except NoticeRefused as refusal:
        return ("There can be no letter yet.", *(f"- {reason}" for reason in refusal.reasons))
    return (head, "", *render(notice, checklist, ".txt").decode("utf-8").splitlines())


def _settings_or_none() -> "Loaded":
    """Return the settings of this user; none where they cannot be read: a draft is no place to mend them."""
    from foi_rules.commands.settings import load_settings
    from foi_rules.model.problem import Refused
    from foi_rules.notices.settings import Loaded

    try:
        return load_settings()
    except Refused:
        return Loaded()


def refusal_of(rulebook: Rulebook, case: Case, decision: Decision) -> tuple[str, ...]:
    """Return the reasons why there can be no letter on this decision, or () if there can."""
    from foi_rules.notices.notice import NoticeRefused

    try:
        notice_of(rulebook, case, decision)
    except NoticeRefused as refusal:
        return refusal.reasons
    return ()


def notice_of(
    rulebook: Rulebook, case: Case, decision: Decision, loaded: "Loaded | None" = None
) -> "tuple[Notice, Checklist]":
    """Return the letter on a decision, and the checklist that it must meet.

    The settings say where the Commissioner is. Raises NoticeRefused.
    """
    from foi_rules.engine.decide import law_for
    from foi_rules.notices.build import build_notice
    from foi_rules.notices.settings import with_commissioner

    checklist = load_checklist()
    checklist = with_commissioner(checklist, loaded.settings) if loaded else checklist
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

    The Keeper has 30 working days where the records were transferred and are not open. Sources: FOISA ss.10(1), (2),
    20(5), 21(1), (2), 47(4); EIRs regs 7(1), 8(6), 16(2).
    """
    from datetime import timedelta

    from foi_rules.casework.clock import (
        add_working_days,
        commissioner_due,
        due,
        eirs_extended_reply_due,
        eirs_review_request_due,
        review_request_due,
    )
    from foi_rules.commands.clock import load_calendar
    from foi_rules.notices.notice import LetterDates

    calendar = load_calendar()
    received = _day(case.received or case.made)
    issued = _day(case.letter.on)
    review_received = _day(case.review.received) if case.review else None
    review = case.stage == "review"
    keeper = "keeper-" if case.letter.transferred == "yes" and not case.letter.kind else ""
    reply = due(f"{keeper}reply", received, calendar).date if received else None
    review_by = due(f"{keeper}review", review_received, calendar).date if review_received else None
    charged = issued if case.letter.kind == "charge" else None
    last = review_by if review else reply
    late = bool(issued and last and issued > last)
    late_reply = None if review or not late else issued
    asked = review_request_due(reply, calendar, late_reply=late_reply).date if reply else None
    to_commissioner = commissioner_due(issued, calendar, outcome=issued).date if review and issued else None
    return LetterDates(
        received=received,
        reply_due=reply,
        issued=issued,
        review_request_due=asked,
        review_due=review_by,
        commissioner_due=to_commissioner,
        late=late,
        eirs_review_request_due=eirs_review_request_due(reply, calendar, issued).date if reply and issued else None,
        eirs_extended_due=eirs_extended_reply_due(received, calendar).date if received else None,
        # The day of the notice is the first of the 60 working days, if it is one (EIRs reg 8(6)).
        charge_due=add_working_days(charged - timedelta(days=1), 60, calendar) if charged else None,
    )


def _day(text: str | None) -> date | None:
    return exact_date(text) if text else None
