"""`foi schedule CASE -o OUT.csv`: the letter's table of pieces and decisions, for a spreadsheet."""

from pathlib import Path

from foi_rules.commands.common import decide_with_both, load_rules, open_case
from foi_rules.commands.letter import notice_of, refusal_of, target_of, told_of
from foi_rules.commands.shield import UNUSABLE
from foi_rules.model.case import Case
from foi_rules.model.rulebook import Rulebook

SUFFIXES = (".csv",)


def run(case_path: str, out: str, rules: str, *, plain: bool, settings: str = "") -> int:
    """Write the schedule. Returns 0 written; 1 refused, with the reasons, as the letter would be; 2 bad input."""
    del plain
    target = target_of(out, SUFFIXES, "schedule")
    if target is None:
        return UNUSABLE
    rulebook = load_rules(rules)
    return told_of(write_schedule(rulebook, open_case(rulebook, case_path), target, settings), "schedule", target)


def write_schedule(rulebook: Rulebook, case: Case, target: Path, settings: str = "") -> tuple[str, ...]:
    """Write the schedule of the case to `target`, for its owner's eyes alone. Returns why it was refused, or ().

    It is refused where the letter is: no row may tell what the letter must not.
    """
    from foi_rules.casework.case_file import write_private
    from foi_rules.commands.settings import load_settings
    from foi_rules.notices.gate import require_complete, require_silent_name
    from foi_rules.notices.notice import NoticeRefused
    from foi_rules.notices.record.rows import as_csv, schedule_rows
    from foi_rules.notices.settings import filled

    loaded = load_settings(settings)
    case = filled(case, loaded.settings)
    decision, disagreements = decide_with_both(rulebook, case)
    refused = disagreements or refusal_of(rulebook, case, decision)
    if refused:
        return refused
    notice, checklist = notice_of(rulebook, case, decision, loaded)
    try:
        require_complete(notice, checklist)
        require_silent_name(notice, checklist, target.name)
    except NoticeRefused as refusal:
        return refusal.reasons
    write_private(as_csv(schedule_rows(notice, case, decision, checklist)), target)
    return ()
