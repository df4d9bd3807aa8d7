"""`foi challenge CASE`: what the applicant or the Commissioner would say of the draft, and what would answer it."""

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from foi_rules.commands.common import console, load_rules, open_case
from foi_rules.commands.sheet import say
from foi_rules.engine.decide import decide
from foi_rules.interview.challenge import Due, challenge_lines, points, still_open
from foi_rules.model.dates import exact_date

if TYPE_CHECKING:
    from foi_rules.model.case import Case
    from foi_rules.model.decision import Decision

_LONGER = "EIRs reg 7(1)"


def run(case_path: str, format: str, rules: str, *, plain: bool) -> int:
    """Print the strongest points against the draft decision on a case. Returns 0, whatever they are.

    Raises Refused if the case cannot be used, NotInForce, and OSError if it cannot be read.
    """
    rulebook = load_rules(rules)
    case = open_case(rulebook, case_path)
    decision = decide(rulebook, case)
    due = due_of(case, decision)
    if format == "json":
        found = [asdict(point) for point in points(rulebook, case, due)]
        data = {"format": 1, "reference": case.reference, "points": found, "open": still_open(decision)}
        sys.stdout.write(json.dumps(data, indent=2, ensure_ascii=False) + "\n")
        return 0
    out = console(plain)
    for number, line in enumerate(challenge_lines(rulebook, case, due)):
        if number and line.style == "heading":
            out.print()
        say(out, line.text, 2 * line.indent, "bold" if line.style == "heading" else "")
    return 0


def due_of(case: "Case", decision: "Decision") -> Due | None:
    """Return the last day for the answer to the request, or for the outcome of the review; None if it is not known.

    Source: FOISA ss.10(1), 21(1); EIRs regs 5(2), 7(1), 16(4).
    """
    from foi_rules.casework.calendar import CalendarError, OutsideCalendar
    from foi_rules.casework.clock import eirs_extended_reply_due, reply_due, review_due
    from foi_rules.commands.clock import load_calendar

    review = case.stage == "review"
    received = (case.review.received if case.review else None) if review else case.received
    if not received:
        return None
    longer = any(ground.cite.startswith(_LONGER) for ground in decision.grounds)
    rule = review_due if review else eirs_extended_reply_due if longer else reply_due
    try:
        last = rule(exact_date(received), load_calendar())
    except (CalendarError, OutsideCalendar):
        return None
    return Due(last.date, last.cite)
