"""What became of each part of a request, in a sentence or two."""

from foi_rules.notices.groups import ORDINARY
from foi_rules.notices.notice import uncapital
from foi_rules.notices.pieces import ELSEWHERE, KEPT, NOT_HELD, SENT, WAITING, Group
from foi_rules.notices.writing import Draft, joined

_ANSWERS = {SENT: "disclosed", KEPT: "refused", NOT_HELD: "not-held", WAITING: "waiting", ELSEWHERE: "elsewhere"}


def group_answer(draft: Draft, group: Group) -> str:
    """Return what became of a part, or of what is under one law in it."""
    if group.kind not in (*ORDINARY, "environmental"):
        return draft.say(f"parts.{'neither' if group.kind.endswith('neither') else group.kind}")
    outcomes = {piece.outcome for piece in group.pieces}
    if len(outcomes) == 1:
        return draft.say(f"parts.{_ANSWERS[outcomes.pop()]}")
    if outcomes == {KEPT, NOT_HELD}:
        return draft.say("parts.mixed")
    first = ("parts.partial",) if SENT in outcomes else ("withheld.holds",) if KEPT in outcomes else ()
    rest = [f"parts.some-{_ANSWERS[one]}" for one in (NOT_HELD, WAITING, ELSEWHERE) if one in outcomes]
    return joined(*(draft.say(name) for name in (*first, *rest)))


def part_answer(draft: Draft, part: str) -> str:
    """Return the answer to one part as the table of parts of a joined letter has it."""
    mine = [group for group in draft.groups if group.part == part]
    if len(mine) == 1:
        return group_answer(draft, mine[0])
    names = {"eirs": "parts.under-regulations", "foisa": "parts.under-act"}
    return joined(*(draft.say(names[one.regime], answer=uncapital(group_answer(draft, one))) for one in mine))
